package conformance

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/live"
	"sluiceway/backend/records"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

var _ editing.Drafts = (*records.Drafts)(nil)

// TestFormsOnSandbox and TestFormsOnReal open every plugin of a worker as a
// form, and take one connector through create, edit and save.
func TestFormsOnSandbox(t *testing.T) {
	_, profile := startSandbox(t)
	f := openForms(t, profile, sandboxPassword)
	f.everyPlugin(t)
	f.createEditSave(t, sandboxClasses+"file.FileStreamSinkConnector", "/data/forms.txt")
}

func TestFormsOnReal(t *testing.T) {
	address := os.Getenv("SLUICEWAY_WORKER_URL")
	if address == "" {
		t.Skip("no real worker: SLUICEWAY_WORKER_URL is not set")
	}
	profile := connect.Profile{ID: "real", URL: address, Login: connect.LoginBasic, Username: os.Getenv("SLUICEWAY_WORKER_USER"), TimeLimit: 30 * time.Second}
	f := openForms(t, profile, os.Getenv("SLUICEWAY_WORKER_PASSWORD"))
	f.everyPlugin(t)
	out := filepath.Join(os.Getenv("SLUICEWAY_WORKER_FILES"), "forms.out")
	t.Cleanup(func() { _ = os.Remove(out) })
	f.createEditSave(t, fileClasses+"FileStreamSinkConnector", out)
}

// forms is the service of open forms on a worker.
type forms struct {
	*editing.Service

	profile connect.Profile
	client  *apache.Client
}

// noDrafts stores nothing.
type noDrafts struct{}

func (noDrafts) Save(context.Context, connect.Draft) error     { return nil }
func (noDrafts) Delete(context.Context, connect.DraftID) error { return nil }
func (noDrafts) List(context.Context) ([]connect.Draft, error) { return nil, nil }
func (noDrafts) Get(context.Context, connect.DraftID) (connect.Draft, error) {
	return connect.Draft{}, connect.Errorf(connect.CodeNotFound, "No drafts are stored here.")
}

func openForms(t *testing.T, profile connect.Profile, password string) *forms {
	t.Helper()
	f := &forms{profile: profile, client: client(t, profile, password)}
	if _, err := f.client.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	view := live.New(live.Deps{
		Profiles: func(context.Context) ([]connect.Profile, error) { return []connect.Profile{profile}, nil },
		Dial:     func(connect.Profile, connect.Secrets) (worker.Worker, error) { return f.client, nil },
		Secrets: func(context.Context, connect.ProfileID) (connect.Secrets, error) {
			return connect.Secrets{connect.SecretPassword: connect.NewSecret(password)}, nil
		},
	})
	if err := view.Sync(t.Context()); err != nil { // not started: it polls nothing
		t.Fatal(err)
	}
	writer := write.New(write.Deps{Live: view})
	f.Service = editing.New(editing.Deps{Clusters: view, Write: writer, Drafts: noDrafts{}, Settings: func() editing.Settings { return editing.Settings{} }})
	t.Cleanup(func() { f.Shutdown(context.Background()); writer.Close(); view.Close() })
	return f
}

// everyPlugin opens each plugin: the form is there before anything was
// validated, nothing in it is red, a validation moves no group and puts nothing
// into the draft.
func (f *forms) everyPlugin(t *testing.T) {
	plugins, err := f.Plugins(t.Context(), f.profile.ID)
	if err != nil || len(plugins) == 0 {
		t.Fatalf("plugins: %v, %d", err, len(plugins))
	}
	for _, p := range plugins {
		t.Run(p.Short, func(t *testing.T) {
			start := time.Now()
			before, err := f.StartNew(t.Context(), f.profile.ID, p.Class, p.Version)
			if err != nil {
				t.Fatal(err)
			}
			id := before.Draft
			opened := time.Since(start)
			if before.DefinitionsFrom == catalog.FromNowhere || string(before.Type) != string(p.Type) {
				t.Errorf("from %s, type %s, want %s: %v", before.DefinitionsFrom, before.Type, p.Type, before.Problem)
			}
			for _, field := range before.Fields {
				if strings.Contains(field.Key, "%s") {
					t.Errorf("a template is shown: %s", field.Key)
				}
			}
			if before.State.Errors > 0 || before.State.Warnings > 0 {
				t.Errorf("red before anybody was there: %+v", before.State.Problems)
			}
			state, err := f.Validate(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			after, err := f.View(id)
			if err != nil {
				t.Fatal(err)
			}
			if before.DefinitionsFrom == catalog.FromDefinitions && !subsequence(groupIDs(before), groupIDs(after)) {
				t.Errorf("the answer moved the groups:\n%v\n%v", groupIDs(before), groupIDs(after))
			}
			_, config, _, err := f.Config(id)
			delete(config, "connector.plugin.version") // where an older one was chosen
			if want := (connect.Config{connect.KeyClass: p.Class}); err != nil || !config.Equal(want) {
				t.Errorf("the draft is %v, want %v", config.Keys(), want)
			}
			t.Logf("%d fields in %d groups, form %v, validate %s in %v, %d problems, check %s",
				len(before.Fields), len(before.Groups), opened.Round(time.Millisecond), state.Check, time.Duration(state.CheckTook)*time.Millisecond, len(state.Problems), problemText(state))
			if err := f.Close(t.Context(), id); err != nil {
				t.Error(err)
			}
		})
	}
}

func problemText(s editing.State) string {
	if s.Problem.Code == "" {
		return "fine"
	}
	return s.Problem.Text
}

func groupIDs(v editing.View) []string {
	ids := make([]string, len(v.Groups))
	for i, g := range v.Groups {
		ids[i] = g.ID
	}
	return ids
}

func subsequence(short, long []string) bool {
	i := 0
	for _, id := range long {
		if i < len(short) && short[i] == id {
			i++
		}
	}
	return i == len(short)
}

// createEditSave makes a connector with a mistake in its form first, and then
// changes it by an edit.
func (f *forms) createEditSave(t *testing.T, class, file string) {
	ctx := t.Context()
	name := "forms-" + time.Now().Format("150405.000")
	t.Cleanup(func() { _, _ = f.client.Delete(context.Background(), name) })
	v, err := f.StartNew(ctx, f.profile.ID, class, "")
	if err != nil {
		t.Fatal(err)
	}
	id, state := v.Draft, connect.InitialState("")
	if f.client.Features().Can(worker.InitialState) {
		state = connect.InitialStopped
	}
	f.set(t, id, editing.Edit{Key: "name", Text: name}, editing.Edit{Key: "file", Text: file}, editing.Edit{Key: "tasks.max", Text: "many"}, editing.Edit{Key: "topics", Text: "forms"})
	if res, err := f.Create(ctx, id, state); err != nil || res.Landed != worker.LandedNo || res.Problem == nil {
		t.Fatalf("created with a mistake: %+v, %v", res, err)
	}
	f.set(t, id, editing.Edit{Key: "tasks.max", Text: "1"}, editing.Edit{Key: "value.converter", Text: "${file:/none:x}"}, editing.Edit{Key: "value.converter", Unset: true})
	_, sent, _, _ := f.Config(id)
	if res, err := f.Create(ctx, id, state); err != nil || res.Landed != worker.LandedYes {
		t.Fatalf("create: %+v, %v", res, err)
	}
	f.stored(t, name, sent)

	again, err := f.StartNew(ctx, f.profile.ID, class, "")
	if err != nil {
		t.Fatal(err)
	}
	f.set(t, again.Draft, editing.Edit{Key: "name", Text: name}, editing.Edit{Key: "topics", Text: "forms"})
	if res, err := f.Create(ctx, again.Draft, ""); err != nil || res.Problem == nil || res.Problem.Code != connect.CodeExists {
		t.Errorf("created twice: %+v, %v", res, err)
	}

	edit, err := f.StartEdit(ctx, f.profile.ID, name)
	if err != nil {
		t.Fatal(err)
	}
	f.set(t, edit.Draft, editing.Edit{Key: "errors.tolerance", Text: "all"}, editing.Edit{Key: "my.own.key", Text: " 007 "})
	review, err := f.Review(ctx, edit.Draft)
	if err != nil || review.Added != 2 || review.Removed+review.Changed != 0 {
		t.Fatalf("review: %+v, %v", review, err)
	}
	_, sent, _, _ = f.Config(edit.Draft)
	if res, err := f.Save(ctx, edit.Draft, false); err != nil || res.Landed != worker.LandedYes {
		t.Fatalf("save: %+v, %v", res, err)
	}
	f.stored(t, name, sent)
}

func (f *forms) set(t *testing.T, id connect.DraftID, edits ...editing.Edit) {
	t.Helper()
	if _, err := f.Set(id, edits); err != nil {
		t.Fatal(err)
	}
}

// stored waits until a worker shows the config: it reads it back from Kafka.
func (f *forms) stored(t *testing.T, name string, want connect.Config) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		got, err := f.client.Connector(ctx, name)
		if err == nil && got.Config.Equal(want) {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("stored %v (%v), want %v", got.Config, err, want)
		}
	}
}
