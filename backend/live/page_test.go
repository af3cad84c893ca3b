package live

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker/workerfake"
)

// TestMain makes sure that no goroutine is left.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestDeltasAddUp has a page follow random changes by pages of random size, and
// expects it to end with what is there.
func TestDeltasAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := newView(0)
		now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
		have, since := map[string]Row{}, float64(0)
		names := rapid.SliceOfDistinct(rapid.IntRange(0, 9), func(n int) int { return n })
		states := rapid.SampledFrom([]connect.State{connect.StateRunning, connect.StateFailed, connect.StatePaused})
		pull := func(limit int) bool {
			page := l.page(versionOf(since), limit)
			if page.Full {
				have = map[string]Row{}
			}
			for _, r := range page.Rows {
				have[r.Name] = r
			}
			for _, name := range page.Removed {
				delete(have, name)
			}
			if len(page.Rows)+len(page.Removed) > limit {
				t.Fatalf("%d changes in a page of %d", len(page.Rows)+len(page.Removed), limit)
			}
			since = page.Next
			return page.More
		}
		t.Repeat(map[string]func(*rapid.T){
			"poll": func(t *rapid.T) {
				now = now.Add(5 * time.Second)
				var listed []string
				statuses := map[string]connect.Status{}
				for _, n := range names.Draw(t, "names") {
					name := fmt.Sprint("c", n)
					listed = append(listed, name)
					if rapid.Bool().Draw(t, "has a status") {
						statuses[name] = workerfake.StatusOf(name, states.Draw(t, "state"), states.Draw(t, "task"))
					}
				}
				l.applyNames(listed, now)
				l.applyStatuses(statuses, now)
			},
			"delete": func(t *rapid.T) {
				now = now.Add(time.Minute)
				l.remove(fmt.Sprint("c", rapid.IntRange(0, 9).Draw(t, "name")), now)
			},
			"forget": func(*rapid.T) { l.forget() },
			"pull":   func(t *rapid.T) { pull(rapid.IntRange(1, 4).Draw(t, "limit")) },
			"": func(t *rapid.T) {
				limit := rapid.IntRange(1, 4).Draw(t, "limit")
				for i := 0; pull(limit); i++ {
					if i > 100 {
						t.Fatal("pages never end")
					}
				}
				want := map[string]Row{}
				for name, e := range l.entries {
					want[name] = e.row
				}
				if !maps.Equal(have, want) {
					t.Fatalf("a page has %v, there is %v", have, want)
				}
				counts := 0
				for verdict, n := range l.counts {
					counts += n
					for _, e := range l.entries {
						if e.row.Verdict == verdict {
							n--
						}
					}
					if n != 0 {
						t.Fatalf("%q is counted wrong by %d", verdict, n)
					}
				}
				if counts != len(l.entries) {
					t.Fatalf("%d counted, %d there", counts, len(l.entries))
				}
			},
		})
	})
}

func TestManyRemovalsAreForgotten(t *testing.T) {
	v := newView(0)
	now := time.Now()
	for i := range mostRemoved + 10 {
		name := fmt.Sprint("c", i)
		v.add(name, now)
		v.remove(name, now)
	}
	v.add("left", now)
	if page := v.page(5, 10); !page.Full || len(page.Rows) != 1 || page.More {
		t.Errorf("%+v", page)
	}
	if len(v.removed) > mostRemoved {
		t.Errorf("%d removals remembered", len(v.removed))
	}
}
