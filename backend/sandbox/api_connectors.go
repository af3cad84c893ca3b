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
)

// locked runs a step on the state of the cluster at the time of the clock.
func (s *Sandbox) locked(step func(state *cluster, now time.Time) reply) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	return step(s.state, s.options.Clock())
}

// onConnector runs a step on one connector; the text is what a worker says
// where there is none, and differs from route to route.
func (s *Sandbox) onConnector(name, missing string, step func(state *cluster, c *connector, now time.Time) reply) reply {
	return s.locked(func(state *cluster, now time.Time) reply {
		c, there := state.connectors[name]
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

func (s *Sandbox) listConnectors(c *call) reply {
	expand := c.URL.Query()["expand"]
	withStatus, withInfo := slices.Contains(expand, "status"), slices.Contains(expand, "info")
	return s.locked(func(state *cluster, now time.Time) reply {
		if len(expand) == 0 {
			return encoded(toJSON(append([]string{}, state.names...)))
		}
		// The buffer is as long as the last such answer, so that thousands of
		// entries are copied once.
		last := &state.listed[kindOfList(withStatus, withInfo)]
		out := make([]byte, 0, *last+64)
		out = append(out, '{')
		for _, name := range state.names {
			before := len(out)
			if before > 1 {
				out = append(out, ',')
			}
			var there bool
			if out, there = state.connectors[name].expanded(out, withStatus, withInfo, now); !there {
				out = out[:before]
			}
		}
		out = append(out, '}')
		*last = len(out)
		return encoded(out)
	})
}

// kindOfList numbers the four kinds of expanded lists.
func kindOfList(withStatus, withInfo bool) int {
	kind := 0
	if withStatus {
		kind = 1
	}
	if withInfo {
		kind += 2
	}
	return kind
}

// expanded appends the entry of one connector; false leaves it out, as a
// worker does where a status is asked for that is not there yet.
func (c *connector) expanded(out []byte, withStatus, withInfo bool, now time.Time) ([]byte, bool) {
	if c.label == nil {
		c.label = toJSON(c.name)
	}
	out = append(append(out, c.label...), `:{`...)
	if withStatus {
		status := c.encodedState(now)
		if status == nil {
			return out, false
		}
		out = append(append(out, `"status":`...), status...)
	}
	if withInfo {
		if withStatus {
			out = append(out, ',')
		}
		out = append(append(out, `"info":`...), c.encodedInfo(now)...)
	}
	return append(out, '}'), true
}

func (s *Sandbox) createConnector(c *call) reply {
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
	return s.locked(func(state *cluster, now time.Time) reply {
		if _, taken := state.connectors[name]; taken {
			return fail(http.StatusConflict, "Connector %s already exists", name)
		}
		return s.created(state.create(name, request.config, target, now), now)
	})
}

// named makes sure that the config carries the name it is stored under.
func named(config settings, name string) *reply {
	if config.has(connect.KeyName) && config.text(connect.KeyName) != name {
		r := fail(http.StatusBadRequest, "Connector name configuration (%s) doesn't match connector name in the URL (%s)", config.text(connect.KeyName), name)
		return &r
	}
	config.set(connect.KeyName, name)
	return nil
}

// template is what the worker's library takes for a variable in a path.
var template = regexp.MustCompile(`\{\s*([\w][\w.-]*)\s*(:[^}]*)?\}`)

// created answers 201 with a Location, which is where a name with braces
// breaks: the connector is there all the same.
func (s *Sandbox) created(c *connector, now time.Time) reply {
	if variable := template.FindStringSubmatch(c.name); variable != nil {
		return fail(http.StatusInternalServerError, "The template variable '%s' has no value", variable[1])
	}
	info := c.infoAt(now)
	info.Tasks = []connect.TaskID{}
	r := ok(info)
	r.status = http.StatusCreated
	r.header = map[string]string{"Location": s.URL() + "/connectors/" + strings.ReplaceAll(url.PathEscape(c.name), "%2F", "/")}
	return r
}

func (s *Sandbox) getConnector(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster, found *connector, now time.Time) reply {
		return encoded(found.encodedInfo(now))
	})
}

func (s *Sandbox) getConfig(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster, found *connector, _ time.Time) reply {
		return encoded(toJSON(found.config))
	})
}

func (s *Sandbox) putConfig(c *call) reply {
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
	return s.locked(func(state *cluster, now time.Time) reply {
		if found, there := state.connectors[name]; there {
			return changed(state, found, config, now)
		}
		return s.created(state.create(name, config, connect.StateRunning, now), now)
	})
}

// changed stores a config and answers with the task list as it still is.
func changed(state *cluster, c *connector, config settings, now time.Time) reply {
	before := c.infoAt(now)
	state.configure(c, config)
	state.change(c, now)
	out := c.infoAt(now)
	out.Tasks = before.Tasks
	return ok(out)
}

func (s *Sandbox) patchConfig(c *call) reply {
	raw, refused := s.readJSON(c)
	if refused != nil {
		return *refused
	}
	changes, refused := settingsOf(raw)
	if refused != nil {
		return *refused
	}
	name := c.args[0]
	var config settings
	missing := s.onConnector(name, notFound, func(_ *cluster, found *connector, _ time.Time) reply {
		config = found.config.clone()
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
	return s.onConnector(name, notFound, func(state *cluster, found *connector, now time.Time) reply {
		return changed(state, found, config, now)
	})
}

func (s *Sandbox) deleteConnector(c *call) reply {
	return s.locked(func(state *cluster, now time.Time) reply {
		if !state.remove(c.args[0], now) {
			return fail(http.StatusNotFound, notFound, c.args[0])
		}
		return done(http.StatusNoContent)
	})
}

func (s *Sandbox) getStatus(c *call) reply {
	return s.locked(func(state *cluster, now time.Time) reply {
		if found, there := state.status(c.args[0], now); there {
			if raw := found.encodedState(now); raw != nil {
				return encoded(raw)
			}
		}
		return fail(http.StatusNotFound, "No status found for connector %s", c.args[0])
	})
}

func (s *Sandbox) getTasks(c *call) reply {
	type taskInfo struct {
		ID     connect.TaskID `json:"id"`
		Config settings       `json:"config"`
	}
	return s.onConnector(c.args[0], notFound, func(_ *cluster, found *connector, now time.Time) reply {
		out := []taskInfo{}
		for i, config := range found.set(now).configs {
			out = append(out, taskInfo{connect.TaskID{Connector: found.name, Task: i}, config})
		}
		return encoded(toJSON(out))
	})
}

func (s *Sandbox) getTaskStatus(c *call) reply {
	name, number := c.args[0], c.args[1]
	return s.locked(func(state *cluster, now time.Time) reply {
		if found, there := state.status(name, now); there {
			body, _ := found.stateAt(now)
			for _, task := range body.Tasks {
				if strconv.Itoa(task.ID) == number {
					return ok(task)
				}
			}
		}
		return fail(http.StatusNotFound, "No status found for task %s", fmt.Sprint(name, "-", number))
	})
}
