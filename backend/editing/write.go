package editing

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// Writer is the one way in which a cluster is changed. Its outcome is complete
// in any case; CodeConsent asks for the person's consent, and nothing was sent.
type Writer interface {
	Do(ctx context.Context, c worker.Change) (worker.Outcome, error)
}

func refused(name string, p *connect.Error) worker.Outcome {
	return worker.Outcome{Name: name, Landed: worker.LandedNo, Text: p.Text, Problem: p}
}

// ready refuses a draft that must not be sent. The order matters: what can
// harm comes before what the worker would refuse as well. mu is held.
func (o *opened) ready() *connect.Error {
	if o.peek().Profile.ReadOnly {
		return connect.Errorf(connect.CodeReadOnly, "This profile is read-only. Nothing was sent; the draft is stored.")
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

// concluded takes in what came of a change. A config that the worker refused
// is validated, so that the reasons show at the fields.
func (o *opened) concluded(ctx context.Context, c worker.Change, out worker.Outcome) worker.Outcome {
	if out.Problem != nil {
		o.mu.Lock()
		out.Problem = o.mask(out.Problem, "")
		o.mu.Unlock()
	}
	switch {
	case out.Landed == worker.LandedYes:
		o.sent(c.Config)
	case out.Problem != nil && out.Problem.Code == connect.CodeInvalid:
		_ = o.ask(purpose(ctx, "validate the form")) // its outcome shows at the fields; the refusal is the answer
	}
	return out
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
	o.storeSoon()
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}
