package connect

import "time"

// ProfileID names a cluster profile for good; names may change.
type ProfileID string

// SandboxID is the profile of the built-in simulated cluster.
const SandboxID ProfileID = "sandbox"

// Environment says how careful to be. Custom environments are any other text.
type Environment string

// The environments with a meaning of their own.
const (
	EnvDev        Environment = "dev"
	EnvStaging    Environment = "staging"
	EnvProduction Environment = "production"
	EnvSandbox    Environment = "sandbox"
)

// Login is how a profile authenticates.
type Login string

// The logins.
const (
	LoginNone  Login = "none"
	LoginBasic Login = "basic"
)

// DefaultTimeLimit holds for reads; WriteTimeLimit for validate and writes,
// because a worker gives up by itself only after 90 s.
const (
	DefaultTimeLimit = 10 * time.Second
	WriteTimeLimit   = 100 * time.Second
)

// Profile is a saved connection to one Connect cluster, without its secret.
// URL is normalised (see ParseURL): scheme, host, port, optional base path, no
// user info. TimeLimit is for reads.
type Profile struct {
	ID           ProfileID     `json:"id"`
	Kind         Kind          `json:"kind,omitempty"` // empty: the first of the table of kinds
	Name         string        `json:"name"`
	URL          string        `json:"url"`
	Environment  Environment   `json:"environment"`
	Color        int           `json:"color"` // 0 to 7, of a custom environment
	Login        Login         `json:"login"`
	Username     string        `json:"username"`
	SecretEntry  string        `json:"secret_entry,omitempty"` // names the password in the keyring; empty: none was given
	CAFile       string        `json:"ca_file"`
	SkipVerify   bool          `json:"skip_verify"`
	TimeLimit    time.Duration `json:"time_limit"`
	ReadOnly     bool          `json:"read_only"`
	SingleWorker bool          `json:"single_worker"` // "exactly one worker": no follower can mishandle a name
}

// Production reports whether the careful rules hold.
func (p Profile) Production() bool { return p.Environment == EnvProduction }
