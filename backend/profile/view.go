package profile

import (
	"sluiceway/backend/connect"
)

// View is a profile as the page shows and edits it. Secrets says which secrets are stored, but
// the view never contains one. Times are in milliseconds; 0 means the default. An error of a
// save names a field by its path here, such as “oauth.tokenUrl” or “headers.1.name”.
type View struct {
	ID           connect.ProfileID `json:"id"`
	Kind         connect.Kind      `json:"kind"` // the id of a ProfileKind; empty: the first one
	Name         string            `json:"name"`
	URL          string            `json:"url"`
	MoreURLs     []string          `json:"moreUrls"` // further workers, in the order in which they are tried
	AdminURL     string            `json:"adminUrl"` // the admin listener; empty: the worker's own address
	Scope        string            `json:"scope"`    // of a managed service: its cluster, or a region
	Account      string            `json:"account"`  // an AWS profile
	Environment  string            `json:"environment"`
	Color        int               `json:"color"`
	Login        connect.Login     `json:"login"`
	Username     string            `json:"username"`
	OAuth        OAuth             `json:"oauth"`
	Headers      []connect.Header  `json:"headers"` // sent with every request; the value of a secret one is a secret
	CAFile       string            `json:"caFile"`
	ServerName   string            `json:"serverName"` // the name in the certificate; empty: the host of the URL
	Pin          string            `json:"pin"`        // SHA-256 of the only certificate that is trusted, in hex
	SkipVerify   bool              `json:"skipVerify"`
	Certificate  Certificate       `json:"certificate"`
	Proxy        Proxy             `json:"proxy"`
	WayIn        WayIn             `json:"wayIn"`
	TimeLimit    float64           `json:"timeLimit"`
	Permissions  Permissions       `json:"permissions"`
	SingleWorker bool              `json:"singleWorker"`
	GroupID      string            `json:"groupId"`
	OffsetTopic  string            `json:"offsetTopic"`
	Secrets      []Stored          `json:"secrets"` // those that the profile has room for
}

// OAuth is a login with client credentials.
type OAuth struct {
	TokenURL string          `json:"tokenUrl"`
	ClientID string          `json:"clientId"`
	Scopes   []string        `json:"scopes"`
	Audience string          `json:"audience"`
	Params   []connect.Param `json:"params"` // sent with the request for a token
}

// Certificate names the files of a client certificate. KeyFile is empty if File contains the
// private key, too.
type Certificate struct {
	File    string `json:"file"`
	KeyFile string `json:"keyFile"`
}

// Proxy is the proxy of a profile. URL and Username are those of the mode “own”.
type Proxy struct {
	Mode     connect.ProxyMode `json:"mode"`
	URL      string            `json:"url"`
	Username string            `json:"username"`
}

// WayIn is the command that a profile starts before it connects. Agreed says whether the
// person agreed to exactly this command; an input sets it with Input.AgreeWayIn only.
type WayIn struct {
	Command string  `json:"command"`
	Limit   float64 `json:"limit"`
	Agreed  bool    `json:"agreed"`
}

// Permissions are the changes that a profile allows. None at all means read-only.
type Permissions struct {
	Create  bool `json:"create"`
	Edit    bool `json:"edit"`
	State   bool `json:"state"` // pause, resume, stop and restart
	Delete  bool `json:"delete"`
	Offsets bool `json:"offsets"`
}

// AllPermissions are those of a new profile.
func AllPermissions() Permissions { return permissionsOf(connect.Denied{}) }

func permissionsOf(d connect.Denied) Permissions {
	return Permissions{Create: !d.Create, Edit: !d.Edit, State: !d.State, Delete: !d.Delete, Offsets: !d.Offsets}
}

func (p Permissions) denied() connect.Denied {
	return connect.Denied{Create: !p.Create, Edit: !p.Edit, State: !p.State, Delete: !p.Delete, Offsets: !p.Offsets}
}

// Stored says whether a secret is stored. SessionOnly means in memory only, until the app
// closes.
type Stored struct {
	Key         connect.SecretKey `json:"key"`
	Stored      bool              `json:"stored"`
	SessionOnly bool              `json:"sessionOnly"`
}

func (s *Service) view(p connect.Profile, marks map[string]string) View {
	return View{
		ID: p.ID, Kind: p.Kind, Name: p.Name, URL: p.URL, MoreURLs: append([]string{}, p.MoreURLs...), AdminURL: p.AdminURL,
		Scope: p.Scope, Account: p.Account, Environment: string(p.Environment), Color: p.Color, Login: p.Login, Username: p.Username,
		OAuth: OAuth{
			TokenURL: p.OAuth.TokenURL, ClientID: p.OAuth.ClientID, Audience: p.OAuth.Audience,
			Scopes: append([]string{}, p.OAuth.Scopes...), Params: append([]connect.Param{}, p.OAuth.Params...),
		},
		Headers: append([]connect.Header{}, p.Headers...), CAFile: p.CAFile, ServerName: p.ServerName, Pin: p.Pin, SkipVerify: p.SkipVerify,
		Certificate: Certificate(p.Certificate), Proxy: Proxy(p.Proxy),
		WayIn:       WayIn{Command: p.WayIn.Command, Limit: connect.Milli(p.WayIn.Limit), Agreed: p.WayIn.MayStart()},
		TimeLimit:   connect.Milli(p.TimeLimit),
		Permissions: permissionsOf(p.Denied), SingleWorker: p.SingleWorker, GroupID: p.GroupID, OffsetTopic: p.OffsetTopic,
		Secrets: s.storedOf(p, marks),
	}
}

func (s *Service) storedOf(p connect.Profile, marks map[string]string) []Stored {
	out := []Stored{}
	for _, key := range keysOf(p) {
		one := Stored{Key: key}
		if entry := p.SecretEntries[key]; entry != "" {
			one.SessionOnly = s.Secrets.Session(entry)
			one.Stored = one.SessionOnly || marks[entry] == markStored
		}
		out = append(out, one)
	}
	return out
}
