package inspect

import (
	"net/url"
	"slices"
	"strings"
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

// lost reports whether a worker is one of the profile and does not answer: its
// tasks may have another state by now.
func lost(k live.Known, worker string) bool {
	if worker == "" {
		return false
	}
	at := func(address string) bool { return strings.EqualFold(worker, hostPort(address)) }
	if slices.ContainsFunc(k.Silent, at) {
		return true
	}
	if k.Problem == nil {
		return false
	}
	switch k.Problem.Code {
	case connect.CodeUnreachable: // every worker of the profile was tried
		return slices.ContainsFunc(k.Profile.URLs(), at)
	case connect.CodeTimeout:
		return len(k.Profile.MoreURLs) == 0 && at(k.Profile.URL)
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
