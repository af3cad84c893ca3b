package sandbox

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/cluster"
	"sluiceway/backend/sandbox/plugins"
)

// connectorsAPI answers for connectors and their configs, tasks and statuses.
type connectorsAPI struct{ *Sandbox }

// locked runs a step on the state of the cluster at the time of the clock.
func (s *Sandbox) locked(step func(state *cluster.Cluster, now time.Time) reply) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	return step(s.state, s.options.Clock())
}

// onConnector runs a step on one connector; the text is what a worker says
// where there is none, and differs from route to route.
func (s *Sandbox) onConnector(name, missing string, step func(state *cluster.Cluster, c *cluster.Connector, now time.Time) reply) reply {
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		c, there := state.Connectors[name]
		if !there {
			return fail(http.StatusNotFound, missing, name)
		}
		return step(state, c, now)
	})
}

// The texts for a connector that is not there.
const (
	notFound     = "Connector %s not found"
	unknown      = "Unknown connector %s"
	unknownColon = "Unknown connector: %s"
)

func (s connectorsAPI) list(c *call) reply {
	expand := c.URL.Query()["expand"]
	withStatus, withInfo := slices.Contains(expand, "status"), slices.Contains(expand, "info")
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		if len(expand) == 0 {
			return encoded(plugins.ToJSON(append([]string{}, state.Names...)))
		}
		// The buffer is as long as the last such answer, so that thousands of
		// entries are copied once.
		last := &state.Listed[cluster.KindOfList(withStatus, withInfo)]
		out := make([]byte, 0, *last+64)
		out = append(out, '{')
		for _, name := range state.Names {
			before := len(out)
			if before > 1 {
				out = append(out, ',')
			}
			var there bool
			if out, there = state.Connectors[name].Expanded(out, withStatus, withInfo, now); !there {
				out = out[:before]
			}
		}
		out = append(out, '}')
		*last = len(out)
		return encoded(out)
	})
}

func (s connectorsAPI) create(c *call) reply {
	raw, refused := s.readJSON(c)
	if refused != nil {
		return *refused
	}
	request, refused := createRequestOf(raw)
	if refused != nil {
		return *refused
	}
	name := strings.TrimSpace(request.name)
	if request.config == nil {
		return nullConfig()
	}
	if refused := named(request.config, name); refused != nil {
		return *refused
	}
	if refused := s.accept(c.Context(), request.config); refused != nil {
		return *refused
	}
	target := connect.StateRunning
	if request.state != "" {
		target = connect.State(request.state)
	}
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		if _, taken := state.Connectors[name]; taken {
			return fail(http.StatusConflict, "Connector %s already exists", name)
		}
		return s.created(state.Create(name, request.config, target, now), now)
	})
}

// named makes sure that the config carries the name it is stored under.
func named(config plugins.Settings, name string) *reply {
	if config.Has(connect.KeyName) && config.Text(connect.KeyName) != name {
		r := fail(http.StatusBadRequest, "Connector name configuration (%s) doesn't match connector name in the URL (%s)", config.Text(connect.KeyName), name)
		return &r
	}
	config.Set(connect.KeyName, name)
	return nil
}

// template is what the worker's library takes for a variable in a path.
var template = regexp.MustCompile(`\{\s*([\w][\w.-]*)\s*(:[^}]*)?\}`)

// created answers 201 with a Location, which is where a name with braces
// breaks: the connector is created nevertheless.
func (s connectorsAPI) created(c *cluster.Connector, now time.Time) reply {
	if variable := template.FindStringSubmatch(c.Name); variable != nil {
		return fail(http.StatusInternalServerError, "The template variable '%s' has no value", variable[1])
	}
	info := c.InfoAt(now)
	info.Tasks = []connect.TaskID{}
	r := ok(info)
	r.status = http.StatusCreated
	r.header = map[string]string{"Location": s.URL() + "/connectors/" + strings.ReplaceAll(url.PathEscape(c.Name), "%2F", "/")}
	return r
}

func (s connectorsAPI) get(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		return encoded(found.EncodedInfo(now))
	})
}

func (s connectorsAPI) config(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster.Cluster, found *cluster.Connector, _ time.Time) reply {
		return encoded(plugins.ToJSON(found.Config))
	})
}

func (s connectorsAPI) putConfig(c *call) reply {
	raw, refused := s.readJSON(c)
	if refused != nil {
		return *refused
	}
	config, refused := settingsOf(raw)
	if refused != nil {
		return *refused
	}
	if config == nil {
		return nullConfig()
	}
	name := c.args[0]
	if refused := named(config, name); refused != nil {
		return *refused
	}
	if refused := s.accept(c.Context(), config); refused != nil {
		return *refused
	}
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		if found, there := state.Connectors[name]; there {
			return changed(state, found, config, now)
		}
		return s.created(state.Create(name, config, connect.StateRunning, now), now)
	})
}

// changed stores a config and answers with the task list as it still is.
func changed(state *cluster.Cluster, c *cluster.Connector, config plugins.Settings, now time.Time) reply {
	before := c.InfoAt(now)
	state.Configure(c, config)
	state.Change(c, now)
	out := c.InfoAt(now)
	out.Tasks = before.Tasks
	return ok(out)
}

func (s connectorsAPI) patchConfig(c *call) reply {
	raw, refused := s.readJSON(c)
	if refused != nil {
		return *refused
	}
	changes, refused := settingsOf(raw)
	if refused != nil {
		return *refused
	}
	name := c.args[0]
	var config plugins.Settings
	missing := s.onConnector(name, notFound, func(_ *cluster.Cluster, found *cluster.Connector, _ time.Time) reply {
		config = found.Config.Clone()
		return reply{}
	})
	if config == nil {
		return missing
	}
	for key, value := range changes {
		if value == nil {
			delete(config, key)
		} else {
			config[key] = value
		}
	}
	if refused := s.accept(c.Context(), config); refused != nil {
		return *refused
	}
	return s.onConnector(name, notFound, func(state *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		return changed(state, found, config, now)
	})
}

func (s connectorsAPI) remove(c *call) reply {
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		if !state.Remove(c.args[0], now) {
			return fail(http.StatusNotFound, notFound, c.args[0])
		}
		return done(http.StatusNoContent)
	})
}

func (s connectorsAPI) status(c *call) reply {
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		if found, there := state.Status(c.args[0], now); there {
			if raw := found.EncodedState(now); raw != nil {
				return encoded(raw)
			}
		}
		return fail(http.StatusNotFound, "No status found for connector %s", c.args[0])
	})
}

func (s connectorsAPI) tasks(c *call) reply {
	type taskInfo struct {
		ID     connect.TaskID   `json:"id"`
		Config plugins.Settings `json:"config"`
	}
	return s.onConnector(c.args[0], notFound, func(_ *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		out := []taskInfo{}
		for i, config := range found.Set(now).Configs {
			out = append(out, taskInfo{connect.TaskID{Connector: found.Name, Task: i}, config})
		}
		return encoded(plugins.ToJSON(out))
	})
}

func (s connectorsAPI) taskStatus(c *call) reply {
	name, number := c.args[0], c.args[1]
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		if found, there := state.Status(name, now); there {
			body, _ := found.StateAt(now)
			for _, task := range body.Tasks {
				if strconv.Itoa(task.ID) == number {
					return ok(task)
				}
			}
		}
		return fail(http.StatusNotFound, "No status found for task %s", fmt.Sprint(name, "-", number))
	})
}
