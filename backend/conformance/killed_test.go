package conformance

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// TestRealSecondWorker needs a second worker in the group, which it kills: see
// “devcluster second”.
func TestRealSecondWorker(t *testing.T) {
	o := reached(t, "SLUICEWAY_SECOND_URL", "SLUICEWAY_SECOND_HTTPS_URL", "SLUICEWAY_SECOND_ADMIN_URL", "SLUICEWAY_SECOND_PID", "SLUICEWAY_CERTIFICATES")
	t.Run("https listener", func(t *testing.T) {
		o.Profile.URL, o.Profile.CAFile = os.Getenv("SLUICEWAY_SECOND_HTTPS_URL"), filepath.Join(os.Getenv("SLUICEWAY_CERTIFICATES"), "ca.pem")
		if _, err := clientOf(t, o).Identity(t.Context()); err != nil {
			t.Error(err)
		}
	})
	t.Run("admin listener", func(t *testing.T) {
		for address, status := range map[string]int{os.Getenv("SLUICEWAY_SECOND_ADMIN_URL"): http.StatusOK, os.Getenv("SLUICEWAY_SECOND_URL"): http.StatusNotFound} {
			if got := loggers(t, o, address); got != status {
				t.Errorf("the loggers at %s: %d, want %d", address, got, status)
			}
		}
	})
	o.Profile.URL, o.Profile.CAFile = os.Getenv("SLUICEWAY_SECOND_URL"), ""
	o.Profile.MoreURLs = []string{os.Getenv("SLUICEWAY_WORKER_URL")}
	c := clientOf(t, o)
	second := strings.TrimPrefix(o.Profile.URL, "http://")
	lost := onWorker(t, c, second)
	if got := c.Answered(); got != o.Profile.URL || len(c.Silent()) > 0 {
		t.Errorf("before: answered by %q, silent %v", got, c.Silent())
	}

	pid, err := strconv.Atoi(os.Getenv("SLUICEWAY_SECOND_PID"))
	if err != nil {
		t.Fatal(err)
	}
	process, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Kill(); err != nil {
		t.Fatal(err)
	}
	// The other workers do not know it yet: what they say about the task is out of date, and
	// only the silence of its worker shows that.
	state, worker := taskOf(t, c, lost)
	c.CheckAddresses(t.Context())
	if state != connect.StateRunning || worker != second || !slices.Equal(c.Silent(), []string{o.Profile.URL}) || c.Answered() != o.Profile.MoreURLs[0] {
		t.Errorf("after: its task is %s on %s, answered by %q, silent %v", state, worker, c.Answered(), c.Silent())
	}
	begun := time.Now()
	until(t, "the task runs on the other worker", func() bool {
		state, worker := taskOf(t, c, lost)
		return state == connect.StateRunning && worker != second && worker != ""
	})
	t.Logf("the task read RUNNING on the killed worker for %s", time.Since(begun).Round(100*time.Millisecond))
}

// loggers returns the status of the list of loggers at an address.
func loggers(t *testing.T, o wire.Options, address string) int {
	t.Helper()
	o.Profile.URL = address
	base, err := wire.NewBase(address)
	if err != nil {
		t.Fatal(err)
	}
	client, err := wire.NewClient(o, base, wire.Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base.At([]string{"admin", "loggers"}, nil).String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	return resp.StatusCode
}

// onWorker creates connectors until the task of one runs on a worker, and returns its name.
func onWorker(t *testing.T, c *apache.Client, worker string) string {
	t.Helper()
	prefix := fmt.Sprintf("killed%x", time.Now().UnixMilli())
	var names []string
	for i := range 4 {
		name := fmt.Sprintf("%s-%d", prefix, i)
		names = append(names, name)
		t.Cleanup(func() { _, _ = c.Delete(context.Background(), name) })
		if _, err := c.Create(t.Context(), name, fileSource(name), ""); err != nil {
			t.Fatal(err)
		}
	}
	found := ""
	until(t, "a task runs on "+worker, func() bool {
		for _, name := range names {
			if state, on := taskOf(t, c, name); state == connect.StateRunning && on == worker {
				found = name
			}
		}
		return found != ""
	})
	return found
}

// taskOf returns the state of a connector's task and its worker; both are empty while it has
// none.
func taskOf(t *testing.T, c *apache.Client, name string) (connect.State, string) {
	t.Helper()
	status, err := c.Status(t.Context(), name)
	if err != nil || len(status.Tasks) == 0 {
		return "", ""
	}
	return status.Tasks[0].State, status.Tasks[0].WorkerID
}
