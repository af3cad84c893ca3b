// Package livetest has what the tests of the live view and of the services
// above it share: a live view over clusters in memory, in a bubble with its own
// clock.
package livetest

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/past"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

// Home is the profile that is open.
const Home connect.ProfileID = "home"

// World is a live view over fakes, with everything that it notified of.
type World struct {
	*live.Service
	Fakes map[connect.ProfileID]*workerfake.Fake
	Skew  atomic.Int64 // of the wall clock, ns
	Steps []connect.Step
	// OnDial, if set, makes the worker of a profile in place of its fake.
	OnDial func(p connect.Profile, secrets connect.Secrets) (worker.Worker, error)
	// OnProbe, if set, is called while a probe runs.
	OnProbe func(ctx context.Context)

	mu       sync.Mutex
	profiles []connect.Profile
	events   map[connect.ProfileID]int
	dials    int
	locked   bool
	asked    int
	entries  int // of passwords
	password string
}

// dialed is a connection to a fake: what it can do is known once it was asked
// who answers, as with any client.
type dialed struct {
	*workerfake.Fake
	known atomic.Bool
}

func (d *dialed) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	info, err := d.Fake.Identity(ctx)
	if err == nil {
		d.known.Store(true)
	}
	return info, err
}

func (d *dialed) Features() worker.Features {
	if !d.known.Load() {
		return worker.Unknown()
	}
	return d.Fake.Features()
}

// One is a single cluster, which is open.
func One(f *workerfake.Fake) map[connect.ProfileID]*workerfake.Fake {
	return map[connect.ProfileID]*workerfake.Fake{Home: f}
}

// Within runs a test in a bubble with a fake clock, on a live view whose
// clusters are the fakes. It is not started yet.
func Within(t *testing.T, fakes map[connect.ProfileID]*workerfake.Fake, test func(t *testing.T, w *World)) {
	t.Helper()
	WithinPast(t, fakes, nil, test)
}

// WithinPast is Within, with what is remembered over restarts of the app.
func WithinPast(t *testing.T, fakes map[connect.ProfileID]*workerfake.Fake, stored past.Store, test func(t *testing.T, w *World)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &World{Fakes: fakes, events: map[connect.ProfileID]int{}, password: "hunter2"}
		for id := range fakes {
			w.profiles = append(w.profiles, connect.Profile{ID: id, Name: string(id), URL: "http://" + string(id) + ":8083"})
		}
		slices.SortFunc(w.profiles, func(a, b connect.Profile) int { return len(a.ID) - len(b.ID) })
		deps := w.deps()
		deps.Past = stored
		w.Service = live.New(deps)
		defer w.Close()
		test(t, w)
	})
}

func (w *World) deps() live.Deps {
	return live.Deps{
		Profiles: func(context.Context) ([]connect.Profile, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			return slices.Clone(w.profiles), nil
		},
		Dial: w.dial,
		Secrets: func(context.Context, connect.ProfileID) (connect.Secrets, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.asked++
			return connect.Secrets{connect.SecretPassword: connect.NewSecret(w.password)}, nil
		},
		NeedsKeyring: func(_ context.Context, id connect.ProfileID) (bool, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.locked && id != Home, nil
		},
		Probe: func(ctx context.Context, _ connect.Profile, _ connect.Secrets) []connect.Step {
			if w.OnProbe != nil {
				w.OnProbe(ctx)
			}
			return w.Steps
		},
		Now: w.Now,
		OnCluster: func(id connect.ProfileID, _ uint64) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.events[id]++
		},
	}
}

func (w *World) dial(p connect.Profile, secrets connect.Secrets) (worker.Worker, error) {
	w.mu.Lock()
	w.dials++
	w.mu.Unlock()
	if w.OnDial != nil {
		return w.OnDial(p, secrets)
	}
	f := w.Fakes[p.ID]
	f.Single(p.SingleWorker)
	return &dialed{Fake: f}, nil
}

// Now is the wall clock of the bubble.
func (w *World) Now() time.Time { return time.Now().Add(time.Duration(w.Skew.Load())).Round(0) }

// Edit changes the profile of home, without anybody knowing yet.
func (w *World) Edit(change func(p *connect.Profile)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change(&w.profiles[0])
}

// Save changes the profile of home, as the person does.
func (w *World) Save(t *testing.T, change func(p *connect.Profile)) {
	t.Helper()
	w.Edit(change)
	if err := w.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// Forget deletes every profile.
func (w *World) Forget(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	w.profiles = nil
	w.mu.Unlock()
	if err := w.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// SetPassword changes the password of every profile, as the person does: each gets a new entry.
func (w *World) SetPassword(t *testing.T, password string) {
	t.Helper()
	w.mu.Lock()
	w.password = password
	for i := range w.profiles {
		w.entries++
		w.profiles[i].SecretEntries = map[connect.SecretKey]string{connect.SecretPassword: strconv.Itoa(w.entries)}
	}
	w.mu.Unlock()
	if err := w.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// LockKeyring has every profile but home need the keyring.
func (w *World) LockKeyring() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.locked = true
}

// Events counts how often a cluster had news.
func (w *World) Events(id connect.ProfileID) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.events[id]
}

// Dials counts the workers that were made.
func (w *World) Dials() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.dials
}

// Asked counts how often a password was asked for.
func (w *World) Asked() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked
}

// Opened starts the service, opens home and waits for its first poll.
func (w *World) Opened(t *testing.T) {
	t.Helper()
	if err := w.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Open(Home); err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
}

// After lets time pass until everybody waits again.
func After(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// Head returns the head of a cluster.
func (w *World) Head(t *testing.T, id connect.ProfileID) live.State {
	t.Helper()
	st, err := w.State(id)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// Row returns a row of home as a page would have it.
func (w *World) Row(t *testing.T, name string) live.Row {
	t.Helper()
	page, err := w.Rows(Home, 0, 100000)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range page.Rows {
		if r.Name == name {
			return r
		}
	}
	t.Fatalf("there is no row %s", name)
	return live.Row{}
}

// Refused is the error of a cluster that is down.
func Refused() error {
	return &connect.Error{Code: connect.CodeUnreachable, Text: "The connection was refused."}
}
