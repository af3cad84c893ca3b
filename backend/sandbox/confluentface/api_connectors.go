package confluentface

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

type taskID struct {
	Connector string `json:"connector"`
	Task      int    `json:"task"`
}

type info struct {
	Name   string            `json:"name"`
	Type   string            `json:"type"`
	Config map[string]string `json:"config"`
	Tasks  []taskID          `json:"tasks"`
}

type taskStatus struct {
	ID       int    `json:"id"`
	State    string `json:"state"`
	WorkerID string `json:"worker_id"`
	Msg      string `json:"msg,omitempty"`
}

type instance struct {
	State    string `json:"state"`
	WorkerID string `json:"worker_id"`
	Trace    string `json:"trace"`
}

type status struct {
	Name             string       `json:"name"`
	Type             string       `json:"type"`
	Connector        instance     `json:"connector"`
	Tasks            []taskStatus `json:"tasks"`
	ErrorsFromTrace  []any        `json:"errors_from_trace,omitempty"`
	ValidationErrors []string     `json:"validation_errors,omitempty"`
}

type expanded struct {
	ID         map[string]string `json:"id,omitempty"`
	Info       *info             `json:"info,omitempty"`
	Status     *status           `json:"status,omitempty"`
	Extensions map[string]any    `json:"extensions"`
}

func (f *Face) routeConnectors(r *http.Request, path []string) reply {
	now := f.o.Clock()
	if len(path) == 0 {
		switch r.Method {
		case http.MethodGet:
			return f.list(r, now)
		case http.MethodPost:
			return f.create(r, now)
		}
		return noRoute(r)
	}
	c, there := f.connectors[path[0]]
	route := r.Method + " " + strings.Join(path[1:], "/")
	if !there && route != "PUT config" {
		return fail(http.StatusNotFound, "Unknown connector %s", path[0])
	}
	switch route {
	case "GET ":
		return ok(c.info(now))
	case "GET config":
		return ok(c.shown())
	case "GET status":
		return ok(c.status(now))
	case "GET tasks":
		return ok(c.taskConfigs(now))
	case "PUT config":
		return f.put(r, path[0], now)
	case "DELETE ":
		delete(f.connectors, c.name)
		return ok(map[string]any{"error": nil})
	case "PUT pause", "PUT resume", "POST restart":
		return f.change(r, c, path[1], now)
	case "GET offsets":
		return ok(c.offsets(now))
	case "POST offsets/request":
		return f.alter(r, c, now)
	case "GET offsets/request/status":
		return c.progress(now)
	}
	return noRoute(r)
}

func (f *Face) list(r *http.Request, now time.Time) reply {
	names := slices.Sorted(maps.Keys(f.connectors))
	wanted := r.URL.Query().Get("expand")
	if wanted == "" {
		return ok(append([]string{}, names...))
	}
	parts := strings.Split(wanted, ",")
	for _, part := range parts {
		if !slices.Contains([]string{"info", "status", "id"}, part) {
			return f.violation(http.StatusBadRequest, "expand="+wanted)
		}
	}
	out := map[string]expanded{}
	for _, name := range names {
		c, e := f.connectors[name], expanded{Extensions: map[string]any{}}
		if slices.Contains(parts, "id") {
			e.ID = map[string]string{"id": c.id, "id_type": "ID"}
		}
		if slices.Contains(parts, "info") {
			e.Info = new(c.info(now))
		}
		if slices.Contains(parts, "status") {
			e.Status = new(c.status(now))
		}
		out[name] = e
	}
	return ok(out)
}

func (c *connector) info(now time.Time) info {
	out := info{Name: c.name, Type: c.kind(), Config: c.shown(), Tasks: []taskID{}}
	if now.Before(c.until) && c.busy == provisioning {
		return out
	}
	for i := range c.tasks() {
		out.Tasks = append(out.Tasks, taskID{c.name, i})
	}
	return out
}

func (c *connector) status(now time.Time) status {
	word, tasks := c.state(now)
	_, message := c.fault()
	out := status{Name: c.name, Type: c.kind(), Connector: instance{State: word, WorkerID: c.name}, Tasks: []taskStatus{}}
	for i, task := range tasks {
		t := taskStatus{ID: i, State: task, WorkerID: c.name}
		if task == actionable {
			t.Msg = message
		}
		out.Tasks = append(out.Tasks, t)
	}
	if word == failed {
		out.Connector.Trace = message
		out.ErrorsFromTrace = []any{map[string]string{"error": message}}
	}
	return out
}

func (c *connector) taskConfigs(now time.Time) any {
	type one struct {
		ID     taskID            `json:"id"`
		Config map[string]string `json:"config"`
	}
	out := []one{}
	for _, id := range c.info(now).Tasks {
		config := c.shown()
		config["task.id"] = fmt.Sprint(id.Task)
		out = append(out, one{id, config})
	}
	return out
}

func (f *Face) create(r *http.Request, now time.Time) reply {
	var body struct {
		Name    string            `json:"name"`
		Config  map[string]string `json:"config"`
		Offsets []entry           `json:"offsets"`
	}
	if refused := f.decode(r, &body); refused.status != 0 {
		return refused
	}
	if refused := f.accept(body.Name, body.Config); refused.status != 0 {
		return refused
	}
	if _, taken := f.connectors[body.Name]; taken {
		return invalid("A connector with the name %s already exists.", body.Name)
	}
	c := f.add(body.Name, body.Config, now)
	made := c.info(now)
	return reply{status: http.StatusCreated, body: struct {
		info
		Offsets []entry `json:"offsets"`
	}{made, []entry{}}}
}

func (f *Face) add(name string, config map[string]string, now time.Time) *connector {
	f.serial++
	c := &connector{id: fmt.Sprintf("lcc-sbx%03d", f.serial), name: name, config: config}
	c.work(provisioning, now, f.o.Provision, f.o.Step/2)
	c.begin(c.started)
	f.connectors[name] = c
	return c
}

// accept checks a config that is to be stored.
func (f *Face) accept(name string, config map[string]string) reply {
	if name == "" || config["name"] != name {
		return f.violation(http.StatusBadRequest, "a config without the connector's name")
	}
	if refused := f.checkSent(config); refused.status != 0 {
		return refused
	}
	class := config["connector.class"]
	p, known := pluginOf(class)
	if !known && config["confluent.connector.type"] == "CUSTOM" && class == customClass {
		return reply{}
	}
	if !known {
		return reply{status: http.StatusInternalServerError, body: old{http.StatusInternalServerError, "connector class not found: " + class}}
	}
	if problems := p.problems(config); problems != "" {
		return invalid("Connector configuration is invalid: %s", problems)
	}
	return reply{}
}

func (f *Face) put(r *http.Request, name string, now time.Time) reply {
	config, refused := f.config(r)
	if refused.status == 0 {
		refused = f.accept(name, config)
	}
	if refused.status != 0 {
		return refused
	}
	c, there := f.connectors[name]
	if !there {
		return ok(f.add(name, config, now).info(now))
	}
	c.settle(now)
	c.config = config
	if !c.paused {
		c.work(provisioning, now, f.o.Provision/2, 0)
	}
	return ok(c.info(now))
}

func (f *Face) change(r *http.Request, c *connector, verb string, now time.Time) reply {
	if r.ContentLength > 0 {
		return f.violation(http.StatusBadRequest, "a body for "+verb)
	}
	switch verb {
	case "pause":
		c.settle(now)
		c.paused = true
	case "resume":
		c.settle(now)
		if c.paused {
			c.paused = false
			c.work(restarting, now, f.o.Step/2, 0)
		}
	case "restart":
		if f.o.NoRestart || c.custom() {
			return reply{status: http.StatusNotFound, text: "404 page not found"}
		}
		if !c.paused {
			c.work(restarting, now, f.o.Step, 0)
		}
	}
	return reply{status: http.StatusAccepted}
}
