package live

import (
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/past"
)

const pastEvery = time.Minute // between two writes

// recall reads the stored history of a cluster.
func (c *cluster) recall() {
	if c.clusters.deps.Past == nil {
		return
	}
	histories, err := past.Read(c.clusters.deps.Past, c.id, c.snap.profile.URL)
	if err != nil {
		c.clusters.deps.Log.Warn("could not read how connectors were", slog.Any("cause", err))
		return
	}
	c.snap.view.past = histories
}

// remember stores the history of the connectors, if it has changed.
func (c *cluster) remember(closing bool) {
	if c.clusters.deps.Past == nil {
		return
	}
	c.snap.mu.Lock()
	version, url := c.snap.view.version, c.snap.profile.URL
	due := !c.snap.view.firstAt.IsZero() && version != c.pastVersion && (closing || time.Since(c.pastAt) >= pastEvery)
	var histories map[string]past.History
	if due {
		histories = c.snap.view.histories()
		c.pastVersion, c.pastAt = version, time.Now()
	}
	c.snap.mu.Unlock()
	if !due {
		return
	}
	if err := past.Write(c.clusters.deps.Past, c.id, url, histories); err != nil {
		c.clusters.deps.Log.Warn("could not store how connectors are", slog.Any("cause", err))
	}
}

// histories returns the history of the connectors.
func (v *view) histories() map[string]past.History {
	out := make(map[string]past.History, len(v.entries))
	for name, e := range v.entries {
		if e.row.Verdict != "" {
			out[name] = v.history(e)
		}
	}
	return out
}

// history returns the history of one connector, up to now.
func (v *view) history(e *entry) past.History {
	h := v.past[e.row.Name]
	if !e.mark.Restarting {
		h.Verdict, h.Since, h.Before = e.row.Verdict, connect.FromUnixMilli(e.row.Since), e.row.Before
	}
	if e.row.CauseText != "" {
		h.Cause, h.FailedAt = e.row.CauseText, connect.FromUnixMilli(e.row.Since)
	}
	return h
}

// restarted records a restart from this app.
func (v *view) restarted(e *entry, now time.Time) {
	h := v.history(e)
	h.Restarts++
	h.RestartedAt = now
	v.past[e.row.Name] = h
}

// forgetPast deletes the history of a deleted profile.
func (c *cluster) forgetPast() {
	if c.clusters.deps.Past == nil {
		return
	}
	if err := c.clusters.deps.Past.ForgetPast(c.id); err != nil {
		c.clusters.deps.Log.Warn("could not forget how connectors were", slog.Any("cause", err))
	}
}
