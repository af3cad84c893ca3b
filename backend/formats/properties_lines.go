package formats

import "strings"

// propertiesLine is one logical line: physical lines joined where they end in
// an odd number of backslashes. number is that of its first physical line.
type propertiesLine struct {
	text   string
	number int
}

// propertiesLines splits a text by the rules of java.util.Properties.load:
// lines end with \n, \r or \r\n; comments cannot be continued; the white space
// at the start of every physical line is dropped.
func propertiesLines(source string) []propertiesLine {
	source = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(source)
	var out []propertiesLine
	var open *propertiesLine
	for i, line := range strings.Split(source, "\n") {
		line = strings.TrimLeft(line, " \t\f")
		if open == nil {
			if line == "" || line[0] == '#' || line[0] == '!' {
				continue
			}
			open = &propertiesLine{number: i + 1}
		}
		body, more := cutContinuation(line)
		open.text += body
		if !more && open.text != "" {
			out = append(out, *open)
		}
		if !more {
			open = nil
		}
	}
	if open != nil && open.text != "" {
		out = append(out, *open)
	}
	return out
}

func cutContinuation(line string) (body string, more bool) {
	backslashes := len(line) - len(strings.TrimRight(line, `\`))
	if backslashes%2 == 0 {
		return line, false
	}
	return line[:len(line)-1], true
}
