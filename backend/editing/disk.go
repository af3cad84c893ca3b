package editing

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
)

const (
	// storeAfter is how long the first of several edits waits for the others. The
	// write must end within the promised 500 ms.
	storeAfter = 250 * time.Millisecond
	// storeAgain is the delay after a failed write.
	storeAgain = 5 * time.Second
)

// disk stores the draft of one form. The lock of the form guards its fields,
// except writing.
type disk struct {
	o *opened

	writing sync.Mutex // one write at a time; taken before the lock of the form

	timer   *time.Timer
	dirty   bool
	stored  bool // the store has some version of it
	failure *connect.Error
}

// schedule schedules a write; mu is held. Further edits do not delay it, so the
// draft of someone who types without a pause is stored, too.
func (d *disk) schedule() {
	d.dirty = true
	d.scheduleIn(storeAfter)
}

// scheduleIn schedules a write after a delay; mu is held.
func (d *disk) scheduleIn(wait time.Duration) {
	if d.timer == nil && !d.o.closed {
		d.timer = d.o.forms.spawnAfter(wait, d.write)
	}
}

// stop ends the timer; mu is held.
func (d *disk) stop() {
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
}

// write stores the draft if it changed since the last write.
func (d *disk) write(ctx context.Context) {
	d.writing.Lock()
	defer d.writing.Unlock()
	o := d.o
	o.mu.Lock()
	d.stop()
	if !d.dirty || o.closed {
		o.mu.Unlock()
		return
	}
	d.dirty = false
	draft := o.form.Record(o.deps.Now())
	first, note := !d.stored, d.note()
	o.mu.Unlock()

	err := o.deps.Drafts.Save(ctx, draft)

	o.mu.Lock()
	d.saved(draft, err)
	if err == nil && d.note() == note {
		// Typing stores the draft four times a second; that alone does not change the form.
		o.mu.Unlock()
		o.deps.OnStored(o.id, draft.SavedAt)
	} else {
		revision := o.changed()
		o.mu.Unlock()
		o.announce(revision)
	}
	if first && err == nil {
		o.deps.OnDrafts()
	}
}

// saved records the result of a write; mu is held.
func (d *disk) saved(draft connect.Draft, err error) {
	o := d.o
	if err == nil {
		d.stored, d.failure = true, nil
		o.form.Recorded(draft.SavedAt)
		return
	}
	d.dirty, d.failure = true, model.AsError(err, "The draft could not be stored on disk.")
	o.deps.Log.Warn("could not store a draft", slog.String("draft", string(o.id)), slog.Any("cause", err))
	d.scheduleIn(storeAgain)
}

// note explains a failed or unusual write; mu is held.
func (d *disk) note() string {
	if d.failure != nil {
		return d.failure.Text
	}
	return d.o.deps.SaveNote()
}
