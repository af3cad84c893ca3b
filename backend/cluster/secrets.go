package cluster

import (
	"strings"
)

// secrets are what must not be shown of one config.
type secrets struct {
	keys   map[string]bool // in lower case
	values []string        // literals
}

// secrets finds out, on first need, what of the config is secret; the lock of
// its live view is held.
func (e *entry) secrets() *secrets {
	if e.secret == nil {
		e.secret = secretsOf(e.config)
	}
	return e.secret
}

// mask hides in a text of the worker what is secret in this connector's config
// and whatever else looks like a secret.
func (e *entry) mask(text string) string {
	if text == "" {
		return ""
	}
	return maskText(text, e.secrets().values)
}

// firstLine is the first line of a text, without spaces at its ends.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}
