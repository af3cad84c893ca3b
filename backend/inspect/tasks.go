package inspect

import (
	"net/url"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
)

// tasksOf lists the tasks. after are the times at which they came into their
// states since a change that is followed; a failure of old is from before it, and
// says nothing about the task any more.
func tasksOf(k live.Known, after map[int]time.Duration, old map[int]bool) (tasks []TaskView, masked bool) {
	tasks = []TaskView{}
	first := map[string]int{}
	for _, t := range k.Status.Tasks {
		v := TaskView{
			ID: t.ID, State: string(t.State), Reported: t.Reported, Worker: t.WorkerID, SameAs: -1, HasTrace: t.Trace != "" && !old[t.ID], Lost: lost(k, t.WorkerID),
			Since: connect.UnixMilli(k.Tasks[t.ID].Since), Before: k.Tasks[t.ID].Before, After: connect.Milli(after[t.ID]),
		}
		if v.HasTrace {
			c := k.Causes.Of(t.Trace)
			text := k.Shown(c.Says)
			v.CauseClass, v.CauseText = c.Root.Class, live.FirstLine(text)
			masked = masked || text != c.Says
			if same, ok := first[c.Fingerprint]; ok {
				v.SameAs = same
			} else {
				first[c.Fingerprint] = t.ID
			}
		}
		tasks = append(tasks, v)
	}
	return tasks, masked
}

// lost reports whether a worker is the one of the profile and does not answer: its
// tasks may have another state by now.
func lost(k live.Known, worker string) bool {
	if k.Problem == nil || worker == "" {
		return false
	}
	switch k.Problem.Code {
	case connect.CodeUnreachable, connect.CodeTimeout:
		return worker == hostPort(k.Profile.URL)
	default:
		return false
	}
}

// hostPort is the worker id of a worker at this URL.
func hostPort(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if u.Port() != "" {
		return u.Host
	}
	if u.Scheme == "https" {
		return u.Host + ":443"
	}
	return u.Host + ":80"
}
