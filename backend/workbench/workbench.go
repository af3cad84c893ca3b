// Package workbench is the composition root: it opens everything that works on
// a data folder, wires adapters to services, and closes it all again. It knows
// no window, so that a command line and a test can stand on it, too.
package workbench

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/boltstore"
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/inspect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/records"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// Options say where to work and who is told what happens. Only Home is needed.
type Options struct {
	Home         string // the data folder; see [Home]
	Events       Events
	SandboxScale int              // connectors of the sandbox, 0: the usual eight
	Keyring      keychain.Backend // nil: the operating system's
	Now          func() time.Time // nil: the wall clock
	Kinds        worker.Kinds     // beside Apache Connect
}

// Workbench is an open data folder with its services; make it with [New]. The
// fields from Store on are there once Open has returned without an error.
type Workbench struct {
	Log      *slog.Logger
	Requests *wire.CallLog // every HTTP request
	Kinds    worker.Kinds

	Store    *boltstore.Store
	Keychain *keychain.Keychain
	Profiles *profile.Service
	Records  *records.Service
	Sandbox  *sandbox.Sandbox
	Live     *live.Service
	Write    *write.Service
	Inspect  *inspect.Service
	Editing  *editing.Service

	o            Options
	logTo        *laterHandler
	settings     *settingsStore
	clusters     clusters
	sandboxLogin connect.Secret

	mu      sync.Mutex
	notices []Notice
	closers []func()
}

// New makes a Workbench without side effects: nothing is opened before Open,
// and what is logged before is dropped.
func New(o Options) *Workbench {
	logTo := &laterHandler{}
	o.Events.fill()
	w := &Workbench{Log: slog.New(logTo), o: o, logTo: logTo}
	w.Requests = wire.NewCallLog(wire.CallLogOptions{Now: w.Now, OnChange: func(last connect.Call, _ int) { o.Events.Call(last) }})
	w.Kinds = append(worker.Kinds{apache.Kind(w.Requests)}, o.Kinds...)
	return w
}

// Now is the clock that everything here goes by.
func (w *Workbench) Now() time.Time {
	if w.o.Now != nil {
		return w.o.Now()
	}
	return time.Now()
}

// Home is the data folder.
func (w *Workbench) Home() string { return w.o.Home }

// LogFolder is where the log files are.
func (w *Workbench) LogFolder() string { return filepath.Join(w.o.Home, "logs") }

// Notices are what has to be said after a start.
func (w *Workbench) Notices() []Notice {
	w.mu.Lock()
	out := append([]Notice{}, w.notices...)
	w.mu.Unlock()
	for _, n := range w.Store.Notices() {
		out = append(out, Notice{Code: n.Code, Text: n.Text, Path: n.Path})
	}
	return out
}

// Close ends all that Open began, the latest first. It may be called more than
// once, and after an Open that failed.
func (w *Workbench) Close() {
	w.mu.Lock()
	closers := w.closers
	w.closers = nil
	w.mu.Unlock()
	for _, fn := range slices.Backward(closers) {
		fn()
	}
}

func (w *Workbench) onClose(fn func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closers = append(w.closers, fn)
}

// Logged notes an error of something that nobody waits for.
func (w *Workbench) Logged(what string, err error) {
	if err != nil {
		w.Log.Warn("something was left undone", slog.String("what", what), slog.Any("cause", err))
	}
}

// inBackground runs fn until it ends or the workbench is closed.
func (w *Workbench) inBackground(ctx context.Context, fn func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	w.onClose(func() { cancel(); <-done })
	go func() {
		defer close(done)
		fn(ctx)
	}()
}
