package write

import (
	"context"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// sendOffsets changes or resets the offsets of a connector.
func sendOffsets(ctx context.Context, w worker.Worker, c worker.Change) (worker.Receipt, error) {
	alterer, err := worker.Role[worker.OffsetAlterer](ctx, w, worker.AlterOffsets)
	switch {
	case err != nil:
		return worker.Receipt{}, err
	case c.Action == worker.ActionResetOffsets:
		return alterer.ResetOffsets(ctx, c.Name)
	}
	return alterer.AlterOffsets(ctx, c.Name, c.Offsets)
}

// readOffsets reads back whether the offsets are those that were sent.
func readOffsets(ctx context.Context, w *sent) (found, bool) {
	reader, err := worker.Role[worker.OffsetReader](ctx, w.conn.Worker, worker.Offsets)
	if err != nil {
		return found{}, false
	}
	now, err := reader.Offsets(ctx, w.change.Name)
	switch {
	case connect.CodeOf(err) == connect.CodeNotFound:
		return found{landed: worker.LandedNo}, true
	case err != nil:
		return found{}, false
	case plan.HasOffsets(w.change, now):
		return found{landed: worker.LandedYes, there: true}, true
	}
	return w.notYet(true), true
}

// notReset completes the outcome of a change of offsets that cannot be seen. Without an answer it
// may still be made.
func notReset(out *worker.Outcome, now found, err error) {
	switch {
	case now.late, now.landed == worker.LandedNo && plan.Unanswered(err):
		out.Landed = worker.LandedUnknown
		out.Problem.Text += " The offsets are not the new ones as of now. They may still change. Check them before you try again."
	case out.Landed == worker.LandedUnknown:
		out.Problem.Text += " It is not known whether the offsets were changed: they could not be read. Check them before you try again."
	case !strings.Contains(out.Problem.Text, "not changed"):
		out.Problem.Text += " Offsets were not changed."
	}
}

// concludeOffsets completes the outcome of a change of offsets. It is followed only if the
// service carries it out after its answer.
func (w *sent) concludeOffsets(out worker.Outcome) (worker.Outcome, *follow) {
	switch {
	case out.Landed != worker.LandedYes:
	case w.goesOn(out.Receipt):
		out.Text = w.acceptedText()
		return out, w.s.followAction(w, out)
	case out.Verified:
		out.Text = "The cluster gave no clear answer, but the offsets are the new ones."
	case out.Receipt.Said != "":
		out.Text = out.Receipt.Said
	default:
		out.Text = plan.Settled(w.plan, nil, connect.Status{}, 0)
	}
	w.s.live.PollSoon(w.conn.Profile.ID)
	return out, nil
}

// asBefore evaluates a status after a change of offsets: the service pauses a connector for it and
// resumes it by itself, unless it was paused before.
func asBefore(f *follow, s connect.Status) reached {
	if f.plan.Idle {
		return reachedYes
	}
	late := len(s.Tasks) > 0 || time.Since(f.statusFrom) > noTasksGrace
	return reachedWhen(late && s.Connector.State == connect.StateRunning && tasksAre(s, connect.StateRunning, connect.StateFailed))
}

// offsetSteps returns the steps of a change of offsets that the service carries out.
func offsetSteps(f *follow, k live.Known) []connect.Step {
	sent := step("sent", "Request accepted", strconv.Itoa(f.status), f.since, f.since)
	again := step("again", "Connector running again", "then it counts as done", f.since, f.reachedAt)
	steps := append([]connect.Step{sent}, f.operation.steps(k)...)
	if !f.plan.Idle {
		steps = append(steps, again)
	}
	markRunning(steps, f.state)
	return steps
}

// notFinished is what is said of a request that goes on longer than it is followed.
func notFinished(o *operation) string {
	return "Not finished after " + plan.Span(o.limit()) + ". The service goes on."
}

// FollowAgain follows a change of offsets again that the service had not carried out within the
// time limit. Nothing is sent but the reads.
func (s *Service) FollowAgain(profile connect.ProfileID, name string) error {
	old := s.follow(profile, name)
	if old == nil || !unfinished(old) {
		return connect.Errorf(connect.CodeInvalid, "Nothing of %s is being carried out any more.", name)
	}
	f := newFollow(old.sent, worker.Receipt{Status: old.status, Operation: old.operation.id})
	s.replaceFollow(f)
	f.mu.Lock()
	k, _ := s.live.Known(profile, name)
	f.show(live.ActivitySettling, f.operation.words(k), false)
	f.mu.Unlock()
	f.start()
	return nil
}

// unfinished reports whether the follow ended while the service went on.
func unfinished(f *follow) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state == FollowEnded && f.operation != nil && !f.operation.done()
}
