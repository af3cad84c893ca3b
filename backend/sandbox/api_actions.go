package sandbox

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

func (s *Sandbox) pauseConnector(c *call) reply {
	return s.onConnector(c.args[0], unknown, func(state *cluster, found *connector, now time.Time) reply {
		state.pause(found, now)
		return done(http.StatusAccepted)
	})
}

func (s *Sandbox) resumeConnector(c *call) reply {
	return s.onConnector(c.args[0], unknown, func(state *cluster, found *connector, now time.Time) reply {
		state.resume(found, now)
		return done(http.StatusAccepted)
	})
}

func (s *Sandbox) stopConnector(c *call) reply {
	return s.onConnector(c.args[0], unknown, func(state *cluster, found *connector, now time.Time) reply {
		state.stop(found, now)
		return done(http.StatusNoContent)
	})
}

// restartConnector answers 204 without options, and 202 with the plan with any.
func (s *Sandbox) restartConnector(c *call) reply {
	flag := func(name string) bool { return strings.EqualFold(c.URL.Query().Get(name), "true") }
	options := connect.RestartOptions{IncludeTasks: flag("includeTasks"), OnlyFailed: flag("onlyFailed")}
	return s.onConnector(c.args[0], unknownColon, func(state *cluster, found *connector, now time.Time) reply {
		if options == (connect.RestartOptions{}) {
			if !state.restartInstance(found, now) {
				return fail(http.StatusInternalServerError, "Failed to start connector: %s", found.name)
			}
			return done(http.StatusNoContent)
		}
		plan, there := state.restartMany(found, options, now)
		if !there {
			return fail(http.StatusNotFound, "Status for connector %s not found", found.name)
		}
		r := encoded(toJSON(plan))
		r.status = http.StatusAccepted
		return r
	})
}

func (s *Sandbox) restartTask(c *call) reply {
	return s.onConnector(c.args[0], unknownColon, func(state *cluster, found *connector, now time.Time) reply {
		id, err := strconv.Atoi(c.args[1])
		if err != nil || !state.restartTask(found, id, now) {
			return fail(http.StatusNotFound, "Unknown task: %s-%s", found.name, c.args[1])
		}
		return done(http.StatusNoContent)
	})
}

func (s *Sandbox) getTopics(c *call) reply {
	type used struct {
		Topics []string `json:"topics"`
	}
	return s.locked(func(state *cluster, now time.Time) reply {
		topics := []string{}
		if found, there := state.connectors[c.args[0]]; there {
			topics = found.activeTopics(now)
		}
		return ok(map[string]used{c.args[0]: {topics}})
	})
}

func (s *Sandbox) resetTopics(c *call) reply {
	return s.locked(func(state *cluster, now time.Time) reply {
		if found, there := state.connectors[c.args[0]]; there {
			found.settle(now)
			found.flow.topics = found.flow.ran
		}
		return done(http.StatusAccepted)
	})
}
