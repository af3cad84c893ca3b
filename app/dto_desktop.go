package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/keychain"
	"sluiceway/backend/live"
	"sluiceway/backend/workbench"
)

// The views of the workbench, with the page's names for them.
type (
	// SettingsView is what Settings shows and changes.
	SettingsView = workbench.Settings
	// StartNotice is a notice about the start.
	StartNotice = workbench.Notice
	// ExportRequest asks for a config in a format.
	ExportRequest = workbench.ExportRequest
	// ExportText is the exact text and what is in it. Spans mark variables,
	// placeholders and secrets, in UTF-16 code units as the page counts.
	ExportText = workbench.ExportText
	// Rendered is a printed config and what is in it.
	Rendered = formats.Rendered
	// ExportVariable is a shell variable and what it stands for.
	ExportVariable = formats.Variable
	// ExportSpan marks a part of the text. Kind: variable, placeholder, secret
	// (left out), clear (a secret in the text), key, string, comment.
	ExportSpan = formats.Span
	// KeyringView is the state of the system keyring: answers, waiting, locked,
	// failing, none, not_asked. Holds is how many of our passwords it stores.
	KeyringView = workbench.KeyringView
	// KeyringReport is the last answer of the keyring.
	KeyringReport = keychain.State
	// CallRow is a line of the call log.
	CallRow = workbench.CallRow
	// CallDetail is one call, opened.
	CallDetail = workbench.CallDetail
	// CallPage is a part of the call log, newest first.
	CallPage = workbench.CallPage
	// ExportManyRequest asks for the connectors of a read in a format.
	ExportManyRequest = workbench.ExportManyRequest

	// ExportPreview is what an export of several connectors would write.
	ExportPreview = workbench.ExportPreview
	// ExportRead is what was read for an export of several connectors.
	ExportRead = workbench.ExportRead
)

// About is the version and the folders, for Settings and for a bug report.
type About struct {
	Version    string `json:"version"`
	Platform   string `json:"platform"`
	DataFolder string `json:"dataFolder"`
	LogFolder  string `json:"logFolder"`
	LogSize    string `json:"logSize"`
	DataSize   string `json:"dataSize"`
}

// Boot is everything that the page needs to draw itself first, in one call.
type Boot struct {
	Settings SettingsView      `json:"settings"`
	Clusters []ClusterSummary  `json:"clusters"`
	Notices  []StartNotice     `json:"notices"`
	Open     connect.ProfileID `json:"open"` // profile to open

	// Opened: Open is already the open cluster, State is its head and Rows its first
	// page, as far as they are known. Otherwise both are empty.
	Opened bool         `json:"opened"`
	State  ClusterState `json:"state"`
	Rows   live.RowPage `json:"rows"`
}
