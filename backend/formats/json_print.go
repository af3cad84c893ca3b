package formats

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// jsonPrinter prints a body. escape escapes every piece of JSON for the surrounding text.
// secret prints the value of a secret without its quotes.
type jsonPrinter struct {
	page   *page
	escape func(string) string
	secret func(key, value string)
}

func renderJSON(out *Rendered, c Connector, o Options) error {
	var p page
	printer := newJSONPrinter(&p, o)
	if o.Bare {
		printer.config(c.Config, out.Secrets, "")
	} else {
		printer.body(c, out.Secrets, o.InitialState)
	}
	p.put("\n")
	out.Text, out.Spans = p.text.String(), p.spans
	return nil
}

// renderJSONMany prints an array of what POST /connectors takes.
func renderJSONMany(out *Rendered, items []Item, o Options) error {
	var p page
	p.put("[")
	for i, item := range items {
		if i > 0 {
			p.put(",")
		}
		p.put("\n")
		o.Definitions = item.Definitions
		secrets := secretKeys(item.Connector, o)
		out.Secrets = append(out.Secrets, secrets...)
		newJSONPrinter(&p, o).body(item.Connector, secrets, o.InitialState)
	}
	p.put("\n]\n")
	slices.Sort(out.Secrets)
	out.Secrets = slices.Compact(out.Secrets)
	out.Text, out.Spans = p.text.String(), p.spans
	return nil
}

// newJSONPrinter prints JSON as it is, in which secrets are left out unless
// they are asked for.
func newJSONPrinter(p *page, o Options) jsonPrinter {
	printer := jsonPrinter{page: p, escape: func(s string) string { return s }}
	printer.secret = func(key, value string) {
		if leavesOut(value, o) {
			p.mark(SpanSecret, escapeJSON(redact.SecretText(key)))
		} else {
			p.mark(SpanClear, escapeJSON(value))
		}
	}
	return printer
}

// body prints the body of POST /connectors.
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

// config prints the object of settings. Its first line is not indented.
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

// value prints a value without its quotes, marking its placeholders.
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

// escapeJSON escapes a text as inside a JSON string. It also escapes everything that could
// be invisible or misread (control characters, marks of direction, unusual spaces), so
// that what is pasted is what is shown.
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

// writeUnicodeEscape writes \uXXXX, or a surrogate pair for a character above U+FFFF, as
// in JSON and properties.
func writeUnicodeEscape(out *strings.Builder, r rune) {
	if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
		fmt.Fprintf(out, `\u%04x\u%04x`, high, low)
		return
	}
	fmt.Fprintf(out, `\u%04x`, r)
}
