package sandbox

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/cluster"
	"sluiceway/backend/sandbox/plugins"
)

// actionsAPI answers for what is done to a connector that is there.
type actionsAPI struct{ *Sandbox }

func (s actionsAPI) pause(c *call) reply {
	return s.onConnector(c.args[0], unknown, func(state *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		state.Pause(found, now)
		return done(http.StatusAccepted)
	})
}

func (s actionsAPI) resume(c *call) reply {
	return s.onConnector(c.args[0], unknown, func(state *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		state.Resume(found, now)
		return done(http.StatusAccepted)
	})
}

func (s actionsAPI) stop(c *call) reply {
	return s.onConnector(c.args[0], unknown, func(state *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		state.Stop(found, now)
		return done(http.StatusNoContent)
	})
}

// restartConnector answers 204 without options, and 202 with the plan with any.
func (s actionsAPI) restart(c *call) reply {
	flag := func(name string) bool { return strings.EqualFold(c.URL.Query().Get(name), "true") }
	options := connect.RestartOptions{IncludeTasks: flag("includeTasks"), OnlyFailed: flag("onlyFailed")}
	return s.onConnector(c.args[0], unknownColon, func(state *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		if options == (connect.RestartOptions{}) {
			if !state.RestartInstance(found, now) {
				return fail(http.StatusInternalServerError, "Failed to start connector: %s", found.Name)
			}
			return done(http.StatusNoContent)
		}
		plan, there := state.RestartMany(found, options, now)
		if !there {
			return fail(http.StatusNotFound, "Status for connector %s not found", found.Name)
		}
		r := encoded(plugins.ToJSON(plan))
		r.status = http.StatusAccepted
		return r
	})
}

func (s actionsAPI) restartTask(c *call) reply {
	return s.onConnector(c.args[0], unknownColon, func(state *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		id, err := strconv.Atoi(c.args[1])
		if err != nil || !state.RestartTask(found, id, now) {
			return fail(http.StatusNotFound, "Unknown task: %s-%s", found.Name, c.args[1])
		}
		return done(http.StatusNoContent)
	})
}
