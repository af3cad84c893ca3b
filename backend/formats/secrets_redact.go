package formats

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// Which keys and values count as secret until package redact decides it. The
// rules lean to the careful side: a variable too many is a nuisance, a
// password in a text is a leak.
var (
	secretKey = regexp.MustCompile(`(?i)pass(?:word|wd|phrase)?(?:[^a-z]|$)|passwd|passphrase|pwd|secret|token|credential|(?:api|access|private|account|encryption)[._-]?key|` +
		`keystore\.key|jaas|user[._-]?info|auth(?:orization)?[._-]?header|connection[._-]?string|keyfile|service[._-]?account|signature|salt|(?:^|\.)sas(?:[._-]|$)`)
	publicKey   = regexp.MustCompile(`(?i)(?:\.(?:type|class|enabled?|location|alias|source|algorithm)|endpoint\.url)$|^(?:key|value|header)\.converter(?:$|\.type$|\.class$)`)
	secretValue = regexp.MustCompile(`(?i)[a-z][a-z0-9+.-]*://[^/?#\s@]*:[^/?#\s]*@|(?:password|passwd|pwd|secret|token|accesskey|access_key|account_?key|apikey|api_key|sig)\s*=\s*\S|` +
		`-----BEGIN [A-Z ]*PRIVATE KEY|"private_key"|(?:AKIA|ASIA)[A-Z0-9]{12}|eyJ[\w-]+\.[\w-]+\.|LoginModule\s+required|(?:basic|bearer)\s+[\w+/=.-]{8}`)
	onlyPlaceholders = regexp.MustCompile(`^(?:\$\{[^}]*:[^}]*\})+$`)
)

// redactKeys lists the secret keys: by the type of their definition, by their
// name, by the look of their value. Empty values and values that are nothing
// but placeholders are no secrets.
func redactKeys(config connect.Config, definitions []connect.Definition) map[string]bool {
	password := map[string]bool{}
	for i := range definitions {
		if definitions[i].Type == connect.FieldPassword {
			password[definitions[i].Name] = true
		}
	}
	out := map[string]bool{}
	for key, value := range config {
		trimmed := strings.TrimSpace(value)
		if trimmed == "" || onlyPlaceholders.MatchString(trimmed) {
			continue
		}
		if password[key] || (secretKey.MatchString(key) && !publicKey.MatchString(key)) || secretValue.MatchString(value) {
			out[key] = true
		}
	}
	return out
}
