package connect

// Login is how Sluiceway authenticates to a cluster. A client certificate and headers can be
// sent with any of them.
type Login string

// The logins.
const (
	LoginNone   Login = "none"
	LoginBasic  Login = "basic"  // Profile.Username and SecretPassword
	LoginBearer Login = "bearer" // SecretToken
	LoginOAuth  Login = "oauth"  // Profile.OAuth and SecretClientSecret
	// LoginSession is Profile.Username and SecretPassword, which the service exchanges for a
	// token that ends after a while.
	LoginSession Login = "session"
)

// OAuth is a login with OAuth 2 client credentials. TokenURL is the only address apart from
// the cluster's own that a profile contacts.
type OAuth struct {
	TokenURL string   `json:"token_url"`
	ClientID string   `json:"client_id"`
	Scopes   []string `json:"scopes,omitempty"`
	Audience string   `json:"audience,omitempty"`
	Params   []Param  `json:"params,omitempty"` // sent with the request for a token
}

// Param is a parameter with a name, in clear.
type Param struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Header is an HTTP header of every request. Value is empty if the header is secret; then the
// value is the secret [SecretHeader] of its name.
type Header struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Secret bool   `json:"secret"`
}
