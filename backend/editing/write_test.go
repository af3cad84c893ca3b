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
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

func TestCreateSendsTheDraftAndNothingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		time.Sleep(second) // the worker has echoed defaults for every key
		res := must(r.Create(context.Background(), id, connect.InitialPaused))(t)
		if res.Landed != worker.LandedYes || res.Problem != nil || res.Name != "a" {
			t.Fatalf("result = %+v", res)
		}
		want := connect.Config{"name": "a", "connector.class": "x.Sink", "topics": "a", "connection.password": "s3cr3t-1"}
		if got := r.worker.created[0]; !got.Equal(want) || r.worker.states[0] != connect.InitialPaused {
			t.Errorf("sent %v %s, want %v PAUSED", got, r.worker.states[0], want)
		}
		time.Sleep(second)
		if r.store.len() != 1 {
			t.Fatal("the draft must stay until the connector has settled")
		}
		if err := r.Settled(context.Background(), id); err != nil || r.store.len() != 0 {
			t.Errorf("settled: %v, %d drafts are stored", err, r.store.len())
		}
	})
}

func TestRunningIsNotSentAsAState(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) { r.worker.Lack(worker.InitialState) })
		id := r.filled("a")
		if res := must(r.Create(context.Background(), id, connect.InitialStopped))(t); res.Problem == nil || res.Problem.Code != connect.CodeUnsupported {
			t.Errorf("STOPPED where it is not possible: %+v", res)
		}
		must(r.Create(context.Background(), id, connect.InitialRunning))(t)
		if len(r.worker.states) != 1 || r.worker.states[0] != "" {
			t.Errorf("states sent: %v", r.worker.states)
		}
	})
}

func TestCreateRefusesWithoutSending(t *testing.T) {
	cases := []struct {
		name string
		tune func(*rig)
		edit editing.Edit
		code connect.Code
	}{
		{"bad name", nil, editing.Edit{Key: "name", Text: "a/b"}, connect.CodeInvalid},
		{"no name", nil, editing.Edit{Key: "name", Unset: true}, connect.CodeInvalid},
		{"local problem", nil, editing.Edit{Key: "flush.size", Text: "many"}, connect.CodeInvalid},
		{"both topics", nil, editing.Edit{Key: "topics.regex", Text: "a.*"}, connect.CodeInvalid},
		{"the name exists", func(r *rig) { r.worker.store("a", connect.Config{}) }, editing.Edit{Key: "file", Text: "x"}, connect.CodeExists},
		{"read-only", func(r *rig) { r.clusters.profile.Denied = connect.DeniedAll() }, editing.Edit{Key: "file", Text: "x"}, connect.CodeReadOnly},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if c.tune == nil {
					c.tune = func(*rig) {}
				}
				r := newRig(t, c.tune)
				id := r.filled("a")
				synctest.Wait()
				must(r.Set(id, []editing.Edit{c.edit}))(t)
				res := must(r.Create(context.Background(), id, ""))(t)
				if res.Problem == nil || res.Problem.Code != c.code || res.Landed != worker.LandedNo || r.worker.count("create") != 0 {
					t.Errorf("result %+v, problem %+v, sent %d", res, res.Problem, r.worker.count("create"))
				}
				if st := must(r.State(id))(t); st.ToFill != 0 {
					t.Error("after an attempt nothing may be quiet")
				}
			})
		})
	}
}

func TestCreateDistinguishesFailures(t *testing.T) {
	timeout := connect.Errorf(connect.CodeTimeout, "The time limit ran out.")
	cases := []struct {
		name   string
		err    error
		before func(w *fake, config connect.Config) // what really happened on the worker
		landed worker.Landed
		code   connect.Code
		drops  bool
	}{
		{"exists", connect.Errorf(connect.CodeExists, "409"), nil, worker.LandedNo, connect.CodeExists, false},
		{"rebalance", connect.Errorf(connect.CodeRebalancing, "409"), nil, worker.LandedNo, connect.CodeRebalancing, false},
		{"unreachable", connect.Errorf(connect.CodeUnreachable, "no"), nil, worker.LandedNo, connect.CodeUnreachable, false},
		{"time-out, it landed", timeout, func(w *fake, c connect.Config) { w.store("a", c) }, worker.LandedYes, "", true},
		{"time-out, it did not", timeout, func(*fake, connect.Config) {}, worker.LandedNo, connect.CodeTimeout, false},
		{"time-out, somebody else's", timeout, func(w *fake, _ connect.Config) { w.store("a", connect.Config{"file": "theirs"}) }, worker.LandedNo, connect.CodeExists, false},
		{"time-out, verifying fails as well", timeout, func(w *fake, _ connect.Config) { w.readErr = timeout }, worker.LandedUnknown, connect.CodeTimeout, false},
		{"500, it landed", &connect.Error{Code: connect.CodeWorker, Text: "500", Status: 500}, func(w *fake, c connect.Config) { w.store("a", c) }, worker.LandedYes, "", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				id := r.filled("a")
				r.worker.create = func(_ context.Context, _ string, config connect.Config) error {
					if c.before != nil {
						c.before(r.worker, config)
					}
					return c.err
				}
				res := must(r.Create(context.Background(), id, ""))(t)
				var code connect.Code
				if res.Problem != nil {
					code = res.Problem.Code
				}
				if res.Landed != c.landed || code != c.code || res.Text == "" {
					t.Errorf("landed %s, code %q, text %q; want %s, %q", res.Landed, code, res.Text, c.landed, c.code)
				}
				verified := r.worker.count("connector") > 0
				if verified != (c.before != nil) {
					t.Errorf("verified: %v", verified)
				}
				time.Sleep(second)
				if sent := !r.store.draft(id).SentAt.IsZero(); sent != c.drops {
					t.Errorf("noted as sent: %v", sent)
				}
			})
		})
	}
}

func TestARefusedCreateShowsAtItsFields(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) { r.settings.WhileTyping = false })
		id := r.filled("a")
		r.worker.create = func(context.Context, string, connect.Config) error {
			return &connect.Error{Code: connect.CodeInvalid, Text: "Refused.", Worker: "Invalid value s3cr3t-1 for configuration connection.password: too short", Status: 400}
		}
		r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
			return r.worker.echo(config, form.Finding{Key: "topics", Text: "Invalid value a for configuration topics: No such topic"}), nil
		}
		res := must(r.Create(context.Background(), id, ""))(t)
		if res.Problem == nil || strings.Contains(res.Problem.Worker, "s3cr3t") {
			t.Errorf("problem = %+v", res.Problem)
		}
		if st := must(r.State(id))(t); !slices.Equal(keysOf(st.Problems, form.SeverityError), []string{"topics"}) {
			t.Errorf("problems = %+v", st.Problems)
		}
	})
}

func TestMasksAreRefusedAndNothingOfTheCallIsApplied(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		_, err := r.Set(id, []editing.Edit{{Key: "file", Text: "x"}, {Key: "connection.password", Text: "********"}})
		if connect.CodeOf(err) != connect.CodeMaskedValue {
			t.Errorf("err = %v", err)
		}
		if got := r.config(id); got["connection.password"] != "s3cr3t-1" || got["file"] != "" {
			t.Errorf("draft = %v", got)
		}
	})
}

func TestSecretsAreHiddenAndRevealedOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		for _, v := range must(r.View(id))(t).Values {
			if strings.Contains(v.Text, "s3cr3t") {
				t.Errorf("%s is shown", v.Key)
			}
		}
		if got := must(r.Reveal(id, "connection.password"))(t); got != "s3cr3t-1" {
			t.Errorf("revealed %q", got)
		}
		if _, err := r.Reveal(id, "file"); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("revealing nothing: %v", err)
		}
	})
}
