package connect

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Code classifies an error. The list is closed; services and the page branch on it.
type Code string

// The codes. Each adapter maps a worker's answers to them in one place.
const (
	CodeInternal      Code = "internal"       // a bug in Sluiceway
	CodeInvalid       Code = "invalid"        // the worker or Sluiceway rejected the input; nothing was changed
	CodeNotFound      Code = "not_found"      // no such connector, task, plugin, profile, draft
	CodeExists        Code = "exists"         // the name is taken (409 on create)
	CodeRebalancing   Code = "rebalancing"    // 409, or the 500 of a pending rebalance: nothing was done
	CodeBusy          Code = "busy"           // the worker's own time limit ran out; the request may have been carried out
	CodeUnsupported   Code = "unsupported"    // this worker does not support the call
	CodeUnauthorized  Code = "unauthorized"   // 401
	CodeForbidden     Code = "forbidden"      // 403
	CodeUnreachable   Code = "unreachable"    // name resolution, connection or TLS failed; nothing was sent
	CodeUntrusted     Code = "untrusted"      // the certificate was not accepted
	CodeStarting      Code = "starting"       // HTML 404 or 503: the worker is still starting, or it is not a Connect worker
	CodeNotConnect    Code = "not_connect"    // the server is not a Connect worker
	CodeTimeout       Code = "timeout"        // our time limit ran out; a write may have been applied
	CodeCanceled      Code = "canceled"       // the person cancelled
	CodeWorker        Code = "worker"         // any other error reported by the worker
	CodeReadOnly      Code = "read_only"      // the profile does not allow this change, or no change at all
	CodeUnsafeName    Code = "unsafe_name"    // a worker would mishandle this name
	CodeConflict      Code = "conflict"       // the config was changed since it was opened
	CodeMaskedValue   Code = "masked_value"   // a mask or a "<secret: …>" text was about to be sent
	CodeConfirm       Code = "confirm"        // the typed name does not match
	CodeConsent       Code = "consent"        // a production profile needs consent to every write; see Error.Consent
	CodeUnclear       Code = "unclear"        // Connect never answers this write like that; it may have been applied
	CodeKeyring       Code = "keyring"        // no keyring, or it did not answer
	CodeKeyringWait   Code = "keyring_wait"   // the keyring is showing a prompt; a late answer is still used
	CodeSecretMissing Code = "secret_missing" // the profile's password is not known
	CodeDamaged       Code = "damaged"        // stored data cannot be read; it was moved aside
	CodeNewerSchema   Code = "newer_schema"   // a newer version of Sluiceway wrote the data folder
	CodeLocked        Code = "locked"         // another Sluiceway process has the data folder open
	CodeTooLarge      Code = "too_large"      // the answer exceeds the size limit
)

// Error is the only error type that is shown to a person. Text says what happened,
// what was not changed and what to do next. Worker is the worker's own message with
// secrets masked. Err is the cause, for the log.
type Error struct {
	Code   Code
	Text   string
	Worker string
	Status int // HTTP status, 0 when nothing was answered
	// Field names the field of a form that must be corrected, by its name on the page, such
	// as "oauth.tokenUrl" or "headers.1.name". It is empty if no single field is the cause.
	Field string
	// Consent identifies the refused write when the person consents to it. It is
	// set only with CodeConsent.
	Consent string
	// Action describes that write, such as "restart 4 failed tasks".
	Action string
	// Unsure says that the change may have been made nevertheless, and where to
	// check. It is empty if the outcome is known, and is cleared once the outcome
	// was verified.
	Unsure string
	// Findings are what the cluster says about single keys, masked.
	Findings []Finding
	Err      error
}

// Finding is what a cluster says about one key of a config.
type Finding struct {
	Key  string
	Text string
}

// Error returns Text, Unsure and Worker, separated by spaces.
func (e *Error) Error() string {
	parts := []string{e.Text, e.Unsure, e.Worker}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " ")
}

// At names the field that the error is about, and returns the error.
func (e *Error) At(field string) *Error {
	e.Field = field
	return e
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf returns an Error with a formatted Text. A %w verb at the end sets the
// cause. If the cause is an [Error], its text stays in the sentence; any other
// cause is left out of it, because it is meant for the log only.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	text, cause := err.Error(), errors.Unwrap(err)
	if _, ours := errors.AsType[*Error](cause); cause != nil && !ours {
		text = sentence(strings.TrimSuffix(text, cause.Error()))
	}
	return &Error{Code: code, Text: text, Err: cause}
}

// sentence trims what a removed ending left behind and adds a full stop.
func sentence(text string) string {
	text = strings.TrimRight(text, " :")
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// CodeOf returns the code of the first Error in the chain. Without one it returns
// CodeCanceled for context.Canceled, CodeTimeout for context.DeadlineExceeded and
// CodeInternal for any other error. For nil it returns the empty code.
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
