package live

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// applyNames applies a list of all connectors. A missing one is removed after it
// was missing twice. A connector without a name is ignored: it can be neither shown
// nor acted on.
func (v *view) applyNames(names []string, now time.Time) {
	listed := make(map[string]bool, len(names))
	for _, name := range names {
		if name == "" {
			continue
		}
		listed[name] = true
		_, known := v.entries[name]
		e := v.add(name, now)
		if e == nil {
			continue
		}
		if !known {
			v.namesNew = true
		}
		e.missing = 0
	}
	v.named = true
	v.dropMissing(func(name string) bool { return listed[name] }, now)
}

func (v *view) dropMissing(listed func(string) bool, now time.Time) {
	for name, e := range v.entries {
		if listed(name) || e.mark.Awaited {
			continue
		}
		e.missing++
		if e.missing >= goneAfter {
			v.remove(name, now)
		}
	}
}

// applyStatuses applies the statuses of all connectors. The worker leaves out
// those that have none yet.
func (v *view) applyStatuses(statuses map[string]connect.Status, now time.Time) {
	first := v.firstAt.IsZero()
	if first {
		v.firstAt = now
	}
	for name, s := range statuses {
		if _, ok := v.entries[name]; !ok && v.named && !first {
			continue // not in the list of names: about to vanish, or just created
		}
		if e := v.add(name, now); e != nil {
			v.applyStatus(e, s, now)
		}
	}
	for name, e := range v.entries {
		if _, ok := statuses[name]; !ok && e.has {
			v.applySilence(e, now)
		}
	}
	v.causes.Sweep(len(v.entries), statusesOf(v.entries))
}

// applyAll applies statuses that also serve as the list of all connectors.
func (v *view) applyAll(statuses map[string]connect.Status, now time.Time) {
	first := v.firstAt.IsZero()
	if first {
		v.firstAt = now
	}
	for name, s := range statuses {
		if e := v.add(name, now); e != nil {
			e.missing = 0
			v.applyStatus(e, s, now)
		}
	}
	v.dropMissing(func(name string) bool { _, ok := statuses[name]; return ok }, now)
	v.causes.Sweep(len(v.entries), statusesOf(v.entries))
}

// applyStatus applies one status. Usually nothing has changed, and then nothing is
// computed.
func (v *view) applyStatus(e *entry, s connect.Status, now time.Time) {
	e.silent = 0
	same := e.has && sameStatus(e.status, s)
	if idles(s) {
		if e.idle++; e.idle == 1 {
			e.idleAt = now
		}
	} else {
		e.idle, e.idleAt = 0, time.Time{}
	}
	v.dropOldFailure(e, s, same)
	if same && e.idle == 0 && e.mark.Activity == e.row.Activity {
		return
	}
	if !same {
		v.noteTasks(e, s, now)
		v.causes.Intern(&s)
		e.status, e.has = s, true
	}
	v.refresh(e, now)
}

// dropOldFailure removes the failure of an action from the row when the connector
// runs again, or when it was shown long enough.
func (v *view) dropOldFailure(e *entry, s connect.Status, same bool) {
	if e.mark.Activity.failed() && (!same && health.Of(s) == health.Running || time.Since(e.markedAt) > failureShown) {
		e.mark.Activity = Activity{}
	}
}

// applySilence drops the status of a connector that two polls in a row listed
// without one.
func (v *view) applySilence(e *entry, now time.Time) {
	if e.missing > 0 {
		return // about to vanish, with the status it had
	}
	if e.silent++; e.silent < goneAfter {
		return
	}
	e.has, e.status = false, connect.Status{}
	e.tasks, e.instance = map[int]Seen{}, Seen{}
	v.refresh(e, now)
}

func (v *view) noteTasks(e *entry, s connect.Status, now time.Time) {
	before := !e.has && e.early
	if e.instance.State != s.Connector.State {
		e.instance = Seen{State: s.Connector.State, Since: now, Before: before}
	}
	tasks := make(map[int]Seen, len(s.Tasks))
	for _, t := range s.Tasks {
		old, ok := e.tasks[t.ID]
		if !ok || old.State != t.State {
			old = Seen{State: t.State, Since: now, Before: before}
		}
		tasks[t.ID] = old
	}
	e.tasks = tasks
}

// applyInfos applies configs and types.
func (v *view) applyInfos(infos map[string]connect.Connector, now time.Time) {
	for name, info := range infos {
		if e, ok := v.entries[name]; ok {
			v.applyInfo(e, info, now)
		}
	}
}

// withoutConfigs shows root causes although the configs cannot be read. Secrets in
// them are then recognised by patterns only.
func (v *view) withoutConfigs(now time.Time) {
	if v.bare {
		return
	}
	v.bare = true
	for _, e := range v.entries {
		if e.config == nil && e.fails() {
			v.refresh(e, now)
		}
	}
}

func (v *view) applyInfo(e *entry, info connect.Connector, now time.Time) {
	config := info.Config
	if config == nil {
		config = connect.Config{}
	}
	if e.config != nil && e.kind == info.Type && e.config.Equal(config) {
		return
	}
	if e.config == nil {
		v.configs++
	}
	e.config, e.kind, e.secret = config, info.Type, nil
	v.refresh(e, now)
}

func sameStatus(a, b connect.Status) bool {
	return a.Connector == b.Connector && a.Type == b.Type && a.Parent == b.Parent && a.Waiting == b.Waiting && a.Uses == b.Uses && slices.Equal(a.Tasks, b.Tasks)
}

// idles reports whether a connector runs without any task.
func idles(s connect.Status) bool {
	return s.Connector.State == connect.StateRunning && len(s.Tasks) == 0
}
