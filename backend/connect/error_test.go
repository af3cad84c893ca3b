package connect_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"syscall"
	"testing"

	"sluiceway/backend/connect"
)

func TestErrorfOmitsForeignCauses(t *testing.T) {
	t.Parallel()
	ours := connect.Errorf(connect.CodeTimeout, "The worker did not answer.")
	foreign := errors.Join(errors.New("open /a/b: inner words"), fs.ErrPermission)
	for format, want := range map[string]struct {
		cause error
		text  string
	}{
		"Nothing was stored: %w":   {foreign, "Nothing was stored."},
		"Nothing was stored. %w":   {foreign, "Nothing was stored."},
		"It was not changed. – %w": {ours, "It was not changed. – The worker did not answer."},
	} {
		err := connect.Errorf(connect.CodeInternal, format, want.cause)
		if err.Text != want.text || err.Error() != want.text {
			t.Errorf("%q: %q", format, err.Text)
		}
		if !errors.Is(err, want.cause) {
			t.Errorf("%q: the cause is lost", format)
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", slog.Any("cause", err))
		if strings.Contains(log.String(), "inner words") || !strings.Contains(log.String(), "cause.code=internal") {
			t.Errorf("%q: the log has %s", format, log.String())
		}
	}
	if text := connect.Errorf(connect.CodeInvalid, "“%s” is odd", "x").Text; text != "“x” is odd" {
		t.Errorf("a text without a cause became %q", text)
	}
}

// TestTheLogHoldsOurWordsOnly wraps the messages of a worker, a keyring and a
// library in every possible way.
func TestTheLogHoldsOurWordsOnly(t *testing.T) {
	t.Parallel()
	const theirs = "password=hunter2 is not valid"
	worker := &connect.Error{Code: connect.CodeInvalid, Status: 400, Text: "The worker refused the config.", Worker: theirs, Err: errors.New(theirs)}
	for _, err := range []error{
		worker,
		connect.Errorf(connect.CodeInternal, "Its config could not be read: %w", worker),
		connect.Errorf(connect.CodeInternal, "Twice: %w", connect.Errorf(connect.CodeInternal, "Its config could not be read: %w", worker)),
		fmt.Errorf("%s: %w", theirs, worker),
		errors.Join(worker, errors.New(theirs)),
		errors.New(theirs),
		&fs.PathError{Op: "open", Path: theirs, Err: syscall.ENOSPC},
	} {
		var log bytes.Buffer
		slog.New(slog.NewJSONHandler(&log, nil)).Info("m", slog.Any("cause", connect.LogValueOf(err)))
		if strings.Contains(log.String(), "hunter2") || !strings.Contains(log.String(), `"code":"`) {
			t.Errorf("%T: %s", err, log.String())
		}
	}
	if text := connect.LogValueOf(worker).String(); !strings.Contains(text, "status=400") || !strings.Contains(text, "The worker refused the config.") {
		t.Errorf("our own sentence is missing: %s", text)
	}
	if text := connect.LogValueOf(&fs.PathError{Op: "open", Path: "/x", Err: syscall.ENOSPC}).String(); !strings.Contains(text, "no space left") {
		t.Errorf("the message of the operating system is missing: %s", text)
	}
}
