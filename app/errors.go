package app

import (
	"encoding/json"
	"errors"

	"sluiceway/backend/connect"
)

// FormatError turns every error of a bound method into a JSON text, because
// Wails v2.13 and later wrap whatever this returns into new Error(…).
func FormatError(err error) any {
	text, encodeErr := json.Marshal(problemOf(err))
	if encodeErr != nil {
		return `{"code":"internal","text":"Sluiceway could not describe an error.","worker":""}`
	}
	return string(text)
}

// problemOf is what the page sees of an error. A cause that is not ours has no
// words for people; it is in the log.
func problemOf(err error) Problem {
	if err == nil {
		return Problem{}
	}
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return Problem{Code: string(e.Code), Text: e.Text, Worker: e.Worker}
	}
	switch code := connect.CodeOf(err); code {
	case connect.CodeCanceled:
		return Problem{Code: string(code), Text: "Cancelled."}
	case connect.CodeTimeout:
		return Problem{Code: string(code), Text: "The time limit was reached."}
	default:
		return Problem{Code: string(connect.CodeInternal), Text: "Something went wrong inside Sluiceway. The log has the details."}
	}
}
