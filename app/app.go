package app

import (
	"context"
	"log/slog"
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

// App is the composition root: it makes the services, wires adapters to them,
// and owns the façades. The fields from store on are there once open is done.
type App struct {
	home  string
	log   *slog.Logger
	logTo *laterHandler
	calls *calls
	emit  Emitter // nil: the window's own
	host  host

	requests     *wire.CallLog // every HTTP request of the app
	kinds        worker.Kinds
	store        *boltstore.Store
	settings     *settings
	keychain     *keychain.Keychain
	profiles     *profile.Service
	drafts       *records.Service
	sandbox      *sandbox.Sandbox
	sandboxLogin connect.Secret
	live         *live.Service
	write        *write.Service
	inspect      *inspect.Service
	editing      *editing.Service
	workers      workers

	firstOpen connect.ProfileID // the cluster that open made the open one

	mu      sync.Mutex
	ctx     context.Context //nolint:containedctx // the window's, which Wails hands over once
	notices []StartNotice
	closers []func()

	Profiles   *Profiles
	Clusters   *Clusters
	Connectors *Connectors
	Plugins    *Plugins
	Forms      *Forms
	Drafts     *Drafts
	Exports    *Exports
	Calls      *Calls
	Desktop    *Desktop
}

// host is what a test puts in place of the machine; the zero value is the
// machine itself.
type host struct {
	now     func() time.Time
	keyring keychain.Backend
}

// New makes an App without side effects, because the bindings generator runs
// main up to wails.Run: nothing is opened before start.
func New() *App {
	logTo := &laterHandler{}
	log := slog.New(logTo)
	a := &App{home: dataFolder(), log: log, logTo: logTo, calls: newCalls(log)}
	a.requests = a.newRequests()
	a.kinds = worker.Kinds{apache.Kind(a.requests)}
	a.Profiles, a.Clusters, a.Connectors = &Profiles{a}, &Clusters{a}, &Connectors{a}
	a.Plugins, a.Forms, a.Drafts = &Plugins{a}, &Forms{a}, &Drafts{a}
	a.Exports, a.Calls, a.Desktop = &Exports{a}, &Calls{a}, &Desktop{a}
	return a
}

// Bound lists what the page may call.
func (a *App) Bound() []any {
	return []any{a.Profiles, a.Clusters, a.Connectors, a.Plugins, a.Forms, a.Drafts, a.Exports, a.Calls, a.Desktop}
}

// now is the wall clock.
func (a *App) now() time.Time {
	if a.host.now != nil {
		return a.host.now()
	}
	return time.Now()
}

func (a *App) window() context.Context {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ctx
}

// start is called by Wails when there is a window, also in a second process
// that is about to end because the first one has the lock.
func (a *App) start(ctx context.Context) {
	a.mu.Lock()
	a.ctx = ctx
	a.mu.Unlock()
	guardNavigation()
	err := a.open(ctx)
	if err != nil {
		a.log.Error("the app could not open its data", slog.Any("cause", err))
	} else {
		a.restoreWindow(ctx)
	}
	a.calls.open(ctx, err)
}

func (a *App) shutdown(context.Context) {
	a.mu.Lock()
	closers := a.closers
	a.closers = nil
	a.mu.Unlock()
	for _, fn := range slices.Backward(closers) {
		fn()
	}
}

// onClose runs fn at the end, the latest first.
func (a *App) onClose(fn func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.closers = append(a.closers, fn)
}
