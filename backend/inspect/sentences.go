package inspect

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live"
)

// sentence is the verdict in words. It follows the row where that waits longer than
// the status says.
func sentence(k live.Known) string {
	switch {
	case !k.HasStatus:
		return "Its status is not known yet."
	case k.Restarting:
		return "Restarting. " + health.Sentence(k.Status)
	case k.Row.Verdict == health.Running && k.Row.Note != "":
		return "The connector is running as before. Its last update failed."
	case k.Row.Verdict == health.Running && k.Taskless:
		return "The connector is running."
	case k.Row.Verdict == health.Running && len(k.Status.Tasks) == 0:
		return "The connector is running. It has no tasks yet."
	}
	return health.Sentence(k.Status)
}

// support is the line under the verdict: since when, where, and whether the
// failures have one cause.
func (s *Service) support(k live.Known, causes []CauseView) string {
	if k.Row.Verdict == "" {
		return "The cluster has not reported its status yet."
	}
	parts := []string{s.sinceText(k)}
	holders := 0
	for _, c := range causes {
		holders += len(c.Tasks)
		if c.Connector {
			holders++
		}
	}
	switch {
	case len(causes) == 1 && holders == 2:
		parts = append(parts, "Both have the same root cause.")
	case len(causes) == 1 && holders > 1:
		parts = append(parts, fmt.Sprintf("All %d have the same root cause.", holders))
	case len(causes) > 1:
		parts = append(parts, fmt.Sprintf("There are %d different root causes.", len(causes)))
	}
	if word := k.Status.Connector.Reported; word != "" {
		parts = append(parts, "The service reports "+word+".")
	}
	if k.Row.Note != "" {
		parts = append(parts, k.Row.Note)
	}
	if h := k.History; h.Restarts > 0 {
		times := fmt.Sprintf("%d times", h.Restarts)
		if h.Restarts == 1 {
			times = "once"
		}
		parts = append(parts, fmt.Sprintf("Restarted from here %s, last at %s.", times, dayClock(h.RestartedAt, s.now())))
	}
	if _, quiet := quietWord(k.Row.Verdict); quiet && k.History.Cause != "" {
		parts = append(parts, fmt.Sprintf("Failed last at %s: %s", dayClock(k.History.FailedAt, s.now()), k.History.Cause))
	}
	return strings.Join(parts, " ")
}

func (s *Service) sinceText(k live.Known) string {
	row := k.Row
	at := dayClock(connect.FromUnixMilli(row.Since), s.now())
	word, quiet := quietWord(row.Verdict)
	if row.Verdict == health.Paused {
		word = cmp.Or(s.pausedWord(k), word)
	}
	switch {
	case quiet && row.Before:
		return fmt.Sprintf("%s since before %s%s.", word, at, onWorker(row))
	case quiet:
		return fmt.Sprintf("%s since %s%s.", word, at, onWorker(row))
	case row.Before:
		return fmt.Sprintf("Already in this state when Sluiceway first checked, at %s.", at)
	}
	return fmt.Sprintf("First seen at %s.", at)
}

// pausedWord is what the kind of cluster calls a paused connector, or empty.
func (s *Service) pausedWord(k live.Known) string {
	conn, _ := s.deps.Live.Peek(k.Profile.ID)
	if conn.Worker == nil {
		return ""
	}
	return conn.Worker.Traits().Words.Paused
}

func quietWord(v health.Verdict) (string, bool) {
	switch v {
	case health.Running:
		return "Running", true
	case health.Paused:
		return "Paused", true
	case health.Stopped:
		return "Stopped", true
	case health.Restarting:
		return "Restarting", true
	default:
		return "", false
	}
}

func onWorker(row live.Row) string {
	if row.Worker == "" {
		return ""
	}
	return ", on " + row.Worker
}

// dayClock is a time of day, with its date when that is another day.
func dayClock(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	if t.Year() == now.Year() && t.YearDay() == now.YearDay() {
		return t.Format("15:04:05")
	}
	return t.Format("2 Jan 15:04")
}
