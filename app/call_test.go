package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
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

func TestAPanicLogsNoArgument(t *testing.T) {
	const argument = "c4nary-of-an-argument"
	for name, panics := range map[string]func(){
		"text":    func() { panic("cannot use " + argument) },
		"error":   func() { panic(fmt.Errorf("cannot use %s", argument)) },
		"pattern": func() { regexp.MustCompile(strings.Repeat("(", 2) + argument) },
		"value":   func() { panic(FormEdit{Key: argument}) },
	} {
		var log strings.Builder
		c := newCalls(slog.New(slog.NewJSONHandler(&log, nil)))
		c.open(t.Context(), nil)
		_, err := run(c, "test.panic", "", time.Second, func(context.Context) (int, error) { panics(); return 0, nil })
		if strings.Contains(log.String(), "c4nary") || strings.Contains(connect.ProblemOf(err).Text, "c4nary") {
			t.Errorf("%s: %s", name, log.String())
		}
		if !strings.Contains(log.String(), "call_test.go") {
			t.Errorf("%s: the log does not say where it happened", name)
		}
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
		{"ours with a cause", connect.Errorf(connect.CodeInternal, "Nothing was stored: %w", errors.New("open /secret/path: hunter2")), Problem{Code: "internal", Text: "Nothing was stored."}},
		{"foreign", errors.New("open /secret/path: hunter2"), Problem{Code: "internal", Text: "Something went wrong in Sluiceway. The log has the details."}},
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

// The page may call before the window has opened, and while it opens. The race detector
// checks this test.
func TestACallMayBeginWhileTheWindowOpens(t *testing.T) {
	c := newCalls(slog.New(slog.DiscardHandler))
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if _, err := run(c, "test.early", "", time.Minute, func(context.Context) (int, error) { return 1, nil }); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Go(func() { c.open(context.Background(), nil) })
	wait.Wait()
}

// The time limit of a profile is the one that ends a read: the call around it waits for
// the longest one that a profile may have, and for one more try.
func TestNoCallIsShorterThanTheLimitOfAProfile(t *testing.T) {
	text, err := os.ReadFile("../frontend/src/bridge/generated/methods.ts")
	if err != nil {
		t.Fatal(err)
	}
	limits := map[string]int{}
	facade := ""
	for line := range strings.Lines(string(text)) {
		if found := regexp.MustCompile(`^  (\w+): \{\n`).FindStringSubmatch(line); found != nil {
			facade = found[1]
		}
		if found := regexp.MustCompile(`^    (\w+): \{ args: \d+, limit: (\d+),`).FindStringSubmatch(line); found != nil {
			limits[facade+"."+found[1]], err = strconv.Atoi(found[2])
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	least := int((2 * profile.MaxTimeLimit).Milliseconds())
	for _, method := range []string{
		"profiles.test", "clusters.about", "clusters.readSettings", "connectors.trace", "connectors.config", "connectors.reveal",
		"connectors.topics", "connectors.offsets", "connectors.act", "connectors.delete", "forms.startEdit", "forms.validate",
		"forms.create", "forms.save", "exports.print", "exports.readMany",
	} {
		if limits[method] < least {
			t.Errorf("%s: %d ms, a profile may have %d", method, limits[method], least)
		}
	}
}
