package editing

import (
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

// plural writes "1 task", "3 tasks".
func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// maskError makes an error of a worker about a config fit to be shown: its
// words may repeat values, and placeholders in them are resolved. text is for
// an error that has no sentence of its own.
func maskError(err error, text string, config connect.Config, secret map[string]bool) *connect.Error {
	masked := *asError(err, text)
	masked.Worker = form.MaskWords(masked.Worker, config, secret)
	return &masked
}

// restartSentence says what a save restarts, as far as it is known: a worker
// restarts the connector, which makes the configs of its tasks again, and
// restarts the tasks if those differ.
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
