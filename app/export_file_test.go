package app

import (
	"os"
	"path/filepath"
	"testing"

	"sluiceway/backend/connect"
)

func TestAnExportIsForItsOwnerOnly(t *testing.T) {
	for name, before := range map[string]os.FileMode{"new": 0, "read by others": 0o644, "a script": 0o755} {
		path := filepath.Join(t.TempDir(), "export.sh")
		want := os.FileMode(0o600)
		if before != 0 {
			if err := os.WriteFile(path, []byte("before, and longer"), before); err != nil {
				t.Fatal(err)
			}
			want = before & 0o700
		}
		if err := writeExport(path, "secret"); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want || info.Size() != int64(len("secret")) {
			t.Errorf("%s: %v, %d bytes, %v", name, info.Mode(), info.Size(), err)
		}
	}
	err := writeExport(filepath.Join(t.TempDir(), "no", "folder"), "secret")
	if p := connect.ProblemOf(err); p.Code != connect.CodeInternal || p.Text != "The file was not written." {
		t.Errorf("%+v", p)
	}
}
