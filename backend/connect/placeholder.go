package connect

import (
	"regexp"
	"strings"
)

// PlaceholderPattern matches a placeholder: "${provider:path:key}", with the
// path left out by some providers. It is the grammar of Kafka's
// ConfigTransformer: a brace that closes and at least one colon. RE2 and
// ECMA 262 read it alike, because a JSON Schema holds it too.
const PlaceholderPattern = `\$\{[^}]*:[^}]*\}`

// plainPattern is the grammar of placeholders that are shown in clear. It is
// narrower: on one line, without a quote or another placeholder inside, so
// that no other text passes for one.
const plainPattern = `\$\{[^{}:\s"$]*:[^{}\n\r"$]*\}`

var (
	placeholderExpr = regexp.MustCompile(PlaceholderPattern)
	plainExpr       = regexp.MustCompile(plainPattern)
)

// Placeholder is where in a text one stands, in bytes, To excluded.
type Placeholder struct{ From, To int }

// Placeholders finds what a worker replaces in a text, in order.
func Placeholders(text string) []Placeholder { return found(placeholderExpr, text) }

// PlainPlaceholders finds the placeholders that say where a secret is and hold
// none, in order.
func PlainPlaceholders(text string) []Placeholder { return found(plainExpr, text) }

func found(pattern *regexp.Regexp, text string) []Placeholder {
	if !MayHoldPlaceholder(text) {
		return nil
	}
	var out []Placeholder
	for _, at := range pattern.FindAllStringIndex(text, -1) {
		out = append(out, Placeholder{at[0], at[1]})
	}
	return out
}

// HoldsPlaceholder reports whether a worker replaces a part of text before it
// uses it.
func HoldsPlaceholder(text string) bool {
	return MayHoldPlaceholder(text) && placeholderExpr.MatchString(text)
}

// MayHoldPlaceholder reports whether text holds what begins like a
// placeholder. It is for hiding, where one text too many is the lesser harm.
func MayHoldPlaceholder(text string) bool { return strings.Contains(text, "${") }

// IsPlaceholder reports whether text is one plain placeholder and nothing else.
func IsPlaceholder(text string) bool {
	all := PlainPlaceholders(text)
	return len(all) == 1 && all[0] == Placeholder{0, len(text)}
}

// OnlyPlaceholders reports whether text is plain placeholders with nothing but
// separators beside them: "${env:USER}:${env:PASSWORD}".
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

// Parts splits a placeholder of the text into provider, path and key, as
// ConfigTransformer does: the path is what stands between the first two
// colons, and empty where there is one colon only.
func (p Placeholder) Parts(text string) (provider, path, key string) {
	inside := text[p.From+len("${") : p.To-len("}")]
	provider, key, _ = strings.Cut(inside, ":")
	if before, after, two := strings.Cut(key, ":"); two {
		path, key = before, after
	}
	return provider, path, key
}
