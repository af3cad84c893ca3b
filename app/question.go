package app

import (
	goruntime "runtime"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// question is asked by the system in its own window, which no script of the page can
// answer.
type question struct{ title, text string }

// ask waits for a person. Everything but Yes is a no.
func (a *App) ask(q question) (bool, error) {
	const yes, no = "Yes", "No"
	answer, err := runtime.MessageDialog(a.window(), runtime.MessageDialogOptions{
		Type: runtime.QuestionDialog, Title: q.title, Message: asPattern(q.text, goruntime.GOOS),
		Buttons: []string{yes, no}, DefaultButton: no, CancelButton: no,
	})
	return answer == yes, err
}

// asPattern escapes the text for the system's dialog. On Linux Wails passes it to GTK
// as a printf format, where a name with %s in it would read memory.
func asPattern(text, system string) string {
	if system == "linux" {
		return strings.ReplaceAll(text, "%", "%%")
	}
	return text
}
