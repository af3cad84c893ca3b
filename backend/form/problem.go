package form

import (
	"cmp"
	"slices"

	"sluiceway/backend/connect"
)

// Severity says how serious a problem is.
type Severity string

// The severities. Fill is an error at a field that the person has not visited.
// A note needs no action.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityFill    Severity = "fill"
	SeverityNote    Severity = "note"
)

// Source is who found a problem.
type Source string

// The sources.
const (
	SourceLocal  Source = "local"
	SourceWorker Source = "worker"
)

// Problem is one finding about a key. Replace is the key that may be meant
// instead.
type Problem struct {
	Key      string   `json:"key"`
	Group    string   `json:"group"`
	Text     string   `json:"text"`
	Severity Severity `json:"severity"`
	Source   Source   `json:"source"`
	Replace  string   `json:"replace"`
}

// Local is a finding of the local check; Kind is the check's own name for it.
type Local struct {
	Key  string
	Text string
	Kind string
}

// Situation is everything that decides what is wrong with a draft, and how
// serious that is.
type Situation struct {
	Shape  *Shape
	Config connect.Config
	Base   connect.Config // nil if nothing is stored
	// Edit is set for a stored config, whose problems are shown at once; New if
	// sending the draft creates a connector, whose name must be valid.
	Edit, New      bool
	Local          []Local
	Answer         *Answer
	MissingSecrets []string
	// Unshown are keys whose stored values the cluster masks. MaskKeeps means
	// that sending such a mask back leaves the value unchanged.
	Unshown   map[string]bool
	MaskKeeps bool
	// Visited are the keys that were changed, or whose fields lost the focus.
	Visited map[string]bool
	// Attempted is set by Validate and Create: from then on SeverityFill is not
	// used.
	Attempted bool
	// CheckName refuses names that must not be created; nil if any is allowed.
	CheckName func(name string) error
}

// Problems returns the problems, errors first, and within a severity in the order
// of the form.
func (s Situation) Problems() []Problem {
	own := s.rules()
	taken := make(map[string]bool, len(own))
	out := make([]Problem, 0, len(own)+len(s.Local))
	for _, p := range own {
		taken[p.Key] = true
		out = append(out, s.at(p, SourceLocal))
	}
	for _, p := range s.Local {
		if !taken[p.Key] {
			out = append(out, s.at(p, SourceLocal))
		}
	}
	out = s.withAnswer(out)
	out = s.withUnknown(out)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(rankOf(a.Severity), rankOf(b.Severity)), cmp.Compare(s.Shape.place(a.Key), s.Shape.place(b.Key)))
	})
	return out
}

// at sets the group and the severity of an error.
func (s Situation) at(p Local, source Source) Problem {
	severity := SeverityError
	if !s.Edit && !s.Attempted && !s.visited(p.Key) {
		severity = SeverityFill
	}
	return Problem{Key: p.Key, Group: s.Shape.groupOf(p.Key), Text: p.Text, Severity: severity, Source: source}
}

func (s Situation) visited(key string) bool {
	if key == keyTopics || key == keyTopicsRegex {
		return s.Visited[keyTopics] || s.Visited[keyTopicsRegex]
	}
	return s.Visited[key]
}

// withAnswer adds the worker's findings that still apply and that the local
// check has not reported.
func (s Situation) withAnswer(out []Problem) []Problem {
	if s.Answer == nil {
		return out
	}
	local := make(map[string]bool, len(out))
	for _, p := range out {
		local[p.Key] = true
	}
	pair := local[keyTopics] || local[keyTopicsRegex]
	said := make(map[Problem]bool, len(s.Answer.Findings))
	for _, f := range s.Answer.Findings {
		text, set := s.Config[f.Key]
		sent, was := s.Answer.Sent[f.Key]
		aboutPair := f.Key == keyTopics || f.Key == keyTopicsRegex
		if set != was || text != sent || local[f.Key] || (pair && aboutPair) {
			continue
		}
		p := s.at(Local{Key: f.Key, Text: f.Text}, SourceWorker)
		if !said[p] {
			said[p] = true
			out = append(out, p)
		}
	}
	return out
}

// withUnknown adds a note for each key without definition, family or template.
// Plugins accept many keys that they do not define, so it is a warning only if a
// similar defined key is not set, which makes a typo likely.
func (s Situation) withUnknown(out []Problem) []Problem {
	for key, meant := range s.Shape.unknown {
		if _, set := s.Config[key]; !set {
			continue
		}
		p := Problem{Key: key, Group: s.Shape.groupOf(key), Severity: SeverityNote, Source: SourceLocal, Text: "Not in the plugin’s definitions. Sent as it is."}
		if _, set := s.Config[meant]; meant != "" && !set {
			p.Severity, p.Replace, p.Text = SeverityWarning, meant, "Not in the plugin’s definitions."
		}
		out = append(out, p)
	}
	return out
}

func rankOf(s Severity) int {
	return slices.Index([]Severity{SeverityError, SeverityWarning, SeverityFill, SeverityNote}, s)
}

// place returns the position of a problem; problems without a field come first.
func (s *Shape) place(key string) int {
	if i, ok := s.at[key]; ok {
		return i
	}
	return -1
}

func (s *Shape) groupOf(key string) string {
	if f, ok := s.Field(key); ok {
		return f.Group
	}
	return otherID
}

// Blocking counts the errors of the local check, with SeverityFill too. A worker
// would reject a draft that has any.
func Blocking(problems []Problem) int {
	n := 0
	for _, p := range problems {
		if p.Source == SourceLocal && (p.Severity == SeverityError || p.Severity == SeverityFill) {
			n++
		}
	}
	return n
}
