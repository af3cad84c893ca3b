package app

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/workbench"
)

// several reads two connectors of a cluster and one that it does not have.
func several(t *testing.T) (*elsewhere, ExportRead) {
	t.Helper()
	e := openElsewhere(t, t.TempDir(), workbench.Options{}, ProfileView{})
	e.put("hook", httpClass, map[string]string{"topics": "a", "http.url": "http://hook.internal/a", "http.auth.password": elsewhereToken})
	e.put("archive", archiveClass, map[string]string{"topics": "a", "file": elsewhereFile})
	return e, must[ExportRead](t)(e.app.Exports.ReadMany("read", e.id, []string{"hook", "gone", "archive"}))
}

func TestSeveralConnectorsAreReadWithTheirProblems(t *testing.T) {
	e, read := several(t)
	if read.Read != 2 || len(read.Lines) != 3 || read.Lines[1].Name != "gone" || read.Lines[1].Problem.Code != connect.CodeNotFound {
		t.Fatalf("%+v", read)
	}
	if !slices.Contains(read.Lines[0].Secrets, "http.auth.password") || read.Lines[0].Settings == 0 {
		t.Errorf("%+v", read.Lines[0])
	}
	states := map[string]connect.StepState{}
	e.events.mu.Lock()
	for _, event := range e.events.events {
		if step, ok := event.payload.(StepEvent); ok && step.Call == "read" {
			states[step.Step.ID] = step.Step.State
		}
	}
	e.events.mu.Unlock()
	want := map[string]connect.StepState{"hook": connect.StepPassed, "gone": connect.StepFailed, "archive": connect.StepPassed}
	if !maps.Equal(states, want) {
		t.Errorf("reported %v", states)
	}
}

func TestWhatWouldBeWrittenIsShownFirst(t *testing.T) {
	e, read := several(t)
	preview := must[ExportPreview](t)(e.app.Exports.PreviewMany("", ExportManyRequest{Read: read.ID, Format: "json", Method: "PUT", Files: true, IncludeSecrets: true}))
	if preview.Folder == "" || !slices.Equal(preview.Files, []string{"hook.json", "archive.json"}) {
		t.Errorf("%q, %v", preview.Folder, preview.Files)
	}
	if strings.Contains(preview.First.Text, elsewhereToken) || !strings.Contains(preview.First.Text, `"name": "hook"`) {
		t.Error(preview.First.Text)
	}
}

func TestAScriptOfSeveralIsSavedWhereAPersonSays(t *testing.T) {
	e, read := several(t)
	path := filepath.Join(t.TempDir(), "all.sh")
	var proposed string
	e.app.savePath = func(name string) (string, error) { proposed = name; return path, nil }
	req := ExportManyRequest{Read: read.ID, Format: "curl", Method: "PUT", WithLogin: true}
	if got := must[string](t)(e.app.Exports.SaveMany("", req)); got != path {
		t.Errorf("saved as %q", got)
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), "curl -sS") != 2 || strings.Contains(string(text), elsewhereToken) || !strings.Contains(string(text), "1 left out") || !strings.HasSuffix(proposed, ".sh") {
		t.Errorf("%v, proposed %q\n%s", err, proposed, text)
	}
	e.app.savePath = func(string) (string, error) { return "", nil }
	if got := must[string](t)(e.app.Exports.SaveMany("", req)); got != "" {
		t.Errorf("cancelled, but %q", got)
	}
}

func TestFilesOfSeveralComeIntoANewFolder(t *testing.T) {
	e, read := several(t)
	parent := t.TempDir()
	e.app.folderPath = func(string) (string, error) { return parent, nil }
	req := ExportManyRequest{Read: read.ID, Format: "properties", Method: "PUT", Files: true}
	first := must[string](t)(e.app.Exports.SaveMany("", req))
	second := must[string](t)(e.app.Exports.SaveMany("", req))
	if first == second || filepath.Dir(first) != parent {
		t.Errorf("%q, then %q", first, second)
	}
	for _, folder := range []string{first, second} {
		files, err := os.ReadDir(folder)
		if err != nil || len(files) != 2 || files[0].Name() != "archive.properties" {
			t.Errorf("%v, %v", files, err)
		}
	}
}

func TestValuesOfSeveralNeedAPersonsYes(t *testing.T) {
	e, read := several(t)
	who := &person{}
	e.app.values.ask = who.ask
	e.app.savePath = func(string) (string, error) { t.Error("asked where before it was allowed"); return "", nil }
	req := ExportManyRequest{Read: read.ID, Format: "json", Method: "PUT", IncludeSecrets: true}
	if _, err := e.app.Exports.SaveMany("", req); connect.CodeOf(err) != connect.CodeCanceled {
		t.Errorf("after No: %v", err)
	}
	if len(who.asked) != 1 || !strings.Contains(who.asked[0], "2 connectors") {
		t.Errorf("asked %q", who.asked)
	}
}

func TestWhatWasReadIsForgotten(t *testing.T) {
	e, read := several(t)
	if err := e.app.Exports.ForgetRead("", read.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := e.app.Exports.SaveMany("", ExportManyRequest{Read: read.ID, Format: "json"}); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("%v", err)
	}
}
