package editing_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

func stored() connect.Config {
	return connect.Config{"name": "orders", "connector.class": "x.Sink", "topics": "a,b", "connection.password": "s3cr3t-1", "tasks.max": "2", "custom.key": " 1 "}
}

func withStored(r *rig) {
	r.worker.store("orders", stored())
	r.worker.runs("orders", connect.StateRunning, 1)
}

func (r *rig) startEdit() connect.DraftID {
	r.t.Helper()
	return must(r.StartEdit(context.Background(), "p", "orders"))(r.t).Draft
}

func TestEditSavesTheWholeConfigWithUntouchedSecrets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		synctest.Wait()
		r.set(id, "file", "/x")
		if _, err := r.Set(id, []editing.Edit{{Key: "name", Text: "other"}}); connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("renaming a connector: %v", err)
		}
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeConflict {
			t.Errorf("saved without a review: %+v", res)
		}
		rev := must(r.Review(context.Background(), id))(t)
		if rev.Restart != "Restarts the connector; its task restarts if its settings change." || rev.Button != "Save and restart 1 task" || rev.OfferTask || rev.Same {
			t.Errorf("review = %+v", rev)
		}
		if !slices.Contains(rev.Checks, model.Fact{State: model.CheckInfo, Text: "Runs 1 task now, tasks.max is 2"}) {
			t.Errorf("facts = %v", rev.Checks)
		}
		res := must(r.Save(context.Background(), id, true))(t)
		want := stored()
		want["file"] = "/x"
		if got := r.worker.get("orders"); res.Landed != worker.LandedYes || !got.Equal(want) {
			t.Errorf("saved %v (%+v), want %v", got, res, want)
		}
		if r.worker.count("restart orders true") != 1 {
			t.Error("the tasks were not restarted")
		}
	})
}

func TestWhatIsTypedAfterASaveIsNotDroppedWithTheDraft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "file", "/x")
		must(r.Review(context.Background(), id))(t)
		must(r.Save(context.Background(), id, false))(t)
		if st := r.set(id, "file", "/y"); st.Changed != 1 {
			t.Errorf("%d changed since the save, want 1", st.Changed)
		}
		if err := r.Settled(context.Background(), id); err != nil {
			t.Fatal(err)
		}
		if got := r.config(id)["file"]; got != "/y" {
			t.Errorf("file = %q", got)
		}
		if rev := must(r.Review(context.Background(), id))(t); len(rev.Conflicts) != 0 {
			t.Errorf("our own save counts as a change made elsewhere: %+v", rev.Conflicts)
		}
	})
}

// slow takes every change; its cluster goes on with it after the answer.
type slow struct{}

func (slow) Do(_ context.Context, c worker.Change) (worker.Outcome, error) {
	return worker.Outcome{Name: c.Name, Landed: worker.LandedYes, Receipt: worker.Receipt{Operation: "op-1"}}, nil
}

// sender records what is sent.
type sender struct{ sent []worker.Change }

func (s *sender) Do(_ context.Context, c worker.Change) (worker.Outcome, error) {
	s.sent = append(s.sent, c)
	return worker.Outcome{Name: c.Name, Landed: worker.LandedYes}, nil
}

// What follows a change masks these in the words of the cluster.
func TestAChangeNamesItsSecrets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &sender{}
		r := newRig(t, withStored, func(r *rig) { r.deps.Write = to })
		id := r.startEdit()
		r.set(id, "connection.password", "another")
		must(r.Review(context.Background(), id))(t)
		must(r.Save(context.Background(), id, false))(t)
		if len(to.sent) != 1 || !slices.Equal(to.sent[0].Secrets, []string{"connection.password"}) {
			t.Errorf("sent %+v", to.sent)
		}
	})
}

// What the cluster has only begun to save is not what it has stored.
func TestAnUnfinishedSaveIsStillAChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored, func(r *rig) { r.deps.Write = slow{} })
		id := r.startEdit()
		r.set(id, "file", "/x")
		must(r.Review(context.Background(), id))(t)
		must(r.Save(context.Background(), id, false))(t)
		rev := must(r.Review(context.Background(), id))(t)
		if rev.Added != 1 || len(rev.Conflicts) != 0 {
			t.Errorf("the review after it: %+v", rev)
		}
	})
}

func TestOldWorkersRestartTaskByTask(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored, func(r *rig) {
			r.worker.Lack(worker.RestartFailed, worker.SaveRestarts)
			r.worker.runs("orders", connect.StateRunning, 2)
		})
		id := r.startEdit()
		r.set(id, "file", "/x")
		if rev := must(r.Review(context.Background(), id))(t); !rev.OfferTask {
			t.Errorf("review = %+v", rev)
		}
		must(r.Save(context.Background(), id, true))(t)
		if r.worker.count("restart orders task ") != 2 || r.worker.count("restart orders true") != 0 {
			t.Errorf("calls = %v", r.worker.log())
		}
	})
}

func TestADraftChangedAfterTheReviewIsNotSaved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "file", "/x")
		must(r.Review(context.Background(), id))(t)
		r.set(id, "file", "/y")
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeConflict || r.worker.count("put") != 0 {
			t.Errorf("result = %+v", res)
		}
	})
}

func TestAConfigChangedAfterTheReviewIsNotOverwritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "file", "/x")
		must(r.Review(context.Background(), id))(t)
		theirs := stored()
		theirs["tasks.max"] = "9"
		r.worker.store("orders", theirs)
		res := must(r.Save(context.Background(), id, false))(t)
		if res.Problem == nil || res.Problem.Code != connect.CodeConflict || r.worker.count("put") != 0 {
			t.Fatalf("result = %+v", res)
		}
		if st := must(r.State(id))(t); !st.Conflict {
			t.Error("the form does not say so")
		}
		must(r.Review(context.Background(), id))(t)
		res = must(r.Save(context.Background(), id, false))(t)
		if got := r.worker.get("orders"); res.Landed != worker.LandedYes || got["tasks.max"] != "9" || got["file"] != "/x" {
			t.Errorf("result %+v, stored %v", res, got)
		}
	})
}

func TestConflictsAreResolvedKeyByKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		must(r.Set(id, []editing.Edit{{Key: "tasks.max", Text: "1"}, {Key: "connection.password", Text: "s3cr3t-mine"}, {Key: "custom.key", Unset: true}}))(t)
		theirs := stored()
		theirs["tasks.max"], theirs["connection.password"], theirs["errors.log.enable"] = "3", "s3cr3t-theirs", "true"
		delete(theirs, "custom.key")
		r.worker.store("orders", theirs)

		rev := must(r.Review(context.Background(), id))(t)
		choices := map[string]form.Choice{}
		for _, c := range rev.Conflicts {
			choices[c.Key] = c.Choice
			if strings.Contains(c.Base+c.Theirs+c.Mine, "s3cr3t") {
				t.Errorf("%s: a secret is shown", c.Key)
			}
		}
		if len(choices) != 3 || choices["errors.log.enable"] != form.ChooseTheirs || choices["tasks.max"] != "" {
			t.Fatalf("conflicts = %v", choices)
		}
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeConflict {
			t.Errorf("saved with open conflicts: %+v", res)
		}
		must(r.Resolve(id, map[string]form.Choice{"tasks.max": form.ChooseTheirs, "connection.password": form.ChooseMine}))(t)
		must(r.Resolve(id, map[string]form.Choice{"tasks.max": form.ChooseMine}))(t) // another thought
		must(r.Resolve(id, map[string]form.Choice{"tasks.max": form.ChooseTheirs}))(t)
		if res := must(r.Save(context.Background(), id, false))(t); res.Landed != worker.LandedYes {
			t.Fatalf("result = %+v", res)
		}
		want := theirs.Clone()
		want["connection.password"] = "s3cr3t-mine"
		if got := r.worker.get("orders"); !got.Equal(want) {
			t.Errorf("saved %v, want %v", got, want)
		}
	})
}

func TestReviewNeverShowsASecret(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "connection.password", "s3cr3t-2")
		for _, l := range must(r.Review(context.Background(), id))(t).Lines {
			if strings.Contains(l.Before+l.After+strings.Join(l.Items, "")+strings.Join(l.Items2, ""), "s3cr3t") {
				t.Errorf("%s: %+v", l.Key, l)
			}
			if l.Key == "connection.password" && (l.Kind != form.DiffChanged || !l.Secret) {
				t.Errorf("%+v", l)
			}
		}
	})
}

func TestAConnectorDeletedElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "file", "/x")
		r.worker.store("orders", nil)
		r.ClusterChanged("p", func(string) bool { return false })
		v := must(r.View(id))(t)
		if !v.State.Gone || len(v.StartStates) != 3 {
			t.Errorf("gone %v, start states %v", v.State.Gone, v.StartStates)
		}
		if rev := must(r.Review(context.Background(), id))(t); !rev.Gone || rev.Button != "Create connector" {
			t.Errorf("review = %+v", rev)
		}
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeNotFound || r.worker.count("put") != 0 {
			t.Errorf("saved: %+v", res)
		}
		r.set(id, "name", "orders-again")
		res := must(r.Create(context.Background(), id, ""))(t)
		if got := r.worker.get("orders-again"); res.Landed != worker.LandedYes || got["file"] != "/x" || got["connection.password"] != "s3cr3t-1" {
			t.Errorf("result %+v, stored %v", res, got)
		}
	})
}

func TestASaveThatTimesOutIsVerified(t *testing.T) {
	for _, landed := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, withStored)
			id := r.startEdit()
			r.set(id, "file", "/x")
			must(r.Review(context.Background(), id))(t)
			r.worker.put = func(_ context.Context, name string, config connect.Config) error {
				if landed {
					r.worker.store(name, config)
				}
				return connect.Errorf(connect.CodeTimeout, "The time limit ran out.")
			}
			res := must(r.Save(context.Background(), id, false))(t)
			if (res.Landed == worker.LandedYes) != landed || (res.Problem == nil) != landed {
				t.Errorf("landed %v: %+v", landed, res)
			}
		})
	}
}

func TestUnsafeNamesAreNotWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) { r.worker.store("a;b", stored()) })
		id := must(r.StartEdit(context.Background(), "p", "a;b"))(t).Draft
		r.set(id, "file", "/x")
		must(r.Review(context.Background(), id))(t)
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeUnsafeName || r.worker.count("put") != 0 {
			t.Errorf("result = %+v", res)
		}
	})
}

func TestEditShowsStoredProblemsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			config := stored()
			config["flush.size"] = "many"
			r.worker.store("orders", config)
		})
		id := r.startEdit()
		time.Sleep(second)
		if st := must(r.State(id))(t); !slices.Equal(keysOf(st.Problems, form.SeverityError), []string{"flush.size"}) {
			t.Errorf("problems = %+v", st.Problems)
		}
	})
}
