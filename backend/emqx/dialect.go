package emqx

import (
	"net/http"
	"strings"

	"sluiceway/backend/redact"
	"sluiceway/backend/wire"
)

// dialect is what package wire must know about the API.
func dialect() wire.Dialect {
	return wire.Dialect{
		Harmless: func(method string, path []string) bool { return method == http.MethodPost && harmless(path) },
		Record: func(method string, path []string, status int) wire.Record {
			switch {
			case method == http.MethodGet && status == http.StatusOK && len(path) == 1, path[0] == "schemas":
				return wire.RecordSize // lists are polled every few seconds, and a schema has no values
			}
			return wire.RecordMasked
		},
		Masker: func(_ []string, sent []byte) redact.Masker { return redact.Learn(sent) },
	}
}

// harmless: a login and a probe change nothing. A probe connects to the other side.
func harmless(path []string) bool {
	return len(path) == 1 && (path[0] == "login" || strings.HasSuffix(path[0], "_probe"))
}
