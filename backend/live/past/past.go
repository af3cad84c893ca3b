// Package past stores how the connectors of a cluster were, across restarts of the app.
package past

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// most is the number of connectors of a cluster whose history is stored.
const most = 2000

// Store has one text for each profile. A profile without one is CodeNotFound.
type Store interface {
	Past(id connect.ProfileID) ([]byte, error)
	StorePast(id connect.ProfileID, content []byte) error
	ForgetPast(id connect.ProfileID) error
}

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

// stored is the text. A text from another address is of another cluster.
type stored struct {
	URL        string             `json:"url"`
	Connectors map[string]History `json:"connectors"`
}

// Read returns the stored histories of a cluster by connector: an empty map if there are none.
func Read(store Store, id connect.ProfileID, url string) (map[string]History, error) {
	content, err := store.Past(id)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return map[string]History{}, nil
	}
	if err != nil {
		return nil, err
	}
	var s stored
	if err := json.Unmarshal(content, &s); err != nil {
		return nil, err
	}
	if s.URL != url || s.Connectors == nil {
		return map[string]History{}, nil
	}
	return s.Connectors, nil
}

// Write stores the histories of a cluster; if there are too many, those that changed last.
func Write(store Store, id connect.ProfileID, url string, histories map[string]History) error {
	content, err := json.Marshal(stored{URL: url, Connectors: latest(histories)})
	if err != nil {
		return err
	}
	return store.StorePast(id, content)
}

func latest(histories map[string]History) map[string]History {
	if len(histories) <= most {
		return histories
	}
	names := slices.SortedFunc(maps.Keys(histories), func(a, b string) int {
		return cmp.Compare(histories[b].Since.Unix(), histories[a].Since.Unix())
	})
	out := make(map[string]History, most)
	for _, name := range names[:most] {
		out[name] = histories[name]
	}
	return out
}
