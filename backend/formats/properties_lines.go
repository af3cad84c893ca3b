package formats

import "strings"

// propertiesLine is a logical line: physical lines that end with an odd number of
// backslashes are joined with the next one. number is that of the first physical line.
type propertiesLine struct {
	text   string
	number int
}

// propertiesLines splits a text like java.util.Properties.load: lines end with \n, \r or
// \r\n, comments cannot be continued, and white space at the start of every physical line
// is dropped.
func propertiesLines(source string) []propertiesLine {
	source = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(source)
	var out []propertiesLine
	var text strings.Builder
	first := 0 // the number of the first physical line of text; 0: none
	end := func() {
		if text.Len() > 0 {
			out = append(out, propertiesLine{text.String(), first})
		}
		text.Reset()
		first = 0
	}
	for i, line := range strings.Split(source, "\n") {
		line = strings.TrimLeft(line, " \t\f")
		if first == 0 {
			if line == "" || line[0] == '#' || line[0] == '!' {
				continue
			}
			first = i + 1
		}
		body, more := cutContinuation(line)
		text.WriteString(body)
		if !more {
			end()
		}
	}
	end()
	return out
}

func cutContinuation(line string) (body string, more bool) {
	backslashes := len(line) - len(strings.TrimRight(line, `\`))
	if backslashes%2 == 0 {
		return line, false
	}
	return line[:len(line)-1], true
}
