package connect

import (
	"regexp"
	"strings"
)

// PlaceholderPattern matches a placeholder, "${provider:path:key}"; some providers
// have no path. It follows Kafka's ConfigTransformer, which needs a closing brace
// and at least one colon. The pattern is used in a JSON Schema too, so it must mean
// the same in RE2 and ECMA 262.
const PlaceholderPattern = `\$\{[^}]*:[^}]*\}`

// plainPattern matches placeholders that are shown in clear. It is stricter, so
// that no other text passes for a placeholder: one line, no quotes, no nesting.
const plainPattern = `\$\{[^{}:\s"$]*:[^{}\n\r"$]*\}`

var (
	placeholderExpr = regexp.MustCompile(PlaceholderPattern)
	plainExpr       = regexp.MustCompile(plainPattern)
)

// Placeholder is the position of a placeholder in a text: the byte range [From, To).
type Placeholder struct{ From, To int }

// Placeholders returns the placeholders that a worker resolves, in order.
func Placeholders(text string) []Placeholder { return findAll(placeholderExpr, text) }

// PlainPlaceholders returns the placeholders that cannot contain a secret
// themselves, in order.
func PlainPlaceholders(text string) []Placeholder { return findAll(plainExpr, text) }

func findAll(pattern *regexp.Regexp, text string) []Placeholder {
	if !MayHoldPlaceholder(text) {
		return nil
	}
	var out []Placeholder
	for _, at := range pattern.FindAllStringIndex(text, -1) {
		out = append(out, Placeholder{at[0], at[1]})
	}
	return out
}

// HoldsPlaceholder reports whether text contains a placeholder that a worker
// resolves.
func HoldsPlaceholder(text string) bool {
	return MayHoldPlaceholder(text) && placeholderExpr.MatchString(text)
}

// MayHoldPlaceholder reports whether text contains the start of a placeholder. It
// is meant for masking, where a false positive does no harm.
func MayHoldPlaceholder(text string) bool { return strings.Contains(text, "${") }

// IsPlaceholder reports whether text is exactly one plain placeholder.
func IsPlaceholder(text string) bool {
	all := PlainPlaceholders(text)
	return len(all) == 1 && all[0] == Placeholder{0, len(text)}
}

// OnlyPlaceholders reports whether text consists of plain placeholders and
// separators, such as "${env:USER}:${env:PASSWORD}".
func OnlyPlaceholders(text string) bool {
	all := PlainPlaceholders(text)
	if len(all) == 0 {
		return false
	}
	at := 0
	for _, p := range append(all, Placeholder{len(text), len(text)}) {
		if strings.Trim(text[at:p.From], " \t\r\n:;,/@&-_.|=") != "" {
			return false
		}
		at = p.To
	}
	return true
}

// Parts splits a placeholder of text into provider, path and key, as
// ConfigTransformer does: the path is the part between the first two colons, or
// empty if there is only one colon.
func (p Placeholder) Parts(text string) (provider, path, key string) {
	inside := text[p.From+len("${") : p.To-len("}")]
	provider, key, _ = strings.Cut(inside, ":")
	if before, after, two := strings.Cut(key, ":"); two {
		path, key = before, after
	}
	return provider, path, key
}
