package editing_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

func TestAnEditIsResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "file", "/x")
		if again := r.startEdit(); again != id {
			t.Error("two forms for one edit")
		}
		r.again()
		if again := r.startEdit(); again != id || r.config(id)["file"] != "/x" {
			t.Error("the edit that was begun is not resumed")
		}
		copied := must(r.StartCopy(context.Background(), "p", "orders"))(t)
		if copied.Draft == id || copied.Mode != connect.DraftCreate || r.config(copied.Draft)["name"] != "" {
			t.Errorf("copy = %+v", copied.Draft)
		}
		r.set(copied.Draft, "name", "orders")
		if again := r.startEdit(); again != id {
			t.Error("a new connector of the same name was opened instead of the edit")
		}
	})
}

func TestASavedEditIsNotResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "file", "/x")
		must(r.Review(context.Background(), id))(t)
		must(r.Save(context.Background(), id, false))(t)
		r.again()
		r.worker.change("orders", "file", "/by somebody else")
		if again := r.startEdit(); again == id || r.config(again)["file"] != "/by somebody else" {
			t.Error("an edit begins with a draft that was saved before")
		}
		if r.store.draft(id).ID != "" {
			t.Error("the saved draft is still stored")
		}
	})
}

func TestAnEditWhoseSaveIsNotCompleteIsResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored, func(r *rig) { r.deps.Write = slow{} })
		id := r.startEdit()
		r.set(id, "file", "/x")
		must(r.Review(context.Background(), id))(t)
		must(r.Save(context.Background(), id, false))(t)
		if again := r.startEdit(); again != id {
			t.Error("another form was opened while the service saves")
		}
		r.again()
		if again := r.startEdit(); again != id || r.config(again)["file"] != "/x" {
			t.Error("the edit is lost, although the service may still fail to save it")
		}
		r.again()
		if v := must(r.Resume(context.Background(), id))(t); v.Draft != id || r.config(id)["file"] != "/x" {
			t.Error("the draft is lost, although the service may still fail to save it")
		}
	})
}

func TestTheNewestOfTwoDraftsIsResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		for i, id := range []connect.DraftID{"old", "new"} {
			config := stored()
			config["file"] = string(id)
			r.store.drafts[id] = connect.Draft{
				ID: id, Profile: "p", Mode: connect.DraftEdit, Name: "orders", Class: "x.Sink", Base: stored(), Config: config, SavedAt: time.Now().Add(time.Duration(i) * time.Hour),
			}
		}
		v := must(r.StartEdit(context.Background(), "p", "orders"))(t)
		if v.Draft != "new" || len(v.Notes) != 1 || !strings.Contains(v.Notes[0], "2 drafts") {
			t.Errorf("draft %s, notes %v", v.Draft, v.Notes)
		}
	})
}

func TestAChangeMadeWhileTheAppWasClosedIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		id := r.startEdit()
		r.set(id, "file", "/x")
		r.again()
		r.worker.change("orders", "tasks.max", "5")
		if v := must(r.Resume(context.Background(), id))(t); !v.State.Conflict || v.State.Gone {
			t.Errorf("state = %+v", v.State)
		}
		r.again()
		r.worker.store("orders", nil)
		if v := must(r.Resume(context.Background(), id))(t); !v.State.Gone {
			t.Errorf("state = %+v", v.State)
		}
	})
}

func TestMissingSecretsOfAnEditAreReadFromTheWorkerUnlessTheyWereTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			config := stored()
			config["other.password"] = "s3cr3t-2"
			r.worker.store("orders", config)
		})
		id := r.startEdit()
		r.set(id, "other.password", "s3cr3t-typed")
		r.Shutdown(context.Background())
		d := r.store.drafts[id] // what a store without a keyring gives back
		for _, key := range []string{"other.password", "connection.password"} {
			delete(d.Config, key)
			delete(d.Base, key)
			d.MissingSecrets = append(d.MissingSecrets, key)
		}
		r.store.drafts[id] = d
		r.again()

		v := must(r.Resume(context.Background(), id))(t)
		if diff := cmp.Diff([]string{"other.password"}, v.MissingSecrets); diff != "" {
			t.Error("asked again (-want +got):", diff)
		}
		if got := r.config(id); got["connection.password"] != "s3cr3t-1" {
			t.Error("an untouched secret is not the stored one")
		}
		if v.State.Conflict {
			t.Error("a missing secret counts as a change made elsewhere")
		}
		must(r.Review(context.Background(), id))(t)
		if res := must(r.Save(context.Background(), id, false))(t); res.Problem == nil || res.Problem.Code != connect.CodeMaskedValue {
			t.Errorf("saved without the secret: %+v", res)
		}
		if st := r.set(id, "other.password", "s3cr3t-typed"); slices.Contains(keysOf(st.Problems, form.SeverityError), "other.password") {
			t.Error("it is still asked for")
		}
	})
}

func TestADraftOpensWithoutItsCluster(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		r.again()
		r.clusters.fail(errors.New("password needed"))
		v := must(r.Resume(context.Background(), id))(t)
		if v.DefinitionsFrom != catalog.FromNowhere || v.Problem.Code == "" {
			t.Errorf("view = %+v", v)
		}
		if r.set(id, "file", "x"); r.config(id)["topics"] != "a" {
			t.Error("the draft cannot be used")
		}
		if res := must(r.Create(context.Background(), id, ""))(t); res.Problem == nil {
			t.Error("created on nothing")
		}
	})
}

func TestAMissingPluginOpensWithRawKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored, func(r *rig) { r.worker.defsErr = connect.Errorf(connect.CodeNotFound, "Unknown plugin") })
		v := must(r.StartEdit(context.Background(), "p", "orders"))(t)
		if v.DefinitionsFrom != catalog.FromNowhere || v.Problem.Code != connect.CodeNotFound || len(v.Fields) != len(stored()) {
			t.Errorf("view = %+v, problem %v", v, v.Problem)
		}
		time.Sleep(second)
		if r.worker.count("validate") != 0 {
			t.Error("the worker was asked about a plugin it has not")
		}
		if st := v.State; len(st.Problems) != 0 || st.Check != editing.CheckNone {
			t.Errorf("state = %+v", st)
		}
	})
}

func TestACorrectedClassLoadsItsDefinitions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) { r.worker.defsErr = connect.Errorf(connect.CodeNotFound, "Unknown plugin") })
		id := must(r.StartNew(context.Background(), "p", "x.Sonk", ""))(t).Draft
		r.worker.defsErr = nil
		r.set(id, "connector.class", "x.Sink")
		time.Sleep(second)
		if v := must(r.View(id))(t); v.DefinitionsFrom != catalog.FromDefinitions || v.Type != connect.TypeSink || v.Problem.Code != "" {
			t.Errorf("view = %+v", v)
		}
	})
}

func TestAnotherVersionLoadsItsDefinitions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		synctest.Wait()
		r.worker.defs = append(sinkDefinitions(), connect.Definition{Name: "only.in.2", Group: "Writer", Type: connect.FieldString})
		r.set(id, "connector.plugin.version", "2")
		time.Sleep(second)
		if v := must(r.View(id))(t); !has(v, "only.in.2") || r.worker.count("definitions 2") != 1 {
			t.Errorf("calls = %v", r.worker.log())
		}
		r.worker.defsErr = connect.Errorf(connect.CodeUnreachable, "down")
		r.set(id, "connector.plugin.version", "3")
		time.Sleep(second)
		if v := must(r.View(id))(t); v.DefinitionsFrom != catalog.FromDefinitions || !has(v, "only.in.2") {
			t.Error("a failed request removed the definitions")
		}
	})
}

// Before 3.2 definitions come from a validate with stand-ins, which must be
// seen nowhere else. So they do before 3.5, whose definitions lack the
// framework's settings.
func TestOldWorkersReturnDefinitionsByValidate(t *testing.T) {
	for name, lacks := range map[string][]worker.Feature{
		"no definitions":         {worker.Definitions, worker.WholeDefinitions, worker.ValidateBare},
		"incomplete definitions": {worker.WholeDefinitions, worker.ValidateBare},
	} {
		t.Run(name, func(t *testing.T) { definitionsByValidate(t, lacks) })
	}
}

func definitionsByValidate(t *testing.T, lacks []worker.Feature) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) { r.worker.Lack(lacks...) })
		r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
			if config["name"] == "" || (config["topics"] == "" && config["topics.regex"] == "") {
				return connect.Validation{}, &connect.Error{Code: connect.CodeWorker, Text: "It threw.", Status: 500}
			}
			return r.worker.echo(config, form.Finding{Key: "name", Text: "Invalid value"}, form.Finding{Key: "topics", Text: "Invalid value"}), nil
		}
		v := r.startNew()
		if v.DefinitionsFrom != catalog.FromValidate || len(v.Fields) != 9 || v.State.Errors != 0 {
			t.Errorf("view = %+v", v)
		}
		for _, p := range v.State.Problems {
			if p.Source == form.SourceWorker {
				t.Errorf("a problem about a stand-in: %+v", p)
			}
		}
		time.Sleep(second)
		if n := r.worker.count("validate"); n != 1 {
			t.Errorf("%d validates, want the one for the definitions: without topics the worker would throw", n)
		}
		id := v.Draft
		must(r.Set(id, []editing.Edit{{Key: "name", Text: "a"}, {Key: "topics", Text: "t"}}))(t)
		must(r.Create(context.Background(), id, ""))(t)
		if got := r.worker.created[0]; !got.Equal(connect.Config{"name": "a", "topics": "t", "connector.class": "x.Sink"}) {
			t.Errorf("created with %v", got)
		}
		r.startNew()
		if n := r.worker.count("validate"); n > 3 {
			t.Errorf("definitions are asked for again: %d validates", n)
		}
	})
}

func TestOnlyAnOlderVersionIsPinned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		for _, version := range []string{"3.9.1", "3.10.0", "3.9.1"} {
			r.worker.pluginList = append(r.worker.pluginList, connect.Plugin{Class: "x.Sink", Type: connect.KindSink, Version: version})
		}
		list := must(r.Plugins(context.Background(), "p"))(t)
		if len(list) != 2 || list[0].Version != "3.10.0" {
			t.Errorf("plugins = %+v", list)
		}
		for version, want := range map[string]string{"3.10.0": "", "3.9.1": "3.9.1", "": ""} {
			id := must(r.StartNew(context.Background(), "p", "x.Sink", version))(t).Draft
			if got := r.config(id)["connector.plugin.version"]; got != want {
				t.Errorf("version %q: pinned %q, want %q", version, got, want)
			}
		}
	})
}

func TestFacts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored, func(r *rig) {
			r.deps.Live = func(connect.ProfileID) []editing.Live {
				return []editing.Live{{Name: "orders", Class: "x.Sink", Verdict: "running", Set: 6}, {Name: "other", Class: "y.Other"}}
			}
		})
		r.filled("draft")
		time.Sleep(second)
		f := must(r.Facts(context.Background(), "p", "x.Sink", ""))(t)
		if f.Settings != 9 || f.Required != 2 || f.Ungrouped != 1 || len(f.Starts) != 2 || f.Starts[0].Name != "draft" || f.Starts[1].Name != "orders" {
			t.Errorf("facts = %+v", f)
		}
		if diff := cmp.Diff([]string{"Name, tasks and topics", "General", "Writer"}, f.Groups); diff != "" {
			t.Error(diff)
		}
		if n := r.worker.count("definitions"); n != 1 {
			t.Errorf("definitions asked for %d times", n)
		}
	})
}

func TestConfigView(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, withStored)
		v := must(r.ConfigView(context.Background(), "p", "orders"))(t)
		for _, value := range v.Values {
			if strings.Contains(value.Text, "s3cr3t") || value.Changed {
				t.Errorf("%+v", value)
			}
		}
		if got := must(r.RevealStored(context.Background(), "p", "orders", "connection.password"))(t); got != "s3cr3t-1" {
			t.Errorf("revealed %q", got)
		}
		if r.store.len() != 0 || r.worker.count("") != 3 {
			t.Errorf("looking made a draft or asked too much: %v", r.worker.log())
		}
	})
}

func TestDeletedConfigsAreRecreatedFromTheForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			r.deps.Deleted = func(context.Context, string) (editing.Deleted, error) {
				config := stored()
				delete(config, "connection.password")
				return editing.Deleted{Profile: "p", Name: "orders", Config: config, MissingSecrets: []string{"connection.password"}}, nil
			}
		})
		v := must(r.StartDeleted(context.Background(), "d1"))(t)
		if v.Name != "orders" || v.Mode != connect.DraftCreate || !slices.Contains(keysOf(v.State.Problems, form.SeverityFill), "connection.password") {
			t.Errorf("draft %+v, problems %+v", v.Draft, v.State.Problems)
		}
	})
}
