package redact

import "strings"

// headers finds the values of HTTP headers with secret names: "X-Api-Key: …" at the
// start of a line or list item, and "Authorization: Basic …" anywhere.
func headers(text string) []span {
	var out []span
	if containsFold(text, "authorization") {
		out = matches(headerPattern, text, 1)
	}
	for at := 0; ; {
		i := strings.IndexByte(text[at:], ':')
		if i < 0 {
			return out
		}
		at += i + 1
		if from, to := keyBefore(text, at-1); startsItem(text, from) && strings.ContainsRune(text[from:to], '-') && secretName(text[from:to]) {
			value := span{at, at + itemLength(text[at:])}
			value.from += len(text[at:value.to]) - len(strings.TrimLeft(text[at:value.to], " \t"))
			out = append(out, value)
			at = value.to
		}
	}
}

func startsItem(text string, at int) bool {
	before := strings.TrimRight(text[:at], " \t")
	return before == "" || strings.IndexByte("\r\n,;|", before[len(before)-1]) >= 0
}

func itemLength(text string) int {
	if i := strings.IndexAny(text, "\r\n,;|\"'"); i >= 0 {
		return i
	}
	return len(text)
}

// containsFold reports whether text contains a lower-case word, ignoring ASCII case. It
// is a cheap check before a regular expression.
func containsFold(text, word string) bool {
	for at := 0; at+len(word) <= len(text); at++ {
		i := 0
		for i < len(word) && folded(text[at+i]) == word[i] {
			i++
		}
		if i == len(word) {
			return true
		}
	}
	return false
}
