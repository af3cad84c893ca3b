package app

import (
	"context"
	"log/slog"
	"sync"

	"sluiceway/backend/cluster"
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/rest"
)

// errUnfinished marks façade methods that are not wired yet.
var errUnfinished = connect.Errorf(connect.CodeInternal, "This is not built yet.")

// App is the composition root: it makes the services, wires adapters to them,
// and owns the façades.
type App struct {
	home    string
	log     *slog.Logger
	calls   *calls
	store   blobs
	cluster *cluster.Service
	editing *editing.Service

	requests *rest.CallLog // every HTTP request of the app
	emit     Emitter       // nil: the window's own

	mu  sync.Mutex
	ctx context.Context //nolint:containedctx // the window's, which Wails hands over once

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

// New makes an App without side effects, because the bindings generator runs
// main up to wails.Run: nothing is opened before start.
func New() *App {
	log := slog.New(slog.DiscardHandler)
	a := &App{home: dataFolder(), log: log, calls: newCalls(log)}
	a.requests = a.newRequests()
	a.Profiles, a.Clusters, a.Connectors = &Profiles{a}, &Clusters{a}, &Connectors{a}
	a.Plugins, a.Forms, a.Drafts = &Plugins{a}, &Forms{a}, &Drafts{a}
	a.Exports, a.Calls, a.Desktop = &Exports{a}, &Calls{a}, &Desktop{a}
	return a
}

// Bound lists what the page may call.
func (a *App) Bound() []any {
	return []any{a.Profiles, a.Clusters, a.Connectors, a.Plugins, a.Forms, a.Drafts, a.Exports, a.Calls, a.Desktop}
}

func (a *App) window() context.Context {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ctx
}

func (a *App) start(ctx context.Context) {
	a.mu.Lock()
	a.ctx = ctx
	a.mu.Unlock()
	guardNavigation()
}

func (a *App) shutdown(context.Context) {}
