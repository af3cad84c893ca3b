package cluster

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// applyNames takes over which connectors there are. One that is missing stays
// for one look more.
func (l *live) applyNames(names []string, now time.Time) {
	listed := make(map[string]bool, len(names))
	for _, name := range names {
		listed[name] = true
		_, known := l.entries[name]
		e := l.add(name, now)
		if e == nil {
			continue
		}
		if !known {
			l.namesNew = true
		}
		e.missing = 0
	}
	l.named = true
	l.dropMissing(func(name string) bool { return listed[name] }, now)
	if l.phase == PhaseConnecting || l.phase == PhaseDown {
		l.phase = PhaseNames
	}
}

func (l *live) dropMissing(listed func(string) bool, now time.Time) {
	for name, e := range l.entries {
		if listed(name) || l.awaitsListing(name) {
			continue
		}
		e.missing++
		if e.missing >= goneAfter {
			l.remove(name, now)
		}
	}
}

// awaitsListing tells that a connector was just created here and need not be
// listed by every worker yet.
func (l *live) awaitsListing(name string) bool {
	f, ok := l.follows[name]
	return ok && f.creates() && f.made.listedAt.IsZero()
}

// applyStatuses takes over how the connectors are. The worker leaves out those
// without a status yet.
func (l *live) applyStatuses(statuses map[string]connect.Status, now time.Time) {
	first := l.firstAt.IsZero()
	if first {
		l.firstAt = now
	}
	for name, s := range statuses {
		if _, ok := l.entries[name]; !ok && l.named && !first {
			continue // not in the list of names: about to vanish, or just made
		}
		if e := l.add(name, now); e != nil {
			l.applyStatus(e, s, now)
		}
	}
	for name, e := range l.entries {
		if _, ok := statuses[name]; !ok && e.has {
			l.applySilence(e, now)
		}
	}
	l.causes.sweep(l.entries)
	l.phase = l.afterStatuses()
}

func (l *live) afterStatuses() Phase {
	if l.phase == PhaseStale && l.failures > 0 {
		return PhaseStale // until the whole look has ended well
	}
	return PhaseReady
}

// applyGlance takes over an answer that stands for names and statuses both.
func (l *live) applyGlance(statuses map[string]connect.Status, now time.Time) {
	first := l.firstAt.IsZero()
	if first {
		l.firstAt = now
	}
	for name, s := range statuses {
		if e := l.add(name, now); e != nil {
			e.missing = 0
			l.applyStatus(e, s, now)
		}
	}
	l.dropMissing(func(name string) bool { _, ok := statuses[name]; return ok }, now)
	l.causes.sweep(l.entries)
	l.phase = l.afterStatuses()
}

// applyStatus takes over one status. Most of the time nothing has changed, and
// then nothing is made anew.
func (l *live) applyStatus(e *entry, s connect.Status, now time.Time) {
	e.silent = 0
	same := e.has && sameStatus(e.status, s)
	if idles(s) {
		if e.idle++; e.idle == 1 {
			e.idleAt = now
		}
	} else {
		e.idle, e.idleAt = 0, time.Time{}
	}
	l.dropOldFailure(e, s, same, now)
	if same && e.idle == 0 && e.act == e.row.Activity {
		return
	}
	if !same {
		l.noteTasks(e, s, now)
		l.causes.intern(&s)
		e.status, e.has = s, true
	}
	l.refresh(e, now)
}

// dropOldFailure takes the failure of an action off the row once the connector
// is well, or after a while.
func (l *live) dropOldFailure(e *entry, s connect.Status, same bool, now time.Time) {
	switch e.act.Kind {
	case ActivityFailed, ActivityFailedAgain, ActivityCanceled:
		if !same && health.Of(s) == health.Running || now.Sub(e.act.At) > failureShown {
			e.act = Activity{}
		}
	default:
	}
}

// applySilence has a connector that lost its status await it again, after one
// look more.
func (l *live) applySilence(e *entry, now time.Time) {
	if e.missing > 0 {
		return // about to vanish, with the status it had
	}
	if e.silent++; e.silent < goneAfter {
		return
	}
	e.has, e.status = false, connect.Status{}
	e.tasks, e.instance = map[int]seen{}, seen{}
	l.refresh(e, now)
}

func (l *live) noteTasks(e *entry, s connect.Status, now time.Time) {
	before := !e.has && e.early
	if e.instance.state != s.Connector.State {
		e.instance = seen{state: s.Connector.State, since: now, before: before}
	}
	tasks := make(map[int]seen, len(s.Tasks))
	for _, t := range s.Tasks {
		old, ok := e.tasks[t.ID]
		if !ok || old.state != t.State {
			old = seen{state: t.State, since: now, before: before}
		}
		tasks[t.ID] = old
	}
	e.tasks = tasks
}

// applyInfos takes over configs and types.
func (l *live) applyInfos(infos map[string]connect.Connector, now time.Time) {
	for name, info := range infos {
		if e, ok := l.entries[name]; ok {
			l.applyInfo(e, info, now)
		}
	}
}

// withoutConfigs has causes shown although it is not known what is secret
// in them beyond its look.
func (l *live) withoutConfigs(now time.Time) {
	if l.bare {
		return
	}
	l.bare = true
	for _, e := range l.entries {
		if e.config == nil && e.row.CauseClass != "" {
			l.refresh(e, now)
		}
	}
}

func (l *live) applyInfo(e *entry, info connect.Connector, now time.Time) {
	config := info.Config
	if config == nil {
		config = connect.Config{}
	}
	if e.config != nil && e.kind == info.Type && e.config.Equal(config) {
		return
	}
	if e.config == nil {
		l.configs++
	}
	e.config, e.kind, e.secret = config, info.Type, nil
	l.refresh(e, now)
}

func sameStatus(a, b connect.Status) bool {
	return a.Connector == b.Connector && a.Type == b.Type && slices.Equal(a.Tasks, b.Tasks)
}

// idles tells that a connector runs without a single task.
func idles(s connect.Status) bool {
	return s.Connector.State == connect.StateRunning && len(s.Tasks) == 0
}

// insert puts a text into a sorted list that has each once.
func insert(list []string, text string) []string {
	i, found := slices.BinarySearch(list, text)
	if found {
		return list
	}
	return slices.Insert(list, i, text)
}
