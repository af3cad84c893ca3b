package app

import (
	"context"
	"log/slog"

	"sluiceway/backend/connect"
)

// errUnfinished marks façade methods that are not wired yet.
var errUnfinished = connect.Errorf(connect.CodeInternal, "This is not built yet.")

// App is the composition root: it makes the services, wires adapters to them,
// and owns the façades.
type App struct {
	calls *calls

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
// main up to wails.Run: nothing is opened before Start.
func New() *App {
	a := &App{calls: newCalls(slog.New(slog.DiscardHandler))}
	a.Profiles, a.Clusters, a.Connectors = &Profiles{a}, &Clusters{a}, &Connectors{a}
	a.Plugins, a.Forms, a.Drafts = &Plugins{a}, &Forms{a}, &Drafts{a}
	a.Exports, a.Calls, a.Desktop = &Exports{a}, &Calls{a}, &Desktop{a}
	return a
}

// Bound lists what the page may call.
func (a *App) Bound() []any {
	return []any{a.Profiles, a.Clusters, a.Connectors, a.Plugins, a.Forms, a.Drafts, a.Exports, a.Calls, a.Desktop}
}

// Start opens the data folder and begins to work.
func (a *App) Start(ctx context.Context) { a.calls.base = ctx }
