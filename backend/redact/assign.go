package redact

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// Limits that keep the time for hostile texts linear, in bytes.
const (
	longestKey    = 128
	longestBraced = 1024
)

var (
	nextEntry     = regexp.MustCompile(`, [\w.\-]+=`)
	nextParameter = regexp.MustCompile(`[&;,] ?(?:[\w.\-]+ ?=|$)`)

	// "key":"value", also inside a JSON string
	quotedPattern = regexp.MustCompile(`\\?"([\w.\-]+)\\?"\s*:\s*(?:(\\?)"|(-?\d[\d.eE+\-]*))`)

	// the message of Kafka's ConfigException, which contains the value
	echoPattern = regexp.MustCompile(`(?s)Invalid value (.*?) for configuration ([\w.\-]+)`)
)

func (m matcher) isSecret(key string) bool {
	return m.secret[key] || secretName(key) || secretParameters.MatchString(strings.ToLower(key))
}

// assignments finds the values of "key=value" with a secret key: in URLs and connection
// strings, in properties, and in maps printed by Java ("{a=b, c=d}"), where a value can
// contain anything and ends at the next entry.
func (m matcher) assignments(text string) []span {
	var out []span
	inMap := false
	scanned, eol := 0, -1
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '=')
		if i < 0 {
			return out
		}
		i += at
		at = i + 1
		from, to := keyBefore(text, i)
		for ; scanned < from; scanned++ {
			inMap = inMap || text[scanned] == '{' && (scanned == 0 || text[scanned-1] != '$')
		}
		if from == to || !m.isSecret(text[from:to]) {
			continue
		}
		value := span{i + 1, i + 1}
		before := text[:from]
		if inMap && (strings.HasSuffix(before, "{") || strings.HasSuffix(before, ", ")) {
			if eol < value.from {
				eol = lineEnd(text, value.from)
			}
			value.to += entryLength(text[value.from:eol], text[value.from:])
		} else {
			value = plainValue(text, value.from)
		}
		out = append(out, value)
		at = max(at, value.to)
	}
}

// keyBefore returns the range of the key before a "=".
func keyBefore(text string, equals int) (from, to int) {
	to = equals
	if to > 0 && text[to-1] == ' ' {
		to--
	}
	from = to
	for from > 0 && to-from < longestKey && isKeyByte(text[from-1]) {
		from--
	}
	return from, to
}

func isKeyByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.' || b == '_' || b == '-'
}

// entryLength returns the length of a value in a printed map: up to the next entry on
// the line, or else up to the last brace on it. A value of several lines ends at the
// next entry or at the end of the map.
func entryLength(line, text string) int {
	if m := nextEntry.FindStringIndex(line); m != nil {
		return m[0]
	}
	if i := strings.LastIndexByte(line, '}'); i >= 0 {
		return i
	}
	if m := nextEntry.FindStringIndex(text); m != nil {
		return m[0]
	}
	if i := strings.IndexByte(text, '}'); i >= 0 {
		return i
	}
	return len(text)
}

// plainValue returns the range of the value at a position outside a printed map: quoted,
// in braces as in some JDBC drivers, or up to a blank or the next parameter.
func plainValue(text string, at int) span {
	if strings.HasPrefix(text[at:], " ") {
		at++
	}
	rest := text[at:]
	for _, quote := range []string{`"`, `'`, `\"`} {
		if strings.HasPrefix(rest, quote) {
			at += len(quote)
			return span{at, at + quotedLength(text[at:], quote)}
		}
	}
	if strings.HasPrefix(rest, "{") {
		if i := strings.IndexByte(rest[:min(len(rest), longestBraced)], '}'); i >= 0 {
			return span{at + 1, at + i}
		}
	}
	end := valueEnd(rest)
	if m := nextParameter.FindStringIndex(rest[:end]); m != nil {
		end = m[0]
	}
	return span{at, at + end}
}

// valueEnd returns the index of the first blank or quote outside a placeholder.
func valueEnd(text string) int {
	for i := 0; i < len(text); i++ {
		if strings.HasPrefix(text[i:], "${") {
			if j := strings.IndexByte(text[i:min(len(text), i+longestBraced)], '}'); j > 0 && len(connect.PlainPlaceholders(text[i:i+j+1])) > 0 {
				i += j
				continue
			}
		}
		if strings.IndexByte(" \t\r\n\"'<>`", text[i]) >= 0 {
			return i
		}
	}
	return len(text)
}

// quotedLength returns the length up to the closing quote, or up to the end of the line
// if there is none.
func quotedLength(text, quote string) int {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			return i
		case strings.HasPrefix(text[i:], quote):
			return i
		case text[i] == '\\' && len(quote) == 1:
			i++
		case strings.HasPrefix(text[i:], `\\\"`):
			i += 3
		case strings.HasPrefix(text[i:], `\\`):
			i++
		}
	}
	return len(text)
}

// quoted finds the values of `"key": "value"` and `"key": 1` with a secret key.
func (m matcher) quoted(text string) []span {
	var out []span
	if !strings.ContainsRune(text, '"') {
		return nil
	}
	for _, g := range quotedPattern.FindAllStringSubmatchIndex(text, -1) {
		switch key := text[g[2]:g[3]]; {
		case !m.isSecret(key):
		case g[6] >= 0:
			out = append(out, span{g[6], g[7]})
		default:
			quote := text[g[4]:g[5]] + `"`
			out = append(out, span{g[1], g[1] + quotedLength(text[g[1]:], quote)})
		}
	}
	return out
}

// echoes finds values that are repeated in an error message.
func (m matcher) echoes(text string) []span {
	var out []span
	for _, g := range echoPattern.FindAllStringSubmatchIndex(text, -1) {
		if m.isSecret(text[g[4]:g[5]]) {
			out = append(out, span{g[2], g[3]})
		}
	}
	return out
}
