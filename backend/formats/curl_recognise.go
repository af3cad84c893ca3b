package formats

import "regexp"

// curlCommand matches curl at the start of a line (also after a prompt, assignments or a
// path) or after another command.
var curlCommand = regexp.MustCompile(`(?m)^[ \t]*(?:[$%][ \t]+)?(?:[A-Za-z_]\w*=\S*[ \t]+)*(?:\S*/)?curl(?:\.exe)?(?:[ \t\\]|$)|^[^#\n]*(?:&&|\|\|?|;|\bthen|\bdo|\belse|[({!])[ \t]*curl[ \t]`)

// isCurl reports whether a text contains a curl command and is not JSON.
func isCurl(text string) bool { return !isJSON(text) && curlCommand.MatchString(text) }
