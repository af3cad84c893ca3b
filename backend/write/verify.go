package write

import (
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

const (
	verifyLimit = 20 * time.Second // of all of it; the call that sent the change may have no time left
	verifyTimes = 3                // clusters answer from copies that may be a moment behind
	verifyPause = time.Second
)

// found is what a cluster shows of a change that it gave no clear answer to.
type found struct {
	landed worker.Landed
	there  bool // the connector exists
}

// verify reads back whether a change landed, with a limit of its own.
func (w *sent) verify(ctx context.Context) found {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), verifyLimit)
	defer cancel()
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "verify the " + verb(w.change.Action)})
	last := found{landed: worker.LandedUnknown}
	for try := range verifyTimes {
		if try > 0 && !w.s.deps.Wait(ctx, verifyPause) {
			break
		}
		if now, ok := w.readBack(ctx); ok {
			last = now
		}
		if last.landed == worker.LandedYes || restarts(w.change.Action) {
			break
		}
	}
	return last
}

// pause waits, and tells whether there is time left.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// readBack asks once; ok is false where the cluster did not answer.
func (w *sent) readBack(ctx context.Context) (_ found, ok bool) {
	switch w.change.Action {
	case worker.ActionCreate, worker.ActionSave:
		return w.readConfig(ctx)
	case worker.ActionDelete:
		names, err := w.conn.Worker.Names(ctx)
		there := slices.Contains(names, w.change.Name)
		return found{landedIf(!there), there}, err == nil
	default:
		return w.readState(ctx)
	}
}

func landedIf(yes bool) worker.Landed {
	if yes {
		return worker.LandedYes
	}
	return worker.LandedNo
}

func (w *sent) readConfig(ctx context.Context) (found, bool) {
	stored, err := w.conn.Worker.Connector(ctx, w.change.Name)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return found{landed: worker.LandedNo}, true
	}
	if err != nil {
		return found{}, false
	}
	return found{landedIf(w.stores(stored.Config)), true}, true
}

// stores tells that a config is the one that was sent, leaving out what the
// service adds, and masks where it does not give secrets away.
func (w *sent) stores(config connect.Config) bool {
	traits := w.conn.Worker.Traits()
	have, want := traits.Own(config), traits.Own(w.change.Config)
	have[connect.KeyName], want[connect.KeyName] = w.change.Name, w.change.Name
	if traits.Secrets != worker.SecretsInClear {
		for key, value := range have {
			if redact.IsMask(value) {
				delete(have, key)
				delete(want, key)
			}
		}
	}
	return have.Equal(want)
}

// readState reads the state that a pause, stop or resume leads to. What is
// restarted is in the same state before and after; a follow has to tell.
func (w *sent) readState(ctx context.Context) (found, bool) {
	unknown := found{landed: worker.LandedUnknown, there: true}
	if restarts(w.change.Action) {
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
		return found{worker.LandedYes, true}, true
	}
	return unknown, true
}
