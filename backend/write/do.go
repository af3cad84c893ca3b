package write

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// sent is a change in progress.
type sent struct {
	s       *Service
	conn    worker.Connection
	change  worker.Change
	plan    plan.Plan
	report  func(live.Activity) // is called with every step; may be nil
	at      time.Time
	begun   time.Time // for durations
	retryAt time.Time // the time of the next attempt; nothing was done before it
	record  record    // of delete
}

// Do makes a change. The outcome is always complete. If nothing was changed, the error is the
// outcome's problem. If it is not known whether something was changed, the error is nil and
// the problem says so.
//
// For a production profile Do returns an error with CodeConsent until the change is allowed
// (see [Service.Allow]); a delete needs the typed name instead.
func (s *Service) Do(ctx context.Context, c worker.Change) (worker.Outcome, error) {
	out, _, err := s.do(ctx, c, false, nil)
	return out, err
}

// do makes a change and returns its follow, if there is one. consented means that the person
// has already consented.
func (s *Service) do(ctx context.Context, c worker.Change, consented bool, report func(live.Activity)) (worker.Outcome, *follow, error) {
	conn, err := s.live.Connection(ctx, c.Profile)
	if err != nil {
		return refuse(c.Name, err), nil, err
	}
	w, release, err := s.admit(ctx, conn, c, consented)
	if err != nil {
		return refuse(c.Name, err), nil, err
	}
	defer release()
	w.report = report
	out, f := w.run(ctx)
	if out.Landed == worker.LandedNo && out.Problem != nil {
		return out, nil, out.Problem
	}
	return out, f, nil
}

func refuse(name string, err error) worker.Outcome {
	problem := connect.AsError(err)
	return worker.Outcome{Name: name, Landed: worker.LandedNo, Text: problem.Error(), Problem: problem}
}

// run prepares, sends, classifies, verifies and follows.
func (w *sent) run(ctx context.Context) (worker.Outcome, *follow) {
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: w.plan.Purpose()})
	ctx = connect.WithOnRetry(ctx, w.onRetry)
	if err := w.prepare(ctx); err != nil {
		return w.refused(ctx, err), nil
	}
	w.show(live.Activity{Kind: live.ActivitySending, Action: w.change.Action, At: connect.UnixMilli(w.at), Text: "Sending: " + w.plan.Words()})
	receipt, err := w.send(ctx)
	out := worker.Outcome{Name: w.change.Name, Receipt: receipt, Landed: worker.LandedYes}
	switch {
	case err == nil:
	case w.heldUp(err), !plan.Uncertain(err):
		out = w.refused(ctx, err)
		out.Took = time.Since(w.begun)
		return out, nil
	default:
		out = w.verified(ctx, err)
	}
	out.Took = time.Since(w.begun)
	return w.concluded(ctx, out)
}

// onRetry shows that the change waits for a rebalance, or as the service asked.
func (w *sent) onRetry(r connect.Retry) {
	w.retryAt = r.At
	text := "The cluster is rebalancing."
	if said, ok := errors.AsType[*connect.Error](r.Err); ok {
		text = said.Text
	}
	w.show(live.Activity{
		Kind: live.ActivityWaiting, Action: w.change.Action, At: connect.UnixMilli(w.at), NextTryAt: connect.UnixMilli(r.At), Try: r.Repeat, Tries: r.Of,
		Text: text + " Nothing was changed so far.",
	})
}

// heldUp reports whether a change was cancelled while it waited to be sent again.
func (w *sent) heldUp(err error) bool {
	return connect.CodeOf(err) == connect.CodeCanceled && time.Now().Before(w.retryAt)
}

// refused returns the outcome of a change that was not made.
func (w *sent) refused(ctx context.Context, err error) worker.Outcome {
	w.forgetRecord(ctx)
	w.s.deps.Log.Info("a change was refused", slog.String("profile", string(w.conn.Profile.ID)), slog.String("action", string(w.change.Action)), slog.Any("cause", err))
	out := refuse(w.change.Name, w.words(err))
	failed := live.Activity{Kind: live.ActivityFailed, Action: w.change.Action, At: connect.UnixMilli(w.s.now()), Text: out.Text}
	if out.Problem.Code == connect.CodeCanceled {
		failed.Kind = live.ActivityCanceled
	}
	w.show(failed)
	w.s.live.PollSoon(w.conn.Profile.ID)
	return out
}

// show shows the activity on the connector's row and reports it to the caller.
func (w *sent) show(a live.Activity) {
	if plan.OnRow(w.change.Action) {
		w.s.marks.Mark(w.conn.Profile.ID, w.change.Name, func(m *live.Mark) { m.Activity = a })
	}
	if w.report != nil {
		w.report(a)
	}
}
