package connect_test

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

func TestErrorfShowsCausesToTheLogOnly(t *testing.T) {
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
		if !strings.Contains(log.String(), "inner words") && errors.Is(want.cause, fs.ErrPermission) {
			t.Errorf("%q: the log has %s", format, log.String())
		}
	}
	if text := connect.Errorf(connect.CodeInvalid, "“%s” is odd", "x").Text; text != "“x” is odd" {
		t.Errorf("a text without a cause became %q", text)
	}
}
