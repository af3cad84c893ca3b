package editing_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
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

func TestAnOpenFormOfAProfileMadeReadOnlySendsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.reviewed()
		r.clusters.change(func(c *clusters) { c.profile.Denied = connect.DeniedAll() })
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeReadOnly || r.worker.count("put") != 0 {
			t.Errorf("saved: %+v", res)
		}
		r.clusters.change(func(c *clusters) { c.profile.Denied = connect.Denied{} })
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
		r.ClusterChanged("p", present)
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
		r.ClusterChanged("p", present)
		time.Sleep(second)
		if _, ok := field(must(r.View(id))(t), "only.there"); !ok {
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
		if _, ok := field(fresh, "only.there"); !ok {
			t.Error("a new form shows the settings of the old address")
		}
	})
}

func TestALateDefinitionFromTheOldAddressIsDropped(t *testing.T) {
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
		if _, ok := field(v, "topics.regex"); ok || other.count("definitions") != 1 {
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
		if st := must(r.Validate(context.Background(), id))(t); st.Problem.Code != connect.CodeNotFound {
			t.Errorf("validated: %+v", st.Problem)
		}
		if got := r.config(id)["file"]; got != "/x" {
			t.Errorf("the draft lost what was typed: %q", got)
		}
	})
}

func TestAFormOpenedWithoutItsClusterUpdatesWhenItIsReachable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		time.Sleep(second)
		r.clusters.fail(errors.New("password needed"))
		r.again()
		v := must(r.Resume(context.Background(), id))(t)
		if v.DefinitionsFrom != catalog.FromNowhere {
			t.Fatalf("from %s", v.DefinitionsFrom)
		}
		r.clusters.change(func(c *clusters) { c.err = nil })
		r.ClusterChanged("p", present)
		time.Sleep(second)
		if v := must(r.View(id))(t); v.DefinitionsFrom != catalog.FromDefinitions || v.Problem.Code != "" {
			t.Errorf("from %s, problem %v", v.DefinitionsFrom, v.Problem)
		}
	})
}

func TestAChangeMadeElsewhereShowsBeforeTheReview(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		time.Sleep(40 * second)
		if must(r.State(id))(t).Conflict {
			t.Fatal("a conflict shows although nothing changed")
		}
		theirs := stored()
		theirs["tasks.max"] = "9"
		r.worker.store("orders", theirs)
		time.Sleep(40 * second)
		if !must(r.State(id))(t).Conflict {
			t.Error("the change made elsewhere does not show")
		}
		r.worker.store("orders", stored())
		time.Sleep(40 * second)
		if must(r.State(id))(t).Conflict {
			t.Error("the conflict still shows after it was changed back")
		}
	})
}
