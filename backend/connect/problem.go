package connect

import "errors"

// Problem is an [Error] as the page shows it. Code is empty if there is no error.
// Worker is the worker's own message, masked.
type Problem struct {
	Code   Code   `json:"code"`
	Text   string `json:"text"`
	Worker string `json:"worker"`
	// Field names the field of a form that must be corrected; empty if there is none.
	Field string `json:"field"`
	// Consent identifies the refused write when the person consents to it. It is
	// set only with CodeConsent.
	Consent string `json:"consent"`
	// Action describes that write, such as "restart 4 failed tasks".
	Action string `json:"action"`
}

// ProblemOf converts an error to a Problem.
func ProblemOf(err error) Problem {
	e := AsError(err)
	if e == nil {
		return Problem{}
	}
	text := e.Text
	if e.Unsure != "" {
		text += " " + e.Unsure
	}
	return Problem{Code: e.Code, Text: text, Worker: e.Worker, Field: e.Field, Consent: e.Consent, Action: e.Action}
}

// AsError returns the first [Error] in the chain, or a new one with a general
// sentence: the message of a foreign error is meant for the log, not for a person.
// It returns nil for nil.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	switch code := CodeOf(err); code {
	case CodeCanceled:
		return &Error{Code: code, Text: "Cancelled.", Err: err}
	case CodeTimeout:
		return &Error{Code: code, Text: "The time limit was reached.", Err: err}
	default:
		return &Error{Code: CodeInternal, Text: "Something went wrong in Sluiceway. The log has the details.", Err: err}
	}
}
