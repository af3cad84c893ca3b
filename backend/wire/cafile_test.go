package wire

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

func TestReadCARefusesEndlessFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	large := filepath.Join(dir, "large.pem")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, maxCASize+1); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/dev/zero", "/dev/stdin", dir, large, filepath.Join(dir, "none")} {
		_, err := NewClient(Options{Profile: connect.Profile{URL: "https://h", CAFile: path}}, Base{}, Dialect{})
		if connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), "Nothing was sent.") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
