package workbench

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker/workerfake"
)

const pin = "pin-of-the-preview"

func readTwo(t *testing.T) (*Workbench, ExportRead) {
	t.Helper()
	fake := workerfake.New("a", "A")
	for _, name := range []string{"a", "A"} {
		fake.SetConfig(name, connect.Config{"name": name, connect.KeyClass: workerfake.Sink, "topics": "t", "db.password": pin})
	}
	w, id := openedOn(t, fake)
	read, err := w.Exports.ReadMany(t.Context(), id, []string{"a", "A"}, unreported)
	if err != nil || read.Read != 2 {
		t.Fatalf("%+v, %v", read, err)
	}
	return w, read
}

func TestAPreviewNamesTheFilesThatAreWritten(t *testing.T) {
	w, read := readTwo(t)
	for name, req := range map[string]ExportManyRequest{
		"a folder": {Read: read.ID, Format: ExportProperties, Files: true},
		"a script": {Read: read.ID, Format: ExportCurl, Method: ExportPut},
		"a list":   {Read: read.ID, Format: ExportJSON},
	} {
		t.Run(name, func(t *testing.T) {
			written, err := w.Exports.PrintMany(req)
			if err != nil {
				t.Fatal(err)
			}
			preview, err := w.Exports.PreviewMany(req)
			if err != nil {
				t.Fatal(err)
			}
			var files []string
			for _, file := range written.Files {
				files = append(files, file.Name)
			}
			if diff := cmp.Diff(files, preview.Files); diff != "" || preview.Folder != written.Folder {
				t.Errorf("folder %q, %s", preview.Folder, diff)
			}
			if req.Files && preview.First.Text != written.Files[0].Text {
				t.Errorf("the preview is %s", preview.First.Text)
			}
		})
	}
}

func TestAPreviewNeverHoldsTheValuesOfSecrets(t *testing.T) {
	w, read := readTwo(t)
	for _, files := range []bool{false, true} {
		preview, err := w.Exports.PreviewMany(ExportManyRequest{Read: read.ID, Format: ExportJSON, Files: files, IncludeSecrets: true})
		if err != nil || !strings.Contains(preview.First.Text, "db.password") || strings.Contains(preview.First.Text, pin) {
			t.Errorf("%v, %s", err, preview.First.Text)
		}
	}
}

// One of several: the others are exported.
func TestAConnectorThatIsLeftOutSaysSo(t *testing.T) {
	fake := workerfake.New("a")
	w, id := openedOn(t, fake)
	fake.OnCall(func(_ context.Context, call string) error {
		if strings.HasPrefix(call, "definitions") {
			return connect.Errorf(connect.CodeUnreachable, "The worker does not answer.")
		}
		return nil
	})
	read, err := w.Exports.ReadMany(t.Context(), id, []string{"a"}, unreported)
	if err != nil {
		t.Fatal(err)
	}
	want := "The settings of the plugin could not be read, so it is not known which of them are passwords. The connector is left out; read again. The worker does not answer."
	if got := read.Lines[0].Problem.Text; got != want {
		t.Error(got)
	}
}
