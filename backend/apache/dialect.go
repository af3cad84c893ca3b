package apache

import (
	"net/http"
	"net/url"

	"sluiceway/backend/redact"
	"sluiceway/backend/wire"
)

// dialect is what package wire must know about the Connect API.
func dialect(known *learned) wire.Dialect {
	return wire.Dialect{Harmless: isValidate, Retryable: again, Record: record, Masker: known.forCall}
}

// isValidate reports whether a call only checks a config.
func isValidate(method string, path []string) bool {
	return method == http.MethodPut && len(path) == 4 && path[0] == "connector-plugins" && path[2] == "config" && path[3] == "validate"
}

// again: a rebalance passes, and with a 409 nothing was done. A worker that
// starts answers every path with a page.
func again(read bool, status int, head []byte) bool {
	a := parseAnswer(status, head)
	switch status {
	case http.StatusConflict:
		return meansRebalance(a)
	case http.StatusInternalServerError:
		return read && meansRebalance(a)
	case http.StatusNotFound:
		return read && a.fromJetty()
	}
	return false
}

// record says how much of a call is logged. The lists are long, are polled every few
// seconds and are in the window anyway. Definitions contain no values, and masking
// 90 kB of documentation would delay a form.
func record(method string, path []string, status int) wire.Record {
	switch {
	case method == http.MethodGet && status == http.StatusOK && len(path) == 1 && path[0] == "connectors":
		return wire.RecordSize
	case method == http.MethodGet && path[0] == "connector-plugins":
		return wire.RecordPlain
	}
	return wire.RecordMasked
}

// forCall returns the masker for the bodies of one call. Secrets in the request are
// masked in the response, too.
func (l *learned) forCall(path []string, sent []byte) redact.Masker {
	return redact.Learn(sent, l.secret()...).And(l.about(path))
}

// about returns the masker for the connector in a path. If its config is not known,
// traces are hidden completely.
func (l *learned) about(path []string) redact.Masker {
	if len(path) < 2 || path[0] != "connectors" {
		return redact.For(nil, l.secret()...)
	}
	name, err := url.PathUnescape(path[1])
	if err != nil {
		name = path[1]
	}
	masker, known := l.masker(name)
	if !known {
		masker.Secret["trace"] = true
	}
	return masker
}
