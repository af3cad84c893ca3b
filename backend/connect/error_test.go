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

func TestErrorfShowsNoForeignWords(t *testing.T) {
	t.Parallel()
	ours := connect.Errorf(connect.CodeTimeout, "The worker did not answer.")
	foreign := errors.Join(errors.New("open /a/b: inner words"), fs.ErrPermission)
	for format, want := range map[string]struct {
		cause error
		text  string
	}{
		"Nothing was kept: %w":       {foreign, "Nothing was kept."},
		"Nothing was kept. %w":       {foreign, "Nothing was kept."},
		"It was left as it is. – %w": {ours, "It was left as it is. – The worker did not answer."},
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

// TestTheLogHoldsOurWordsOnly gives errors the words of a worker, of a keyring
// and of a library, in every way they can be wrapped.
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
		t.Errorf("our own words are lost: %s", text)
	}
	if text := connect.LogValueOf(&fs.PathError{Op: "open", Path: "/x", Err: syscall.ENOSPC}).String(); !strings.Contains(text, "no space left") {
		t.Errorf("what the system says is lost: %s", text)
	}
}
