package redact

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"sluiceway/backend/connect"
)

// Known secrets shorter than shortest, in characters, are not masked, because they occur
// in every text by chance. Lines of a multi-line secret are also masked one by one, if
// they have at least lineAtLeast bytes.
const (
	shortest    = 4
	lineAtLeast = 8
)

// forms returns all forms in which known secrets may occur, longest first: unchanged,
// trimmed, decoded and encoded. They are to be matched without regard to ASCII case.
func forms(known []string) []string {
	var out []string
	add := func(texts ...string) {
		for _, t := range texts {
			if utf8.RuneCountInString(t) >= shortest && !notSecret(t) && strings.Trim(t, "• ") != "" {
				out = append(out, t)
			}
		}
	}
	for _, k := range known {
		trimmed := strings.TrimSpace(k)
		if utf8.RuneCountInString(trimmed) < shortest || connect.IsPlaceholder(trimmed) {
			continue
		}
		for _, s := range variants(trimmed) {
			add(encodings(s)...)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

// variants returns the secret, and what it becomes when it is decoded or split into lines.
func variants(secret string) []string {
	out := []string{secret}
	if strings.ContainsAny(secret, "%+") {
		if plain, err := url.PathUnescape(secret); err == nil {
			out = append(out, plain)
		}
		if plain, err := url.QueryUnescape(secret); err == nil {
			out = append(out, plain)
		}
	}
	if strings.ContainsAny(secret, "\r\n") {
		out = append(out, strings.ReplaceAll(secret, "\r\n", "\n"))
		for line := range strings.Lines(secret) {
			if line = strings.TrimSpace(line); len(line) >= lineAtLeast && !strings.HasPrefix(line, "-----") {
				out = append(out, line)
			}
		}
	}
	return out
}

// encodings returns a text as encoded by JSON, Java, property files, URLs, HTML, Base64
// and hex. The first three are encoded as JSON a second time, because errors quote
// bodies.
func encodings(s string) []string {
	once := escapes(s)
	out := slices.Clone(once)
	for _, e := range once {
		out = append(out, jsonText(e, false), javaText(e))
	}
	out = append(out, htmlTexts(s)...)
	out = append(out, bytesTexts(s)...)
	out = append(out, url.PathEscape(s))
	for _, clear := range []string{"-_.~", "*-_.", "-_.!~*'()", ""} {
		coded := percent(s, clear)
		out = append(out, coded, strings.ReplaceAll(coded, "%20", "+"))
	}
	return out
}

// escapes returns a text as escaped in JSON and Java strings, and in values and keys of
// property files. Upper and lower case matter for non-ASCII letters only.
func escapes(s string) []string {
	out := []string{s, strings.ToLower(s), strings.ToUpper(s), jsonText(s, false), jsonText(s, true), javaText(s), propertyText(s, ":=#!"), propertyText(s, ":=#! ")}
	for _, e := range out {
		out = append(out, ascii(e))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// javaText escapes a text as in Java source code.
func javaText(s string) string { return strings.ReplaceAll(jsonText(s, false), "'", `\'`) }

// propertyText escapes a value or a key as java.util.Properties does.
func propertyText(s, escaped string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || strings.ContainsRune(escaped, r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func htmlTexts(s string) []string {
	coded := html.EscapeString(s)
	named := strings.ReplaceAll(coded, "&#34;", "&quot;")
	return []string{coded, named, strings.ReplaceAll(named, "&#39;", "&apos;"), strings.ReplaceAll(coded, "&#39;", "&apos;")}
}

// leastCoded is the minimum number of Base64 characters searched for inside a longer
// Base64 text. Fewer occur in every text by chance.
const leastCoded = 8

// bytesTexts returns a text in hex and Base64, on its own and inside a longer text: a
// login is sent as the Base64 of "user:password".
func bytesTexts(s string) []string {
	raw := []byte(s)
	out := []string{hex.EncodeToString(raw)}
	if len(raw) > 1 {
		out = append(out, strings.ReplaceAll(fmt.Sprintf("% x", raw), " ", ":"), fmt.Sprintf("% x", raw))
	}
	for _, code := range []*base64.Encoding{base64.StdEncoding, base64.RawURLEncoding} {
		out = append(out, code.EncodeToString(raw))
		for shift := range 3 {
			coded := code.EncodeToString(append(make([]byte, shift), raw...))
			from, to := (shift*8+5)/6, (shift+len(raw))*8/6
			if to-from >= leastCoded {
				out = append(out, coded[from:to])
			}
		}
	}
	return out
}

// jsonText escapes a text as inside a JSON string.
func jsonText(s string, escapeHTML bool) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(escapeHTML)
	if e.Encode(s) != nil {
		return s
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(b.String(), "\n"), `"`), `"`)
}

// ascii writes non-ASCII characters as \u escapes.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

// percent escapes all bytes but letters, digits and those in clear. Encoders differ in
// the characters that they do not escape.
func percent(s, clear string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(clear, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
