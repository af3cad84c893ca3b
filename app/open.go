package app

import (
	"context"
	"crypto/rand"
	"log/slog"
	"path/filepath"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/boltstore"
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/inspect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/live"
	"sluiceway/backend/logfile"
	"sluiceway/backend/profile"
	"sluiceway/backend/records"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// What each service needs is what the adapter beside it does.
var (
	_ worker.Worker   = (*apache.Client)(nil)
	_ profile.Store   = (*boltstore.Store)(nil)
	_ profile.Secrets = (*keychain.Keychain)(nil)
	_ records.Store   = (*boltstore.Store)(nil)
	_ records.Keys    = (*keychain.Keychain)(nil)
	_ editing.Drafts  = (*records.Service)(nil)
	_ write.Records   = (*records.Service)(nil)
	_ blobs           = (*boltstore.Store)(nil)
)

// reachLimit is how long a data folder may take before the window says that it
// does not answer.
const reachLimit = 10 * time.Second

// open wins the lock, opens the data folder and starts to work. The order is
// that of need: nothing in the folder is touched before the lock is won.
func (a *App) open(ctx context.Context) error {
	if err := boltstore.Reach(a.home, reachLimit); err != nil {
		return err
	}
	release, won, err := boltstore.TryLock(a.home)
	if err != nil {
		return err
	}
	if !won {
		return connect.Errorf(connect.CodeLocked, "Sluiceway is already running with this data folder (%s). Use the window that is open, or close it first.", a.home)
	}
	a.onClose(func() { a.logged("release the lock", release()) })
	a.openLog()
	if err := a.openStore(ctx); err != nil {
		return err
	}
	if err := a.openSandbox(ctx); err != nil {
		return err
	}
	a.openServices()
	if err := a.live.Start(ctx); err != nil {
		return err
	}
	a.onClose(a.live.Close)
	a.openFirst(ctx)
	a.behind(ctx)
	return nil
}

func (a *App) openLog() {
	file, err := logfile.Open(a.logFolder(), logfile.Options{Hide: hideInLog, Secret: secretInLog})
	if err != nil {
		a.notice(StartNotice{Code: connect.CodeOf(err), Text: "Nothing is logged: the log folder cannot be written to.", Path: a.logFolder()})
		return
	}
	a.logTo.set(file.Handler())
	a.onClose(func() { _ = file.Close() })
}

func (a *App) openStore(ctx context.Context) error {
	store, err := boltstore.Open(filepath.Join(a.home, "sluiceway.db"), boltstore.Options{Log: a.log})
	if err != nil {
		return err
	}
	a.store = store
	a.onClose(func() { a.logged("close the database", store.Close()) })
	if a.settings, err = loadSettings(store); err != nil {
		a.notice(StartNotice{Code: connect.CodeOf(err), Text: connect.ProblemOf(err).Text})
	}
	folder, err := store.FolderID(ctx)
	if err != nil {
		return err
	}
	a.keychain = keychain.New(keychain.Options{
		Namespace: folder, Log: a.log, OnLate: a.keyringLate, Backend: a.host.keyring, Now: a.host.now,
		OnEvent: func(e keychain.Event) { send(a, eventKeyring, KeyringEvent{State: e.State, For: e.For}) },
	})
	return nil
}

// sandboxUser and a password that is made anew at each start keep other accounts
// of this computer out of the sandbox. The password is in memory only.
const sandboxUser = "sandbox"

func (a *App) openSandbox(ctx context.Context) error {
	a.sandboxLogin = connect.NewSecret(rand.Text())
	box, err := sandbox.Start(ctx, sandbox.Options{User: sandboxUser, Password: a.sandboxLogin.Reveal(), Seed: 1, Scale: sandboxScale(), Clock: a.host.now})
	if err != nil {
		return connect.Errorf(connect.CodeInternal, "The sandbox could not be started: %w", err)
	}
	a.sandbox = box
	a.onClose(func() { a.logged("close the sandbox", box.Close()) })
	return nil
}

func (a *App) openServices() {
	a.drafts = records.New(records.Options{
		Store: a.store, Keys: a.keychain, Secret: secretKeys, Log: a.log, Now: a.host.now,
		OnChange: func() { send(a, eventDrafts, struct{}{}) },
	})
	a.onClose(a.drafts.Close)
	a.profiles = &profile.Service{Store: a.store, Secrets: a.keychain, Attached: a.drafts, ReadFile: wire.ReadCA}
	a.workers = workers{a}
	a.live = live.New(a.liveDeps())
	a.write = write.New(a.writeDeps())
	a.onClose(a.write.Close)
	a.inspect = inspect.New(a.inspectDeps())
	settings := a.settings.get()
	a.applyPolling(settings)
	a.editing = editing.New(a.editingDeps())
	a.onClose(func() {
		ctx, cancel := context.WithTimeout(context.Background(), shutdownLimit)
		defer cancel()
		a.editing.Shutdown(ctx)
	})
}

// behind does what nobody waits for, and has no keyring show a prompt.
func (a *App) behind(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	a.onClose(func() { cancel(); <-done })
	go func() {
		defer close(done)
		a.logged("forget configs stored for 30 days", a.drafts.Purge(ctx))
		a.logged("copy the database", a.store.KeepCopy(ctx))
		if n, err := a.profiles.Leftovers(ctx); err == nil && n > 0 && a.keychain.Unlocked(ctx) {
			a.logged("remove passwords that no cluster uses", a.profiles.Sweep(ctx))
		}
	}()
}

func (a *App) logged(what string, err error) {
	if err != nil {
		a.log.Warn("something was left undone", slog.String("what", what), slog.Any("cause", err))
	}
}

func (a *App) notice(n StartNotice) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.notices = append(a.notices, n)
}
