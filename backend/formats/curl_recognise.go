package formats

import "regexp"

// A curl command at the start of a line (behind a prompt, assignments or a
// path) or behind another command.
var curlCommand = regexp.MustCompile(`(?m)^[ \t]*(?:[$%][ \t]+)?(?:[A-Za-z_]\w*=\S*[ \t]+)*(?:\S*/)?curl(?:\.exe)?(?:[ \t\\]|$)|^[^#\n]*(?:&&|\|\|?|;|\bthen|\bdo|\belse|[({!])[ \t]*curl[ \t]`)

// isCurl finds a curl command anywhere. A text in brackets is JSON, whatever
// its values hold.
func isCurl(text string) bool { return !isJSON(text) && curlCommand.MatchString(text) }
