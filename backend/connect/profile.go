package connect

import "time"

// ProfileID identifies a cluster profile. It never changes, whereas the name can.
type ProfileID string

// SandboxID is the id of the built-in simulated cluster's profile.
const SandboxID ProfileID = "sandbox"

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

// Login is how Sluiceway authenticates to a cluster.
type Login string

// The logins.
const (
	LoginNone  Login = "none"
	LoginBasic Login = "basic"
)

// DefaultTimeLimit applies to reads, WriteTimeLimit to writes and validate.
// WriteTimeLimit exceeds the 90 s after which a worker ends a request.
const (
	DefaultTimeLimit = 10 * time.Second
	WriteTimeLimit   = 100 * time.Second
)

// Profile is a saved connection to one Connect cluster, without its secret. URL is
// normalised by [ParseURL]: scheme, host, port, optional base path, no user info.
// TimeLimit applies to reads.
type Profile struct {
	ID           ProfileID     `json:"id"`
	Kind         Kind          `json:"kind,omitempty"` // empty: the first one in the table of kinds
	Name         string        `json:"name"`
	URL          string        `json:"url"`
	Environment  Environment   `json:"environment"`
	Color        int           `json:"color"` // 0 to 7, for a custom environment
	Login        Login         `json:"login"`
	Username     string        `json:"username"`
	SecretEntry  string        `json:"secret_entry,omitempty"` // the password's entry in the keyring; empty: no password
	CAFile       string        `json:"ca_file"`
	SkipVerify   bool          `json:"skip_verify"`
	TimeLimit    time.Duration `json:"time_limit"`
	ReadOnly     bool          `json:"read_only"`
	SingleWorker bool          `json:"single_worker"`      // the cluster has one worker, so no follower can mishandle a name
	GroupID      string        `json:"group_id,omitempty"` // group.id of the workers, which they do not report; empty: not known
}

// Production reports whether writes need consent.
func (p Profile) Production() bool { return p.Environment == EnvProduction }
