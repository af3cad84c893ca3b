package write

import (
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

const (
	verifyLimit = 20 * time.Second // of all of it; the call that sent the change may have no time left
	verifyTimes = 3                // clusters answer from copies that may be a moment behind
	verifyPause = time.Second
)

// found is what the cluster shows of a change without a clear answer.
type found struct {
	landed worker.Landed
	there  bool // the connector exists
	late   bool // it is not done yet, but may be later
}

// notYet returns the result if the change cannot be seen. A cluster that completes changes
// after its answer may still make it.
func (w *sent) notYet(there bool) found {
	if w.conn.Features().Can(worker.Operations) {
		return found{landed: worker.LandedUnknown, there: there, late: true}
	}
	return found{landed: worker.LandedNo, there: there}
}

// verify reads back whether a change was applied, with its own time limit.
func (w *sent) verify(ctx context.Context) found {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), verifyLimit)
	defer cancel()
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "verify the " + plan.Verb(w.change.Action)})
	last := found{landed: worker.LandedUnknown}
	for try := range verifyTimes {
		if try > 0 && !w.s.deps.Wait(ctx, verifyPause) {
			break
		}
		if now, ok := w.readBack(ctx); ok {
			last = now
		}
		if last.landed == worker.LandedYes || plan.Restarts(w.change.Action) {
			break
		}
	}
	return last
}

// pause waits, and reports whether there is time left.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// readBack reads once; ok is false if the cluster did not answer.
func (w *sent) readBack(ctx context.Context) (_ found, ok bool) {
	switch w.change.Action {
	case worker.ActionCreate, worker.ActionSave:
		return w.readConfig(ctx)
	case worker.ActionDelete:
		names, err := w.conn.Worker.Names(ctx)
		there := slices.Contains(names, w.change.Name)
		if there {
			return w.notYet(true), err == nil
		}
		return found{landed: worker.LandedYes}, err == nil
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return readOffsets(ctx, w)
	default:
		return w.readState(ctx)
	}
}

func (w *sent) readConfig(ctx context.Context) (found, bool) {
	stored, err := w.conn.Worker.Connector(ctx, w.change.Name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		if w.change.Action == worker.ActionCreate {
			return w.notYet(false), true
		}
		return found{landed: worker.LandedNo}, true
	}
	switch {
	case err != nil:
		return found{}, false
	case w.stores(stored.Config):
		return found{landed: worker.LandedYes, there: true}, true
	case w.change.Action == worker.ActionCreate: // created elsewhere
		return found{landed: worker.LandedNo, there: true}, true
	}
	return w.notYet(true), true
}

// stores reports whether a config is the one that was sent, ignoring keys that the service
// adds and secrets that it masks.
func (w *sent) stores(config connect.Config) bool {
	traits := w.conn.Worker.Traits()
	have, want := traits.Own(config), traits.Own(w.change.Config)
	have[connect.KeyName], want[connect.KeyName] = w.change.Name, w.change.Name
	for _, key := range traits.Unshown(have) {
		delete(have, key)
		delete(want, key)
	}
	return have.Equal(want)
}

// readState checks for the state after a pause, stop or resume. The state after a restart is
// the same as before, so a follow must find out.
func (w *sent) readState(ctx context.Context) (found, bool) {
	unknown := found{landed: worker.LandedUnknown, there: true}
	if plan.Restarts(w.change.Action) {
		return unknown, true
	}
	status, err := w.conn.Worker.Status(ctx, w.change.Name)
	if err != nil {
		return found{}, false
	}
	state := status.Connector.State
	reached := false
	switch w.change.Action {
	case worker.ActionPause:
		reached = state == connect.StatePaused
	case worker.ActionStop:
		reached = state == connect.StateStopped
	default:
		reached = state != connect.StatePaused && state != connect.StateStopped
	}
	if reached {
		return found{landed: worker.LandedYes, there: true}, true
	}
	return unknown, true
}
