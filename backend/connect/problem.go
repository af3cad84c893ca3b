package connect

import "errors"

// Problem is an error as a person sees it; Code is empty where there is none.
// Worker is the worker's own words, masked.
type Problem struct {
	Code   Code   `json:"code"`
	Text   string `json:"text"`
	Worker string `json:"worker"`
	// Consent is the id under which the person may allow what CodeConsent
	// refused; empty otherwise.
	Consent string `json:"consent"`
	// Action is what the person is asked to allow, as "restart 4 failed tasks";
	// empty where nothing is asked.
	Action string `json:"action"`
}

// ProblemOf is an error as it is shown.
func ProblemOf(err error) Problem {
	e := AsError(err)
	if e == nil {
		return Problem{}
	}
	text := e.Text
	if e.Unsure != "" {
		text += " " + e.Unsure
	}
	return Problem{Code: e.Code, Text: text, Worker: e.Worker, Consent: e.Consent, Action: e.Action}
}

// AsError is the one way from an error to what a person is told: the first
// [Error] of the chain, or a sentence for what is none. A cause that is not ours
// has no words for people; it belongs in the log. Nil stays nil.
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
