package redact

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

var (
	pemPattern = regexp.MustCompile(`(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\z)`)
	jwtPattern = regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*`)
	awsPattern = regexp.MustCompile(`\b(?:AKIA|ASIA)[A-Z0-9]{12,}`)

	// jdbc:oracle:thin:user/password@//host
	oraclePattern = regexp.MustCompile(`(?i)jdbc:oracle:\w+:[^/@\s"']+/([^@\s"']+)@`)

	// Authorization: Basic …
	headerPattern = regexp.MustCompile(`(?i)\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer|apikey|token|digest|negotiate)\s+([^"'\s,]+)`)
)

// looks finds the parts of a text that look like secrets, whatever they belong
// to. Placeholders are not among them.
func looks(text string) []span { return matcher{}.find(text) }

// matcher finds secrets by their look. secret, where set, knows keys beyond
// those that read like a secret.
type matcher struct{ secret map[string]bool }

func (m matcher) find(text string) []span {
	var out []span
	if strings.Contains(text, "PRIVATE KEY-----") {
		out = append(out, matches(pemPattern, text, 0)...)
	}
	if strings.Contains(text, "eyJ") {
		out = append(out, matches(jwtPattern, text, 0)...)
	}
	out = append(out, matches(awsPattern, text, 0)...)
	if strings.ContainsAny(text, "@:") {
		out = append(out, matches(oraclePattern, text, 1)...)
		out = append(out, matches(headerPattern, text, 1)...)
		out = append(out, logins(text)...)
	}
	out = append(out, m.assignments(text)...)
	out = append(out, m.quoted(text)...)
	out = append(out, m.echoes(text)...)
	out = append(out, jaasOptions(text)...)
	return telling(text, without(telling(text, out), references(text)))
}

// telling leaves out what is masked already, placeholders and switches.
func telling(text string, spans []span) []span {
	out := spans[:0]
	for _, s := range spans {
		if found := text[s.from:s.to]; !nothing(found) && !connect.OnlyPlaceholders(found) && !isSwitch(found) {
			out = append(out, s)
		}
	}
	return out
}

func matches(pattern *regexp.Regexp, text string, group int) []span {
	var out []span
	for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
		out = append(out, span{m[2*group], m[2*group+1]})
	}
	return out
}
