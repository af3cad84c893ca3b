package write

import (
	"context"
	"fmt"
	"log/slog"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// StoredDays is how long the config of a deleted connector is stored.
const StoredDays = 30

func attr(err error) slog.Attr { return slog.Any("cause", err) }

// words returns an error with its meaning for the change.
func (w *sent) words(err error) error {
	switch {
	case w.heldUp(err):
		return &connect.Error{Code: connect.CodeCanceled, Text: "Cancelled while the cluster was rebalancing. Nothing was changed.", Err: err}
	case w.change.Action == worker.ActionCreate && connect.CodeOf(err) == connect.CodeExists:
		return nameTaken(w.change.Name)
	}
	return err
}

// verified returns the outcome of a change without a clear answer.
func (w *sent) verified(ctx context.Context, err error) worker.Outcome {
	now := w.verify(ctx)
	problem := *connect.AsError(err)
	problem.Unsure = "" // it is verified here
	out := worker.Outcome{Name: w.change.Name, Landed: now.landed, Verified: true, Problem: &problem}
	if now.landed == worker.LandedYes {
		out.Problem = nil
		return out
	}
	if problem.Code == connect.CodeCanceled {
		problem.Text = "Cancelled."
	}
	switch w.change.Action {
	case worker.ActionCreate:
		w.notCreated(&out, now)
	case worker.ActionSave:
		w.notSaved(&out, now)
	case worker.ActionDelete:
		w.notDeleted(ctx, &out, now, err)
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		notReset(&out, now, err)
	default:
		if problem.Code == connect.CodeCanceled {
			out.Problem.Text = "Cancelled. The worker may have done it before that."
		}
	}
	out.Text = out.Problem.Error()
	return out
}

func (w *sent) notCreated(out *worker.Outcome, now found) {
	switch {
	case now.late:
		out.Problem.Text += " The connector does not exist as of now. It may appear later: this cluster carries out a change after it has answered. Check before you create it again."
	case out.Landed == worker.LandedUnknown:
		out.Problem.Text += " It is not known whether the connector was created: it could not be verified. Check before you create it again."
	case now.there:
		out.Problem = nameTaken(w.change.Name)
	default:
		out.Problem.Text += " The connector does not exist as of now."
	}
}

func (w *sent) notSaved(out *worker.Outcome, now found) {
	if now.late {
		out.Problem.Text += " The cluster still has another config as of now. It may change later: this cluster carries out a change after it has answered. Check before you save it again."
		return
	}
	if out.Landed == worker.LandedUnknown {
		out.Problem.Text += " It is not known whether the config was saved: it could not be verified. Check before you save it again."
		return
	}
	out.Problem.Text += " The cluster still has another config as of now."
}

// notDeleted completes the outcome of a delete after which the connector is still listed. If
// there was no answer, it may still vanish; after an error it will not.
func (w *sent) notDeleted(ctx context.Context, out *worker.Outcome, now found, err error) {
	switch {
	case now.late:
		out.Stored = w.record.how
		out.Problem.Text += " The connector is still there. It may vanish later: this cluster carries out a change after it has answered."
	case out.Landed == worker.LandedUnknown:
		out.Stored = w.record.how
		out.Problem.Text += " It is not known whether the connector was deleted: it could not be verified."
	case plan.Unanswered(err):
		out.Landed, out.Stored = worker.LandedUnknown, w.record.how
		out.Problem.Text += " The connector is still there. It may vanish later."
	default:
		w.forgetRecord(ctx)
		out.Problem.Text += " The connector is still there; it was not deleted."
	}
}

// concluded completes the outcome of a change that was made, or may have been, and starts to
// follow it.
func (w *sent) concluded(ctx context.Context, out worker.Outcome) (worker.Outcome, *follow) {
	switch {
	case w.change.Action == worker.ActionDelete:
		return w.concludeDelete(out)
	case plan.OnRow(w.change.Action):
		return w.concludeAction(out)
	case plan.OnOffsets(w.change.Action):
		return w.concludeOffsets(out)
	case out.Landed != worker.LandedYes:
		w.s.live.PollSoon(w.conn.Profile.ID)
		return out, nil
	}
	out.Text = "Created."
	switch {
	case w.goesOn(out.Receipt):
		out.Text = w.acceptedText()
	case w.change.Action == worker.ActionSave && out.Receipt.Created:
		out.Text = "The connector was deleted meanwhile; saving created it again."
	case w.change.Action == worker.ActionSave:
		out.Text = "Saved."
	}
	if out.Verified {
		out.Text = "The cluster gave no clear answer, but " + map[bool]string{true: "the config was saved.", false: "the connector was created."}[w.change.Action == worker.ActionSave]
	}
	if w.change.RestartTasks {
		w.restartSaved(ctx, &out)
	}
	return out, w.s.followMade(w, out)
}

// restartSaved restarts every task after a save.
func (w *sent) restartSaved(ctx context.Context, out *worker.Outcome) {
	w.plan.Instance, w.plan.Tasks = false, nil
	for _, task := range out.Receipt.Connector.Tasks {
		w.plan.Tasks = append(w.plan.Tasks, task.Task)
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "restart the tasks after saving"})
	if _, err := w.sendRestarts(ctx, false); err != nil {
		out.Problem = connect.AsError(err)
		out.Text = fmt.Sprintf("%s The tasks were not all restarted: %s", out.Text, out.Problem.Error())
	}
}

func (w *sent) concludeAction(out worker.Outcome) (worker.Outcome, *follow) {
	if out.Problem != nil && out.Problem.Code == connect.CodeCanceled {
		w.show(live.Activity{Kind: live.ActivityCanceled, Action: w.change.Action, At: connect.UnixMilli(w.s.now()), Text: out.Text})
		w.s.live.PollSoon(w.conn.Profile.ID)
		return out, nil
	}
	f := w.s.followAction(w, out)
	if out.Text == "" {
		out.Text = plan.Title(w.change.Action) + " accepted."
	}
	return out, f
}

// acceptedText says that the cluster has accepted a change and is working on it.
func (w *sent) acceptedText() string {
	return plan.Title(w.change.Action) + " accepted. The service is working on it."
}

func (w *sent) concludeDelete(out worker.Outcome) (worker.Outcome, *follow) {
	if out.Landed != worker.LandedYes {
		w.s.live.PollSoon(w.conn.Profile.ID)
		if out.Landed == worker.LandedUnknown {
			w.s.watchDelete(w)
		}
		return out, nil
	}
	out.Stored = w.record.how
	if w.goesOn(out.Receipt) {
		out.Text = w.acceptedText()
		return out, w.s.followAction(w, out)
	}
	out.Text = deletedText(w.change.Name, w.record.how)
	w.s.erased(w)
	return out, nil
}

func deletedText(name string, how connect.StoredHow) string {
	switch how {
	case connect.StoredSealed:
		return fmt.Sprintf("%s was deleted. Its config is stored here for %d days.", name, StoredDays)
	case connect.StoredSession:
		return fmt.Sprintf("%s was deleted. Its config is stored here for %d days, its secrets only until the app closes.", name, StoredDays)
	}
	return name + " was deleted."
}
