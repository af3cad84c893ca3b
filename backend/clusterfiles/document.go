package clusterfiles

import (
	"time"

	"sluiceway/backend/connect"
)

// The logins of a cluster.
const (
	LoginNone   = "none"
	LoginBasic  = "basic"
	LoginBearer = "bearer"
	LoginOAuth  = "oauth"
	LoginMTLS   = "mtls"
	// LoginSession is a user name and a password that a service exchanges for a token. Only
	// our own export names it.
	LoginSession = "session"
)

// The keys of Cluster.Secrets. A secret header has the key SecretHeader + its name.
const (
	SecretPassword           = "password"     // of Basic; the API secret of a managed service
	SecretToken              = "token"        // of Bearer
	SecretClientSecret       = "clientSecret" // of OAuth
	SecretTrustStorePassword = "trustStorePassword"
	SecretKeyStorePassword   = "keyStorePassword"
	SecretClientKey          = "clientKey" // PEM text
	SecretProxyPassword      = "proxyPassword"
	SecretHeader             = "header:"
)

// Document is a parsed file. Tool is one of [Tools]. It may have no cluster; then a note says
// why.
type Document struct {
	Tool     string    `json:"tool"`
	Clusters []Cluster `json:"clusters"`
	Notes    []Note    `json:"notes"`
	Preview  Preview   `json:"preview"`
}

// Cluster is a Connect cluster that a file names. URL is normalised unless it contains a
// variable; it is empty for a service that has a region instead. Name is empty if the file has
// none. Secrets is never nil after [Parse]; its values may be variables such as “${VAR}”.
// Files are named as in the file; nothing was read or copied.
type Cluster struct {
	Name     string                    `json:"name"`
	URL      string                    `json:"url"`
	Kind     string                    `json:"kind"`
	Login    string                    `json:"login"`
	Username string                    `json:"username"`
	Secrets  map[string]connect.Secret `json:"-"`

	Tool           string          `json:"tool"`           // one of Tools: the one whose settings these are, also in a compose file
	MoreURLs       []string        `json:"moreUrls"`       // further workers of the same cluster
	AdminURL       string          `json:"adminUrl"`       // the admin listener
	Scope          string          `json:"scope"`          // of a managed service: “env-…/lkc-…”, or a region
	Account        string          `json:"account"`        // an AWS profile
	Headers        []Header        `json:"headers"`        // in the order of the file
	CAFile         string          `json:"caFile"`         // PEM, or a truststore
	CAType         string          `json:"caType"`         // “JKS”, “PKCS12”, … as in the file; empty: unknown
	KeyStoreFile   string          `json:"keyStoreFile"`   // of the client certificate
	KeyStoreType   string          `json:"keyStoreType"`   // like CAType
	CertFile       string          `json:"certFile"`       // PEM
	KeyFile        string          `json:"keyFile"`        // PEM
	Certificate    string          `json:"certificate"`    // PEM text, where the file contains it; its key is SecretClientKey
	TokenURL       string          `json:"tokenUrl"`       // of OAuth
	ClientID       string          `json:"clientId"`       // of OAuth
	Scopes         []string        `json:"scopes"`         // of OAuth
	Audience       string          `json:"audience"`       // of OAuth
	Params         []connect.Param `json:"params"`         // of OAuth, sent with the request for a token
	ServerName     string          `json:"serverName"`     // the name in the certificate
	Pin            string          `json:"pin"`            // SHA-256 of the only certificate that is trusted
	Proxy          string          `json:"proxy"`          // without login
	NoProxy        bool            `json:"noProxy"`        // connect directly, whatever the system's proxy is
	ProxyUsername  string          `json:"proxyUsername"`  //
	Environment    string          `json:"environment"`    // only where the file says so
	GroupID        string          `json:"groupId"`        // of the workers
	OffsetTopic    string          `json:"offsetTopic"`    //
	SingleWorker   bool            `json:"singleWorker"`   // the cluster has one worker
	TimeLimit      time.Duration   `json:"-"`              // 0: not in the file
	Permissions    *Permissions    `json:"permissions"`    // nil: not in the file
	SkipVerify     bool            `json:"skipVerify"`     // the file turns certificate checks off; an import should not
	Lines          []int           `json:"lines"`          // of the file, ascending, from 1
	VariableNames  []string        `json:"variableNames"`  // of all its unresolved variables, in the order of the file
	ConsumerFormat string          `json:"consumerFormat"` // how consumer groups of sinks are named, “%s” being the connector
}

// Header is an HTTP header that is sent with each request. If it is secret, Value is empty and
// the value is in Cluster.Secrets.
type Header struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Secret bool   `json:"secret"`
}

// Permissions are what a tool lets its users do.
type Permissions struct {
	Create  bool `json:"create"`
	Edit    bool `json:"edit"`
	State   bool `json:"state"` // pause, resume, stop, restart
	Delete  bool `json:"delete"`
	Offsets bool `json:"offsets"`
}

// ReadOnly reports whether the tool permits no change.
func (c Cluster) ReadOnly() bool { return c.Permissions != nil && *c.Permissions == Permissions{} }

// Code classifies a note.
type Code string

// The codes of notes.
const (
	Unresolved  Code = "unresolved"  // contains a variable; Note.Variable names it
	Ignored     Code = "ignored"     // has nothing to do with Connect
	Unsupported Code = "unsupported" // a setting of Connect that was left out
	Unsafe      Code = "unsafe"      // was left out, because it would weaken security
	SecretFound Code = "secret"      // a secret, which is not shown
	FileNamed   Code = "file"        // a file is referenced
	Missing     Code = "missing"     // a secret that the login needs is not in the file
	Duplicate   Code = "duplicate"   // occurs twice
	Guessed     Code = "guessed"     // ambiguous or incomplete; Text says how it was understood
	Invalid     Code = "invalid"     // cannot be used, and was left out
	NoCluster   Code = "no_cluster"  // why a file of a known tool has no cluster
)

// Note is a remark about a file. Cluster counts from 1 and is 0 if the note is not about one
// of Document.Clusters; Line is 0 if it is not about one line. Text is a sentence for a person.
type Note struct {
	Code     Code   `json:"code"`
	Cluster  int    `json:"cluster"`
	Key      string `json:"key"`
	Variable string `json:"variable"`
	Line     int    `json:"line"`
	Text     string `json:"text"`
}
