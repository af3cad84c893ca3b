package redact

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// Resolved returns the texts that an answer gives away about a value with
// placeholders: the whole value as the worker answered it, and what stands in
// the place of each placeholder. There are none where nothing was resolved.
func Resolved(draft, answered string) []string {
	if !connect.MayHoldPlaceholder(draft) || answered == draft {
		return nil
	}
	out := []string{}
	add := func(text string) {
		if !isSwitch(text) && !nothing(text) {
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

// inPlaceOf lays the answer over the draft, whose other text is unchanged.
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
		return nil // not valid UTF-8; the whole value is hidden all the same
	}
	parts := fits.FindStringSubmatch(answered)
	if len(parts) == 0 {
		return nil
	}
	return parts[1:]
}

// resolvedIn finds, in the answer to a validation, what the placeholders of the
// config stand for. Those texts must not be shown at other keys either.
func (m Masker) resolvedIn(root *node) []string {
	var out []string
	root.each(func(n *node) {
		if draft, ok := m.drafts[n.textOf("name")]; ok && n.isSetting() {
			out = append(out, Resolved(draft, n.textOf("value"))...)
		}
	})
	return out
}

// printedConfig is a refusal that repeats the whole config, placeholders
// resolved, in Java's way to print a map: there is no telling where in it a
// value ends.
var printedConfig = regexp.MustCompile(`(?s)(\{.*=.*\}) contains no connector type`)

func (e engine) printed(text string) []span {
	if len(e.resolved) == 0 {
		return nil
	}
	return matches(printedConfig, text, 1)
}

// withPlaceholders are the values of a config that hold one.
func withPlaceholders(config connect.Config) map[string]string {
	out := map[string]string{}
	for key, value := range config {
		if connect.MayHoldPlaceholder(value) {
			out[key] = value
		}
	}
	return out
}
