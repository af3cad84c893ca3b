package live

import (
	"cmp"
	"encoding/json"
	"log/slog"
	"maps"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// Past stores the history of connectors across restarts of the app, as one text for
// each profile. A profile without one is CodeNotFound.
type Past interface {
	Past(id connect.ProfileID) ([]byte, error)
	StorePast(id connect.ProfileID, content []byte) error
	ForgetPast(id connect.ProfileID) error
}

const (
	mostPast  = 2000        // connectors of a cluster whose history is stored
	pastEvery = time.Minute // between two writes
)

// History is what is stored about a connector: since when it has its verdict, its
// last failure, and the restarts from this app.
type History struct {
	Verdict     health.Verdict `json:"verdict"`
	Since       time.Time      `json:"since"`
	Before      bool           `json:"before,omitempty"`
	Cause       string         `json:"cause,omitempty"` // one line, secrets masked
	FailedAt    time.Time      `json:"failed_at,omitzero"`
	Restarts    int            `json:"restarts,omitempty"`
	RestartedAt time.Time      `json:"restarted_at,omitzero"`
}

// pastOf is the stored text. A text from another address is of another cluster.
type pastOf struct {
	URL        string             `json:"url"`
	Connectors map[string]History `json:"connectors"`
}

// recall reads the stored history of a cluster.
func (c *cluster) recall() {
	if c.clusters.deps.Past == nil {
		return
	}
	content, err := c.clusters.deps.Past.Past(c.id)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return
	}
	var stored pastOf
	if err == nil {
		err = json.Unmarshal(content, &stored)
	}
	if err != nil {
		c.clusters.deps.Log.Warn("could not read how connectors were", slog.Any("cause", err))
		return
	}
	if stored.URL == c.snap.profile.URL && stored.Connectors != nil {
		c.snap.view.past = stored.Connectors
	}
}

// remember stores the history of the connectors, if it has changed.
func (c *cluster) remember(closing bool) {
	if c.clusters.deps.Past == nil {
		return
	}
	c.snap.mu.Lock()
	version := c.snap.view.version
	due := !c.snap.view.firstAt.IsZero() && version != c.pastVersion && (closing || time.Since(c.pastAt) >= pastEvery)
	stored := pastOf{URL: c.snap.profile.URL, Connectors: map[string]History{}}
	if due {
		stored.Connectors = c.snap.view.histories()
		c.pastVersion, c.pastAt = version, time.Now()
	}
	c.snap.mu.Unlock()
	if !due {
		return
	}
	content, err := json.Marshal(stored)
	if err == nil {
		err = c.clusters.deps.Past.StorePast(c.id, content)
	}
	if err != nil {
		c.clusters.deps.Log.Warn("could not store how connectors are", slog.Any("cause", err))
	}
}

// histories returns the history of the connectors; if there are too many, of those
// that changed last.
func (v *view) histories() map[string]History {
	out := make(map[string]History, len(v.entries))
	for name, e := range v.entries {
		if e.row.Verdict != "" {
			out[name] = v.history(e)
		}
	}
	if len(out) > mostPast {
		names := slices.SortedFunc(maps.Keys(out), func(a, b string) int { return cmp.Compare(out[b].Since.Unix(), out[a].Since.Unix()) })
		for _, name := range names[mostPast:] {
			delete(out, name)
		}
	}
	return out
}

// history returns the history of one connector, up to now.
func (v *view) history(e *entry) History {
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
