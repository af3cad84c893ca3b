package workbench

import (
	"context"
	"path/filepath"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/boltstore"
	"sluiceway/backend/confluent"
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/inspect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/live"
	"sluiceway/backend/logfile"
	"sluiceway/backend/profile"
	"sluiceway/backend/profileimport"
	"sluiceway/backend/records"
	"sluiceway/backend/wayin"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// Each adapter implements what its service needs.
var (
	_ worker.Worker   = (*apache.Client)(nil)
	_ worker.Worker   = (*confluent.Client)(nil)
	_ profile.Store   = (*boltstore.Store)(nil)
	_ profile.Secrets = (*keychain.Keychain)(nil)
	_ records.Store   = (*boltstore.Store)(nil)
	_ records.Keys    = (*keychain.Keychain)(nil)
	_ editing.Drafts  = (*records.Drafts)(nil)
	_ write.Records   = (*records.Deleted)(nil)
	_ blobs           = (*boltstore.Store)(nil)
)

// shutdownLimit is how long Close waits for drafts to be written.
const shutdownLimit = 3 * time.Second

// reachLimit is how long the data folder may take to answer before Open fails.
const reachLimit = 10 * time.Second

// Open acquires the lock, opens the data folder and starts the services. Nothing in
// the folder is touched before the lock is acquired.
func (w *Workbench) Open(ctx context.Context) error {
	if err := boltstore.Reach(w.o.Home, reachLimit); err != nil {
		return err
	}
	release, won, err := boltstore.TryLock(w.o.Home)
	if err != nil {
		return err
	}
	if !won {
		return connect.Errorf(connect.CodeLocked, "Sluiceway is already running with this data folder (%s). Nothing was opened. Use the open window, or close it first.", w.o.Home)
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
	if err := w.Reach.storeWays(ctx); err != nil {
		return err
	}
	w.onClose(w.ways.Close)
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
	w.Profiles = &profile.Service{Store: w.Store, Secrets: w.Keychain, Attached: w.Records, Kinds: w.Kinds, ReadFile: wire.ReadCA, CheckWayIn: checkWayIn}
	w.Imports = &profileimport.Service{Profiles: w.Profiles, Stored: w.Store, Kinds: w.Kinds}
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

func checkWayIn(command string) error {
	_, err := wayin.Split(command)
	return err
}

// behind does the work of a start that nothing waits for. It never shows a prompt of
// the keyring.
func (w *Workbench) behind(ctx context.Context) {
	w.inBackground(ctx, func(ctx context.Context) {
		w.Logged("forget configs stored for 30 days", w.Records.Deleted.Purge(ctx))
		w.Logged("copy the database", w.Store.UpdateCopy(ctx))
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
