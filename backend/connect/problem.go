package connect

import "errors"

// Problem is an error as a person sees it; Code is empty where there is none.
// Worker is the worker's own words, masked.
type Problem struct {
	Code   Code   `json:"code"`
	Text   string `json:"text"`
	Worker string `json:"worker"`
}

// ProblemOf is the one way from an error to what is shown. A cause that is not
// ours has no words for people; it belongs in the log.
func ProblemOf(err error) Problem {
	if err == nil {
		return Problem{}
	}
	if e, ok := errors.AsType[*Error](err); ok {
		if e == nil {
			return Problem{}
		}
		return Problem{Code: e.Code, Text: e.Text, Worker: e.Worker}
	}
	switch code := CodeOf(err); code {
	case CodeCanceled:
		return Problem{Code: code, Text: "Cancelled."}
	case CodeTimeout:
		return Problem{Code: code, Text: "The time limit was reached."}
	default:
		return Problem{Code: CodeInternal, Text: "Something went wrong in Sluiceway. The log has the details."}
	}
}
