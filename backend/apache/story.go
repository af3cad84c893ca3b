package apache

import (
	"fmt"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
)

// Story says what a call of the log did, and what it did not.
func Story(c connect.Call) string {
	what := subject(c)
	switch {
	case c.Status == 0:
		return say(failureStory(c), repeated(c))
	case c.Status < http.StatusMultipleChoices:
		return say(successStory(c, what), repeated(c))
	}
	a := parseAnswer(c.Status, []byte(c.Answer))
	v := judge(call{method: c.Method, path: strings.Split(strings.Trim(c.Path, "/"), "/")}, a)
	return say(v.text, outcome(what, v.done), repeated(c))
}

// deed is what a write does, as a participle: "restarted".
type deed string

// subject returns the deed of a call by its path; empty for reads.
func subject(c connect.Call) deed {
	path, _, _ := strings.Cut(c.Path, "?")
	last := path[strings.LastIndexByte(path, '/')+1:]
	switch {
	case c.Method == http.MethodGet, last == "validate":
		return ""
	case c.Method == http.MethodDelete:
		return "deleted"
	case c.Method == http.MethodPost && path == "/connectors":
		return "created"
	}
	switch last {
	case "restart":
		return "restarted"
	case "pause":
		return "paused"
	case "resume":
		return "resumed"
	case "stop":
		return "stopped"
	}
	return "changed"
}

func failureStory(c connect.Call) string {
	what := subject(c)
	text := "Nothing was answered: " + c.Failure + "."
	switch {
	case what == "":
		return text + " This call only reads."
	case c.Timing.Sent == 0:
		return text + " Nothing was sent, so nothing was " + string(what) + "."
	}
	return text + fmt.Sprintf(" The call had been sent, so something may have been %s by it.", what)
}

func successStory(c connect.Call, what deed) string {
	switch {
	case what == "":
		return "The worker answered. This call changed nothing."
	case c.Status == http.StatusAccepted:
		return fmt.Sprintf("The worker accepted the call. What is to be %s follows later.", what)
	case what == "changed" && c.Status == http.StatusCreated:
		return "The worker stored the config. There was no such connector, so it was created."
	}
	return fmt.Sprintf("The worker did it: it was %s by this call.", what)
}

func outcome(what deed, d done) string {
	switch {
	case what == "":
		return "This call changed nothing."
	case d == maybeDone:
		return fmt.Sprintf("Something may have been %s by this call all the same.", what)
	}
	return fmt.Sprintf("Nothing was %s by this call.", what)
}

func repeated(c connect.Call) string {
	if c.Try > 1 {
		return fmt.Sprintf("It was try number %d.", c.Try)
	}
	return ""
}
