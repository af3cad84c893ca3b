package redact

import (
	"bytes"
	"encoding/base64"
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

// shortest is how long a known secret is at least, in characters, to be looked
// for: shorter ones stand in every text by chance. Lines of a secret of several
// lines are looked for one by one from lineAtLeast on, because logs break them.
const (
	shortest    = 4
	lineAtLeast = 8
)

// forms returns every way in which known secrets may be written, the longest
// first: as they are, trimmed, decoded and encoded for JSON (once and twice),
// URLs, HTML and Base64.
func forms(known []string) []string {
	var out []string
	add := func(texts ...string) {
		for _, t := range texts {
			if utf8.RuneCountInString(t) >= shortest && !nothing(t) && strings.Trim(t, "• ") != "" {
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
			add(s)
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

// variants are the texts a secret may have been turned into before encoding.
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

func encodings(s string) []string {
	escaped := jsonText(s, false)
	out := []string{
		escaped, jsonText(s, true), jsonText(escaped, false), ascii(escaped, "%04x"), ascii(escaped, "%04X"),
		html.EscapeString(s), base64.StdEncoding.EncodeToString([]byte(s)), url.PathEscape(s),
	}
	for _, clear := range []string{"-_.~", "*-_.", "-_.!~*'()", ""} {
		coded := percent(s, clear)
		plus := strings.ReplaceAll(coded, "%20", "+")
		out = append(out, coded, plus, lowerHex(coded), lowerHex(plus))
	}
	return out
}

// jsonText escapes as inside of a JSON string.
func jsonText(s string, escapeHTML bool) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(escapeHTML)
	if e.Encode(s) != nil {
		return s
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(b.String(), "\n"), `"`), `"`)
}

// ascii writes what is not ASCII as \u escapes.
func ascii(s, digits string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			b.WriteString(`\u` + fmt.Sprintf(digits, unit))
		}
	}
	return b.String()
}

// percent escapes all but letters, digits and some signs: encoders differ in
// which ones they leave.
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

// lowerHex writes the digits of %XX in lower case.
func lowerHex(coded string) string {
	b := []byte(coded)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], bytes.ToLower(b[i+1:i+3]))
			i += 2
		}
	}
	return string(b)
}

// occurrences finds all places of all forms, overlapping ones too.
func occurrences(text string, forms []string) []span {
	var out []span
	for _, f := range forms {
		for at := 0; ; {
			i := strings.Index(text[at:], f)
			if i < 0 {
				break
			}
			from := at + i
			if last := len(out) - 1; last >= 0 && out[last].from <= from && from <= out[last].to {
				out[last].to = max(out[last].to, from+len(f))
			} else {
				out = append(out, span{from, from + len(f)})
			}
			at = from + 1
		}
	}
	return out
}
