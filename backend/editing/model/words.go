package model

import (
	"errors"
	"fmt"

	"sluiceway/backend/connect"
)

// plural writes "1 task", "3 tasks".
func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// AsError is an error as it is shown; text is for one without a sentence.
func AsError(err error, text string) *connect.Error {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e
	}
	return &connect.Error{Code: connect.CodeOf(err), Text: text, Err: err}
}

// restartSentence says what a save restarts: a worker restarts the connector,
// which generates the task configs again, and restarts the tasks if those
// differ.
func restartSentence(state connect.State, tasks int) (sentence, button string) {
	switch {
	case state == connect.StateStopped:
		return "The connector is stopped. It takes the new config when it is resumed; nothing restarts now.", "Save"
	case state == connect.StatePaused:
		return "The connector is paused. It takes the new config now and continues when it is resumed.", "Save"
	case tasks == 0:
		return "Restarts the connector. It has no tasks now.", "Save and restart the connector"
	case tasks == 1:
		return "Restarts the connector; its task restarts if its settings change.", "Save and restart 1 task"
	}
	return fmt.Sprintf("Restarts the connector; its %d tasks restart if their settings change.", tasks), fmt.Sprintf("Save and restart %d tasks", tasks)
}
