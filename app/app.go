package app

import (
	"context"
	"log/slog"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/workbench"
)

// App is the side of the window: the façades that the page calls, the events that
// it receives, the window and its dialogs. Everything else belongs to the workbench.
type App struct {
	bench *workbench.Workbench
	calls *calls
	emit  Emitter // nil: that of the window

	clipboard *clipboard
	values    *valueExports
	ways      *wayAgreements

	savePath, folderPath func(name string) (string, error)  // where a person wants an export; empty: cancelled
	openPath             func(title string) (string, error) // the file that a person chose; empty: cancelled

	firstOpen connect.ProfileID // the cluster that open made the open one

	opening chan error // what opening the data folder came to

	mu  sync.Mutex
	ctx context.Context //nolint:containedctx // the window's, which Wails hands over once

	Profiles     *Profiles
	ProfileFiles *ProfileFiles
	Clusters     *Clusters
	Connectors   *Connectors
	Plugins      *Plugins
	Forms        *Forms
	Drafts       *Drafts
	Exports      *Exports
	Calls        *Calls
	Desktop      *Desktop
}

// New makes an App without side effects: nothing is opened before Begin.
func New() *App {
	return newApp(workbench.Options{Home: workbench.Home(), SandboxScale: sandboxScale()})
}

func newApp(o workbench.Options) *App {
	a := &App{opening: make(chan error, 1)}
	o.Events = a.events()
	a.bench = workbench.New(o)
	a.calls = newCalls(a.bench.Log)
	a.clipboard = &clipboard{system: windowClipboard{a.window}, clears: func() bool { return a.bench.Settings().ClearClipboard }}
	a.values = &valueExports{ask: a.ask, now: a.bench.Now}
	a.ways = &wayAgreements{ask: a.ask}
	a.savePath, a.folderPath, a.openPath = a.askSavePath, a.askFolder, a.askOpenPath
	a.Profiles, a.ProfileFiles, a.Clusters, a.Connectors = &Profiles{a}, &ProfileFiles{a}, &Clusters{a}, &Connectors{a}
	a.Plugins, a.Forms, a.Drafts = &Plugins{a}, &Forms{a}, &Drafts{a}
	a.Exports, a.Calls, a.Desktop = &Exports{a}, &Calls{a}, &Desktop{a}
	return a
}

// Bound lists what the page may call.
func (a *App) Bound() []any {
	return []any{a.Profiles, a.ProfileFiles, a.Clusters, a.Connectors, a.Plugins, a.Forms, a.Drafts, a.Exports, a.Calls, a.Desktop}
}

func (a *App) window() context.Context {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ctx
}

// Begin opens the data folder while the window is made, which takes longer.
func (a *App) Begin() {
	go func() { a.opening <- a.open(context.Background()) }()
}

// start is called by Wails when there is a window, also in a second process
// that is about to end because the first one has the lock.
func (a *App) start(ctx context.Context) {
	Reached("window made")
	a.mu.Lock()
	a.ctx = ctx
	a.mu.Unlock()
	guardNavigation()
	err := <-a.opening
	a.calls.open(ctx, err)
	if err != nil {
		a.bench.Log.Error("the app could not open its data", slog.Any("cause", err))
		return
	}
	a.restoreWindow(ctx)
}

// open opens the data folder, and the cluster whose list the window shows first.
func (a *App) open(ctx context.Context) error {
	if err := a.bench.Open(ctx); err != nil {
		return err
	}
	Reached("data folder open")
	a.openFirst()
	Reached("first cluster open")
	return nil
}

func (a *App) shutdown(context.Context) { a.bench.Close() }
