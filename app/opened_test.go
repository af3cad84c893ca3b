package app

import (
	"context"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/workbench"
)

// recorder records the events that the page would receive.
type recorder struct {
	mu     sync.Mutex
	events []recorded
	more   chan struct{}
}

type recorded struct {
	name    string
	payload any
}

func (r *recorder) emit(name string, payload any) {
	noteAnswer(payload)
	r.mu.Lock()
	r.events = append(r.events, recorded{name, payload})
	r.mu.Unlock()
	select {
	case r.more <- struct{}{}:
	default:
	}
}

// openApp starts an app on a folder, without a window and without a keyring.
func openApp(t testing.TB, home string) (*App, *recorder) {
	t.Helper()
	return openAppOn(t, home, workbench.Options{})
}

func openAppOn(t testing.TB, home string, on workbench.Options) (*App, *recorder) {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	on.Home = home
	on.SandboxScale = sandboxScale()
	a := newApp(on)
	events := &recorder{more: make(chan struct{}, 1)}
	a.emit = events.emit
	a.values.ask = func(question) (bool, error) { return true, nil }
	err := a.open(context.Background())
	a.calls.open(context.Background(), err)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.shutdown(context.Background()) })
	return a, events
}

// until checks a condition after every event, and a few times a second.
func until(t testing.TB, events *recorder, what string, holds func() bool) {
	t.Helper()
	limit := time.After(40 * time.Second)
	for !holds() {
		select {
		case <-events.more:
		case <-time.After(100 * time.Millisecond):
		case <-limit:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// must takes the result of a bound method, which must not fail.
func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		noteAnswer(v)
		return v
	}
}
