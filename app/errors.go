package app

import (
	"encoding/json"

	"sluiceway/backend/connect"
)

// FormatError turns every error of a bound method into a JSON text, because
// Wails v2.13 and later wrap whatever this returns into new Error(…).
func FormatError(err error) any {
	text, encodeErr := json.Marshal(connect.ProblemOf(err))
	if encodeErr != nil {
		return `{"code":"internal","text":"Sluiceway could not describe an error.","worker":""}`
	}
	return string(text)
}
