package editing

import (
	"context"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
)

// Landed says whether a write reached the cluster.
type Landed string

// The outcomes of a write.
const (
	LandedYes     Landed = "yes"
	LandedNo      Landed = "no"
	LandedUnknown Landed = "unknown"
)

// Result is the outcome of Create and Save. Problem is nil where everything
// went well; Text is the sentence for the person in either case.
type Result struct {
	Name    string
	Took    time.Duration
	Landed  Landed
	Text    string
	Problem *connect.Error
}

// lookLimit is for the look after a write whose outcome is not known; the call
// that made the write may have no time left.
const lookLimit = 20 * time.Second

func refused(name string, p *connect.Error) Result {
	return Result{Name: name, Landed: LandedNo, Text: p.Text, Problem: p}
}

// ready refuses a draft that must not be sent. The order matters: what can
// harm comes before what the worker would refuse as well. mu is held.
func (o *opened) ready() *connect.Error {
	if o.worker == nil {
		return connect.Errorf(connect.CodeUnreachable, "The cluster could not be opened. Nothing was sent; the draft is kept.")
	}
	if o.profile.ReadOnly {
		return connect.Errorf(connect.CodeReadOnly, "This profile is read-only. Nothing was sent; the draft is kept.")
	}
	situation := o.situation()
	for _, key := range o.draft.Config.Keys() {
		if redact.IsMask(o.draft.Config[key]) {
			return connect.Errorf(connect.CodeMaskedValue, "“%s” holds a mask, not its value. Nothing was sent. Type the value, or unset it.", key)
		}
	}
	if n := len(o.draft.MissingSecrets); n > 0 {
		return connect.Errorf(connect.CodeMaskedValue, "%s to be typed again, first “%s”. Nothing was sent.", plural(n, "secret value")+has(n), o.draft.MissingSecrets[0])
	}
	if n := form.Blocking(situation.Problems()); n > 0 {
		return connect.Errorf(connect.CodeInvalid, "%s in the form. Nothing was sent.", plural(n, "problem"))
	}
	return nil
}

func has(n int) string {
	if n == 1 {
		return " has"
	}
	return " have"
}

// uncertain reports whether a failed write may have been done all the same.
func uncertain(err error) bool {
	switch connect.CodeOf(err) {
	case connect.CodeTimeout, connect.CodeBusy, connect.CodeUnclear, connect.CodeCanceled, connect.CodeInternal, connect.CodeNotConnect:
		return true
	case connect.CodeWorker:
		e := asError(err, "")
		return e.Status == 0 || e.Status >= 500
	default:
		return false
	}
}

// look finds out whether a write landed, with a limit of its own.
func (o *opened) look(ctx context.Context, name string, sent connect.Config) (Landed, bool) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookLimit)
	defer cancel()
	ctx = purpose(ctx, "look whether it landed")
	stored, err := o.worker.Connector(ctx, name)
	switch {
	case connect.CodeOf(err) == connect.CodeNotFound:
		return LandedNo, false
	case err != nil:
		return LandedUnknown, false
	}
	want := sent.Clone()
	want[connect.KeyName] = name
	have := stored.Config.Clone()
	have[connect.KeyName] = name
	if have.Equal(want) {
		return LandedYes, true
	}
	return LandedNo, true
}

// sent notes that a worker has taken config. What is typed from now on is a
// change of that.
func (o *opened) sent(config connect.Config) {
	o.mu.Lock()
	if o.draft.Config.Equal(config) {
		o.draft.SentAt = o.now()
		o.dropAsking()
	}
	if o.draft.Mode == connect.DraftEdit && !o.gone {
		o.draft.Base, o.review, o.conflict = config.Clone(), review{}, false
	}
	o.keepSoon()
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}
