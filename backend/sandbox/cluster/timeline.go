package cluster

import (
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// phase is a state from a time on.
type phase struct {
	at    time.Time
	state connect.State // gone ends the timeline
	trace string
	// unloaded leaves the plugin's version out, as for a connector whose
	// start failed.
	unloaded bool
}

// gone is the state of what no longer has a status.
const gone connect.State = ""

// timeline has the states of one connector instance or task: phases ordered by
// time. Future ones may still be replaced. It is read at the current time.
type timeline struct {
	worker string
	phases []phase
}

// now is the phase at a time; false before the first and after the last one.
func (l *timeline) now(t time.Time) (phase, bool) {
	for _, p := range slices.Backward(l.phases) {
		if !p.at.After(t) {
			return p, p.state != gone
		}
	}
	return phase{}, false
}

// state is the state at a time, or gone.
func (l *timeline) state(t time.Time) connect.State {
	p, _ := l.now(t)
	return p.state
}

// then adds a phase and drops the phases from its time on.
func (l *timeline) then(p phase) {
	keep := len(l.phases)
	for keep > 0 && !l.phases[keep-1].at.Before(p.at) {
		keep--
	}
	l.phases = append(l.phases[:keep], p)
}

// replan drops the future phases and returns t. If the timeline has not started,
// it keeps the first phase and returns the time of that.
func (l *timeline) replan(t time.Time) time.Time {
	future := slices.IndexFunc(l.phases, func(p phase) bool { return p.at.After(t) })
	switch {
	case future < 0:
		return t
	case future == 0:
		l.phases = l.phases[:1]
		return l.phases[0].at
	}
	l.phases = l.phases[:future]
	return t
}

// next is when the state changes next, or the zero time.
func (l *timeline) next(t time.Time) time.Time {
	for _, p := range l.phases {
		if p.at.After(t) {
			return p.at
		}
	}
	return time.Time{}
}

// running is how much of the time from a to b was spent RUNNING.
func (l *timeline) running(a, b time.Time) time.Duration {
	var total time.Duration
	for i, p := range l.phases {
		end := b
		if i+1 < len(l.phases) && l.phases[i+1].at.Before(b) {
			end = l.phases[i+1].at
		}
		start := p.at
		if start.Before(a) {
			start = a
		}
		if p.state == connect.StateRunning && end.After(start) {
			total += end.Sub(start)
		}
	}
	return total
}

// forget drops phases that ended before t.
func (l *timeline) forget(t time.Time) {
	first := 0
	for i, p := range l.phases {
		if !p.at.After(t) {
			first = i
		}
	}
	l.phases = l.phases[first:]
}
