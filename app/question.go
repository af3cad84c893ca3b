package app

import (
	goruntime "runtime"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// question is one that the system asks in a window of its own, which no script
// of the page can answer.
type question struct{ title, text string }

// ask waits for a person; only Yes is yes.
func (a *App) ask(q question) (bool, error) {
	const yes, no = "Yes", "No"
	answer, err := runtime.MessageDialog(a.window(), runtime.MessageDialogOptions{
		Type: runtime.QuestionDialog, Title: q.title, Message: asPattern(q.text, goruntime.GOOS),
		Buttons: []string{yes, no}, DefaultButton: no, CancelButton: no,
	})
	return answer == yes, err
}

// asPattern is the text as the system's dialog wants it: on Linux Wails hands it
// to GTK as a pattern of printf, where a name with %s in it would read memory.
func asPattern(text, system string) string {
	if system == "linux" {
		return strings.ReplaceAll(text, "%", "%%")
	}
	return text
}
