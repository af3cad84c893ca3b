package formats

import (
	"regexp"
	"strings"
)

// A curl command at the start of a line (behind a prompt, assignments or a
// path) or behind another command.
var curlCommand = regexp.MustCompile(`(?m)^[ \t]*(?:[$%][ \t]+)?(?:[A-Za-z_]\w*=\S*[ \t]+)*(?:\S*/)?curl(?:\.exe)?(?:[ \t\\]|$)|^[^#\n]*(?:&&|\|\|?|;|\bthen|\bdo|\belse|[({!])[ \t]*curl[ \t]`)

// recognise names the format of a text, empty for an empty text. Properties
// are the last guess, because nearly every text can be read as properties.
func recognise(source string) string {
	trimmed := strings.TrimSpace(source)
	switch {
	case trimmed == "":
		return ""
	case trimmed[0] == '{' || trimmed[0] == '[':
		return JSON
	case curlCommand.MatchString(source):
		return Curl
	}
	return Properties
}
