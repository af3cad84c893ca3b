// Package pace says how often a cluster is polled, and which of its configs come
// next.
package pace

import (
	"time"

	"sluiceway/backend/connect"
)

// How often clusters are polled: the open one, the others, and both while the
// window is hidden.
const (
	DefaultOpen   = 5 * time.Second
	DefaultOthers = time.Minute

	hiddenOpen   = 30 * time.Second
	hiddenOthers = 5 * time.Minute
	busyFactor   = 4 // the pause is at least this many times as long as a poll took
	firstBackoff = 2 * time.Second
	lastBackoff  = time.Minute
	startingWait = 3 * time.Second // between polls of a worker that starts
)

// Pace is how often to poll. Zero durations mean: only on demand.
type Pace struct {
	Open, Others time.Duration
	Visible      bool // the window is
}

// Interval is the time between two polls.
func (p Pace) Interval(isOpen bool) time.Duration {
	base, hidden := p.Others, hiddenOthers
	if isOpen {
		base, hidden = p.Open, hiddenOpen
	}
	if base > 0 && !p.Visible {
		return max(base, hidden)
	}
	return base
}

// Rest is the pause after a poll that took that long, at that interval.
func Rest(every, took time.Duration) time.Duration { return max(every, busyFactor*took) }

// Backoff is the pause after that many failed polls in a row.
func Backoff(failures int, code connect.Code) time.Duration {
	switch code {
	case connect.CodeUnauthorized, connect.CodeForbidden:
		return lastBackoff // a wrong password sent often can lock an account
	case connect.CodeStarting:
		return startingWait
	default:
	}
	wait := firstBackoff
	for range failures - 1 {
		wait = min(wait*2, lastBackoff)
	}
	return wait
}
