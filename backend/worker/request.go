package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// Request is a change as a person can send it with another tool. Body is JSON. A text in it
// that is a [redact.SecretText] of a key in Secrets stands for that secret, which is empty if
// its value is not known.
type Request struct {
	Method  string
	URL     string
	Body    []byte
	Secrets map[string]connect.Secret
}

// RequestWanted is what a [Requester] makes a request of. Method is PUT to save the config of
// an existing connector, or POST to create one. In Config a [redact.SecretText] stands for a
// value that is not known. Hidden are the keys whose values are secrets.
type RequestWanted struct {
	Method string
	Name   string
	Config connect.Config
	Hidden []string
}

// Requester is implemented by workers whose requests do not have the form of those of Apache
// Connect. It needs no feature.
type Requester interface {
	// Request returns the request for a config. For a connector that does not exist that is
	// the one that creates it. It changes nothing.
	Request(ctx context.Context, wanted RequestWanted) (Request, error)
}
