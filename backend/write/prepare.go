package write

import (
	"context"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// prepare prepares a change: a create checks that the name is free, a save checks that the
// stored config has not changed, and a delete stores the config. On an error nothing was
// sent.
func (w *sent) prepare(ctx context.Context) error {
	switch w.change.Action {
	case worker.ActionCreate:
		names, err := w.conn.Worker.Names(ctx)
		switch {
		case err != nil:
			return because(err, "The names of the connectors could not be listed. Nothing was sent")
		case slices.Contains(names, w.change.Name):
			return nameTaken(w.change.Name)
		}
		return nil
	case worker.ActionSave:
		return w.compare(ctx)
	case worker.ActionDelete:
		return w.storeConfig(ctx)
	default:
		return nil
	}
}

func nameTaken(name string) *connect.Error {
	return connect.Errorf(connect.CodeExists, "A connector named “%s” exists already. Nothing was created; choose another name.", name)
}

// compare returns an error if the stored config is not the one with which the person compared
// the new one.
func (w *sent) compare(ctx context.Context) error {
	stored, err := worker.Read(ctx, w.conn.Worker, w.change.Name)
	switch {
	case connect.CodeOf(err) == connect.CodeNotFound:
		return connect.Errorf(connect.CodeNotFound, "The connector was deleted elsewhere. Nothing was sent.")
	case err != nil:
		return because(err, "The stored config could not be compared. Nothing was sent")
	case w.change.Stored != nil && !stored.Config.Equal(w.change.Stored):
		return connect.Errorf(connect.CodeConflict, "Somebody else changed the config after you compared it. Nothing was sent; check the changes again.")
	}
	return nil
}

// record identifies the stored config of a deleted connector. It is empty if the config was
// not stored.
type record struct {
	id  string
	how connect.StoredHow
}

// storeConfig stores the config of a connector before it is deleted. Nothing is deleted if
// that fails, unless the connector does not exist any more. A config without a class is an
// error, because then the answer did not come from Connect.
func (w *sent) storeConfig(ctx context.Context) error {
	config, err := w.s.live.Learn(ctx, w.conn, w.change.Name, true)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return nil
	}
	if err != nil {
		return because(err, "Its config could not be read, so it could not be stored. Nothing was deleted")
	}
	config = w.conn.Worker.Traits().Own(config)
	if strings.TrimSpace(config[connect.KeyClass]) == "" {
		return connect.Errorf(connect.CodeUnclear, "The cluster returned no config that names a connector.class, so there is nothing that could be stored. Nothing was deleted. Try again, or check what answers at this address.")
	}
	if w.s.deps.Records == nil {
		return nil
	}
	kind := connect.ConnectorType("")
	if k, err := w.s.live.Known(w.conn.Profile.ID, w.change.Name); err == nil {
		kind = k.Row.Type
	}
	w.record.id, w.record.how, err = w.s.deps.Records.Store(ctx, w.conn.Profile.ID, w.change.Name, kind, config)
	if err != nil {
		return because(err, "Its config could not be stored here, so nothing was deleted")
	}
	return nil
}

// forgetRecord removes a stored config from "Recently deleted", because the connector was not
// deleted.
func (w *sent) forgetRecord(ctx context.Context) {
	if w.record.id == "" {
		return
	}
	id := w.record.id
	w.record = record{}
	if err := w.s.deps.Records.Forget(context.WithoutCancel(ctx), id); err != nil {
		w.s.deps.Log.Warn("could not remove the stored config of a connector that was not deleted", attr(err))
	}
}

// because puts a sentence before the text of an error, and preserves its code and the
// worker's message.
func because(err error, sentence string) error {
	problem := *connect.AsError(err)
	problem.Err = err
	problem.Text = sentence + ": " + problem.Text
	return &problem
}
