package app

import (
	"encoding/json"

	"sluiceway/backend/connect"
)

// FormatError encodes every error of a bound method as JSON, because Wails v2.13 and
// later put whatever this returns into new Error(…).
func FormatError(err error) any {
	text, encodeErr := json.Marshal(connect.ProblemOf(err))
	if encodeErr != nil {
		return `{"code":"internal","text":"Sluiceway could not describe an error.","worker":""}`
	}
	return string(text)
}
