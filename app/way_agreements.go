package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// wayAgreements let the page agree to a command only after a person did so outside the page,
// because a script in the page could otherwise start any program.
type wayAgreements struct {
	ask func(question) (bool, error)

	mu     sync.Mutex // also: one question at a time
	agreed map[string]bool
}

// mayAgree fails unless a person agrees to what an input says that they agreed to.
func (a *App) mayAgree(ctx context.Context, input ProfileInput) error {
	if !input.AgreeWayIn || input.WayIn.Command == "" {
		return nil
	}
	var stored profile.WayIn
	if input.ID != "" {
		view, err := a.bench.Profiles.Get(ctx, input.ID)
		if err != nil {
			return err
		}
		stored = view.WayIn
	}
	return a.ways.allow(input.WayIn.Command, stored)
}

// allow fails unless a person agrees to start a command, now, earlier in this session, or
// when it was stored.
func (w *wayAgreements) allow(command string, stored profile.WayIn) error {
	command = strings.TrimSpace(command)
	if stored.Agreed && stored.Command == command {
		return nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.agreed[command] {
		return nil
	}
	yes, err := w.ask(question{
		title: "Start a command",
		text: fmt.Sprintf("May Sluiceway start this command whenever it needs the cluster?\n\n%s\n\n"+
			"It runs as you, without a shell. Sluiceway asks in a window of the system, so that nothing in its own page can answer.", printable(command)),
	})
	if err != nil {
		return connect.Errorf(connect.CodeInternal, "The system could not ask you about the command, so it was not started and nothing was saved. Save the cluster without the command. %w", err)
	}
	if !yes {
		return connect.Errorf(connect.CodeCanceled, "You answered No, so the command was not started and nothing was saved. Change it, or try again.")
	}
	if w.agreed == nil {
		w.agreed = map[string]bool{}
	}
	w.agreed[command] = true
	return nil
}

// printable returns a command as it is, or quoted if it has characters that would hide or turn
// a part of it.
func printable(command string) string {
	if strings.ContainsFunc(command, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(command)
	}
	return command
}
