package app

import "sluiceway/backend/connect"

// ProfileView is a cluster profile as the page edits it. HasPassword tells
// whether one is kept; the password itself never comes back.
type ProfileView struct {
	ID           connect.ProfileID `json:"id"`
	Kind         string            `json:"kind"` // of ProfileKind; empty: the first one
	Name         string            `json:"name"`
	URL          string            `json:"url"`
	Environment  string            `json:"environment"`
	Color        int               `json:"color"`
	Login        Login             `json:"login"`
	Username     string            `json:"username"`
	HasPassword  bool              `json:"hasPassword"`
	SessionOnly  bool              `json:"sessionOnly"` // the password is kept only until the app closes
	CAFile       string            `json:"caFile"`
	SkipVerify   bool              `json:"skipVerify"`
	TimeLimit    float64           `json:"timeLimit"`
	ReadOnly     bool              `json:"readOnly"`
	SingleWorker bool              `json:"singleWorker"`
}

// ProfileKind is a kind of cluster. Fields names what its form has beside name,
// environment and read-only: url, login, trust, time_limit, single_worker.
type ProfileKind struct {
	ID     string         `json:"id"`
	Title  string         `json:"title"`
	Fields []ProfileField `json:"fields"`
	Logins []Login        `json:"logins"`
}

// ProfileInput is what the cluster dialog saves or tests. An empty ID is a new
// profile. PasswordSet tells a typed (maybe empty) password from an untouched
// one, which stays as it is kept.
type ProfileInput struct {
	ProfileView
	Password    string            `json:"password"`
	PasswordSet bool              `json:"passwordSet"`
	CopySecret  connect.ProfileID `json:"copySecret"` // a duplicate takes the password of this profile
}

// SaveResult says what a save stored. Keyring is "", "stored", "session".
type SaveResult struct {
	Profile ProfileView `json:"profile"`
	Keyring SavedWhere  `json:"keyring"`
}

// ParsedURL is a pasted address put right. Notes say what was changed.
type ParsedURL struct {
	URL      string   `json:"url"`
	Username string   `json:"username"`
	Password string   `json:"password"`
	Notes    []string `json:"notes"`
	Problem  string   `json:"problem"`
}

// DeletePreview says what goes with a profile.
type DeletePreview struct {
	Drafts  int `json:"drafts"`
	Deleted int `json:"deleted"`
}
