package live

import (
	"iter"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live/cause"
)

const (
	idlePolls     = 2                // polls without a task before "no tasks" is said
	idleTime      = 10 * time.Second // and how long they took at least
	goneAfter     = 2                // polls in a row that miss a name: workers answer from copies of their own
	removedKept   = 4096             // removals remembered for pages that ask late
	tombstones    = 64               // vanished connectors remembered for an open page
	failureShown  = 5 * time.Minute  // how long an action's failure stays on the row
	deletedHidden = 15 * time.Second // how long lists may still name what was deleted here
)

// view holds the connectors of one cluster. Every changed row and every removal
// gets a version of its own, so that a page can take up where another ended.
type view struct {
	version   uint64
	horizon   uint64 // of changes up to here only the result is known
	entries   map[string]*entry
	removed   map[string]uint64
	counts    map[health.Verdict]int
	configs   int
	named     bool // the names were listed at least once
	namesNew  bool // there are connectors that no config was fetched of
	bare      bool // configs cannot be had; causes are masked by what looks like a secret only
	taskless  bool // connectors of this cluster never have tasks
	passwords byClass
	firstAt   time.Time // of the first statuses
	causes    *cause.Memory
	gone      map[string]*entry    // vanished ones, by name
	erased    map[string]time.Time // deleted here, by name
	past      map[string]History   // as it was remembered
}

func newView(horizon uint64) *view {
	return &view{
		version: horizon, horizon: horizon,
		entries:   map[string]*entry{},
		removed:   map[string]uint64{},
		counts:    map[health.Verdict]int{},
		causes:    cause.New(),
		passwords: byClass{},
		gone:      map[string]*entry{},
		erased:    map[string]time.Time{},
		past:      map[string]History{},
	}
}

// add returns the entry of a name, making it where there is none. It returns
// nil for a connector that was just deleted here and is still being listed.
func (v *view) add(name string, now time.Time) *entry {
	if e, ok := v.entries[name]; ok {
		return e
	}
	if at, ok := v.erased[name]; ok {
		if now.Sub(at) < deletedHidden {
			return nil
		}
		delete(v.erased, name)
	}
	e := &entry{early: v.firstAt.IsZero() || v.firstAt.Equal(now), tasks: map[int]Seen{}}
	v.entries[name] = e
	delete(v.removed, name)
	delete(v.gone, name)
	v.counts[""]++
	v.put(e, Row{Name: name, TopicCount: -1})
	return e
}

// put replaces a row, if it is another one.
func (v *view) put(e *entry, row Row) {
	if e.row == row {
		return
	}
	if e.row.Verdict != row.Verdict {
		v.counts[e.row.Verdict]--
		v.counts[row.Verdict]++
	}
	e.row = row
	v.version++
	e.version = v.version
}

func (v *view) remove(name string, now time.Time) {
	e, ok := v.entries[name]
	if !ok {
		return
	}
	delete(v.entries, name)
	v.counts[e.row.Verdict]--
	if e.config != nil {
		v.configs--
	}
	if len(v.gone) >= tombstones {
		clear(v.gone)
	}
	e.goneAt = now
	v.gone[name] = e
	if len(v.removed) >= removedKept {
		v.forget()
	}
	v.version++
	v.removed[name] = v.version
}

// forget drops the removals that are remembered. Whoever asks for changes since
// an older version gets everything, so every row must be newer than that.
func (v *view) forget() {
	clear(v.removed)
	v.version++
	v.horizon = v.version
	for _, e := range v.entries {
		v.version++
		e.version = v.version
	}
}

// refresh makes the row of an entry anew.
func (v *view) refresh(e *entry, now time.Time) {
	old := e.row
	row := Row{
		Name: old.Name, Type: e.kind, TopicCount: -1,
		Since: old.Since, Before: old.Before,
		Activity: e.mark.Activity,
	}
	if e.config != nil {
		row.Class = e.config[connect.KeyClass]
	}
	if e.has {
		v.fromStatus(e, &row, now)
	}
	if e.config != nil {
		row.TopicCount, row.Topics = connect.TopicsOf(e.config, row.Type, e.used)
	}
	if row.Verdict != old.Verdict {
		row.Since, row.Before = v.began(e, row.Verdict, now)
	}
	row.Place = row.Verdict
	if e.place != "" {
		row.Place = e.place
	}
	v.put(e, row)
}

func (v *view) fromStatus(e *entry, row *Row, now time.Time) {
	s := e.status
	if s.Type != "" && (s.Type != connect.TypeUnknown || row.Type == "") {
		row.Type = s.Type
	}
	row.Verdict = e.verdict(now, v.taskless)
	row.Total, row.Worker = len(s.Tasks), s.Connector.WorkerID
	for _, t := range s.Tasks {
		switch t.State {
		case connect.StateRunning:
			row.Running++
		case connect.StateFailed:
			row.Failed++
		case connect.StatePaused:
			row.Paused++
		default:
		}
	}
	row.Workers = workersOf(s)
	if text := failureOf(s); text != "" {
		cause := v.causes.Of(text)
		row.CauseClass = cause.Root.Class
		row.CauseText = FirstLine(v.shown(e, cause.Root.Message))
	}
}

// statusesOf goes through the statuses of the connectors there are.
func statusesOf(entries map[string]*entry) iter.Seq[connect.Status] {
	return func(yield func(connect.Status) bool) {
		for _, e := range entries {
			if !yield(e.status) {
				return
			}
		}
	}
}

// began tells since when a verdict that is new to the row has been seen.
func (v *view) began(e *entry, verdict health.Verdict, now time.Time) (since float64, before bool) {
	switch {
	case verdict == "":
		return 0, false
	case verdict == health.NoTasks && !e.idleAt.IsZero():
		return connect.UnixMilli(e.idleAt), e.early && e.idleAt.Equal(v.firstAt)
	case e.mark.Restarting && e.mark.Activity.At != 0:
		return e.mark.Activity.At, false
	}
	if h, ok := v.past[e.row.Name]; ok && e.early && e.row.Verdict == "" && h.Verdict == verdict && h.Since.Before(now) {
		return connect.UnixMilli(h.Since), h.Before // it was so when the app closed, and is so still
	}
	return connect.UnixMilli(now), e.early && e.row.Verdict == ""
}
