package redact

import (
	"regexp"
	"strings"
)

var (
	jaasPattern = regexp.MustCompile(`LoginModule\s+(?:required|requisite|sufficient|optional)\b`)
	jaasOption  = regexp.MustCompile(`([\w.\-]+)\s*=\s*`)
)

// jaasOptions finds the secret options of JAAS configurations. All options are secret
// except a few known ones, such as the user name.
func jaasOptions(text string) []span {
	var out []span
	if !strings.Contains(text, "LoginModule") {
		return nil
	}
	lines := jaasPattern.FindAllStringIndex(text, -1)
	for i, m := range lines {
		end := len(text)
		if i+1 < len(lines) {
			end = lines[i+1][0]
		}
		for _, s := range optionsOf(text[m[1]:end]) {
			out = append(out, span{m[1] + s.from, m[1] + s.to})
		}
	}
	return out
}

// optionsOf finds the secret options up to the semicolon.
func optionsOf(text string) []span {
	var out []span
	for at := 0; ; {
		option := jaasOption.FindStringSubmatchIndex(text[at:])
		if option == nil || strings.Contains(text[at:at+option[0]], ";") {
			return out
		}
		value := optionValue(text, at+option[1])
		if !publicOption(text[at+option[2]:at+option[3]]) && !isSwitch(text[value.from:value.to]) {
			out = append(out, value)
		}
		at = value.to
	}
}

func optionValue(text string, at int) span {
	for _, quote := range []string{`"`, `'`, `\"`} {
		if strings.HasPrefix(text[at:], quote) {
			at += len(quote)
			return span{at, at + quotedLength(text[at:], quote)}
		}
	}
	if i := strings.IndexAny(text[at:], " \t\r\n;"); i >= 0 {
		return span{at, at + i}
	}
	return span{at, len(text)}
}

func publicOption(name string) bool {
	switch strings.ToLower(name) {
	case "username", "user", "principal", "keytab", "ticketcache", "servicename", "clientid", "oauth.client.id", "scope":
		return true
	}
	return false
}

func isSwitch(value string) bool {
	v := strings.ToLower(value)
	return v == "true" || v == "false"
}
