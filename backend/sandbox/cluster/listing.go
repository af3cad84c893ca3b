package cluster

import (
	"time"

	"sluiceway/backend/sandbox/plugins"
)

// KindOfList numbers the four kinds of expanded lists.
func KindOfList(withStatus, withInfo bool) int {
	kind := 0
	if withStatus {
		kind = 1
	}
	if withInfo {
		kind += 2
	}
	return kind
}

// Expanded appends the entry of one connector; false leaves it out, as a
// worker does where a status is asked for that is not there yet.
func (c *Connector) Expanded(out []byte, withStatus, withInfo bool, now time.Time) ([]byte, bool) {
	if c.label == nil {
		c.label = plugins.ToJSON(c.Name)
	}
	out = append(append(out, c.label...), `:{`...)
	if withStatus {
		status := c.EncodedState(now)
		if status == nil {
			return out, false
		}
		out = append(append(out, `"status":`...), status...)
	}
	if withInfo {
		if withStatus {
			out = append(out, ',')
		}
		out = append(append(out, `"info":`...), c.EncodedInfo(now)...)
	}
	return append(out, '}'), true
}
