package editing_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/worker"
)

func present(string) bool { return true }

// reviewed is an open edit that could be saved.
func (r *rig) reviewed() connect.DraftID {
	r.t.Helper()
	id := r.startEdit()
	r.set(id, "file", "/x")
	must(r.Review(context.Background(), id))(r.t)
	return id
}

func TestAProfileMadeReadOnlyHoldsInAnOpenForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.reviewed()
		r.clusters.change(func(c *clusters) { c.profile.ReadOnly = true })
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeReadOnly || r.worker.count("put") != 0 {
			t.Errorf("saved: %+v", res)
		}
		r.clusters.change(func(c *clusters) { c.profile.ReadOnly = false })
		if res := must(r.Save(context.Background(), id, false))(t); res.Landed != worker.LandedYes {
			t.Errorf("not saved: %+v", res)
		}
	})
}

func TestARenamedProfileChangesNothingInAnOpenForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.reviewed()
		r.clusters.mu.Lock()
		r.clusters.profile.Name = "another name" // no new generation
		r.clusters.mu.Unlock()
		r.Seen("p", present)
		time.Sleep(second)
		if r.worker.count("definitions") != 1 {
			t.Errorf("definitions were asked for %d times", r.worker.count("definitions"))
		}
		if res := must(r.Save(context.Background(), id, false))(t); res.Landed != worker.LandedYes {
			t.Errorf("not saved: %+v", res)
		}
	})
}

// A new address and a new password both make another worker under a new
// generation.
func TestAnOpenFormFollowsItsProfileToAnotherAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.reviewed()
		other := newFake()
		other.defs = append(other.defs, connect.Definition{Name: "only.there", Type: connect.FieldString})
		withStored(&rig{worker: other})
		r.clusters.change(func(c *clusters) { c.worker, c.profile.URL = other, "http://other:8083" })
		r.Seen("p", present)
		time.Sleep(second)
		if _, ok := must(r.View(id))(t).Shape.Field("only.there"); !ok {
			t.Error("the form shows the settings of the address that it was opened on")
		}
		before := r.worker.log()
		must(r.Validate(context.Background(), id))(t)
		must(r.Review(context.Background(), id))(t)
		if res := must(r.Save(context.Background(), id, false))(t); res.Landed != worker.LandedYes || other.get("orders")["file"] != "/x" {
			t.Errorf("saved %+v, stored %v", res, other.get("orders"))
		}
		if after := r.worker.log(); len(after) != len(before) {
			t.Errorf("the old address was asked: %v", after[len(before):])
		}
		fresh := must(r.StartNew(context.Background(), "p", "x.Sink", ""))(t)
		if _, ok := fresh.Shape.Field("only.there"); !ok {
			t.Error("a new form shows the settings of the old address")
		}
	})
}

func TestADefinitionThatComesLateFromTheOldAddressGoesNowhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		old := worker.Connection{Profile: r.clusters.profile, Generation: 1, Worker: r.worker}
		other := newFake()
		other.defs = other.defs[:5]
		r.clusters.change(func(c *clusters) { c.worker = other })
		must(r.StartNew(context.Background(), "p", "x.Sink", ""))(t)
		r.clusters.mu.Lock()
		r.clusters.worker, r.clusters.generation = old.Worker, old.Generation // a call that began before the change
		r.clusters.mu.Unlock()
		must(r.StartNew(context.Background(), "p", "x.Sink", ""))(t)
		r.clusters.mu.Lock()
		r.clusters.worker, r.clusters.generation = other, 2
		r.clusters.mu.Unlock()
		v := must(r.StartNew(context.Background(), "p", "x.Sink", ""))(t)
		if _, ok := v.Shape.Field("topics.regex"); ok || other.count("definitions") != 1 {
			t.Errorf("topics.regex of the old address: %v; asked %d times", ok, other.count("definitions"))
		}
	})
}

func TestADeletedProfileSendsNothingAndLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.reviewed()
		r.clusters.change(func(c *clusters) { c.deleted = true })
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || r.worker.count("put") != 0 {
			t.Errorf("saved: %+v", res)
		}
		if st := must(r.Validate(context.Background(), id))(t); st.Problem == nil || st.Problem.Code != connect.CodeNotFound {
			t.Errorf("validated: %+v", st.Problem)
		}
		if got := r.config(id)["file"]; got != "/x" {
			t.Errorf("the draft lost what was typed: %q", got)
		}
	})
}

func TestAFormOpenedWithoutItsClusterLearnsWhenItIsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		time.Sleep(second)
		r.clusters.fail(errors.New("password needed"))
		r.again()
		v := must(r.Resume(context.Background(), id))(t)
		if v.From != editing.FromNowhere {
			t.Fatalf("from %s", v.From)
		}
		r.clusters.change(func(c *clusters) { c.err = nil })
		r.Seen("p", present)
		time.Sleep(second)
		if v := must(r.View(id))(t); v.From != editing.FromDefinitions || v.Problem != nil {
			t.Errorf("from %s, problem %v", v.From, v.Problem)
		}
	})
}

func TestAChangeMadeElsewhereIsSaidBeforeTheReview(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		time.Sleep(40 * second)
		if must(r.State(id))(t).Conflict {
			t.Fatal("said although nothing changed")
		}
		theirs := stored()
		theirs["tasks.max"] = "9"
		r.worker.store("orders", theirs)
		time.Sleep(40 * second)
		if !must(r.State(id))(t).Conflict {
			t.Error("not said")
		}
		r.worker.store("orders", stored())
		time.Sleep(40 * second)
		if must(r.State(id))(t).Conflict {
			t.Error("still said after it was changed back")
		}
	})
}
