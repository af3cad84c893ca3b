package connect

// StepState is the progress of a step.
type StepState string

// The states of steps.
const (
	StepPassed     StepState = "passed"
	StepRunning    StepState = "running"
	StepFailed     StepState = "failed"
	StepNotReached StepState = "not_reached"
)

// StepFix says how the page can offer to fix a failed step.
type StepFix string

// The fixes.
const (
	FixNone       StepFix = ""
	FixAddCA      StepFix = "add_ca"
	FixPin        StepFix = "pin" // trust exactly the first certificate of Step.Chain
	FixSkipVerify StepFix = "skip_verify"
	FixLogin      StepFix = "login"
	FixHTTP       StepFix = "http"
	FixHTTPS      StepFix = "https"
)

// Step is one step of a connection test or of following a new connector, as the
// page shows it. Took is in milliseconds: for a connection test the duration of the
// step, for a followed connector the time since the start. Raw is the original
// message, masked. Chain is the certificates that the server sent, its own first.
type Step struct {
	ID    string            `json:"id"`
	Title string            `json:"title"`
	State StepState         `json:"state"`
	Fact  string            `json:"fact"`
	Took  float64           `json:"took"`
	Hint  string            `json:"hint"`
	Facts []Fact            `json:"facts"`
	Fix   StepFix           `json:"fix"`
	Raw   string            `json:"raw"`
	Chain []CertificateFact `json:"chain"`
}

// Fact is a labelled value.
type Fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// CertificateFact describes a certificate. From and Until are in Unix milliseconds, SHA256 is
// in hex. Source is empty if the server sent it; otherwise it says where it was found.
// Problems say in words what is wrong with it.
type CertificateFact struct {
	Subject  string   `json:"subject"`
	Issuer   string   `json:"issuer"`
	Names    []string `json:"names"`
	From     float64  `json:"from"`
	Until    float64  `json:"until"`
	SHA256   string   `json:"sha256"`
	Source   string   `json:"source"`
	Problems []string `json:"problems"`
}
