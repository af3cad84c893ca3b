package redact

import (
	"regexp"
	"strings"
	"unicode"
)

// secretNames are the keys of secrets, as plugins name them. They match a key
// as wordsOf writes it. The long words count anywhere, because keys run them
// together ("dbpassword"); the short ones only where a word ends, so that
// "passive", "tokenizer" and "basalt" stay readable.
var secretNames = regexp.MustCompile(`password|passwd|passphrase|passcode|secret|credential|jaas|signature|keyfile|` +
	`pass\d*(?:\.|$)|token\d*(?:\.|$)|tokens$|(?:^|\.)salt$|(?:^|\.)pwd(?:\.|$)|` +
	`(?:api|access|private|account|shared|master|signing)\.?keys?|(?:^|\.)(?:sas|sse|sse\.customer|encryption|ssl\.keystore)\.?key$|` +
	`user\.?info|auth(?:orization)?\.?header|authorization$|auth\.?params?$|` +
	`connection\.?string|service\.?account|kerberos\.ticket$`)

// publicNames look like one of them and say where, of what kind or how long a
// secret is. What they hold cannot be one.
var publicNames = regexp.MustCompile(`\.(?:type|class|enabled?|location|alias|ur[il]s?|endpoint|property|path|file|dir|directory|provider|source|` +
	`algorithm|format|codes|length|size|count|ms|millis|seconds|minutes|hours|days|interval|timeout|ttl|retries|attempts|fields?|columns?)$|` +
	`\.key\.field|(?:^|\.)client\.id$|(?:^|\.)pass\.?thr(?:ough|u)|(?:^|\.)(?:max|min|num|total|limit)\.tokens$`)

// englishWords end like a secret and are none.
var englishWords = regexp.MustCompile(`(?:^|\.)(?:by|com|encom|over|sur|tres|under)pass(?:\.|$)`)

// webhookNames are addresses that are secrets themselves: whoever has one may
// post.
var webhookNames = regexp.MustCompile(`web\.?hook(?:\.?ur[il])?$`)

// secretParameters are secret within a URL or a connection text only.
var secretParameters = regexp.MustCompile(`pwd|(?:^|[._-])sig$`)

// secretName reports whether a key reads like one of a secret. "key.converter"
// never counts, but what a converter has below it does: a schema registry's
// login is one.
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

// mayBeSecret spares most keys the expressions: every name of a secret holds
// one of these.
func mayBeSecret(words string) bool {
	for _, seed := range [...]string{"pass", "pwd", "secret", "token", "credential", "jaas", "key", "salt", "auth", "user", "connection", "service", "hook", "signature", "ticket"} {
		if strings.Contains(words, seed) {
			return true
		}
	}
	return false
}

// wordsOf writes a key in lower case with a dot between its words, whichever
// of "apiKey", "api_key" and "API-Key" it is.
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

// startsWord reports whether an upper case letter begins a word: behind a
// small letter or a digit, or as the last of several ("SASToken").
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

// isPublic is for what definitions call a PASSWORD though it is meant for
// everybody: trusted certificates.
func isPublic(key string) bool {
	return strings.HasSuffix(strings.ToLower(key), "ssl.truststore.certificates")
}
