package rest

import (
	"context"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// workerLimit is how much of the worker's words is kept for a person.
const workerLimit = 8 << 10

// masks hides secrets in the worker's words before anything else sees them.
type masks struct {
	secret func(context.Context) (connect.Secret, error)
}

var configMap = regexp.MustCompile(`(?s)\{.*\}`)

// words masks what the worker said about a call: the login, the secrets of the
// config that was sent, everything it says about a key whose value came out of
// a placeholder, and the whole config where the message prints it.
func (m masks) words(ctx context.Context, k call, message string) string {
	if strings.Contains(message, "contains no connector type") {
		message = configMap.ReplaceAllLiteralString(message, "{…}")
	}
	message = maskPlaceholders(message, k.config)
	return shorten(maskText(message, m.known(ctx, k.config)...))
}

func (m masks) known(ctx context.Context, config connect.Config) []string {
	known := secretValues(config)
	if m.secret == nil {
		return known
	}
	if secret, err := m.secret(ctx); err == nil && !secret.Empty() {
		known = append(known, secret.Reveal())
	}
	return known
}

// maskPlaceholders hides the lines about keys that hold "${…}": the worker has
// resolved them and repeats the clear value.
func maskPlaceholders(message string, config connect.Config) string {
	lines := strings.Split(message, "\n")
	for _, key := range config.Keys() {
		if !strings.Contains(config[key], "${") {
			continue
		}
		for i, line := range lines {
			if strings.Contains(line, key) {
				lines[i] = "(masked: it is about " + key + ", whose value comes out of a placeholder)"
			}
		}
	}
	return strings.Join(lines, "\n")
}

func shorten(text string) string {
	if len(text) <= workerLimit {
		return text
	}
	return strings.ToValidUTF8(text[:workerLimit], "") + " …"
}
