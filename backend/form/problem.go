package form

import (
	"cmp"
	"slices"

	"sluiceway/backend/connect"
)

// Severity says how loud a problem is.
type Severity string

// The severities. Fill is an error at a place where the person has not been.
// A note is nothing to act on.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityFill    Severity = "fill"
	SeverityNote    Severity = "note"
)

// Source says who found a problem.
type Source string

// The sources.
const (
	SourceLocal  Source = "local"
	SourceWorker Source = "worker"
)

// Problem is one finding at a key. Replace is a key that may be meant instead.
type Problem struct {
	Key      string
	Group    string
	Text     string
	Severity Severity
	Source   Source
	Replace  string
}

// Local is a finding of the check made here; Kind is the check's own word for
// what is wrong.
type Local struct {
	Key  string
	Text string
	Kind string
}

// Situation is all that decides what is wrong with a draft, and how loud.
type Situation struct {
	Shape  *Shape
	Config connect.Config
	Base   connect.Config // nil where nothing is stored
	// Edit is set for a stored config, whose problems are shown at once; New
	// where sending the draft makes a connector, whose name must be a good one.
	Edit, New      bool
	Local          []Local
	Answer         *Answer
	MissingSecrets []string
	// Visited are the keys that were changed, or had the focus and lost it.
	Visited map[string]bool
	// Attempted is set by Validate and Create: from then on nothing is quiet.
	Attempted bool
	// CheckName refuses names that must not be created; nil where any goes.
	CheckName func(name string) error
}

// Problems lists what is wrong, errors first, each severity in the order of
// the form.
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
		return cmp.Or(cmp.Compare(loudness(a.Severity), loudness(b.Severity)), cmp.Compare(s.Shape.place(a.Key), s.Shape.place(b.Key)))
	})
	return out
}

// at puts an error in its place, and makes it quiet where nobody was yet.
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

// withAnswer adds what the worker found, as far as it still holds and says
// something that the local check has not said.
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

// withUnknown notes keys that no definition, family or template knows. Plugins
// take many that they do not define, so it is a warning only where a defined
// key is so near, and not set, that a slip is likely.
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

func loudness(s Severity) int {
	return slices.Index([]Severity{SeverityError, SeverityWarning, SeverityFill, SeverityNote}, s)
}

// place orders problems; those without a field come first.
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

// Blocking counts the errors and quiet errors that were found here: with them
// a worker would refuse the draft.
func Blocking(problems []Problem) int {
	n := 0
	for _, p := range problems {
		if p.Source == SourceLocal && (p.Severity == SeverityError || p.Severity == SeverityFill) {
			n++
		}
	}
	return n
}
