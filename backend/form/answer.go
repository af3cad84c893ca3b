package form

import (
	"maps"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// Finding is what the worker says about one key. Text is masked and without
// the opening that repeats key and value.
type Finding struct {
	Key  string
	Text string
}

// Answer is what a form keeps of a validation: never the values it echoes.
type Answer struct {
	Definitions []connect.Definition
	Groups      []string
	Findings    []Finding
	Recommended map[string][]string
	Hidden      map[string]bool
	// Required are keys that the worker missed, whatever their definition says.
	Required map[string]bool
	// Aliases are old names of other settings: the worker answers them without
	// a value.
	Aliases    map[string]bool
	ErrorCount int
	// Sent is the draft that was validated, to tell findings that still hold
	// from those about a text that was changed since.
	Sent connect.Config
}

// hiddenWords stands in for an error text that may repeat what a placeholder
// stands for, which nobody here knows.
const hiddenWords = "The worker refuses this value. Its message is not shown, because it may repeat what the placeholder stands for."

// Read takes from a validation what a form may keep. sent is the draft without
// stand-ins; findings about keys in standIns are about our own texts and are
// dropped. Texts about a key whose draft holds a placeholder are withheld; in
// those about another secret every piece of its value is masked; from all the
// draft's secrets, and what the worker resolved its placeholders to, are taken
// out.
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
			a.take(key, c.Value.Errors, secret[key], hide)
		}
	}
	return a
}

// take adds the errors about one key.
func (a *Answer) take(key string, errs []string, secret bool, hide func(string) string) {
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

// Remember keeps what an earlier answer knew for good: a key that was missed
// once stays required when it is set.
func (a *Answer) Remember(earlier *Answer) {
	if earlier != nil {
		maps.Copy(a.Required, earlier.Required)
	}
}

// knownSecrets are the texts that must not appear in another key's error. The
// resolved values are read here and kept nowhere.
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

// withoutSecrets leaves out recommended values that hold a secret: a plugin may
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

// isMissing recognises the texts of ConfigDef and Debezium for an absent
// required key; they hold no value, so nothing in them needs hiding.
func isMissing(text string) bool {
	return strings.HasPrefix(text, "Missing required configuration ") || strings.TrimRight(text, ".") == "A value is required"
}

// missingWords recognise that a key without a value needs one.
var missingWords = regexp.MustCompile(`(?i)^(?:Missing required configuration\b|a value is required|no value (?:was )?(?:given|provided|set|specified)|` +
	`(?:(?:the|this) )?(?:['"\x60]?[\w.-]+['"\x60]? ){0,3}(?:is|are) (?:required|mandatory|missing|not set)\b|` +
	`(?:(?:the|this) )?(?:['"\x60]?[\w.-]+['"\x60]? ){0,3}(?:must be (?:set|specified|provided|configured|non-?empty)|must not be (?:empty|blank|null)|can(?:not|'t) be (?:empty|blank|null)))`)

// Openings that repeat key and value, and those that plugins put around their
// own words.
var (
	echoOpening  = regexp.MustCompile(`^Invalid value `)
	valueOpening = regexp.MustCompile(`^(?:The )?['"\x60]?([\w.()+\[\]^-]+)['"\x60]? value is invalid: `)
)

// shorten leaves out the "Invalid value x for configuration y: " with which
// ConfigDef opens its errors, and "The 'y' value is invalid: " of plugins, as
// often as they stand there: the field shows both.
func shorten(key, text string) string {
	for {
		next := strings.TrimSpace(text)
		if mark := " for configuration " + key + ": "; echoOpening.MatchString(next) {
			if i := strings.Index(next, mark); i >= 0 {
				next = next[i+len(mark):]
			}
		}
		if m := valueOpening.FindStringSubmatch(next); m != nil && m[1] == key {
			next = next[len(m[0]):]
		}
		next = strings.TrimPrefix(next, key+": ")
		if next == "" || next == text {
			return text
		}
		text = next
	}
}
