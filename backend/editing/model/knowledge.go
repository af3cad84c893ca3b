package model

import (
	"regexp"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// knowledge is what is known about the plugin of a form.
type knowledge struct {
	plugin catalog.Plugin
	check  catalog.Check // nil until it is compiled
	parts  Parts
	answer *form.Answer
}

// Parts are definitions of the converters and transforms of a draft, by the
// prefix of their keys, and the classes to choose from. A validation returns
// both; if it fails they are fetched one by one.
type Parts struct {
	Of          []form.Part
	Definitions map[string][]connect.Definition
	Choices     map[string][]string
}

// latest is the latest answer, or what is known about the plugin without one.
func (k *knowledge) latest() *form.Answer {
	if k.answer != nil {
		return k.answer
	}
	first := form.Answer{Required: k.plugin.Required}
	if hidden := k.plugin.Hidden; hidden != nil {
		first.Hidden, first.Recommended = hidden.Hidden, hidden.Recommended
	}
	return &first
}

// alwaysRequired are the keys that every config of the plugin must set, without
// those of the transforms and other parts that this draft names.
func (k *knowledge) alwaysRequired(required map[string]bool, shape *form.Shape) map[string]bool {
	out := map[string]bool{}
	for _, d := range k.plugin.Definitions {
		if required[d.Name] {
			out[d.Name] = true
		}
	}
	for key := range required {
		if f, ok := shape.Field(key); ok && f.Family != "" {
			out[key] = true
		}
	}
	return out
}

// Plugin is what is known about the plugin.
func (f *Form) Plugin() catalog.Plugin { return f.known.plugin }

// Learn sets the definitions of the plugin and drops what was known about an
// earlier one.
func (f *Form) Learn(plugin catalog.Plugin) {
	f.known.plugin, f.known.answer, f.known.check = plugin, nil, nil
	f.reshape()
	f.readType()
}

// Compiled sets the local check; a form opens without it.
func (f *Form) Compiled(check catalog.Check) { f.known.check = check }

// MissingParts are the parts whose definitions are neither known from a
// validation nor fetched yet.
func (f *Form) MissingParts() (parts []form.Part, missing bool) {
	parts = form.PartsOf(f.draft.Config)
	return parts, f.known.answer == nil && !slices.Equal(parts, f.known.parts.Of)
}

// LearnParts sets the definitions of parts. It reports false if a validation has
// returned them meanwhile.
func (f *Form) LearnParts(parts Parts) bool {
	if f.known.answer != nil {
		return false
	}
	f.known.parts = parts
	f.reshape()
	return true
}

// Accepted is what a validation says beyond what the form shows.
type Accepted struct {
	// Required are the keys that any config of the plugin has to set.
	Required map[string]bool
	// Login is set if the plugin tried an address or a login and was refused:
	// the next try may lock an account.
	Login bool
	// Problem is that of the validation as a whole.
	Problem *connect.Error
}

// Accept stores what a form may use of a validation of the draft sent.
func (f *Form) Accept(v connect.Validation, sent connect.Config, conn worker.Connection) Accepted {
	answer := form.Read(v, sent, nil, f.secrecy)
	answer.Remember(f.known.latest())
	f.known.answer = answer
	f.reshape()
	out := Accepted{Required: f.known.alwaysRequired(answer.Required, f.shape)}
	if answer.ErrorCount > 0 && len(answer.Findings) == 0 {
		out.Problem = connect.Errorf(connect.CodeInvalid, "The worker counts %s, but names no setting.", plural(answer.ErrorCount, "problem"))
	}
	local := map[string]bool{}
	for _, p := range f.situation(conn).Problems() {
		if p.Source == form.SourceLocal {
			local[p.Key] = true
		}
	}
	for _, found := range answer.Findings {
		field, _ := f.shape.Field(found.Key)
		if sent[found.Key] != "" && !local[found.Key] && (field.Secret || connectionKey.MatchString(found.Key)) {
			out.Login = true
		}
	}
	return out
}

// Refused puts what the cluster said about single keys of the draft at their fields, until
// these change.
func (f *Form) Refused(findings []connect.Finding) {
	answer := &form.Answer{
		Recommended: map[string][]string{}, Hidden: map[string]bool{}, Required: map[string]bool{}, Aliases: map[string]bool{},
		ErrorCount: len(findings), Sent: f.draft.Config.Clone(),
	}
	for _, found := range findings {
		answer.Findings = append(answer.Findings, form.Finding{Key: found.Key, Text: found.Text})
	}
	answer.Remember(f.known.latest())
	f.known.answer = answer
	f.reshape()
}

// connectionKey matches keys that say where and as whom to connect.
var connectionKey = regexp.MustCompile(`(?i)(?:^|[._-])(?:host|hosts|hostname|port|server|servers|bootstrap|url|urls|uri|endpoint|endpoints|address|addresses|connection|dsn|user|username|login|account|auth|credentials?|tenant|database|dbname)(?:$|[._-])`)
