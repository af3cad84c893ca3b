package write

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/write/plan"
)

// withinPoor runs a test on one cluster whose changes go on after the answer.
func withinPoor(t *testing.T, p *workerfake.Poor, test func(t *testing.T, w *world)) {
	t.Helper()
	within(t, workerfake.New(), func(t *testing.T, w *world) {
		w.OnDial = func(connect.Profile, connect.Secrets) (worker.Worker, error) { return p, nil }
		w.Opened(t)
		test(t, w)
	})
}

// slowly makes a change of a connector whose operation goes on until the test
// ends it: "new" is created, "a" is saved or deleted.
func (w *world) slowly(t *testing.T, p *workerfake.Poor, action worker.Action) (worker.Outcome, string) {
	t.Helper()
	p.Hold()
	c := worker.Change{Profile: livetest.Home, Name: "a", Action: action}
	if action != worker.ActionDelete {
		c.Config, c.Draft = connect.Config{connect.KeyClass: workerfake.Sink, "topics": "b", "pin": "hunter2hunter2"}, "d1"
		c.Secrets = []string{"pin"}
	}
	if action == worker.ActionCreate {
		c.Name = "new"
	}
	out, err := w.Do(t.Context(), c)
	if err != nil || out.Landed != worker.LandedYes {
		t.Fatalf("%+v, %v", out, err)
	}
	livetest.After(2 * time.Second)
	return out, c.Name
}

// said is what the person reads of a follow: on the connector's page and on its
// row.
func (w *world) said(t *testing.T, name string) (FollowState, string, live.Activity) {
	t.Helper()
	k, _ := w.Known(livetest.Home, name)
	view, _, _ := w.Follow(k)
	return view.State, view.Text, k.Row.Activity
}

var slowActions = []worker.Action{worker.ActionCreate, worker.ActionSave, worker.ActionDelete}

func eachSlow(t *testing.T, test func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action)) {
	for _, action := range slowActions {
		t.Run(string(action), func(t *testing.T) {
			p := workerfake.NewPoor("a")
			withinPoor(t, p, func(t *testing.T, w *world) { test(t, w, p, action) })
		})
	}
}

// While an operation goes on nothing is said to be done, however long it takes.
func TestAnOperationIsUnderWayUntilTheServiceSaysSo(t *testing.T) {
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		out, name := w.slowly(t, p, action)
		want := plan.Title(action) + " accepted. The service is working on it."
		if out.Text != want {
			t.Errorf("answered %q", out.Text)
		}
		livetest.After(10 * time.Minute)
		state, text, row := w.said(t, name)
		if state != FollowFollowing || text != want || row.Kind != live.ActivitySettling || row.Text != want {
			t.Errorf("%s %q, row %+v", state, text, row)
		}
		if len(w.notices) > 0 || len(w.settled) > 0 {
			t.Errorf("notified %v, %v", w.notices, w.settled)
		}
		if limit := w.page(t, name).Follow.Limit; !strings.HasPrefix(limit, "Followed for 30 min at most.") {
			t.Errorf("says %q of how long it is followed", limit)
		}
		if n := p.CountPrefix("operation op-1"); n < 20 || n > 100 {
			t.Errorf("the operation was read %d times in 10 minutes", n)
		}
	})
}

func TestAnOperationSucceeds(t *testing.T) {
	want := map[worker.Action]string{
		worker.ActionCreate: "new: Created. It is running.", worker.ActionSave: "a: Saved. It is running.",
		worker.ActionDelete: "a was deleted. Its config is stored here for 30 days.",
	}
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		_, name := w.slowly(t, p, action)
		if got := w.Head(t, livetest.Home).Deleted; len(got) > 0 {
			t.Errorf("said to be deleted while it is there: %+v", got)
		}
		p.Finish(worker.OperationDone, "The change is done.")
		livetest.After(30 * time.Second)
		if len(w.notices) != 1 || w.notices[0].Text != want[action] || w.notices[0].Tone != "good" {
			t.Errorf("notified %+v", w.notices)
		}
		if action == worker.ActionDelete {
			if st := w.Head(t, livetest.Home); st.Total != 0 || len(st.Deleted) != 1 || st.Deleted[0].ID != "kept-a" {
				t.Errorf("%+v", st)
			}
			return
		}
		state, _, row := w.said(t, name)
		if state != FollowSettled || row.Kind != live.ActivityNone || !slices.Equal(w.settled, []connect.DraftID{"d1"}) {
			t.Errorf("%s, row %+v, settled %v", state, row, w.settled)
		}
		if config, _ := w.Config(livetest.Home, name); config["topics"] != "b" {
			t.Errorf("the config was not read again: %v", config)
		}
	})
}

// A service that ends a change without making it says why. What the cluster has
// by then is read back.
func TestAnOperationFails(t *testing.T) {
	want := map[worker.Action]string{
		worker.ActionCreate: "Create failed: The subnet has no addresses left. There is no connector new. The draft is still stored.",
		worker.ActionSave:   "Save failed: The subnet has no addresses left. The cluster still has another config. The draft is still stored.",
		worker.ActionDelete: "Delete failed: The subnet has no addresses left. The connector is still there.",
	}
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		_, name := w.slowly(t, p, action)
		p.Finish(worker.OperationFailed, "The subnet has no addresses left.")
		livetest.After(10 * time.Second)
		state, text, row := w.said(t, name)
		if state != FollowFailed || text != want[action] {
			t.Errorf("%s %q", state, text)
		}
		k, err := w.Known(livetest.Home, name)
		if view, _, _ := w.Follow(k); action == worker.ActionCreate && (err != nil || !k.Gone || view.Draft != "d1") {
			t.Errorf("the page of what was not created: %v, gone %t, draft %q", err, k.Gone, view.Draft)
		}
		if action != worker.ActionCreate && (row.Kind != live.ActivityFailed || row.Text != want[action]) {
			t.Errorf("row %+v", row)
		}
		if len(w.notices) != 1 || w.notices[0].Tone != "bad" || w.notices[0].Text != name+": "+want[action] {
			t.Errorf("notified %+v", w.notices)
		}
		if len(w.settled) > 0 || len(w.recorded()) > 0 {
			t.Errorf("settled %v, stored as deleted %v", w.settled, w.recorded())
		}
	})
}

func TestAnOperationIsCanceledAtTheService(t *testing.T) {
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		_, name := w.slowly(t, p, action)
		p.Finish(worker.OperationCanceled, "Cancelled by an administrator.")
		livetest.After(10 * time.Second)
		state, text, _ := w.said(t, name)
		if state != FollowFailed || !strings.HasPrefix(text, plan.Title(action)+" was cancelled at the service: Cancelled by an administrator. ") {
			t.Errorf("%s %q", state, text)
		}
	})
}

// The service's words may quote what was sent.
func TestAnOperationGivesNoSecretAway(t *testing.T) {
	p := workerfake.NewPoor("a")
	withinPoor(t, p, func(t *testing.T, w *world) {
		p.Define(workerfake.Sink, workerfake.Class{Type: connect.TypeSink})
		p.Hold()
		_, err := w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionSave, Config: connect.Config{connect.KeyClass: workerfake.Sink, "db.password": "hunter2hunter2"}})
		if err != nil {
			t.Fatal(err)
		}
		p.Finish(worker.OperationFailed, "The value hunter2hunter2 is too short.")
		livetest.After(10 * time.Second)
		_, text, row := w.said(t, "a")
		if all := text + row.Text + w.notices[0].Text; strings.Contains(all, "hunter2") || !strings.Contains(all, "is too short") {
			t.Error(all)
		}
	})
}

// Only the form knows that "pin" is a secret.
func TestAnOperationGivesNoSecretAwayThatOnlyTheFormKnows(t *testing.T) {
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		if action == worker.ActionDelete {
			return // it sends no config
		}
		_, name := w.slowly(t, p, action)
		p.Finish(worker.OperationFailed, "The value hunter2hunter2 of b is too short.")
		livetest.After(10 * time.Second)
		_, text, row := w.said(t, name)
		if all := text + row.Text + w.notices[0].Text; strings.Contains(all, "hunter2") || !strings.Contains(all, "of b is too short") {
			t.Error(all)
		}
	})
}

// Not being able to read an operation says nothing about it.
func TestAnOperationCannotBeReadForAWhile(t *testing.T) {
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		_, name := w.slowly(t, p, action)
		p.OnCall(func(context.Context, string) error { return livetest.Refused() })
		livetest.After(time.Minute)
		state, text, _ := w.said(t, name)
		if state != FollowFollowing || text != plan.Title(action)+" accepted. How it stands cannot be read now: The connection was refused." {
			t.Errorf("%s %q", state, text)
		}
		p.OnCall(nil)
		p.Finish(worker.OperationDone, "The change is done.")
		livetest.After(time.Minute)
		if len(w.notices) != 1 || w.notices[0].Tone != "good" {
			t.Errorf("notified %+v", w.notices)
		}
	})
}

// What cannot be read for long is not followed for ever, and is not known.
func TestAnOperationCannotBeReadAnyMore(t *testing.T) {
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		_, name := w.slowly(t, p, action)
		p.OnCall(func(context.Context, string) error { return livetest.Refused() })
		livetest.After(10 * time.Minute)
		state, text, row := w.said(t, name)
		want := "It is not known whether the " + plan.Verb(action) + " was carried out: how it stands could not be read for 5 min. Check the connector before you send it again."
		if state != FollowEnded || text != want || row.Kind != live.ActivityFailed {
			t.Errorf("%s %q, row %+v", state, text, row)
		}
		if len(w.notices) != 1 || w.notices[0].Tone != "plain" {
			t.Errorf("notified %+v", w.notices)
		}
		if stored := action == worker.ActionDelete; stored != (len(w.recorded()) > 0) {
			t.Errorf("stored as deleted: %v", w.recorded())
		}
		reads := p.CountPrefix("operation")
		livetest.After(time.Minute)
		if p.CountPrefix("operation") != reads {
			t.Error("followed for ever")
		}
	})
}

// The person may stop following; the service goes on.
func TestAnOperationIsNotFollowedAnyMore(t *testing.T) {
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		_, name := w.slowly(t, p, action)
		w.StopFollowing(livetest.Home, name)
		reads := p.CountPrefix("operation")
		p.Finish(worker.OperationDone, "The change is done.")
		livetest.After(time.Minute)
		if p.CountPrefix("operation") != reads || len(w.notices) > 0 || len(w.settled) > 0 {
			t.Errorf("%d reads, notified %v", p.CountPrefix("operation")-reads, w.notices)
		}
		if stored := action == worker.ActionDelete; stored != (len(w.recorded()) > 0) {
			t.Errorf("stored as deleted: %v", w.recorded())
		}
	})
}

func TestABulkDeleteWaitsForItsOperations(t *testing.T) {
	p := workerfake.NewPoor("a", "b", "c")
	withinPoor(t, p, func(t *testing.T, w *world) {
		p.Hold()
		id, err := w.Bulk(t.Context(), Bulk{Profile: livetest.Home, Action: worker.ActionDelete, Names: []string{"a", "b", "c"}})
		if err != nil {
			t.Fatal(err)
		}
		livetest.After(2 * time.Second)
		if st, _ := w.BulkState(id); statesOfLines(st) != "settling settling queued" {
			t.Errorf("under way: %s", statesOfLines(st))
		}
		p.Finish(worker.OperationFailed, "It is in use.")
		livetest.After(10 * time.Second)
		p.Finish(worker.OperationDone, "The change is done.")
		livetest.After(10 * time.Second)
		st, _ := w.BulkState(id)
		if statesOfLines(st) != "refused refused done" || st.Lines[0].Text != "Delete failed: It is in use. The connector is still there." || st.EndedAt == 0 {
			t.Errorf("%+v", st)
		}
	})
}

// A change that got no answer may come later where changes go on by themselves:
// what is not there yet is not known not to come.
func TestWhatIsNotThereYetMayStillCome(t *testing.T) {
	eachSlow(t, func(t *testing.T, w *world, p *workerfake.Poor, action worker.Action) {
		p.OnDone(func(context.Context, string) error { return connect.Errorf(connect.CodeTimeout, "No answer.") })
		p.Hold()
		c := worker.Change{Profile: livetest.Home, Name: "a", Action: action, Config: sinkConfig()}
		if action == worker.ActionCreate {
			c.Name = "new"
			p.OnDone(nil)
			p.OnCall(func(_ context.Context, call string) error {
				if isWrite(call) {
					return connect.Errorf(connect.CodeTimeout, "No answer.")
				}
				return nil
			})
		}
		out, err := w.Do(t.Context(), c)
		if err != nil || out.Landed != worker.LandedUnknown || !strings.Contains(out.Text, "may") || strings.Contains(out.Text, "could not be verified") {
			t.Errorf("%+v, %v", out, err)
		}
	})
}
