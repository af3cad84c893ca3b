package logfile_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/logfile"
)

const canary = "canary-Xy9-password"

func open(t *testing.T, dir string) *slog.Logger {
	t.Helper()
	f, err := logfile.Open(dir, logfile.Options{
		Hide:   func(text string) string { return strings.ReplaceAll(text, canary, "****") },
		Secret: func(key, _ string) bool { return strings.Contains(key, "password") },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return slog.New(f.Handler())
}

func read(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, logfile.FileName))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

type printer struct{ text string }

func (p printer) String() string { return p.text }

type valuer struct{ text string }

func (v valuer) LogValue() slog.Value { return slog.StringValue(v.text) }

// TestNothingLeaks logs a secret in every way that slog supports.
func TestNothingLeaks(t *testing.T) {
	dir := t.TempDir()
	log := open(t, dir)
	wrapped := fmt.Errorf("login: %w", errors.New("bad "+canary))
	log.Info("message with "+canary, slog.String("a", "x "+canary+" y"))
	log.Info("m", slog.Any("cause", wrapped), slog.Any("stringer", printer{canary}), slog.Any("valuer", valuer{canary}))
	log.Info("m", slog.Any("map", map[string]string{"k": canary}), slog.Any("slice", []string{canary}), slog.Any("bytes", []byte(canary)))
	log.Info("m", slog.Group("g", slog.String("deep", canary), slog.Group("h", slog.Any("e", wrapped))))
	log.Info("m", slog.Any("struct", struct{ Field string }{canary}), slog.Any("pointer", &printer{canary}), slog.Any("inside", struct{ s connect.Secret }{connect.NewSecret("hidden inside")}))
	log.Info("m", slog.Any("connect", connect.Errorf(connect.CodeWorker, "no: %w", wrapped)), slog.Any("secret", connect.NewSecret(canary)))
	log.With(slog.String("bound", canary)).WithGroup("grouped").Info("m", slog.String("in", canary))
	log.Info("m", slog.String("password", "short"), slog.Group("g", slog.String("db_password", "short")))
	log.Error(canary)
	text := read(t, dir)
	if strings.Contains(text, canary) {
		t.Errorf("the log contains the secret:\n%s", text)
	}
	if strings.Contains(text, "hidden inside") {
		t.Errorf("a secret in a field is printed:\n%s", text)
	}
	if strings.Contains(text, "short") {
		t.Errorf("an attribute with a secret key is shown:\n%s", text)
	}
	if n := strings.Count(text, "\n"); n != 9 {
		t.Errorf("%d lines, want 9", n)
	}
}

func TestLinesAreWholeJSON(t *testing.T) {
	dir := t.TempDir()
	log := open(t, dir)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for range 50 {
				log.Info("line", slog.Int("i", i), slog.Duration("took", time.Second), slog.Bool("ok", true), slog.String("text", "ü\n\"x\""))
			}
		})
	}
	group.Wait()
	lines := bufio.NewScanner(strings.NewReader(read(t, dir)))
	n := 0
	for ; lines.Scan(); n++ {
		var line struct {
			Time time.Time `json:"time"`
			Msg  string    `json:"msg"`
			Text string    `json:"text"`
			OK   bool      `json:"ok"`
			Took int64     `json:"took"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		if line.Time.IsZero() || line.Msg != "line" || line.Text != "ü\n\"x\"" || !line.OK || line.Took != int64(time.Second) {
			t.Fatalf("line is %s", lines.Text())
		}
	}
	if n != 400 {
		t.Errorf("%d lines, want 400", n)
	}
}

func TestPermissions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "logs")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, logfile.FileName)
	if err := os.WriteFile(path, []byte("old\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	log := open(t, dir)
	log.Info("new")
	for name, want := range map[string]os.FileMode{dir: 0o700, path: 0o600} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s has %o, want %o", name, info.Mode().Perm(), want)
		}
	}
	if text := read(t, dir); !strings.HasPrefix(text, "old\n") || !strings.Contains(text, "new") {
		t.Errorf("the log is %q", text)
	}
}

func TestRotation(t *testing.T) {
	dir := t.TempDir()
	log := open(t, dir)
	long := strings.Repeat("x", 100_000)
	for range 130 { // 13 MB
		log.Info("line", slog.String("text", long))
	}
	// The writer removes old files in its own goroutine.
	deadline := time.Now().Add(10 * time.Second)
	for {
		files, bytes, err := usage(dir)
		if err != nil {
			t.Fatal(err)
		}
		if files == 3 && bytes <= 3*2<<20 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d files with %d bytes", files, bytes)
		}
		time.Sleep(10 * time.Millisecond)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", entry.Name(), info.Mode(), err)
		}
	}
}

func usage(dir string) (files int, bytes int64, err error) {
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil { // it may just have been rotated
			files++
			bytes += info.Size()
		}
	}
	return files, bytes, err
}

func TestUnwritableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := logfile.Open(filepath.Join(file, "logs"), logfile.Options{Hide: func(s string) string { return s }}); err == nil {
		t.Error("a log inside a file was opened")
	}
}

func TestForeignWordsStayOut(t *testing.T) {
	dir := t.TempDir()
	f, err := logfile.Open(dir, logfile.Options{Hide: func(s string) string { return s }})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(f.Handler())
	joined := errors.Join(errors.New("foreign words"), &connect.Error{Code: connect.CodeWorker, Status: 500, Text: "Our sentence.", Worker: "foreign words"})
	log.Info("m", slog.Any("cause", joined), slog.Group("g", slog.Any("cause", errors.New("foreign words"))))
	text := read(t, dir)
	if strings.Contains(text, "foreign words") || !strings.Contains(text, `"status":500`) || !strings.Contains(text, "Our sentence.") {
		t.Error(text)
	}
}
