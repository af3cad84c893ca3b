package rest

import (
	"encoding/json"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// The rules until package redact decides.
var (
	secretName = regexp.MustCompile(`(?i)pass(?:word|wd|phrase)|pwd|secret|token|credential|(?:api|access|private|account)[._-]?key|keystore\.key|jaas|user[._-]?info|connection[._-]?string|signature|salt`)
	publicName = regexp.MustCompile(`(?i)\.(?:type|class|enabled?|location|alias)$`)
	secretText = regexp.MustCompile(`(?i)([a-z][a-z0-9+.-]*://[^/?#\s:@"]*:)[^/?#\s@"]+@|((?:password|passwd|pwd|secret|token|accesskey|apikey|sig)\s*=\s*)[^\s&;,"\\]+`)
	member     = regexp.MustCompile(`("(?:[^"\\]|\\.)*")(\s*:\s*)("(?:[^"\\]|\\.)*")`)
)

func maskKnown(text string, known []string) string {
	for _, k := range known {
		if len(k) >= 4 { // a shorter one would take half the text with it
			text = strings.ReplaceAll(text, k, hidden)
		}
	}
	return text
}

func maskText(text string, known ...string) string {
	return secretText.ReplaceAllString(maskKnown(text, known), "${1}${2}"+hidden)
}

func isSecret(key, value string) bool {
	return value != "" && !strings.HasPrefix(value, "${") && secretName.MatchString(key) && !publicName.MatchString(key)
}

func secretValues(config connect.Config) []string {
	var out []string
	for key, value := range config {
		if isSecret(key, value) {
			out = append(out, value)
		}
	}
	return out
}

func secretKeys(config connect.Config) func(string) bool {
	return func(key string) bool { return isSecret(key, config[key]) }
}

func maskJSON(body []byte) string {
	return member.ReplaceAllStringFunc(string(body), func(pair string) string {
		m := member.FindStringSubmatch(pair)
		var key, value string
		if json.Unmarshal([]byte(m[1]), &key) != nil || json.Unmarshal([]byte(m[3]), &value) != nil || !isSecret(key, value) {
			return pair
		}
		return m[1] + m[2] + `"` + hidden + `"`
	})
}
