package form

import (
	"maps"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// Finding is what the worker says about one key. Text is masked and without
// the first words, which repeat key and value.
type Finding struct {
	Key  string
	Text string
}

// Answer is what a form stores of a validation: never the values it echoes.
type Answer struct {
	Definitions []connect.Definition
	Groups      []string
	Findings    []Finding
	Recommended map[string][]string
	Hidden      map[string]bool
	// Required are keys that the worker requires, whatever their definition says.
	Required map[string]bool
	// Aliases are old names of other settings: the worker returns no value for
	// them.
	Aliases    map[string]bool
	ErrorCount int
	// Sent is the draft that was validated, to recognise findings about a text
	// that changed since.
	Sent connect.Config
}

// hiddenWords replaces an error that may repeat the value of a placeholder, which
// the app does not know.
const hiddenWords = "The worker refuses this value. Its message is not shown, because it may repeat what the placeholder stands for."

// Read returns the part of a validation that a form may store. sent is the draft
// without stand-ins. Findings about keys in standIns are about values that the
// person did not enter, and are dropped. An error about a key with a placeholder is
// replaced; in an error about a secret, every part of its value is masked. The
// draft's secrets, and the values of its placeholders, are masked in all errors.
func Read(v connect.Validation, sent connect.Config, standIns connect.Config, secrecy Secrecy) *Answer {
	a := &Answer{
		Groups: v.Groups, Recommended: map[string][]string{}, Hidden: map[string]bool{}, Required: map[string]bool{}, Aliases: map[string]bool{},
		ErrorCount: v.ErrorCount, Sent: sent.Clone(),
	}
	for _, c := range v.Configs {
		if c.Definition != nil {
			a.Definitions = append(a.Definitions, *c.Definition)
			a.Aliases[c.Definition.Name] = c.Value == nil
		}
	}
	secret := secrecy(sent, a.Definitions...)
	hide := redact.Hider(knownSecrets(v, sent, secret)...)
	for _, c := range v.Configs {
		key := c.Key()
		if c.Value == nil || key == "" {
			continue
		}
		if harmless := withoutSecrets(c.Value.Recommended, hide); len(harmless) > 0 {
			a.Recommended[key] = harmless
		}
		a.Hidden[key] = !c.Value.Visible
		if _, ours := standIns[key]; !ours {
			a.addErrors(key, c.Value.Errors, secret[key], hide)
		}
	}
	return a
}

// addErrors adds the errors about one key.
func (a *Answer) addErrors(key string, errs []string, secret bool, hide func(string) string) {
	value := a.Sent[key]
	for _, text := range errs {
		words := shorten(key, text)
		if strings.TrimSpace(value) == "" && missingWords.MatchString(words) {
			a.Required[key] = true
		}
		if len(a.Findings) == mostFindings {
			continue
		}
		switch {
		case isMissing(words):
			words = "A value is required."
		case connect.MayHoldPlaceholder(value):
			words = hiddenWords
		case secret:
			words = redact.Pieces(hide(words), value)
		default:
			words = hide(words)
		}
		a.Findings = append(a.Findings, Finding{Key: key, Text: shortened(words, longestWords)})
	}
}

// Remember copies what stays true of an earlier answer: a key that was required
// once stays required when it is set.
func (a *Answer) Remember(earlier *Answer) {
	if earlier != nil {
		maps.Copy(a.Required, earlier.Required)
	}
}

// knownSecrets are the texts that must not appear in another key's error. The
// resolved values are read here and stored nowhere.
func knownSecrets(v connect.Validation, sent connect.Config, secret map[string]bool) []string {
	var known []string
	for key := range secret {
		if secret[key] && sent[key] != "" {
			known = append(known, sent[key])
		}
	}
	for _, c := range v.Configs {
		if c.Value != nil && c.Value.Value != nil {
			known = append(known, redact.Resolved(sent[c.Key()], *c.Value.Value)...)
		}
	}
	return known
}

// withoutSecrets removes recommended values that contain a secret: a plugin may
// recommend what it was sent.
func withoutSecrets(recommended []string, hide func(string) string) []string {
	var out []string
	for _, text := range recommended[:min(len(recommended), mostRecommended)] {
		if hide(text) == text {
			out = append(out, text)
		}
	}
	return out
}

// isMissing recognises the texts of ConfigDef and Debezium for a missing required
// key. They contain no value, so they need no masking.
func isMissing(text string) bool {
	return strings.HasPrefix(text, "Missing required configuration ") || strings.TrimRight(text, ".") == "A value is required"
}

// missingWords matches errors that say that a key needs a value.
var missingWords = regexp.MustCompile(`(?i)^(?:Missing required configuration\b|a value is required|no value (?:was )?(?:given|provided|set|specified)|` +
	`(?:(?:the|this) )?(?:['"\x60]?[\w.-]+['"\x60]? ){0,3}(?:is|are) (?:required|mandatory|missing|not set)\b|` +
	`(?:(?:the|this) )?(?:['"\x60]?[\w.-]+['"\x60]? ){0,3}(?:must be (?:set|specified|provided|configured|non-?empty)|must not be (?:empty|blank|null)|can(?:not|'t) be (?:empty|blank|null)))`)

// First words that repeat key and value, and those that plugins put before their
// own.
var (
	echoPrefix  = regexp.MustCompile(`^Invalid value `)
	valuePrefix = regexp.MustCompile(`^(?:The )?['"\x60]?([\w.()+\[\]^-]+)['"\x60]? value is invalid: `)
)

// shorten removes the "Invalid value x for configuration y: " at the start of
// ConfigDef's errors, and the "The 'y' value is invalid: " of plugins, however
// often they are repeated: the field shows both.
func shorten(key, text string) string {
	for {
		next := strings.TrimSpace(text)
		if mark := " for configuration " + key + ": "; echoPrefix.MatchString(next) {
			if i := strings.Index(next, mark); i >= 0 {
				next = next[i+len(mark):]
			}
		}
		if m := valuePrefix.FindStringSubmatch(next); m != nil && m[1] == key {
			next = next[len(m[0]):]
		}
		next = strings.TrimPrefix(next, key+": ")
		if next == "" || next == text {
			return text
		}
		text = next
	}
}
