package connect

import (
	"reflect"
	"strings"
	"time"
)

// ProfileID identifies a cluster profile. It never changes, whereas the name can.
type ProfileID string

// SandboxID is the id of the built-in simulated cluster's profile.
const SandboxID ProfileID = "sandbox"

// Sandbox reports whether the profile is the built-in simulated cluster, or a managed service
// that it simulates: “sandbox-” and a word.
func (id ProfileID) Sandbox() bool {
	return id == SandboxID || strings.HasPrefix(string(id), string(SandboxID)+"-")
}

// Environment says how careful to be with a cluster. Any text other than the
// constants below is a custom environment.
type Environment string

// The predefined environments.
const (
	EnvDev        Environment = "dev"
	EnvStaging    Environment = "staging"
	EnvProduction Environment = "production"
	EnvSandbox    Environment = "sandbox"
)

// DefaultTimeLimit applies to reads, WriteTimeLimit to writes and validate.
// WriteTimeLimit exceeds the 90 s after which a worker ends a request.
const (
	DefaultTimeLimit = 10 * time.Second
	WriteTimeLimit   = 100 * time.Second
)

// Profile is a saved connection to one Connect cluster, without its secrets. URL and MoreURLs
// are normalised by [ParseURL]: scheme, host, port, optional base path, no user info. Where a
// profile has a way in, they may contain [PortWord]. TimeLimit applies to reads. Profiles are
// values: nobody changes a slice or map of one.
type Profile struct {
	ID          ProfileID   `json:"id"`
	Kind        Kind        `json:"kind,omitempty"` // empty: the first one in the table of kinds
	Name        string      `json:"name"`
	URL         string      `json:"url"`
	MoreURLs    []string    `json:"more_urls,omitempty"` // further workers of the cluster, in the order in which they are tried
	AdminURL    string      `json:"admin_url,omitempty"` // the admin listener; empty: the worker's own address
	Scope       string      `json:"scope,omitempty"`     // of a managed service: “env-…/lkc-…”, or a region
	Account     string      `json:"account,omitempty"`   // an AWS profile; empty: the default credentials
	Environment Environment `json:"environment"`
	Color       int         `json:"color"` // 0 to 7, for a custom environment
	Login       Login       `json:"login"`
	Username    string      `json:"username"` // of Basic; the id of an API key
	OAuth       OAuth       `json:"oauth,omitzero"`
	Headers     []Header    `json:"headers,omitempty"` // sent with every request
	// SecretEntries names the entry of each secret in the keyring. A secret without one was
	// never entered.
	SecretEntries map[SecretKey]string `json:"secret_entries,omitempty"`
	CAFile        string               `json:"ca_file"`               // PEM, PKCS12 or JKS
	ServerName    string               `json:"server_name,omitempty"` // the name in the certificate; empty: the host of the URL
	Pin           string               `json:"pin,omitempty"`         // SHA-256 of the only certificate that is trusted, in hex; empty: none
	SkipVerify    bool                 `json:"skip_verify"`
	Certificate   Certificate          `json:"certificate,omitzero"`
	Proxy         Proxy                `json:"proxy,omitzero"`
	WayIn         WayIn                `json:"way_in,omitzero"`
	TimeLimit     time.Duration        `json:"time_limit"`
	Denied        Denied               `json:"denied,omitzero"`
	SingleWorker  bool                 `json:"single_worker"`          // the cluster has one worker, so no follower can mishandle a name
	GroupID       string               `json:"group_id,omitempty"`     // group.id of the workers, which they do not report; empty: not known
	OffsetTopic   string               `json:"offset_topic,omitempty"` // offset.storage.topic of the workers; empty: not known
}

// Production reports whether writes need consent.
func (p Profile) Production() bool { return p.Environment == EnvProduction }

// ReadOnly reports whether the profile allows no change at all.
func (p Profile) ReadOnly() bool { return p.Denied == DeniedAll() }

// URLs returns the addresses of the workers in the order in which they are tried.
func (p Profile) URLs() []string { return append([]string{p.URL}, p.MoreURLs...) }

// Equal reports whether two profiles are the same in every field.
func (p Profile) Equal(other Profile) bool { return reflect.DeepEqual(p, other) }
