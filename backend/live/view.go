package live

import (
	"iter"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live/cause"
	"sluiceway/backend/live/past"
)

const (
	idlePolls     = 2                // polls without a task before "no tasks" is shown
	idleTime      = 10 * time.Second // and the least time they must span
	goneAfter     = 2                // polls in a row without a name: workers answer from their own copies
	mostRemoved   = 4096             // removals stored for pages that ask late
	tombstones    = 64               // removed connectors stored for an open page
	failureShown  = 5 * time.Minute  // how long an action's failure stays on the row
	deletedHidden = 15 * time.Second // how long lists may still name what was deleted here
)

// view holds the connectors of one cluster. Every changed row and every removal
// gets its own version, so that one page can continue where another ended.
type view struct {
	version   uint64
	horizon   uint64 // the single changes up to this version are no longer stored
	entries   map[string]*entry
	removed   map[string]uint64
	counts    map[health.Verdict]int
	configs   int
	named     bool // the names were listed at least once
	namesNew  bool // there are connectors whose config was never fetched
	bare      bool // configs cannot be read; causes are masked by patterns only
	taskless  bool // connectors of this cluster never have tasks
	passwords byClass
	firstAt   time.Time // of the first statuses
	causes    *cause.Memory
	gone      map[string]*entry       // removed ones, by name
	erased    map[string]time.Time    // when it was deleted here, by name, with the monotonic clock
	past      map[string]past.History // as stored by an earlier run
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
		past:      map[string]past.History{},
	}
}

// add returns the entry of a name, and makes it if there is none. It returns nil for
// a connector that was just deleted with this app and is still listed.
func (v *view) add(name string, now time.Time) *entry {
	if e, ok := v.entries[name]; ok {
		return e
	}
	if at, ok := v.erased[name]; ok {
		if time.Since(at) < deletedHidden {
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

// put replaces a row if it has changed.
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
	if len(v.removed) >= mostRemoved {
		v.forget()
	}
	v.version++
	v.removed[name] = v.version
}

// forget drops the stored removals. A page that asks for changes since an older
// version then gets everything, so every row gets a newer version.
func (v *view) forget() {
	clear(v.removed)
	v.version++
	v.horizon = v.version
	for _, e := range v.entries {
		v.version++
		e.version = v.version
	}
}

// refresh computes the row of an entry again.
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
	row.Parent, row.Uses = s.Parent, s.Uses
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
	if text := failureOf(s); text != "" && !s.Waiting {
		cause := v.causes.Of(text)
		row.CauseClass = cause.Root.Class
		row.CauseText = FirstLine(v.shown(e, cause.Says))
	}
	if s.Connector.Note != "" {
		row.Note = FirstLine(v.shown(e, s.Connector.Note))
	}
}

// statusesOf iterates over the statuses of the connectors.
func statusesOf(entries map[string]*entry) iter.Seq[connect.Status] {
	return func(yield func(connect.Status) bool) {
		for _, e := range entries {
			if !yield(e.status) {
				return
			}
		}
	}
}

// began returns since when the connector has a verdict that is new to its row.
func (v *view) began(e *entry, verdict health.Verdict, now time.Time) (since float64, before bool) {
	switch {
	case verdict == "":
		return 0, false
	case verdict == health.NoTasks && !e.idleAt.IsZero():
		return connect.UnixMilli(e.idleAt), e.early && e.idleAt.Equal(v.firstAt)
	case e.mark.Restarting && e.mark.Activity.At != 0:
		return e.mark.Activity.At, false
	}
	if h, ok := v.past[e.row.Name]; ok && e.early && e.row.Verdict == "" && h.Verdict == verdict {
		return connect.UnixMilli(h.Since), h.Before // unchanged since the app was closed, whatever the clock says now
	}
	return connect.UnixMilli(now), e.early && e.row.Verdict == ""
}
