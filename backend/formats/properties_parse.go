package formats

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/magiconair/properties"

	"sluiceway/backend/connect"
)

// parseProperties parses a properties file, as used by a standalone worker. It does not
// expand placeholders.
func parseProperties(source string) (Document, error) {
	lines := propertiesLines(source)
	if err := refuseOthers(lines); err != nil {
		return Document{}, err
	}
	doc := Document{Format: Properties}
	config := make(connect.Config, len(lines))
	firstLine := make(map[string]int, len(lines))
	for _, line := range lines {
		key, value, err := property(line)
		if err != nil {
			return Document{}, err
		}
		if first, twice := firstLine[key]; twice {
			doc.note(Guessed, "", key, "“%s” occurs twice, in lines %d and %d; the last value is used.", key, first, line.number)
		}
		if strings.Count(value, string(utf8.RuneError)) > strings.Count(strings.ToLower(line.text), `\ufffd`)+strings.Count(line.text, string(utf8.RuneError)) {
			doc.note(Guessed, "", key, "“%s” contains an invalid character (a lone \\ud… escape) in line %d, which became “%c”.", key, line.number, utf8.RuneError)
		}
		firstLine[key] = line.number
		config[key] = value
	}
	name := config[connect.KeyName]
	for i := range doc.Notes {
		doc.Notes[i].Connector = name
	}
	if _, ok := config[connect.KeyClass]; !ok {
		doc.note(Guessed, name, connect.KeyClass, "There is no “connector.class”; the text is treated as properties nevertheless.")
	}
	doc.Connectors = []Connector{{Name: name, Config: config}}
	return doc, nil
}

// refuseOthers returns an error for prose, YAML, Terraform and pieces of JSON, because
// nearly every text can be parsed as properties.
func refuseOthers(lines []propertiesLine) error {
	equals, class := true, false
	for i, line := range lines {
		first := line.text
		switch {
		case i > 0:
		case strings.HasPrefix(first, "---"), strings.HasPrefix(first, "apiVersion:"), strings.HasPrefix(first, "kind:"), strings.HasPrefix(first, `resource "`):
			return connect.Errorf(connect.CodeInvalid, "The text looks like YAML or Terraform, which Sluiceway cannot read yet. Nothing was opened; paste JSON, properties or a curl command.")
		case strings.HasPrefix(first, `"`):
			return connect.Errorf(connect.CodeInvalid, "The text looks like a piece of JSON without its braces. Nothing was opened; paste it from { to }.")
		}
		equals = equals && strings.Contains(first, "=")
		class = class || strings.HasPrefix(first, connect.KeyClass)
	}
	if len(lines) == 0 || (!equals && !class) {
		return connect.Errorf(connect.CodeInvalid, "The text is neither JSON nor properties (key=value) nor a curl command. Nothing was opened; paste a connector config.")
	}
	return nil
}

// property parses a logical line.
func property(line propertiesLine) (key, value string, err error) {
	source := joinSurrogates(line.text)
	// The library rejects a line without a key; Java does not.
	unnamed := strings.HasPrefix(source, "=") || strings.HasPrefix(source, ":")
	switch {
	case unnamed:
		source = "k" + source
	case source[0] == '#' || source[0] == '!':
		source = `\` + source // not a comment, but the continuation of a line that was only a backslash
	}
	loader := properties.Loader{Encoding: properties.UTF8, DisableExpansion: true}
	loaded, err := loader.LoadBytes([]byte(source))
	if err != nil || loaded.Len() != 1 {
		return "", "", connect.Errorf(
			connect.CodeInvalid, "The properties cannot be read in line %d: \\u needs four hexadecimal digits, and a backslash is written as two. Nothing was opened; correct the text and paste it again.",
			line.number,
		)
	}
	key = loaded.Keys()[0]
	value, _ = loaded.Get(key)
	if unnamed {
		key = ""
	}
	return key, value, nil
}

// joinSurrogates replaces escaped surrogate pairs by their character, as Java does and the
// library does not.
func joinSurrogates(line string) string {
	if !strings.Contains(line, `\u`) {
		return line
	}
	var out strings.Builder
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' || i+1 == len(line) {
			out.WriteByte(line[i])
			continue
		}
		if r := utf16.DecodeRune(escapeAt(line, i), escapeAt(line, i+6)); r != utf8.RuneError {
			out.WriteRune(r)
			i += 11
			continue
		}
		out.WriteString(line[i : i+2])
		i++
	}
	return out.String()
}

// escapeAt parses \uXXXX at an offset. It returns -1 if there is none.
func escapeAt(line string, at int) rune {
	if at+6 > len(line) || line[at:at+2] != `\u` {
		return -1
	}
	n, err := strconv.ParseUint(line[at+2:at+6], 16, 16)
	if err != nil {
		return -1
	}
	return rune(n)
}
