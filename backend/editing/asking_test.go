package editing_test

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
)

func TestOneRequestOpensAFormAndValidateRunsInTheBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.worker.validate = func(ctx context.Context, _ connect.Config) (connect.Validation, error) {
			<-ctx.Done()
			return connect.Validation{}, ctx.Err()
		}
		v := r.startNew()
		if v.DefinitionsFrom != catalog.FromDefinitions || v.Type != connect.TypeSink || len(v.Fields) != 9 {
			t.Errorf("view = %+v", v)
		}
		if st := v.State; st.Errors != 0 || st.ToFill == 0 {
			t.Errorf("a fresh form has errors %d, to fill %d; want none and some", st.Errors, st.ToFill)
		}
		synctest.Wait()
		if got := r.worker.log(); !slices.Equal(got, []string{"definitions ", "validate"}) {
			t.Errorf("calls = %v", got)
		}
		if st := must(r.State(v.Draft))(t); st.Check != editing.CheckRunning {
			t.Errorf("phase = %s, want running", st.Check)
		}
		if diff := r.worker.asked()[0]; !diff.Equal(connect.Config{"connector.class": "x.Sink"}) {
			t.Errorf("validated %v, want the draft and nothing else", diff)
		}
	})
}

func TestTheWorkerIsAskedWhenTheDraftRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		time.Sleep(second)
		before := r.worker.count("validate")
		for _, text := range []string{"a", "ab", "abc"} {
			r.set(id, "file", text)
			time.Sleep(400 * time.Millisecond)
		}
		if n := r.worker.count("validate"); n != before {
			t.Errorf("asked %d times while typing", n-before)
		}
		time.Sleep(200 * time.Millisecond)
		if n := r.worker.count("validate"); n != before+1 {
			t.Errorf("asked %d times after typing, want once", n-before)
		}
		if got := r.worker.asked()[before]["file"]; got != "abc" {
			t.Errorf("asked about %q, want the newest", got)
		}
		if st := must(r.State(id))(t); st.Check != editing.CheckDone {
			t.Errorf("phase = %s, want done", st.Check)
		}
	})
}

func TestAnEditCancelsAndALateAnswerIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		var canceled atomic.Int32
		r.worker.validate = func(ctx context.Context, config connect.Config) (connect.Validation, error) {
			select {
			case <-ctx.Done():
				canceled.Add(1)
			case <-time.After(second):
			}
			time.Sleep(300 * time.Millisecond) // the answer was on its way
			return r.worker.echo(config, form.Finding{Key: "file", Text: "about " + config["file"]}), nil
		}
		id := r.startNew().Draft
		time.Sleep(100 * time.Millisecond)
		r.set(id, "file", "one")
		time.Sleep(600 * time.Millisecond)
		r.set(id, "file", "two")
		time.Sleep(3 * second)
		if canceled.Load() != 2 {
			t.Errorf("%d calls were cancelled, want 2", canceled.Load())
		}
		st := must(r.State(id))(t)
		if len(st.Problems) == 0 || st.Check != editing.CheckDone {
			t.Fatalf("state = %+v", st)
		}
		for _, p := range st.Problems {
			if p.Source == form.SourceWorker && p.Text != "about two" {
				t.Errorf("a late answer counts: %q", p.Text)
			}
		}
		if r.worker.most != 1 {
			t.Errorf("%d calls at a time", r.worker.most)
		}
	})
}

func TestWhenTheWorkerIsNotAskedByItself(t *testing.T) {
	answer := func(took time.Duration, findings ...form.Finding) func(*rig) {
		return func(r *rig) {
			r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
				time.Sleep(took)
				return r.worker.echo(config, findings...), nil
			}
		}
	}
	cases := []struct {
		name   string
		tune   func(*rig)
		edit   editing.Edit
		reason editing.ManualReason
	}{
		{"production", func(r *rig) { r.clusters.profile.Environment = connect.EnvProduction }, editing.Edit{Key: "file", Text: "a"}, editing.ReasonProduction},
		{"switched off", func(r *rig) { r.settings = editing.Settings{OnProduction: true} }, editing.Edit{Key: "file", Text: "a"}, editing.ReasonOff},
		{"slow", answer(2100 * time.Millisecond), editing.Edit{Key: "file", Text: "a"}, editing.ReasonSlow},
		{"a secret was refused", answer(0, form.Finding{Key: "connection.password", Text: "no"}), editing.Edit{Key: "connection.password", Text: "a"}, editing.ReasonLogin},
		{"a connection failed", answer(0, form.Finding{Key: "connection.url", Text: "no"}), editing.Edit{Key: "connection.url", Text: "a"}, editing.ReasonLogin},
		{"nothing was tried yet", answer(0, form.Finding{Key: "connection.url", Text: "A value is required"}), editing.Edit{Key: "file", Text: "a"}, ""},
		{"another key", answer(0, form.Finding{Key: "file", Text: "no"}), editing.Edit{Key: "file", Text: "a"}, ""},
		{"it throws for want of a login", func(r *rig) {
			r.worker.validate = func(context.Context, connect.Config) (connect.Validation, error) {
				return connect.Validation{}, &connect.Error{Code: connect.CodeWorker, Text: "It threw.", Worker: "Access denied for user", Status: 500}
			}
		}, editing.Edit{Key: "file", Text: "a"}, editing.ReasonLogin},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, c.tune)
				id := r.startNew().Draft
				must(r.Set(id, []editing.Edit{c.edit}))(t)
				time.Sleep(10 * second)
				st := must(r.State(id))(t)
				if st.Checks.Reason != c.reason || st.Checks.Auto != (c.reason == "") {
					t.Errorf("asks = %+v, want reason %q", st.Checks, c.reason)
				}
				before := r.worker.count("validate")
				r.set(id, "file", "b")
				time.Sleep(10 * second)
				if asked := r.worker.count("validate") > before; asked != (c.reason == "") {
					t.Errorf("validated without being asked: %v", asked)
				}
				before = r.worker.count("validate")
				must(r.Validate(context.Background(), id))(t)
				if r.worker.count("validate") != before+1 {
					t.Error("Validate must always ask")
				}
			})
		})
	}
}

func TestProductionCanBeSwitchedOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			r.clusters.profile.Environment = connect.EnvProduction
			r.settings.OnProduction = true
		})
		r.startNew()
		synctest.Wait()
		if r.worker.count("validate") != 1 {
			t.Error("not asked on production though it is switched on")
		}
	})
}

func TestTheWorkerIsNotAskedWhileASecretIsTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		time.Sleep(second)
		before := r.worker.count("validate")
		must(r.Focus(id, "connection.password"))(t)
		r.set(id, "connection.password", "half")
		time.Sleep(10 * second)
		if n := r.worker.count("validate"); n != before {
			t.Error("a half-typed secret was sent")
		}
		if st := must(r.State(id))(t); st.Check != editing.CheckWaiting {
			t.Errorf("phase = %s, want waiting", st.Check)
		}
		must(r.Focus(id, "file"))(t)
		time.Sleep(second)
		if n := r.worker.count("validate"); n != before+1 {
			t.Error("not asked after the secret was left")
		}
	})
}

func TestAThrowingPluginLeavesTheFormUsable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		must(r.Set(id, []editing.Edit{{Key: "connection.url", Text: "${file:/a:u}"}, {Key: "transforms.x.type", Text: "a.B"}}))(t)
		extra := connect.Definition{Name: "transforms.x.type", Group: "Transforms: x", Type: connect.FieldClass}
		r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
			v := r.worker.echo(config)
			v.Configs = append(v.Configs, connect.ValidatedKey{Definition: &extra})
			return v, nil
		}
		must(r.Validate(context.Background(), id))(t)
		r.worker.validate = func(context.Context, connect.Config) (connect.Validation, error) {
			return connect.Validation{}, &connect.Error{Code: connect.CodeWorker, Text: "The plugin threw.", Worker: "cannot use connection.url: resolved-secret", Status: 500}
		}
		st := must(r.Validate(context.Background(), id))(t)
		if st.Check != editing.CheckFailed || st.Problem.Text != "The plugin threw." {
			t.Fatalf("state = %+v", st)
		}
		if strings.Contains(st.Problem.Worker, "resolved-secret") {
			t.Errorf("the words of the worker leak: %q", st.Problem.Worker)
		}
		v := must(r.View(id))(t)
		if f, ok := field(v, "transforms.x.type"); !ok || f.Unknown {
			t.Error("the last good definitions are lost")
		}
		if st := r.set(id, "file", "x"); st.Problem.Code != "" {
			t.Error("the problem of the validation still shows after the draft changed")
		}
	})
}

func TestValidateCanBeCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) { r.settings.WhileTyping = false })
		r.worker.validate = func(ctx context.Context, _ connect.Config) (connect.Validation, error) {
			<-ctx.Done()
			return connect.Validation{}, ctx.Err()
		}
		id := r.startNew().Draft
		ctx, cancel := context.WithTimeout(context.Background(), second)
		defer cancel()
		st, err := r.Validate(ctx, id)
		if err == nil || st.Check == editing.CheckRunning {
			t.Errorf("err %v, phase %s", err, st.Check)
		}
	})
}

func TestErrorsWithoutAFieldGoOnTop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
			v := r.worker.echo(config)
			v.ErrorCount = 3
			return v, nil
		}
		id := r.startNew().Draft
		if st := must(r.Validate(context.Background(), id))(t); st.Problem.Code == "" {
			t.Error("three errors, and no problem is shown")
		}
	})
}
