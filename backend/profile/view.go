package profile

import (
	"math"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// View is a profile as the page shows and edits it. It says whether there is a password, but
// never contains it. TimeLimit is in milliseconds; 0 means the default.
type View struct {
	ID           connect.ProfileID `json:"id"`
	Kind         connect.Kind      `json:"kind"` // the id of a ProfileKind; empty: the first one
	Name         string            `json:"name"`
	URL          string            `json:"url"`
	Environment  string            `json:"environment"`
	Color        int               `json:"color"`
	Login        connect.Login     `json:"login"`
	Username     string            `json:"username"`
	HasPassword  bool              `json:"hasPassword"`
	SessionOnly  bool              `json:"sessionOnly"` // the password is in memory only, until the app closes
	CAFile       string            `json:"caFile"`
	SkipVerify   bool              `json:"skipVerify"`
	TimeLimit    float64           `json:"timeLimit"`
	ReadOnly     bool              `json:"readOnly"`
	SingleWorker bool              `json:"singleWorker"`
	GroupID      string            `json:"groupId"`
}

// Input is the input of a save or a connection test. An empty ID means a new profile.
type Input struct {
	View

	Password    connect.Secret    `json:"password"`
	PasswordSet bool              `json:"passwordSet"` // Password was entered, and may be empty; otherwise the stored password stays
	CopySecret  connect.ProfileID `json:"copySecret"`  // a new profile gets the password of this one
}

func (s *Service) view(p connect.Profile, marks map[string]string) View {
	v := View{
		ID: p.ID, Kind: p.Kind, Name: p.Name, URL: p.URL, Environment: string(p.Environment), Color: p.Color,
		Login: p.Login, Username: p.Username, CAFile: p.CAFile, SkipVerify: p.SkipVerify,
		TimeLimit: connect.Milli(p.TimeLimit), ReadOnly: p.ReadOnly, SingleWorker: p.SingleWorker, GroupID: p.GroupID,
	}
	if p.SecretEntry != "" && hasLogin(p) {
		v.SessionOnly = s.Secrets.Session(p.SecretEntry)
		v.HasPassword = v.SessionOnly || marks[p.SecretEntry] == markStored
	}
	return v
}

// change is an input with the profile in the form in which it is stored.
type change struct {
	connect.Profile

	password    connect.Secret
	passwordSet bool
	copySecret  connect.ProfileID
}

func (in Input) change() change {
	return change{
		Profile: connect.Profile{
			ID: in.ID, Kind: in.Kind, Name: in.Name, URL: in.URL, Environment: connect.Environment(in.Environment), Color: in.Color,
			Login: in.Login, Username: in.Username, CAFile: in.CAFile, SkipVerify: in.SkipVerify,
			TimeLimit: durationOf(in.TimeLimit), ReadOnly: in.ReadOnly, SingleWorker: in.SingleWorker, GroupID: strings.TrimSpace(in.GroupID),
		},
		password: in.Password, passwordSet: in.PasswordSet, copySecret: in.CopySecret,
	}
}

// durationOf converts milliseconds to a duration. It limits values that are too large for a
// duration, or invalid, to ones that no check accepts.
func durationOf(ms float64) time.Duration {
	const most = 365 * 24 * time.Hour
	if ms >= connect.Milli(most) {
		return most
	}
	if ms <= -1 || math.IsNaN(ms) {
		return -1
	}
	return time.Duration(ms * float64(time.Millisecond))
}
