package formats

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// jsonPrinter writes a body. The two functions are how the surrounding text
// treats it: escape is applied to every piece of JSON, and secret writes the
// inside of the quotes of a secret's value.
type jsonPrinter struct {
	page   *page
	escape func(string) string
	secret func(key, value string)
}

func renderJSON(out *Rendered, c Connector, o Options) error {
	var p page
	printer := jsonPrinter{page: &p, escape: func(s string) string { return s }}
	printer.secret = func(key, value string) {
		if o.IncludeSecrets {
			p.mark(SpanClear, escapeJSON(value))
		} else {
			p.mark(SpanSecret, escapeJSON(redact.SecretText(key)))
		}
	}
	if o.Bare {
		printer.config(c.Config, out.Secrets, "")
	} else {
		printer.body(c, out.Secrets, o.InitialState)
	}
	p.put("\n")
	out.Text, out.Spans = p.text.String(), p.spans
	out.FileName = fileName(c.Name, ".json")
	return nil
}

// body writes the body of POST /connectors.
func (j jsonPrinter) body(c Connector, secrets []string, state connect.InitialState) {
	j.page.put("{\n  ")
	j.key(connect.KeyName)
	j.page.mark(SpanString, j.escape(quoteJSON(c.Name)))
	j.page.put(",\n  ")
	j.key("config")
	j.config(c.Config, secrets, "  ")
	if state != "" {
		j.page.put(",\n  ")
		j.key("initial_state")
		j.page.mark(SpanString, j.escape(quoteJSON(string(state))))
	}
	j.page.put("\n}")
}

// config writes the object of the settings, its first line not indented.
func (j jsonPrinter) config(config connect.Config, secrets []string, indent string) {
	if len(config) == 0 {
		j.page.put("{}")
		return
	}
	secret := make(map[string]bool, len(secrets))
	for _, key := range secrets {
		secret[key] = true
	}
	j.page.put("{")
	for i, key := range orderedKeys(config) {
		if i > 0 {
			j.page.put(",")
		}
		j.page.put("\n", indent, "  ")
		j.key(key)
		j.page.mark(SpanString, `"`)
		if secret[key] {
			j.secret(key, config[key])
		} else {
			j.value(config[key])
		}
		j.page.mark(SpanString, `"`)
	}
	j.page.put("\n", indent, "}")
}

func (j jsonPrinter) key(key string) {
	j.page.mark(SpanKey, j.escape(quoteJSON(key)))
	j.page.put(": ")
}

// value writes the inside of a text; its placeholders are told apart.
func (j jsonPrinter) value(value string) {
	end := 0
	for _, at := range connect.Placeholders(value) {
		j.page.mark(SpanString, j.escape(escapeJSON(value[end:at.From])))
		j.page.mark(SpanPlaceholder, j.escape(escapeJSON(value[at.From:at.To])))
		end = at.To
	}
	j.page.mark(SpanString, j.escape(escapeJSON(value[end:])))
}

func quoteJSON(s string) string { return `"` + escapeJSON(s) + `"` }

// escapeJSON writes the inside of a JSON text. Everything that a terminal, an
// editor or a reader could take for something else (control characters, marks
// of direction, odd spaces) is written as an escape, so that what is pasted is
// what is seen.
func escapeJSON(s string) string {
	var out strings.Builder
	out.Grow(len(s) + 8)
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\r':
			out.WriteString(`\r`)
		case r == '\t':
			out.WriteString(`\t`)
		case unicode.IsPrint(r):
			out.WriteRune(r)
		default:
			writeUnicodeEscape(&out, r)
		}
	}
	return out.String()
}

// writeUnicodeEscape writes \uXXXX, twice for a character beyond U+FFFF, which
// JSON and properties share.
func writeUnicodeEscape(out *strings.Builder, r rune) {
	if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
		fmt.Fprintf(out, `\u%04x\u%04x`, high, low)
		return
	}
	fmt.Fprintf(out, `\u%04x`, r)
}
