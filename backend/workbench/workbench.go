// Package workbench is the composition root: it opens a data folder, wires adapters to
// services, and closes everything again. It has no window, so that a command line and
// tests can use it, too.
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
	"sluiceway/backend/confluent"
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/emqx"
	"sluiceway/backend/inspect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/live"
	"sluiceway/backend/msk"
	"sluiceway/backend/profile"
	"sluiceway/backend/profileimport"
	"sluiceway/backend/records"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wayin"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// Options say where the data is and who is notified. Only Home is required.
type Options struct {
	Home         string // the data folder; see [Home]
	Events       Events
	SandboxScale int              // number of connectors of the sandbox, 0: the usual eight
	Keyring      keychain.Backend // nil: the operating system's
	Now          func() time.Time // nil: the wall clock
	Kinds        worker.Kinds     // beside the usual ones
}

// Workbench is a data folder with its services; make it with [New]. The fields from
// Store on are set once Open has returned without an error.
type Workbench struct {
	Log      *slog.Logger
	Requests *wire.CallLog // every HTTP request
	Kinds    worker.Kinds
	Views    Views
	Reach    Reach
	Exports  *Exports

	Store    *boltstore.Store
	Keychain *keychain.Keychain
	Profiles *profile.Service
	Imports  *profileimport.Service
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
	ways         *wayin.Ways
	faces        managedSandboxes

	mu      sync.Mutex
	notices []Notice
	closers []func()
}

// New returns a Workbench and has no side effects: nothing is opened before Open, and
// what is logged before is dropped.
func New(o Options) *Workbench {
	logTo := &laterHandler{}
	o.Events.fill()
	w := &Workbench{Log: slog.New(logTo), o: o, logTo: logTo}
	w.Views, w.Reach, w.Exports = Views{w}, Reach{w}, &Exports{w: w}
	w.Requests = wire.NewCallLog(wire.CallLogOptions{Now: w.Now, OnChange: func(last connect.Call, _ int) { o.Events.Call(callRowOf(last)) }})
	w.ways = wayin.New(wayin.Options{Log: w.Log, Now: w.Now})
	w.Kinds = append(worker.Kinds{apache.Kind(w.Requests, w.Reach.wayIn), confluent.Kind(w.Requests), emqx.Kind(w.Requests, w.Reach.wayIn), msk.Kind(w.Requests)}, o.Kinds...)
	return w
}

// Now is the clock of everything here.
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

// Notices are the notices about the start.
func (w *Workbench) Notices() []Notice {
	w.mu.Lock()
	out := append([]Notice{}, w.notices...)
	w.mu.Unlock()
	for _, n := range w.Store.Notices() {
		out = append(out, Notice{Code: n.Code, Text: n.Text, Path: n.Path})
	}
	return out
}

// Close closes everything that Open opened, in reverse order. It may be called more
// than once, and after an Open that failed.
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

// Logged logs an error of work that nothing waits for.
func (w *Workbench) Logged(what string, err error) {
	if err != nil {
		w.Log.Warn("a background task failed", slog.String("task", what), slog.Any("cause", err))
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
