package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

func TestRunTurnsAPanicIntoAnError(t *testing.T) {
	var log strings.Builder
	c := newCalls(slog.New(slog.NewTextHandler(&log, nil)))
	c.open(context.Background(), nil)
	_, err := run(c, "test.panic", "", time.Second, func(context.Context) (int, error) {
		panic("planted")
	})
	if connect.CodeOf(err) != connect.CodeInternal {
		t.Fatalf("got %v, want an internal error", err)
	}
	if !strings.Contains(log.String(), "call_test.go") {
		t.Errorf("the log does not say where it happened: %s", log.String())
	}
}

func TestACallCanBeCancelledByItsID(t *testing.T) {
	c := newCalls(slog.New(slog.DiscardHandler))
	c.open(context.Background(), nil)
	started := make(chan struct{})
	result := make(chan error, 1)
	go func() {
		_, err := run(c, "test.wait", "id-1", time.Minute, func(ctx context.Context) (int, error) {
			close(started)
			<-ctx.Done()
			return 0, ctx.Err()
		})
		result <- err
	}()
	<-started
	c.cancel("another")
	c.cancel("id-1")
	if err := <-result; connect.CodeOf(err) != connect.CodeCanceled {
		t.Fatalf("got %v, want a cancelled call", err)
	}
	if len(c.cancels) != 0 {
		t.Errorf("the finished call is still registered")
	}
}

func TestFormatErrorKeepsCodeAndHidesCauses(t *testing.T) {
	tests := []struct {
		name string
		err  error
		want Problem
	}{
		{"ours", connect.Errorf(connect.CodeExists, "The name is taken."), Problem{Code: "exists", Text: "The name is taken."}},
		{"wrapped", fmt.Errorf("create: %w", &connect.Error{Code: connect.CodeWorker, Text: "The worker refused.", Worker: "boom"}), Problem{Code: "worker", Text: "The worker refused.", Worker: "boom"}},
		{"foreign", errors.New("open /secret/path: hunter2"), Problem{Code: "internal", Text: "Something went wrong inside Sluiceway. The log has the details."}},
		{"cancelled", fmt.Errorf("get: %w", context.Canceled), Problem{Code: "canceled", Text: "Cancelled."}},
		{"deadline", context.DeadlineExceeded, Problem{Code: "timeout", Text: "The time limit was reached."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, ok := FormatError(test.err).(string)
			if !ok {
				t.Fatal("Wails would turn anything but a string into [object Object]")
			}
			var got Problem
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}
