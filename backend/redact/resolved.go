package redact

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// Resolved returns the secrets in a worker's answer for a value with placeholders: the
// whole answered value, and the text that replaces each placeholder. It returns nil if
// nothing was resolved.
func Resolved(draft, answered string) []string {
	if !connect.MayHoldPlaceholder(draft) || answered == draft {
		return nil
	}
	out := []string{}
	add := func(text string) {
		if !isSwitch(text) && !notSecret(text) {
			out = append(out, text)
		}
	}
	add(answered)
	for _, part := range inPlaceOf(draft, answered) {
		if !connect.HoldsPlaceholder(part) {
			add(part)
		}
	}
	return out
}

// inPlaceOf returns the text that replaces each placeholder of the draft in the answer,
// or nil if the answer does not match the draft.
func inPlaceOf(draft, answered string) []string {
	var pattern strings.Builder
	at := 0
	for _, p := range connect.Placeholders(draft) {
		pattern.WriteString(regexp.QuoteMeta(draft[at:p.From]) + "(.*?)")
		at = p.To
	}
	pattern.WriteString(regexp.QuoteMeta(draft[at:]))
	fits, err := regexp.Compile(`(?s)\A` + pattern.String() + `\z`)
	if err != nil {
		return nil // not valid UTF-8; the caller masks the whole value anyway
	}
	parts := fits.FindStringSubmatch(answered)
	if len(parts) == 0 {
		return nil
	}
	return parts[1:]
}

// resolvedIn returns the resolved secrets in the answer to a validation. They must not be
// shown at other keys either.
func (m Masker) resolvedIn(root *node) []string {
	var out []string
	root.each(func(n *node) {
		if draft, ok := m.drafts[n.textOf("name")]; ok && n.isSetting() {
			out = append(out, Resolved(draft, n.textOf("value"))...)
		}
	})
	return out
}

// printedConfig matches an error that contains the whole config as a map printed by Java,
// with placeholders resolved. The ends of its values cannot be determined.
var printedConfig = regexp.MustCompile(`(?s)(\{.*=.*\}) contains no connector type`)

func (e engine) printed(text string) []span {
	if len(e.resolved) == 0 {
		return nil
	}
	return matches(printedConfig, text, 1)
}

// withPlaceholders returns the values of a config that contain a placeholder, by key.
func withPlaceholders(config connect.Config) map[string]string {
	out := map[string]string{}
	for key, value := range config {
		if connect.MayHoldPlaceholder(value) {
			out[key] = value
		}
	}
	return out
}
