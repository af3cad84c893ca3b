//go:build unix

package logfile_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"sluiceway/backend/logfile"
)

func TestANamedPipeAsLogIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, logfile.FileName), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := logfile.Open(dir, logfile.Options{}); err == nil {
		t.Error("a named pipe was opened as the log")
	}
}
