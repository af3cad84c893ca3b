//go:build unix

package workbench

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
)

// asked sends a request without a body to the sandbox, past the app.
func asked(t *testing.T, w *Workbench, method, path string, into any) int {
	t.Helper()
	return send(t, w, method, path, nil, into)
}

func send(t *testing.T, w *Workbench, method, path string, body, into any) int {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	if body == nil {
		text = nil
	}
	request, err := http.NewRequestWithContext(t.Context(), method, w.Sandbox.URL()+path, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.SetBasicAuth(sandboxUser, w.sandboxLogin.Reveal())
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if into != nil {
		if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
			t.Fatal(err)
		}
	}
	return answer.StatusCode
}

func sandboxConfigs(t *testing.T, w *Workbench) map[string]connect.Config {
	t.Helper()
	var names []string
	asked(t, w, http.MethodGet, "/connectors", &names)
	out := map[string]connect.Config{}
	for _, name := range names {
		var config connect.Config
		asked(t, w, http.MethodGet, "/connectors/"+name+"/config", &config)
		out[name] = config
	}
	return out
}

func unreported(ExportLine) {}

// Every connector of the sandbox is exported as one script and deleted; the
// script brings each back as it was.
func TestTheScriptOfAllConnectorsBringsThemBack(t *testing.T) {
	w := opened(t, t.TempDir())
	// Two whose secrets would share a variable.
	for _, name := range []string{"hooks-a", "hooks.a"} {
		config := connect.Config{"name": name, "connector.class": "io.sluiceway.sandbox.http.HttpPostSinkConnector", "topics": "a", "http.url": "http://hook.internal/a", "http.auth.password": "it's \"$" + name}
		if status := send(t, w, http.MethodPut, "/connectors/"+name+"/config", config, nil); status != http.StatusCreated {
			t.Fatalf("%s: %d", name, status)
		}
	}
	before := sandboxConfigs(t, w)
	var names []string
	for name := range before {
		names = append(names, name)
	}
	read, err := w.Exports.ReadMany(t.Context(), connect.SandboxID, names, unreported)
	if err != nil || read.Read != len(names) || len(names) < 5 {
		t.Fatalf("%+v, %v", read, err)
	}
	out, err := w.Exports.PrintMany(ExportManyRequest{Read: read.ID, Format: ExportCurl, Method: ExportPut, WithLogin: true})
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"PATH=" + os.Getenv("PATH"), "no_proxy=*"}
	variables := scriptVariables(t, out.Files[0].Text)
	for variable, what := range variables {
		key, name, ofConnector := strings.Cut(what, " of ")
		switch value := before[name][key]; {
		case ofConnector && value != "":
			if strings.Contains(out.Files[0].Text, value) {
				t.Errorf("%s of %s is in the script", key, name)
			}
			env = append(env, variable+"="+value)
		case variable == "CONNECT_USER":
			env = append(env, variable+"="+sandboxUser)
		case variable == "CONNECT_PASSWORD":
			env = append(env, variable+"="+w.sandboxLogin.Reveal())
		default:
			t.Errorf("%s stands for %q", variable, what)
		}
	}
	if len(env) < 6 {
		t.Fatalf("no secrets among %v", variables)
	}
	for _, name := range names {
		if status := asked(t, w, http.MethodDelete, "/connectors/"+name, nil); status != http.StatusNoContent {
			t.Fatalf("%s: %d", name, status)
		}
	}
	path := filepath.Join(t.TempDir(), "all.sh")
	if err := WriteExport(path, out.Files[0].Text); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), "sh", path)
	run.Env = env
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if diff := cmp.Diff(before, sandboxConfigs(t, w)); diff != "" {
		t.Errorf("-before +after\n%s", diff)
	}
}

// scriptVariables reads the comments that say what has to be set.
func scriptVariables(t *testing.T, script string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for line := range strings.Lines(script) {
		if fields := strings.Fields(strings.TrimPrefix(line, "#   ")); strings.HasPrefix(line, "#   ") && len(fields) > 1 {
			out[fields[0]] = strings.Join(fields[1:], " ")
		}
	}
	return out
}

func TestACancelledReadHoldsNothing(t *testing.T) {
	w := opened(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	read, err := w.Exports.ReadMany(ctx, connect.SandboxID, []string{"shop-orders-source", "shop-orders-search-sink", "a", "b", "c", "d"}, func(ExportLine) { cancel() })
	if connect.CodeOf(err) != connect.CodeCanceled || read.ID != "" {
		t.Errorf("%+v, %v", read, err)
	}
	if w.Exports.held != nil {
		t.Error("something is held")
	}
}

func TestNothingReadIsNothingToWrite(t *testing.T) {
	w := opened(t, t.TempDir())
	read, err := w.Exports.ReadMany(t.Context(), connect.SandboxID, []string{"gone"}, unreported)
	if err != nil || read.Read != 0 || read.Lines[0].Problem.Code != connect.CodeNotFound {
		t.Fatalf("%+v, %v", read, err)
	}
	if _, err := w.Exports.PrintMany(ExportManyRequest{Read: read.ID, Format: ExportJSON}); connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("%v", err)
	}
	if _, err := w.Exports.ReadMany(t.Context(), connect.SandboxID, nil, unreported); connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("no names: %v", err)
	}
}

func TestAFolderThatCannotBeCompletedIsNotThere(t *testing.T) {
	parent := t.TempDir()
	files := []formats.File{{Name: "one.json", Text: "{}"}, {Name: filepath.Join("nowhere", "two.json"), Text: "{}"}}
	if path, err := WriteExportFolder(parent, "all", files); err == nil || path != "" {
		t.Errorf("%q, %v", path, err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if path, err := WriteExportFolder(filepath.Join(parent, "missing"), "all", nil); err == nil || path != "" {
		t.Errorf("%q, %v", path, err)
	}
}

func TestAFolderOfExportsIsForTheOwnerOnly(t *testing.T) {
	parent := t.TempDir()
	path, err := WriteExportFolder(parent, "all", []formats.File{{Name: "one.json", Text: "{}"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, filepath.Join(path, "one.json")} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}
