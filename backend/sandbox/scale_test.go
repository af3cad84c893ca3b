package sandbox

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/cluster"
)

func TestScale(t *testing.T) {
	for n, failed := range map[int][2]int{100: {3, 5}, 1000: {24, 40}, 5000: {36, 60}} {
		b := start(t, Options{Scale: n})
		var statuses map[string]struct{ Status cluster.StateBody }
		b.want(200, "GET", "/connectors?expand=status", "").decode(t, &statuses)
		var infos map[string]struct{ Info cluster.InfoBody }
		body := b.want(200, "GET", "/connectors?expand=info", "").body
		if err := jsonInto(body, &infos); err != nil {
			t.Fatal(err)
		}
		if len(statuses) != n || len(infos) != n {
			t.Fatalf("%d statuses, %d infos", len(statuses), len(infos))
		}
		broken, states := 0, map[connect.State]int{}
		for name, entry := range statuses {
			states[entry.Status.Connector.State]++
			traces := []string{entry.Status.Connector.Trace}
			for _, task := range entry.Status.Tasks {
				traces = append(traces, task.Trace)
			}
			traces = slices.DeleteFunc(traces, func(trace string) bool { return trace == "" })
			if len(traces) == 0 {
				continue
			}
			broken++
			for _, trace := range traces {
				if len(trace) < 1900 || len(trace) > 6500 {
					t.Errorf("%s: a trace of %d bytes", name, len(trace))
				}
			}
		}
		if broken < failed[0] || broken > failed[1] {
			t.Errorf("%d of %d are broken", broken, n)
		}
		for _, state := range []connect.State{connect.StateRunning, connect.StatePaused, connect.StateStopped} {
			if states[state] == 0 {
				t.Errorf("none of %d is %s: %v", n, state, states)
			}
		}
		if each := len(body) / n; each < 500 || each > 3000 {
			t.Errorf("%d bytes for each info", each)
		}
	}
}

// BenchmarkLists measures what a list of thousands costs inside the sandbox,
// without the way over the network.
func BenchmarkLists(b *testing.B) {
	for _, n := range []int{100, 1000, 5000} {
		s, err := Start(b.Context(), Options{Scale: n})
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range []string{"/connectors", "/connectors?expand=status", "/connectors?expand=info"} {
			b.Run(fmt.Sprintf("%d%s", n, strings.ReplaceAll(path, "/", "-")), func(b *testing.B) {
				request := httptest.NewRequest(http.MethodGet, path, http.NoBody)
				request.Host = "127.0.0.1:" + s.port
				for b.Loop() {
					s.serve(httptest.NewRecorder(), request)
				}
			})
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
