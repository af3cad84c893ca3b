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

// shortest is how long a known secret is at least, in characters, to be looked
// for: shorter ones stand in every text by chance. Lines of a secret of several
// lines are looked for one by one from lineAtLeast on, because logs break them.
const (
	shortest    = 4
	lineAtLeast = 8
)

// forms returns every way in which known secrets may be written, the longest
// first, apart from the case of ASCII letters: as they are, trimmed, decoded
// and encoded.
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

// encodings are the ways in which JSON, Java, property files, URLs, HTML,
// Base64 and hex write a text; the first three also within JSON once more, as
// an error quotes a body.
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

// escapes writes a text as the inside of a string of JSON and of Java, and as
// a value and a key of a property file. Case needs no form of its own where it
// is that of ASCII.
func escapes(s string) []string {
	out := []string{s, strings.ToLower(s), strings.ToUpper(s), jsonText(s, false), jsonText(s, true), javaText(s), propertyText(s, ":=#!"), propertyText(s, ":=#! ")}
	for _, e := range out {
		out = append(out, ascii(e))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// javaText is how Java writes a string in its own source, and tools that quote
// in its manner.
func javaText(s string) string { return strings.ReplaceAll(jsonText(s, false), "'", `\'`) }

// propertyText is how java.util.Properties writes a value or a key.
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

// leastCoded is how many characters of Base64 are found within a longer one:
// fewer stand in every text by chance.
const leastCoded = 8

// bytesTexts writes the bytes of a text in hex and in Base64, alone and within
// something longer: a login is sent as Base64 of "user:password".
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
