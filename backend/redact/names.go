package redact

import (
	"regexp"
	"strings"
	"unicode"
)

// secretNames matches the keys of secrets, as returned by wordsOf. Long words match
// anywhere, because keys combine them ("dbpassword"). Short ones match only at the end of
// a word, so that "passive", "tokenizer" and "basalt" do not match.
var secretNames = regexp.MustCompile(`password|passwd|passphrase|passcode|secret|credential|jaas|signature|keyfile|` +
	`pass\d*(?:\.|$)|token\d*(?:\.|$)|tokens$|(?:^|\.)salt$|(?:^|\.)pwd(?:\.|$)|` +
	`(?:api|access|private|account|shared|master|signing)\.?keys?|(?:^|\.)(?:sas|sse|sse\.customer|encryption|ssl\.keystore)\.?key$|` +
	`user\.?info|auth(?:orization)?\.?header|authorization$|auth\.?params?$|` +
	`connection\.?string|service\.?account|kerberos\.ticket$`)

// publicNames matches keys that look like secretNames, but whose value only says where a
// secret is, or of what kind or size.
var publicNames = regexp.MustCompile(`\.(?:type|class|enabled?|location|alias|ur[il]s?|endpoint|property|path|file|dir|directory|provider|source|` +
	`algorithm|format|codes|length|size|count|ms|millis|seconds|minutes|hours|days|interval|timeout|ttl|retries|attempts|fields?|columns?)$|` +
	`\.key\.field|(?:^|\.)client\.id$|(?:^|\.)pass\.?thr(?:ough|u)|(?:^|\.)(?:max|min|num|total|limit)\.tokens$`)

// englishWords matches words that end like a secret name.
var englishWords = regexp.MustCompile(`(?:^|\.)(?:by|com|encom|over|sur|tres|under)pass(?:\.|$)`)

// webhookNames matches keys of webhook addresses. They are secret, because the address is
// all that is needed to post.
var webhookNames = regexp.MustCompile(`web\.?hook(?:\.?ur[il])?$`)

// secretParameters matches keys that are secret only in a URL or a connection string.
var secretParameters = regexp.MustCompile(`pwd|(?:^|[._-])sig$`)

// secretName reports whether the name of a key is that of a secret. "key.converter" is
// not, but its sub-keys can be, such as the login of a schema registry.
func secretName(key string) bool {
	words := strings.TrimPrefix(wordsOf(key), "key.converter")
	if !mayBeSecret(words) {
		return false
	}
	if webhookNames.MatchString(words) {
		return true
	}
	return secretNames.MatchString(englishWords.ReplaceAllString(words, ".")) && !publicNames.MatchString(words) && !isPublic(key)
}

// mayBeSecret is a cheap check before the regular expressions: every secret name
// contains one of these words.
func mayBeSecret(words string) bool {
	for _, seed := range [...]string{"pass", "pwd", "secret", "token", "credential", "jaas", "key", "salt", "auth", "user", "connection", "service", "hook", "signature", "ticket"} {
		if strings.Contains(words, seed) {
			return true
		}
	}
	return false
}

// wordsOf returns a key in lower case with dots between its words: "api.key" for
// "apiKey", "api_key" and "API-Key".
func wordsOf(key string) string {
	var out strings.Builder
	out.Grow(len(key) + 8)
	runes := []rune(key)
	for i, r := range runes {
		switch {
		case r == '_' || r == '-' || r == ' ':
			r = '.'
		case unicode.IsUpper(r) && i > 0 && startsWord(runes, i):
			out.WriteByte('.')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

// startsWord reports whether an upper-case letter starts a word: after a lower-case
// letter or a digit, or as the last of several ("SASToken").
func startsWord(runes []rune, i int) bool {
	before := runes[i-1]
	switch {
	case unicode.IsLower(before) || unicode.IsDigit(before):
		return true
	case unicode.IsUpper(before):
		return i+1 < len(runes) && unicode.IsLower(runes[i+1])
	}
	return false
}

// isPublic reports whether a key is not secret although its type is PASSWORD: trusted
// certificates.
func isPublic(key string) bool {
	return strings.HasSuffix(strings.ToLower(key), "ssl.truststore.certificates")
}
