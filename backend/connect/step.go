package connect

// StepState is how a step of something that takes a while stands.
type StepState string

// The states of steps.
const (
	StepPassed     StepState = "passed"
	StepRunning    StepState = "running"
	StepFailed     StepState = "failed"
	StepNotReached StepState = "not_reached"
)

// StepFix names what the page can offer to mend a step that failed.
type StepFix string

// The fixes.
const (
	FixNone       StepFix = ""
	FixAddCA      StepFix = "add_ca"
	FixSkipVerify StepFix = "skip_verify"
	FixLogin      StepFix = "login"
	FixHTTP       StepFix = "http"
	FixHTTPS      StepFix = "https"
)

// Step is one step of reaching a cluster, or of a connector's first seconds,
// as the page shows it. Took is in milliseconds: of the step itself where a
// cluster is reached, since the start where a connector is followed. Fix names
// what the page can offer to mend it. Raw is masked.
type Step struct {
	ID    string    `json:"id"`
	Title string    `json:"title"`
	State StepState `json:"state"`
	Fact  string    `json:"fact"`
	Took  float64   `json:"took"`
	Hint  string    `json:"hint"`
	Facts []Fact    `json:"facts"`
	Fix   StepFix   `json:"fix"`
	Raw   string    `json:"raw"`
}

// Fact is a labelled text.
type Fact struct {
	Label string `json:"label"`
	Value string `json:"value"`
}
