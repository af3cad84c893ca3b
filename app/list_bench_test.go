package app

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"sluiceway/backend/live"
)

// BenchmarkFirstPicture opens a cluster of the sandbox for the first time, over real
// HTTP. It measures the time until the states are there and until every config is
// known, and the bytes that cross the bridge.
func BenchmarkFirstPicture(b *testing.B) {
	for _, n := range []int{100, 1000, 5000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.Setenv("SLUICEWAY_SANDBOX_SCALE", strconv.Itoa(n))
			var states, configs time.Duration
			var bytes, largest int
			for range b.N {
				a, events := openApp(b, b.TempDir())
				begin := time.Now()
				must[ClusterState](b)(a.Clusters.Open("", box))
				until(b, events, "states", func() bool {
					state := must[ClusterState](b)(a.Clusters.State("", box))
					return state.Phase == "ready" && state.Total == n
				})
				states += time.Since(begin)
				bytes, largest = rowBytes(b, a)
				until(b, events, "configs", func() bool { return must[ClusterState](b)(a.Clusters.State("", box)).Configs == n })
				configs += time.Since(begin)
				a.shutdown(b.Context())
			}
			report := func(d time.Duration, unit string) {
				b.ReportMetric(float64(d.Microseconds())/1000/float64(b.N), unit)
			}
			report(states, "ms-states")
			report(configs, "ms-configs")
			b.ReportMetric(float64(bytes), "bytes-rows")
			b.ReportMetric(float64(largest), "bytes-page")
		})
	}
}

// rowBytes adds up all pages of rows as they cross the bridge.
func rowBytes(b *testing.B, a *App) (all, largest int) {
	b.Helper()
	since := 0.0
	for {
		page := must[live.RowPage](b)(a.Clusters.Rows("", box, since, 500))
		text, err := json.Marshal(page)
		if err != nil {
			b.Fatal(err)
		}
		all, largest = all+len(text), max(largest, len(text))
		if !page.More {
			return all, largest
		}
		since = page.Next
	}
}

// BenchmarkTick is one poll of a cluster where nothing changed: two requests, decoded
// and compared, with the work of the sandbox, and what the page is sent, which is
// nothing.
func BenchmarkTick(b *testing.B) {
	for _, n := range []int{100, 1000, 5000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.Setenv("SLUICEWAY_SANDBOX_SCALE", strconv.Itoa(n))
			a, events := openApp(b, b.TempDir())
			must[ClusterState](b)(a.Clusters.Open("", box))
			until(b, events, "configs", func() bool { return must[ClusterState](b)(a.Clusters.State("", box)).Configs == n })
			// Root causes are shown once the configs say what is secret.
			if err := a.Clusters.Refresh("", box); err != nil {
				b.Fatal(err)
			}
			before := must[ClusterState](b)(a.Clusters.State("", box)).Version
			polls := 0
			for b.Loop() {
				if err := a.Clusters.Refresh("", box); err != nil {
					b.Fatal(err)
				}
				polls++
			}
			page := must[live.RowPage](b)(a.Clusters.Rows("", box, before, 500))
			text, err := json.Marshal(page.Rows)
			if err != nil {
				b.Fatal(err)
			}
			if len(page.Rows) == 0 {
				text = nil
			}
			b.ReportMetric(float64(len(text))/float64(polls), "bytes/poll")
		})
	}
}
