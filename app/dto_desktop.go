package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/workbench"
)

// What the workbench keeps, under the names that the page has for it.
type (
	// SettingsView holds what Settings shows and changes.
	SettingsView = workbench.Settings
	// StartNotice is something that has to be said at a start.
	StartNotice = workbench.Notice
	// ExportRequest asks for a config in a format.
	ExportRequest = workbench.ExportRequest
)

// ExportText is the exact text and what is in it. Spans mark variables,
// placeholders and secrets, in UTF-16 code units as the page counts.
type ExportText struct {
	Text      string            `json:"text"`
	Variables []inspect.Setting `json:"variables"` // shell variable and the key it stands for
	Secrets   []string          `json:"secrets"`   // keys left out, or in the text when included
	Spans     []ExportSpan      `json:"spans"`
	Settings  int               `json:"settings"`
	ReadAt    float64           `json:"readAt"`
	Needs     string            `json:"needs"`
}

// ExportSpan marks a part of the text. Kind: variable, placeholder, secret (left
// out), clear (a secret in the text), key, string, comment.
type ExportSpan struct {
	From int      `json:"from"`
	To   int      `json:"to"`
	Kind SpanKind `json:"kind"`
}

// CallRow is a line of the call log. Folded counts equal polls in one line.
type CallRow struct {
	ID      float64           `json:"id"`
	Profile connect.ProfileID `json:"profile"`
	At      float64           `json:"at"`
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Status  int               `json:"status"`
	Took    float64           `json:"took"`
	Bytes   float64           `json:"bytes"`
	For     string            `json:"for"`
	You     bool              `json:"you"`
	Try     int               `json:"try"`
	Failure string            `json:"failure"`
}

// CallDetail is one call, opened.
type CallDetail struct {
	Row     CallRow `json:"row"`
	URL     string  `json:"url"`
	Curl    string  `json:"curl"`
	Request string  `json:"request"`
	Answer  string  `json:"answer"`
	Connect float64 `json:"connect"`
	Reused  bool    `json:"reused"`
	Sent    float64 `json:"sent"`
	Waited  float64 `json:"waited"`
	Got     float64 `json:"got"`
	Story   string  `json:"story"` // what happened, and what the call did not do
}

// CallPage is the log since an id, newest first; Stored is how many there are.
type CallPage struct {
	Calls  []CallRow `json:"calls"`
	Stored int       `json:"stored"`
	Since  float64   `json:"since"`
	Last   float64   `json:"last"`
}

// About says what runs here, for Settings and for a bug report.
type About struct {
	Version    string `json:"version"`
	Platform   string `json:"platform"`
	DataFolder string `json:"dataFolder"`
	LogFolder  string `json:"logFolder"`
	LogSize    string `json:"logSize"`
	DataSize   string `json:"dataSize"`
}

// KeyringView is the state of the system keyring: answers, waiting, locked,
// failing, none, not_asked.
type KeyringView struct {
	State KeyringAnswer `json:"state"`
	Text  string        `json:"text"`
	Took  float64       `json:"took"`
	At    float64       `json:"at"`
	Holds int           `json:"holds"`
}

// Boot is everything the page needs for its first picture, in one call.
type Boot struct {
	Settings SettingsView      `json:"settings"`
	Clusters []ClusterSummary  `json:"clusters"`
	Notices  []StartNotice     `json:"notices"`
	Open     connect.ProfileID `json:"open"` // profile to open

	// Opened: Open is the open cluster already, State is its head and Rows its
	// first page, as far as they are known. Otherwise both are empty.
	Opened bool         `json:"opened"`
	State  ClusterState `json:"state"`
	Rows   live.RowPage `json:"rows"`
}
