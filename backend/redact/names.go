package redact

import (
	"regexp"
	"strings"
)

// The keys of secrets, as plugins name them.
var secretNames = regexp.MustCompile(`pass(?:word|wd|phrase)?|secret|token|credential|` +
	`(?:api|access|private|account)[._-]?key|jaas|user[._-]?info|auth(?:orization)?\.header|` +
	`sas(?:l\.jaas|\.token)|connection\.string|keyfile|service[._-]?account|signature|salt|` +
	`ssl\.keystore\.key$|(?:^|[._-])pwd(?:$|[._-])`)

// What looks like one of them and says where or of what kind a secret is.
var publicNames = regexp.MustCompile(`\.(?:type|class|enabled|location|alias)$|\.key\.field|` +
	`(?:^|\.)token\.endpoint\.url$|(?:^|\.)credentials\.source$`)

// Parameters that are secret within a URL or a connection text only.
var secretParameters = regexp.MustCompile(`pwd|(?:^|[._-])sig$`)

// secretName reports whether a key reads like one of a secret. "key.converter"
// never counts, but what a converter has below it does: a schema registry's
// login is one.
func secretName(key string) bool {
	key = strings.TrimPrefix(strings.ToLower(key), "key.converter")
	return secretNames.MatchString(key) && !publicNames.MatchString(key) && !isPublic(key)
}

// isPublic is for what definitions call a PASSWORD though it is meant for
// everybody: trusted certificates.
func isPublic(key string) bool {
	return strings.HasSuffix(strings.ToLower(key), "ssl.truststore.certificates")
}
