package connect

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Code is one of a closed list; the page and the services branch on it.
type Code string

// The codes. A worker's answer is mapped to one of them in one place, rest.
const (
	CodeInternal      Code = "internal"       // a defect of ours
	CodeInvalid       Code = "invalid"        // the worker or we refuse the input; nothing was changed
	CodeNotFound      Code = "not_found"      // no such connector, task, plugin, profile, draft
	CodeExists        Code = "exists"         // the name is taken (409 on create)
	CodeRebalancing   Code = "rebalancing"    // 409, or the 500 of a pending rebalance: nothing was done
	CodeBusy          Code = "busy"           // the worker's own time limit ran out; it may have been done
	CodeUnsupported   Code = "unsupported"    // this worker version has no such call
	CodeUnauthorized  Code = "unauthorized"   // 401
	CodeForbidden     Code = "forbidden"      // 403
	CodeUnreachable   Code = "unreachable"    // name, connection or TLS; nothing arrived
	CodeUntrusted     Code = "untrusted"      // the certificate was not accepted
	CodeStarting      Code = "starting"       // HTML 404 or 503: a worker that starts, or not a Connect worker
	CodeNotConnect    Code = "not_connect"    // something else answers there
	CodeTimeout       Code = "timeout"        // our time limit ran out; a write may have landed
	CodeCanceled      Code = "canceled"       // the person cancelled
	CodeWorker        Code = "worker"         // any other failure that the worker reports
	CodeReadOnly      Code = "read_only"      // the profile allows GET and validate only
	CodeUnsafeName    Code = "unsafe_name"    // a worker would mishandle this name
	CodeConflict      Code = "conflict"       // the config was changed since it was opened
	CodeMaskedValue   Code = "masked_value"   // a mask or a "<secret: …>" text was about to be sent
	CodeConfirm       Code = "confirm"        // the typed name does not match
	CodeConsent       Code = "consent"        // a production profile asks before every write; Consent names what for
	CodeUnclear       Code = "unclear"        // an answer that Connect does not give to this write; it may have landed
	CodeKeyring       Code = "keyring"        // no keyring, or it did not answer
	CodeKeyringWait   Code = "keyring_wait"   // the keyring is asking the person; a late answer is still used
	CodeSecretMissing Code = "secret_missing" // the profile's password is not known
	CodeDamaged       Code = "damaged"        // kept data cannot be read; it was set aside
	CodeNewerSchema   Code = "newer_schema"   // the data folder belongs to a newer Sluiceway
	CodeLocked        Code = "locked"         // another Sluiceway has the data folder open
	CodeTooLarge      Code = "too_large"      // an answer over the limit was not read
)

// Error is the only error that reaches a person. Text is a sentence for them:
// what happened, what was not changed, what to do next. Worker is the worker's
// own words, unchanged but with secrets masked. Err is the cause, for the log.
type Error struct {
	Code   Code
	Text   string
	Worker string
	Status int // HTTP status, 0 when nothing was answered
	// Consent is the id under which the person may allow what CodeConsent
	// refused; empty otherwise.
	Consent string
	// Action is what Consent is for, as "restart 4 failed tasks"; empty otherwise.
	Action string
	// Unsure says that a change may have been made all the same, and where to
	// check; empty where that is known. Whoever verifies it drops the sentence.
	Unsure string
	Err    error
}

// Error returns the sentences, and the worker's words behind them.
func (e *Error) Error() string {
	parts := []string{e.Text, e.Unsure, e.Worker}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " ")
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error with a sentence; a %w verb at its end sets its cause.
// A cause of ours speaks to people and stays in the sentence; any other is for
// the log alone.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	text, cause := err.Error(), errors.Unwrap(err)
	if _, ours := errors.AsType[*Error](cause); cause != nil && !ours {
		text = sentence(strings.TrimSuffix(text, cause.Error()))
	}
	return &Error{Code: code, Text: text, Err: cause}
}

// sentence ends a text from which something was taken off.
func sentence(text string) string {
	text = strings.TrimRight(text, " :")
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// CodeOf returns the code of the first Error in the chain. A cancelled context
// is CodeCanceled, a passed deadline CodeTimeout, anything else CodeInternal,
// nil the empty code.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	switch {
	case errors.Is(err, context.Canceled):
		return CodeCanceled
	case errors.Is(err, context.DeadlineExceeded):
		return CodeTimeout
	}
	return CodeInternal
}
