package write

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

const (
	operationLimit    = 30 * time.Minute // how long an operation is followed
	operationPatience = 5 * time.Minute  // how long reading it may fail
	operationPause    = 10 * time.Second // between two checks after the first minute
)

// operation is a change that the cluster completes after its answer, as last read. The lock
// of its follow guards it.
type operation struct {
	f        *follow
	id       string
	text     string         // the service's own sentence
	progress []connect.Step // as the service reports it
	readAt   time.Time      // when it was last read, or the change was sent
	problem  error          // why it could not be read
	doneAt   time.Time      // zero: not done yet
}

// goesOn reports whether the cluster completes a change after its answer and reports its
// state.
func (w *sent) goesOn(r worker.Receipt) bool {
	return r.Operation != "" && w.conn.Features().Can(worker.Operations)
}

// done reports whether the operation is done. A nil operation is.
func (o *operation) done() bool { return o == nil || !o.doneAt.IsZero() }

// check reads the operation once. If done is true, the operation is done and the connector's
// status must be followed; if ended is true, the follow has ended.
func (o *operation) check(ctx context.Context, conn worker.Connection, err error) (done, ended bool) {
	var now worker.Operation
	if err == nil {
		now, err = o.read(ctx, conn)
	}
	if ctx.Err() != nil {
		return false, true
	}
	var after found
	if err == nil && (now.State == worker.OperationFailed || now.State == worker.OperationCanceled) {
		after = o.afterFailure(ctx, conn)
	}
	k, _ := o.f.s.live.Known(o.f.conn.Profile.ID, o.f.plan.Name)
	o.f.mu.Lock()
	if o.f.state == FollowFollowing {
		o.take(k, now, after, err)
	}
	state := o.f.state
	o.f.mu.Unlock()
	if state == FollowFollowing {
		return o.done(), false
	}
	o.ended(state)
	return false, true
}

func (o *operation) read(ctx context.Context, conn worker.Connection) (worker.Operation, error) {
	o.f.checks++
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, o.f.purpose()))
	reader, err := worker.Role[worker.OperationReader](ctx, conn.Worker, worker.Operations)
	if err != nil {
		return worker.Operation{}, err
	}
	return reader.Operation(ctx, o.f.plan.Name, o.id)
}

// take evaluates the state of the operation. The lock must be held.
func (o *operation) take(k live.Known, now worker.Operation, after found, err error) {
	o.problem = err
	if err == nil {
		o.readAt, o.text, o.progress = time.Now(), now.Text, now.Steps
	}
	switch {
	case err == nil && now.State == worker.OperationDone:
		o.doneAt, o.f.statusFrom = o.f.s.now(), time.Now()
		if o.f.plan.Action == worker.ActionDelete {
			o.f.show(live.ActivitySettled, deletedText(o.f.plan.Name, o.f.sent.record.how), false)
			o.f.finish(FollowSettled)
		}
	case err == nil && now.State == worker.OperationFailed:
		o.fail(" failed: ", k, after)
	case err == nil && now.State == worker.OperationCanceled:
		o.fail(" was cancelled at the service: ", k, after)
	case time.Since(o.readAt) >= operationPatience:
		o.giveUp("how it stands could not be read for " + plan.Span(operationPatience))
	case time.Since(o.f.begun) >= o.limit() && plan.OnOffsets(o.f.plan.Action):
		o.end(notFinished(o))
	case time.Since(o.f.begun) >= o.limit():
		o.giveUp("the service was still working on it after " + plan.Span(o.limit()))
	default:
		o.f.show(live.ActivitySettling, o.words(k), plan.Restarts(o.f.plan.Action))
	}
}

// limit returns how long the operation is followed.
func (o *operation) limit() time.Duration {
	return cmp.Or(o.f.conn.Worker.Traits().Follow.Limit, operationLimit)
}

// words describes the progress with the service's own sentence.
func (o *operation) words(k live.Known) string {
	text := plan.Title(o.f.plan.Action) + " accepted."
	switch {
	case o.problem != nil:
		text += " How it stands cannot be read now: " + o.masked(k, connect.AsError(o.problem).Text)
	case o.text != "":
		text += " " + o.masked(k, o.text)
	default:
		text += " The service is working on it."
	}
	return text
}

// masked masks secrets that were sent in the service's sentence.
func (o *operation) masked(k live.Known, text string) string {
	c := o.f.sent.change
	var passwords []connect.Definition
	for _, key := range c.Secrets {
		passwords = append(passwords, connect.Definition{Name: key, Type: connect.FieldPassword})
	}
	return redact.For(c.Config, passwords...).Text(k.Mask(text))
}

// fail ends the follow of an operation that failed.
func (o *operation) fail(how string, k live.Known, after found) {
	said := []string{plan.Title(o.f.plan.Action) + how + o.masked(k, o.text), leftBy(o.f.plan, after), o.draftWords()}
	text := strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), " ")
	o.f.text = text
	o.f.fail(live.ActivityFailed, text)
}

func (o *operation) draftWords() string {
	if o.f.draft == "" {
		return ""
	}
	return "The draft is still stored."
}

// leftBy describes what the cluster has after a failed operation.
func leftBy(p plan.Plan, after found) string {
	switch {
	case after.landed == worker.LandedUnknown:
		return "Check the connector before you send it again."
	case p.Action == worker.ActionCreate && after.there:
		return "The connector exists all the same."
	case p.Action == worker.ActionCreate:
		return "There is no connector " + p.Name + "."
	case p.Action == worker.ActionSave && !after.there:
		return "There is no connector " + p.Name + " any more."
	case p.Action == worker.ActionSave && after.landed == worker.LandedYes:
		return "The cluster has the new config all the same."
	case p.Action == worker.ActionSave:
		return "The cluster still has another config."
	case p.Action == worker.ActionDelete && after.there:
		return "The connector is still there."
	case p.Action == worker.ActionDelete:
		return "The connector is gone all the same."
	}
	return ""
}

// afterFailure reads back what the cluster has after a failed operation.
func (o *operation) afterFailure(ctx context.Context, conn worker.Connection) found {
	now := *o.f.sent
	now.conn = conn
	after, ok := now.readBack(connect.WithPurpose(ctx, o.f.purpose()))
	switch {
	case !ok:
		return found{landed: worker.LandedUnknown}
	case after.late:
		after.landed = worker.LandedNo // it will not be made later
	}
	if o.f.plan.Action == worker.ActionDelete && after.there {
		now.forgetRecord(ctx)
	}
	return after
}

// giveUp ends the follow of an operation whose result is not known.
func (o *operation) giveUp(why string) {
	text := fmt.Sprintf("It is not known whether the %s was carried out: %s. Check the connector before you send it again.", plan.Verb(o.f.plan.Action), why)
	o.end(text)
}

// end ends the follow before the operation.
func (o *operation) end(text string) {
	o.f.text = text
	o.f.show(live.ActivityFailed, text, false)
	o.f.finish(FollowEnded)
}

// ended handles the end of an operation.
func (o *operation) ended(state FollowState) {
	if state == FollowSettled && o.f.plan.Action == worker.ActionDelete {
		o.f.s.erased(o.f.sent)
	}
	if state != FollowStopped && !plan.OnRow(o.f.plan.Action) {
		o.f.notify(state)
	}
}
