package form

import (
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
	ErrorCount  int
	// Sent is the draft that was validated, to tell findings that still hold
	// from those about a text that was changed since.
	Sent connect.Config
}

// hiddenWords stands in for an error text that may repeat a secret.
const hiddenWords = "The worker refuses this value. Its words are not shown, because they may repeat the secret."

// Read takes from a validation what a form may keep. sent is the draft without
// stand-ins; findings about keys in standIns are about our own texts and are
// dropped. Texts about a secret key, or a key whose draft holds a placeholder,
// are masked whole; from all others the draft's secrets, and what the worker
// resolved its placeholders to, are taken out.
func Read(v connect.Validation, sent connect.Config, standIns connect.Config, secrecy Secrecy, hide func(text string, known ...string) string) *Answer {
	a := &Answer{Groups: v.Groups, Recommended: map[string][]string{}, Hidden: map[string]bool{}, ErrorCount: v.ErrorCount, Sent: sent.Clone()}
	for _, c := range v.Configs {
		if c.Definition != nil {
			a.Definitions = append(a.Definitions, *c.Definition)
		}
	}
	secret := secrecy(sent, a.Definitions...)
	known := knownSecrets(v, sent, secret)
	for _, c := range v.Configs {
		key := c.Key()
		if c.Value == nil || key == "" {
			continue
		}
		if harmless := withoutSecrets(c.Value.Recommended, known, hide); len(harmless) > 0 {
			a.Recommended[key] = harmless
		}
		a.Hidden[key] = !c.Value.Visible
		if _, ours := standIns[key]; ours {
			continue
		}
		for _, text := range c.Value.Errors {
			a.Findings = append(a.Findings, Finding{Key: key, Text: findingText(key, text, secret[key] || connect.MayHoldPlaceholder(sent[key]), known, hide)})
		}
	}
	return a
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
func withoutSecrets(recommended, known []string, hide func(string, ...string) string) []string {
	var out []string
	for _, text := range recommended {
		if hide(text, known...) == text {
			out = append(out, text)
		}
	}
	return out
}

func findingText(key, text string, sensitive bool, known []string, hide func(string, ...string) string) string {
	if isMissing(text) {
		return "A value is required."
	}
	if sensitive {
		return hiddenWords
	}
	return hide(shorten(key, text), known...)
}

// isMissing recognises ConfigDef's text for an absent required key; it holds
// no value, so nothing in it needs hiding.
func isMissing(text string) bool { return strings.HasPrefix(text, "Missing required configuration ") }

// shorten leaves out the "Invalid value x for configuration y: " with which
// ConfigDef opens its errors: the field shows both.
func shorten(key, text string) string {
	if !strings.HasPrefix(text, "Invalid value ") {
		return text
	}
	mark := " for configuration " + key + ": "
	i := strings.Index(text, mark)
	if i < 0 || i+len(mark) == len(text) {
		return text
	}
	return text[i+len(mark):]
}
