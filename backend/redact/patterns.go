package redact

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

var (
	pemPattern = regexp.MustCompile(`(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\z)`)
	jwtPattern = regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*`)
	awsPattern = regexp.MustCompile(`\b(?:AKIA|ASIA)[A-Z0-9]{12,}`)

	// jdbc:oracle:thin:user/pass@word@//host: the host follows the last "@"
	oraclePattern = regexp.MustCompile(`(?i)jdbc:oracle:\w+:[^/@\s"']+/([^\s"']+)@`)

	// Authorization: Basic …
	headerPattern = regexp.MustCompile(`(?i)\bauthorization["']?\s*[:=]\s*["']?(?:basic|bearer|apikey|token|digest|negotiate)\s+([^"'\s,]+)`)

	// the whole value of an Authorization header
	bearerPattern = regexp.MustCompile(`^\s*(?i:bearer)\s+([\w.~+/=-]{8,})\s*$`)
	basicPattern  = regexp.MustCompile(`^\s*(?i:basic)\s+([A-Za-z0-9+/]{4,}=*)\s*$`)

	// webhooks, whose address is all that is needed to post to them
	webhookHost = regexp.MustCompile(`(?i)\bhttps?://(?:hooks?\.[\w.-]+|(?:[\w-]+\.)*webhook\.[\w.-]+)(?::\d+)?/([^\s"'<>]+)`)
	webhookPath = regexp.MustCompile(`(?i)\bhttps?://[\w.-]+(?::\d+)?/((?:api/)?webhooks?/[^\s"'<>]+)`)
)

// looks finds the parts of a text that look like secrets. It skips placeholders.
func looks(text string) []span { return matcher{}.find(text) }

// matcher finds parts of a text that look like secrets, or that are assigned to a key
// in secret or with a secret name.
type matcher struct{ secret map[string]bool }

func (m matcher) find(text string) []span {
	var out []span
	if strings.Contains(text, "PRIVATE KEY-----") {
		out = append(out, matches(pemPattern, text, 0)...)
	}
	if strings.Contains(text, "eyJ") {
		out = append(out, matches(jwtPattern, text, 0)...)
	}
	if strings.Contains(text, "AKIA") || strings.Contains(text, "ASIA") {
		out = append(out, matches(awsPattern, text, 0)...)
	}
	if strings.ContainsAny(text, "@:=") {
		out = append(out, addresses(text)...)
		out = append(out, headers(text)...)
	}
	out = append(out, credentials(text)...)
	out = append(out, m.assignments(text)...)
	out = append(out, m.quoted(text)...)
	out = append(out, m.echoes(text)...)
	out = append(out, jaasOptions(text)...)
	return unmasked(text, without(unmasked(text, out), references(text)))
}

// addresses finds logins in addresses, and addresses that are secrets themselves.
func addresses(text string) []span {
	var out []span
	if containsFold(text, "jdbc:oracle") {
		out = matches(oraclePattern, text, 1)
	}
	if containsFold(text, "hook") {
		out = append(out, matches(webhookHost, text, 1)...)
		out = append(out, matches(webhookPath, text, 1)...)
	}
	return append(out, logins(text)...)
}

// credentials finds the secret in a text that is the value of an Authorization header.
// After "Basic" it must be the Base64 of a text with a colon.
func credentials(text string) []span {
	out := matches(bearerPattern, text, 1)
	for _, s := range matches(basicPattern, text, 1) {
		if login, err := base64.StdEncoding.DecodeString(text[s.from:s.to]); err == nil && bytes.ContainsRune(login, ':') {
			out = append(out, s)
		}
	}
	return out
}

// unmasked removes the spans that are masked already, are placeholders or are booleans.
func unmasked(text string, spans []span) []span {
	out := spans[:0]
	for _, s := range spans {
		if found := text[s.from:s.to]; !notSecret(found) && !connect.OnlyPlaceholders(found) && !isSwitch(found) {
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
