package app

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

const fileSink = "io.sluiceway.sandbox.file.FileStreamSinkConnector"

// post creates a connector as another program does, whatever its name.
func (e *echo) post(t *testing.T, name string, config connect.Config) {
	t.Helper()
	body := config.Clone()
	body["name"], body["connector.class"], body["topics"] = name, fileSink, "orders"
	e.raw(t, "/connectors", map[string]any{"name": name, "config": body})
}

// writing calls every bound method that changes a cluster, and returns the code with
// which each was refused, or nothing.
func writing(t *testing.T, a *App, profile connect.ProfileID, name string) map[string]connect.Code {
	t.Helper()
	got := map[string]connect.Code{}
	for _, action := range []ConnectorAction{"pause", "resume", "stop", "restart", "restart_task", "restart_failed", "restart_all"} {
		_, err := a.Connectors.Act("", profile, name, action, 0)
		got[string(action)] = connect.ProblemOf(err).Code
	}
	result, err := a.Connectors.Delete("", profile, name, name)
	got["delete"] = connect.ProblemOf(err).Code + result.Problem.Code
	edit, err := a.Forms.StartEdit("", profile, name)
	if err != nil {
		got["edit"] = connect.ProblemOf(err).Code // it cannot even be read
		return got
	}
	must[FormState](t)(a.Forms.Set("", edit.Draft, []FormEdit{{Key: "tasks.max", Text: "3"}}))
	must[Review](t)(a.Forms.Review("", edit.Draft))
	for what, tasks := range map[string]bool{"save": false, "save and restart": true} {
		got[what] = must[WriteResult](t)(a.Forms.Save("", edit.Draft, tasks)).Problem.Code
	}
	return got
}

func TestAReadOnlyProfileSendsNoWrite(t *testing.T) {
	worker := startEcho(t)
	worker.post(t, "orders", connect.Config{"file": "/tmp/x"})
	a, events := openApp(t, t.TempDir())
	id := worker.opened(t, a, events, ProfileView{})
	a.permit(t, profile.Permissions{})
	worker.forget()

	for what, code := range writing(t, a, id, "orders") {
		if code != connect.CodeReadOnly {
			t.Errorf("%s: %q", what, code)
		}
	}
	if _, err := a.Clusters.Bulk("", id, "restart_all", []string{"orders"}, ""); connect.ProblemOf(err).Code != connect.CodeReadOnly {
		t.Errorf("bulk: %v", err)
	}
	form := must[FormView](t)(a.Forms.StartNew("", id, fileSink, ""))
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "name", Text: "new"}, {Key: "topics", Text: "a"}}))
	if state := must[FormState](t)(a.Forms.Validate("", form.Draft)); state.Check != "done" {
		t.Errorf("a validation is allowed: %+v", state.Problem)
	}
	if r := must[WriteResult](t)(a.Forms.Create("", form.Draft, "RUNNING")); r.Problem.Code != connect.CodeReadOnly {
		t.Errorf("create: %+v", r)
	}
	if lines, _ := worker.writes(); len(lines) > 0 {
		t.Errorf("the worker was sent %q", lines)
	}
}

// Every worker handles pause and resume itself, so they are sent, except with names
// that cannot be part of a URL.
func TestDangerousNamesAreNotWrittenTo(t *testing.T) {
	for name, exceptions := range map[string][]string{
		"a;b": {"pause", "resume"}, "x{y}": {"pause", "resume"}, "50%25": {"pause", "resume"}, "..": nil, ".": nil,
	} {
		for _, single := range []bool{false, true} {
			worker := startEcho(t)
			worker.post(t, name, connect.Config{"file": "/tmp/x"})
			a, events := openApp(t, t.TempDir())
			id := worker.opened(t, a, events, ProfileView{SingleWorker: single})
			worker.forget()
			if single && exceptions != nil {
				// With one worker these names are sent, and the worker decides.
				if _, err := a.Connectors.Act("", id, name, "restart_all", 0); connect.ProblemOf(err).Code == connect.CodeUnsafeName {
					t.Errorf("%q: refused although there is one worker: %v", name, err)
				}
				continue
			}
			got := map[string]connect.Code{}
			if strings.Trim(name, ".") != "" {
				got = writing(t, a, id, name)
			} else {
				for _, action := range []ConnectorAction{"pause", "resume", "stop", "restart", "restart_task", "restart_failed", "restart_all"} {
					_, err := a.Connectors.Act("", id, name, action, 0)
					got[string(action)] = connect.ProblemOf(err).Code
				}
				_, err := a.Connectors.Delete("", id, name, name)
				got["delete"] = connect.ProblemOf(err).Code
			}
			for what, code := range got {
				if !slices.Contains(exceptions, what) && code != connect.CodeUnsafeName {
					t.Errorf("%q, one worker %t: %s: %q", name, single, what, code)
				}
			}
			lines, _ := worker.writes()
			for _, line := range lines {
				if exceptions == nil || !strings.HasSuffix(line, "/pause") && !strings.HasSuffix(line, "/resume") {
					t.Errorf("%q, one worker %t: sent %s", name, single, line)
				}
			}
		}
	}
}

func TestDangerousNamesAreNotCreated(t *testing.T) {
	worker := startEcho(t)
	a, events := openApp(t, t.TempDir())
	id := worker.opened(t, a, events, ProfileView{SingleWorker: true})
	worker.forget()
	for _, name := range []string{".", "..", "a/b", `a\b`, "50%", "a;b", "x{y}", " a", "a\x00b", "a\nb", ""} {
		form := must[FormView](t)(a.Forms.StartNew("", id, fileSink, ""))
		must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "name", Text: name}, {Key: "topics", Text: "a"}}))
		if r := must[WriteResult](t)(a.Forms.Create("", form.Draft, "RUNNING")); r.Landed != "no" || r.Problem.Code == "" {
			t.Errorf("%q: %+v", name, r)
		}
	}
	if lines, _ := worker.writes(); len(lines) > 0 {
		t.Errorf("the worker was sent %q", lines)
	}
}

// oddConfig has keys and values that some layer could change.
func oddConfig() connect.Config {
	return connect.Config{
		"": "the empty key", " ": "a blank key", "a\"b": `quote " and \ backslash`, "ключ": "значение", "😀": "\u2028\u2029\ufeff",
		"<script>": "<b>&amp;</b>", "a&b=c": "x&y=z", "__proto__": "constructor", "null": "null", "line\nbreak": "two\nlines\r\n\ttab",
		"digits": "0012.500", "big": "123456789012345678901234567890", "spaces": "  both ends  ", "empty": "", "zero": "a\x00b",
		"percent": "%s %d ${not.one} $HOME `x`", "long": strings.Repeat("ä", 50_000),
		"db.password": "untouched-secret", "url": "jdbc:x://h?password=${file:" + canaryFile + ":user}",
	}
}

func TestASaveSendsExactlyTheDraft(t *testing.T) {
	worker := startEcho(t)
	worker.post(t, "odd", oddConfig())
	want := oddConfig()
	want["name"], want["connector.class"], want["topics"] = "odd", fileSink, "orders"
	a, events := openApp(t, t.TempDir())
	id := worker.opened(t, a, events, ProfileView{})
	worker.forget()

	edit := must[FormView](t)(a.Forms.StartEdit("", id, "odd"))
	must[FormState](t)(a.Forms.Set("", edit.Draft, []FormEdit{{Key: "own key", Text: "1.0"}}))
	want["own key"] = "1.0"
	must[Review](t)(a.Forms.Review("", edit.Draft))
	if r := must[WriteResult](t)(a.Forms.Save("", edit.Draft, false)); r.Landed != "yes" {
		t.Fatalf("save: %+v", r)
	}
	lines, bodies := worker.writes()
	if !slices.Equal(lines, []string{"PUT /connectors/odd/config"}) {
		t.Fatalf("sent %q", lines)
	}
	var got connect.Config
	if err := json.Unmarshal(bodies[0], &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAMaskIsNotSent(t *testing.T) {
	worker := startEcho(t)
	a, events := openApp(t, t.TempDir())
	id := worker.opened(t, a, events, ProfileView{})
	worker.forget()
	for _, mask := range []string{"[hidden]", "<secret: db.password>", "********", "••••••••", "jdbc:x://h?password=••••••••", "x <secret: a> y"} {
		form := must[FormView](t)(a.Forms.StartNew("", id, fileSink, ""))
		if _, err := a.Forms.Set("", form.Draft, []FormEdit{{Key: "db.password", Text: mask}}); connect.ProblemOf(err).Code != connect.CodeMaskedValue {
			t.Errorf("%q was taken into a form: %v", mask, err)
		}
		text, err := json.Marshal(connect.Config{"name": "m", "connector.class": fileSink, "topics": "a", "db.password": mask})
		if err != nil {
			t.Fatal(err)
		}
		pasted := must[FormView](t)(a.Forms.StartText("", id, string(text)))
		if r := must[WriteResult](t)(a.Forms.Create("", pasted.Draft, "RUNNING")); r.Problem.Code != connect.CodeMaskedValue {
			t.Errorf("%q: %+v", mask, r)
		}
	}
	if lines, _ := worker.writes(); len(lines) > 0 {
		t.Errorf("the worker was sent %q", lines)
	}
}
