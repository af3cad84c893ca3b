package apache

import (
	"context"
	"regexp"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// workerLimit is how much of the worker's words is shown to a person, in bytes.
const workerLimit = 8 << 10

// masks hides secrets in the worker's words before anything else sees them.
type masks struct {
	secret  func(context.Context) (connect.Secret, error)
	learned *learned
}

var configMap = regexp.MustCompile(`(?s)\{.*\}`)

// words masks what the worker said about a call: the login, the secrets of the
// config that was sent and of the stored one, everything it says about a key whose value came out of
// a placeholder, and the whole config where the message prints it.
func (m masks) words(ctx context.Context, k call, message string) string {
	if strings.Contains(message, "contains no connector type") {
		message = configMap.ReplaceAllLiteralString(message, "{…}")
	}
	stored, _ := m.learned.masker(k.name)
	masker := redact.For(k.config, m.learned.secret()...).And(stored)
	if m.secret != nil {
		if secret, err := m.secret(ctx); err == nil && !secret.Empty() {
			masker.Known = append(masker.Known, secret.Reveal())
		}
	}
	return shorten(masker.Text(message))
}

func shorten(text string) string {
	if len(text) <= workerLimit {
		return text
	}
	return strings.ToValidUTF8(text[:workerLimit], "") + " …"
}
