package redact

import (
	"strings"
	"unicode"
)

const longestURL = 2048

// withLogin has the positions of the login, and of the ends of the host and the URL.
type withLogin struct {
	login   span
	hostEnd int
	end     int
}

// logins finds the user info of every URL in a text.
func logins(text string) []span {
	var out []span
	for at := 0; ; {
		i := strings.Index(text[at:], "://")
		if i < 0 {
			return out
		}
		at += i + len("://")
		if u, ok := loginAt(text, at); ok {
			out = append(out, u.login)
			at = u.login.to
		}
	}
}

// loginURL parses a value that is exactly one URL with a login.
func loginURL(value string) (withLogin, bool) {
	scheme, _, ok := strings.Cut(value, "://")
	if !ok || strings.ContainsFunc(scheme, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("+.-:", r)
	}) {
		return withLogin{}, false
	}
	u, ok := loginAt(value, len(scheme)+len("://"))
	return u, ok && u.end == len(value)
}

// loginAt parses the user info after "://". Passwords that should have been escaped may
// contain "@" and "/": the user info ends at the last "@" of the authority. If that has
// none, and its port is not a number, it ends at the last "@" of the URL. A user without a
// password counts only in http and https URLs, where it is a token.
func loginAt(text string, at int) (withLogin, bool) {
	end := at + urlLength(text[at:])
	authority := text[at:end]
	if i := strings.IndexAny(authority, "/?#"); i >= 0 {
		authority = authority[:i]
	}
	if host, _, ok := strings.Cut(authority, ";"); ok && isHost(host) {
		authority = host // jdbc:sqlserver://host:1433;user=me@here
	}
	last := strings.LastIndexByte(authority, '@')
	if last < 0 {
		_, port, ok := strings.Cut(authority, ":")
		if !ok || strings.HasPrefix(authority, "[") || isPort(port) || !strings.HasPrefix(text[at+len(authority):], "/") {
			return withLogin{}, false
		}
		last = strings.LastIndexByte(text[at:end], '@')
	}
	if last <= 0 || !strings.Contains(text[at:at+last], ":") && !strings.HasSuffix(text[:at], "http://") && !strings.HasSuffix(text[:at], "https://") {
		return withLogin{}, false
	}
	u := withLogin{login: span{at, at + last}, end: end, hostEnd: end}
	if i := strings.IndexAny(text[at+last:end], "/?#;"); i >= 0 {
		u.hostEnd = at + last + i
	}
	return u, true
}

func isHost(text string) bool {
	_, port, ok := strings.Cut(text, ":")
	return !ok || isPort(port)
}

func isPort(text string) bool {
	digits := strings.TrimLeft(text, "0123456789")
	return digits == "" || strings.HasPrefix(digits, ",") || strings.HasPrefix(digits, ";")
}

// urlLength returns the length of the URL at the start of a text. It ends at a blank, a
// quote, or before the next URL of a list.
func urlLength(text string) int {
	text = text[:min(len(text), longestURL)]
	end := strings.IndexAny(text, " \t\r\n\"'<>`")
	if end < 0 {
		end = len(text)
	}
	if next := strings.Index(text[:end], "://"); next >= 0 {
		if comma := strings.LastIndexAny(text[:next], ",;|"); comma >= 0 {
			end = comma
		}
	}
	return end
}
