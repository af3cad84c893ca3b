package workbench

import (
	"context"
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

// shutdownLimit is how long closing waits for drafts to be written.
const shutdownLimit = 3 * time.Second

// reachLimit is how long a data folder may take before the window says that it
// does not answer.
const reachLimit = 10 * time.Second

// Open wins the lock, opens the data folder and starts to work. The order is
// that of need: nothing in the folder is touched before the lock is won.
func (w *Workbench) Open(ctx context.Context) error {
	if err := boltstore.Reach(w.o.Home, reachLimit); err != nil {
		return err
	}
	release, won, err := boltstore.TryLock(w.o.Home)
	if err != nil {
		return err
	}
	if !won {
		return connect.Errorf(connect.CodeLocked, "Sluiceway is already running with this data folder (%s). Use the window that is open, or close it first.", w.o.Home)
	}
	w.onClose(func() { w.Logged("release the lock", release()) })
	w.openLog()
	if err := w.openStore(ctx); err != nil {
		return err
	}
	if err := w.openSandbox(ctx); err != nil {
		return err
	}
	w.openServices()
	if err := w.Live.Start(ctx); err != nil {
		return err
	}
	w.onClose(w.Live.Close)
	w.behind(ctx)
	return nil
}

func (w *Workbench) openLog() {
	file, err := logfile.Open(w.LogFolder(), logfile.Options{Hide: hideInLog, Secret: secretInLog})
	if err != nil {
		w.notice(Notice{Code: connect.CodeOf(err), Text: "Nothing is logged: the log folder cannot be written to.", Path: w.LogFolder()})
		return
	}
	w.logTo.set(file.Handler())
	w.onClose(func() { _ = file.Close() })
}

func (w *Workbench) openStore(ctx context.Context) error {
	store, err := boltstore.Open(filepath.Join(w.o.Home, "sluiceway.db"), boltstore.Options{Log: w.Log})
	if err != nil {
		return err
	}
	w.Store = store
	w.onClose(func() { w.Logged("close the database", store.Close()) })
	if w.settings, err = loadSettings(store); err != nil {
		w.notice(Notice{Code: connect.CodeOf(err), Text: connect.ProblemOf(err).Text})
	}
	folder, err := store.FolderID(ctx)
	if err != nil {
		return err
	}
	w.Keychain = keychain.New(keychain.Options{
		Namespace: folder, Log: w.Log, OnLate: w.keyringLate, Backend: w.o.Keyring, Now: w.o.Now,
		OnEvent: w.o.Events.Keyring,
	})
	return nil
}

func (w *Workbench) openServices() {
	w.Records = records.New(records.Options{
		Store: w.Store, Keys: w.Keychain, Secret: secretKeys, Log: w.Log, Now: w.o.Now,
		OnChange: w.o.Events.Drafts,
	})
	w.onClose(w.Records.Close)
	w.Profiles = &profile.Service{Store: w.Store, Secrets: w.Keychain, Attached: w.Records, ReadFile: wire.ReadCA}
	w.clusters = clusters{w}
	w.Live = live.New(w.liveDeps())
	w.Write = write.New(w.writeDeps())
	w.onClose(w.Write.Close)
	w.Inspect = inspect.New(w.inspectDeps())
	w.applyPolling(w.settings.get())
	w.Editing = editing.New(w.editingDeps())
	w.onClose(func() {
		ctx, cancel := context.WithTimeout(context.Background(), shutdownLimit)
		defer cancel()
		w.Editing.Shutdown(ctx)
	})
}

// behind does what nobody waits for, and has no keyring show a prompt.
func (w *Workbench) behind(ctx context.Context) {
	w.inBackground(ctx, func(ctx context.Context) {
		w.Logged("forget configs stored for 30 days", w.Records.Purge(ctx))
		w.Logged("copy the database", w.Store.KeepCopy(ctx))
		if n, err := w.Profiles.Leftovers(ctx); err == nil && n > 0 && w.Keychain.Unlocked(ctx) {
			w.Logged("remove passwords that no cluster uses", w.Profiles.Sweep(ctx))
		}
	})
}

func (w *Workbench) notice(n Notice) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notices = append(w.notices, n)
}
