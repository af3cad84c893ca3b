package formats

import (
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// renderProperties prints a properties file for a standalone worker, which reads it as
// ISO 8859-1, so non-ASCII characters are escaped.
func renderProperties(out *Rendered, c Connector, o Options) error {
	config := c.Config
	if _, ok := config[connect.KeyName]; !ok && c.Name != "" {
		config = config.Clone()
		config[connect.KeyName] = c.Name
	}
	var p page
	if o.Header != "" {
		p.mark(SpanComment, "# "+commentText(c.Name)+", "+commentText(o.Header))
		p.put("\n")
	}
	secret := make(map[string]bool, len(out.Secrets))
	if len(leftOut(c, out.Secrets, o)) > 0 {
		p.mark(SpanComment, "# Fill in before you use this:")
		p.put("\n")
	}
	for _, key := range out.Secrets {
		secret[key] = true
		if leavesOut(config[key], o) {
			p.mark(SpanComment, "#   "+commentText(key))
			p.put("\n")
		}
	}
	for _, key := range orderedKeys(config) {
		p.mark(SpanKey, escapeProperty(key, true))
		p.put("=")
		switch {
		case !secret[key]:
			propertyValue(&p, config[key])
		case !leavesOut(config[key], o):
			p.mark(SpanClear, escapeProperty(config[key], false))
		default:
			p.mark(SpanSecret, escapeProperty(redact.SecretText(key), false))
		}
		p.put("\n")
	}
	out.Text, out.Spans = p.text.String(), p.spans
	out.Settings = len(config)
	return nil
}

// propertyValue prints a value, marking its placeholders. It escapes the whole value
// first, because some characters are escaped only at its start and end. That does not
// change where the placeholders are.
func propertyValue(p *page, value string) {
	escaped := escapeProperty(value, false)
	end := 0
	for _, at := range connect.Placeholders(escaped) {
		p.mark(SpanString, escaped[end:at.From])
		p.mark(SpanPlaceholder, escaped[at.From:at.To])
		end = at.To
	}
	p.mark(SpanString, escaped[end:])
}

// escapeProperty escapes a key or a value for java.util.Properties. Trailing spaces are
// escaped too, because editors remove them.
func escapeProperty(s string, key bool) string {
	var out strings.Builder
	out.Grow(len(s) + 8)
	body := strings.TrimRight(s, " ")
	for i, r := range body {
		switch {
		case r == '\\':
			out.WriteString(`\\`)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\r':
			out.WriteString(`\r`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == '\f':
			out.WriteString(`\f`)
		case strings.ContainsRune(" :=#!", r) && (key || i == 0):
			out.WriteByte('\\')
			out.WriteRune(r)
		case r >= ' ' && r < 0x7f:
			out.WriteRune(r)
		default:
			writeUnicodeEscape(&out, r)
		}
	}
	out.WriteString(strings.Repeat(`\u0020`, len(s)-len(body)))
	return out.String()
}
