// Package layers tests the structure of the code. For each layer rule of .golangci.yml it
// plants a violation in a small module and expects the linter to report it.
package layers

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const stub = "// Package %s is a stand-in.\npackage %s\n"

func TestPlantedViolationsAreReported(t *testing.T) {
	tool := os.Getenv("SLUICEWAY_GOLANGCI")
	if tool == "" {
		t.Skip("make check runs this with the pinned linter")
	}
	planted := []struct{ rule, file, imports string }{
		{"connect-is-vocabulary", "backend/connect/planted.go", "net/http"},
		{"pure-packages", "backend/trace/planted.go", "sluiceway/backend/apache"},
		{"pure-packages", "backend/form/planted.go", "os"},
		{"pure-packages", "backend/clusterfiles/planted.go", "os"},
		{"pure-packages", "backend/clusterfiles/tree/planted.go", "sluiceway/backend/clusterfiles"},
		{"files-of-other-tools", "backend/clusterfiles/search.go", "regexp"},
		{"port", "backend/worker/planted.go", "sluiceway/backend/apache"},
		{"port", "backend/worker/http.go", "net/http"},
		{"kinds", "backend/apache/planted.go", "sluiceway/backend/boltstore"},
		{"kinds", "backend/apache/other.go", "sluiceway/backend/emqx"},
		{"kinds", "backend/emqx/planted.go", "sluiceway/backend/worker/workerfake"},
		{"kinds", "backend/msk/planted.go", "sluiceway/backend/sandbox"},
		{"adapters", "backend/wire/planted.go", "sluiceway/backend/worker"},
		{"adapters", "backend/keychain/planted.go", "sluiceway/backend/profile"},
		{"way-in", "backend/wayin/planted.go", "sluiceway/backend/wire"},
		{"way-in", "backend/wayin/http.go", "net/http"},
		{"processes", "backend/wire/process.go", "os/exec"},
		{"parts-of-editing", "backend/editing/catalog/planted.go", "sluiceway/backend/editing"},
		{"parts-of-editing", "backend/editing/picker/planted.go", "sluiceway/backend/editing/model"},
		{"model-of-a-form", "backend/editing/model/planted.go", "context"},
		{"model-of-a-form", "backend/editing/model/lock.go", "sync"},
		{"sandbox", "backend/sandbox/planted.go", "sluiceway/backend/wire"},
		{"faces-of-sandbox", "backend/sandbox/emqxface/planted.go", "sluiceway/backend/emqx"},
		{"parts-of-sandbox", "backend/sandbox/cluster/planted.go", "sluiceway/backend/sandbox"},
		{"parts-of-sandbox", "backend/sandbox/validate/planted.go", "net/http"},
		{"face-of-msk", "backend/sandbox/mskface/planted.go", "sluiceway/backend/msk"},
		{"face-of-msk", "backend/sandbox/mskface/client.go", "github.com/aws/aws-sdk-go-v2/aws"},
		{"parts-of-live", "backend/live/dial/planted.go", "sluiceway/backend/boltstore"},
		{"parts-of-live", "backend/live/cause/planted.go", "sluiceway/backend/live"},
		{"parts-of-live", "backend/live/pace/planted.go", "sluiceway/backend/write"},
		{"parts-of-live", "backend/live/past/planted.go", "sluiceway/backend/boltstore"},
		{"live", "backend/live/planted.go", "sluiceway/backend/write"},
		{"write", "backend/write/planted.go", "sluiceway/backend/inspect"},
		{"plan", "backend/write/plan/planted.go", "sluiceway/backend/write"},
		{"guard", "backend/write/guard/planted.go", "sluiceway/backend/live"},
		{"inspect", "backend/inspect/planted.go", "sluiceway/backend/apache"},
		{"services", "backend/profile/planted.go", "sluiceway/backend/wire"},
		{"services", "backend/editing/planted.go", "sluiceway/backend/worker/workerfake"},
		{"services", "backend/records/planted.go", "go.etcd.io/bbolt"},
		{"profile-import", "backend/profileimport/planted.go", "sluiceway/backend/wire"},
		{"profile-import", "backend/profileimport/http.go", "net/http"},
		{"app-is-the-window", "app/planted.go", "sluiceway/backend/wire"},
		{"wails-stays-in-app", "backend/logfile/planted.go", "github.com/wailsapp/wails/v2/pkg/logger"},
		{"wails-stays-in-app", "backend/conformance/planted.go", "sluiceway/app"},
	}
	dir := t.TempDir()
	copyFile(t, "../../.golangci.yml", filepath.Join(dir, ".golangci.yml"))
	write(t, filepath.Join(dir, "go.mod"), "module sluiceway\n\ngo 1.26.0\n")
	for _, pkg := range []string{"app", "backend/connect", "backend/clusterfiles", "backend/worker", "backend/worker/workerfake", "backend/wire", "backend/apache", "backend/emqx", "backend/msk", "backend/boltstore", "backend/sandbox", "backend/profile", "backend/live", "backend/write", "backend/inspect"} {
		name := filepath.Base(pkg)
		write(t, filepath.Join(dir, pkg, "doc.go"), strings.ReplaceAll(stub, "%s", name))
	}
	for _, p := range planted {
		name := filepath.Base(filepath.Dir(p.file))
		write(t, filepath.Join(dir, p.file), "package "+name+"\n\nimport _ \""+p.imports+"\"\n")
	}
	cmd := exec.CommandContext(context.Background(), tool, "run", "--enable-only", "depguard", "--output.text.path", "stdout", "--output.text.print-issued-lines=false", "--max-same-issues", "0", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOLANGCI_LINT_CACHE="+filepath.Join(dir, "cache"))
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("the linter reported nothing:\n%s", out)
	}
	for _, p := range planted {
		if !reported(string(out), p.file, p.rule, p.imports) {
			t.Errorf("%s importing %s: no report of rule %s in:\n%s", p.file, p.imports, p.rule, out)
		}
	}
}

func reported(out, file, rule, imports string) bool {
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, file) && strings.Contains(line, rule) && strings.Contains(line, imports) {
			return true
		}
	}
	return false
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	write(t, to, string(text))
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
