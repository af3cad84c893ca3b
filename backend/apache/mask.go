package apache

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// workerLimit is how much of the worker's message is shown, in bytes.
const workerLimit = 8 << 10

// masks hides secrets in the messages of workers before they are used.
type masks struct {
	secrets connect.Secrets
	learned *learned
}

var configMap = regexp.MustCompile(`(?s)\{.*\}`)

// words masks the message of a worker about a call: the login, the secrets of the
// sent and the stored config, everything about a key whose value was a placeholder,
// and a config that is printed whole.
func (m masks) words(k call, message string) string {
	if strings.Contains(message, "contains no connector type") {
		message = configMap.ReplaceAllLiteralString(message, "{…}")
	}
	stored, _ := m.learned.masker(k.name)
	masker := redact.For(k.config, m.learned.secret()...).And(stored)
	for _, secret := range m.secrets {
		if !secret.Empty() {
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
