package live

import (
	"fmt"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker/workerfake"
)

func crowd(n int) (names []string, statuses map[string]connect.Status, infos map[string]connect.Connector) {
	statuses, infos = map[string]connect.Status{}, map[string]connect.Connector{}
	for i := range n {
		name := fmt.Sprintf("connector-%05d", i)
		names = append(names, name)
		state := connect.StateRunning
		if i%20 == 0 {
			state = connect.StateFailed
		}
		statuses[name] = workerfake.StatusOf(name, connect.StateRunning, connect.StateRunning, state, connect.StateRunning)
		infos[name] = connect.Connector{Name: name, Type: connect.TypeSink, Config: connect.Config{
			"name": name, "connector.class": "org.example.Sink", "topics": "a,b", "connection.password": "hunter2-" + name,
		}}
	}
	return names, statuses, infos
}

// BenchmarkTick is what a poll costs in addition to decoding, on 1,000 and 5,000
// connectors: nothing changed, and one in fifty changed.
func BenchmarkTick(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		for _, changed := range []int{0, n / 50} {
			b.Run(fmt.Sprintf("%d/changed=%d", n, changed), func(b *testing.B) {
				names, statuses, infos := crowd(n)
				l := newView(0)
				now := time.Now()
				l.applyNames(names, now)
				l.applyStatuses(statuses, now)
				l.applyInfos(infos, now)
				for i := 0; b.Loop(); i++ {
					b.StopTimer()
					_, fresh, _ := crowd(n)
					for k := range changed {
						name := names[(i*changed+k)%n]
						fresh[name] = workerfake.StatusOf(name, connect.StateRunning, connect.StatePaused)
					}
					now = now.Add(5 * time.Second)
					b.StartTimer()
					l.applyNames(names, now)
					l.applyStatuses(fresh, now)
				}
			})
		}
	}
}

// BenchmarkFirstPicture is drawing everything for the first time, and the
// first page of it.
func BenchmarkFirstPicture(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			names, statuses, infos := crowd(n)
			now := time.Now()
			for b.Loop() {
				l := newView(0)
				l.applyNames(names, now)
				l.applyStatuses(statuses, now)
				l.applyInfos(infos, now)
				l.page(0, 0)
			}
		})
	}
}
