package live

import (
	"maps"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// mostWorkers is how many workers a state lists: more than any real cluster has,
// few enough for a window.
const mostWorkers = 1000

// workersOf lists the workers of the tasks, in order, each once, separated by
// spaces.
func workersOf(s connect.Status) string {
	if len(s.Tasks) == 1 {
		return s.Tasks[0].WorkerID
	}
	seen := map[string]bool{}
	for _, t := range s.Tasks {
		if t.WorkerID != "" {
			seen[t.WorkerID] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(seen)), " ")
}

// assigned lists the workers that connectors and tasks were assigned to.
func assigned(entries map[string]*entry) []string {
	seen := map[string]bool{}
	for _, e := range entries {
		if !e.has {
			continue
		}
		if id := e.status.Connector.WorkerID; id != "" {
			seen[id] = true
		}
		for _, t := range e.status.Tasks {
			if t.WorkerID != "" {
				seen[t.WorkerID] = true
			}
		}
	}
	list := append([]string{}, slices.Sorted(maps.Keys(seen))...)
	return list[:min(len(list), mostWorkers)]
}
