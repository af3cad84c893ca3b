package confluent

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/wire"
)

// dialect is what package wire must know about the API.
func dialect(known *learned) wire.Dialect {
	return wire.Dialect{Harmless: isValidate, Retryable: again, Record: record, Masker: known.forCall, Unpack: true}
}

// isValidate reports whether a call only checks a config.
func isValidate(method string, path []string) bool {
	return method == http.MethodPut && len(path) == 4 && path[0] == "connector-plugins" && path[3] == "validate"
}

// again: with a 429 nothing was done. A read may also be sent again after any other failure of
// the service but 501.
func again(read bool, status int, _ []byte) bool {
	return status == http.StatusTooManyRequests || read && status >= 500 && status != http.StatusNotImplemented
}

// record says how much of an answer is logged. The list is polled every few seconds, and is
// in the window anyway.
func record(method string, path []string, status int) wire.Record {
	if method == http.MethodGet && status == http.StatusOK && len(path) == 1 && path[0] == "connectors" {
		return wire.RecordSize
	}
	return wire.RecordMasked
}

// learned has what must be masked: the passwords of plugins, and the configs that were sent.
// Stored secrets are never read, but the service may quote one that was sent.
type learned struct {
	mu        sync.Mutex
	passwords map[string][]connect.Definition // by class
	sent      map[string]connect.Config       // by connector
	configs   map[string]connect.Config       // as last read, with masks
	ids       map[string]string               // "lcc-…", by connector
}

func newLearned() *learned {
	return &learned{passwords: map[string][]connect.Definition{}, sent: map[string]connect.Config{}, configs: map[string]connect.Config{}, ids: map[string]string{}}
}

func (l *learned) do(fn func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fn()
}

func (l *learned) definitions(class string, definitions []connect.Definition) {
	var passwords []connect.Definition
	for _, d := range definitions {
		if d.Type == connect.FieldPassword {
			passwords = append(passwords, connect.Definition{Name: d.Name, Type: d.Type})
		}
	}
	l.do(func() { l.passwords[class] = passwords })
}

func (l *learned) config(name string) (config connect.Config) {
	l.do(func() { config = l.configs[name] })
	return config
}

func (l *learned) id(name string) (id string) {
	l.do(func() { id = l.ids[name] })
	return id
}

func (l *learned) secret() (out []connect.Definition) {
	l.do(func() { out = slices.Concat(slices.Collect(maps.Values(l.passwords))...) })
	return out
}

// about returns the masker of a connector.
func (l *learned) about(name string) redact.Masker {
	var sent, read connect.Config
	l.do(func() { sent, read = l.sent[name], l.configs[name] })
	secret := l.secret()
	for key, value := range read {
		if IsMask(value) {
			secret = append(secret, connect.Definition{Name: key, Type: connect.FieldPassword})
		}
	}
	return redact.For(sent, secret...)
}

// forCall returns the masker of the bodies of one call.
func (l *learned) forCall(path []string, sent []byte) redact.Masker {
	masker := redact.Learn(sent, l.secret()...)
	if len(path) > 1 && path[0] == "connectors" {
		name, err := url.PathUnescape(path[1])
		if err != nil {
			name = path[1]
		}
		masker = masker.And(l.about(name))
	}
	return masker
}
