package workbench

import (
	"os"
	"path/filepath"
	"testing"

	"sluiceway/backend/connect"
)

func TestAnExportIsForItsOwnerOnly(t *testing.T) {
	for name, before := range map[string]os.FileMode{"new": 0, "read by others": 0o644, "written by others": 0o666, "a script": 0o755} {
		path := filepath.Join(t.TempDir(), "export.sh")
		want := os.FileMode(0o600)
		var old os.FileInfo
		if before != 0 {
			if err := os.WriteFile(path, []byte("before, and longer"), before); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, before); err != nil {
				t.Fatal(err)
			}
			want = before & 0o700
			old, _ = os.Stat(path)
		}
		if err := WriteExport(path, "secret"); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want || info.Size() != int64(len("secret")) {
			t.Errorf("%s: %v, %d bytes, %v", name, info.Mode(), info.Size(), err)
		}
		if old != nil && os.SameFile(old, info) {
			t.Errorf("%s: who has the old file open reads the secret", name)
		}
		onlyFile(t, path)
	}
}

func TestAnExportFollowsNoLink(t *testing.T) {
	target := filepath.Join(t.TempDir(), "target")
	if err := os.WriteFile(target, []byte("theirs"), 0o666); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "export.sh")
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
	if err := WriteExport(path, "secret"); err != nil {
		t.Fatal(err)
	}
	if string(bytesOf(t, target)) != "theirs" || string(bytesOf(t, path)) != "secret" {
		t.Error("the text went through the link")
	}
	onlyFile(t, path)
}

func TestAnExportThatFailsLeavesWhatIsThere(t *testing.T) {
	err := WriteExport(filepath.Join(t.TempDir(), "no", "folder"), "secret")
	if p := connect.ProblemOf(err); p.Code != connect.CodeInternal {
		t.Errorf("%+v", p)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "folder")
	if err := os.MkdirAll(filepath.Join(path, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteExport(path, "secret"); connect.CodeOf(err) != connect.CodeInvalid {
		t.Error(err)
	}
	onlyFile(t, path)
}

// onlyFile fails when something was left beside the file.
func onlyFile(t *testing.T, path string) {
	t.Helper()
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
		t.Errorf("the folder has %v, %v", files, err)
	}
}

func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
