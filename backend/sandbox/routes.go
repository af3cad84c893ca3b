package sandbox

import (
	"net/http"
	"strings"
)

// verb pairs a method with its handler.
type verb struct {
	method string
	handle handler
}

func at(path string, verbs ...verb) route {
	r := route{pattern: strings.Split(path, "/"), methods: map[string]handler{}}
	for _, v := range verbs {
		r.methods[v.method] = v.handle
		r.order = append(r.order, v.method)
	}
	return r
}

func get(h handler) verb   { return verb{http.MethodGet, h} }
func post(h handler) verb  { return verb{http.MethodPost, h} }
func put(h handler) verb   { return verb{http.MethodPut, h} }
func patch(h handler) verb { return verb{http.MethodPatch, h} }
func del(h handler) verb   { return verb{http.MethodDelete, h} }

// table is the whole API of a 4.3 worker. The calls that workers make among
// themselves are there too, since they answer differently from "no such route".
func (s *Sandbox) table() []route {
	connectors, actions, offsets := connectorsAPI{s}, actionsAPI{s}, offsetsAPI{s}
	plugins, worker := pluginsAPI{s}, workerAPI{s}
	return []route{
		at("", get(worker.root)),
		at("health", get(worker.health)),
		at("connectors", post(connectors.create), get(connectors.list)),
		at("connectors/*", get(connectors.get), del(connectors.remove)),
		at("connectors/*/config", get(connectors.config), put(connectors.putConfig), patch(connectors.patchConfig)),
		at("connectors/*/status", get(connectors.status)),
		at("connectors/*/restart", post(actions.restart)),
		at("connectors/*/pause", put(actions.pause)),
		at("connectors/*/resume", put(actions.resume)),
		at("connectors/*/stop", put(actions.stop)),
		at("connectors/*/tasks", get(connectors.tasks), post(internalCall)),
		at("connectors/*/fence", put(internalCall)),
		at("connectors/*/tasks/#/status", get(connectors.taskStatus)),
		at("connectors/*/tasks/#/restart", post(actions.restartTask)),
		at("connectors/*/topics", get(offsets.topics)),
		at("connectors/*/topics/reset", put(offsets.resetTopics)),
		at("connectors/*/offsets", get(offsets.offsets), patch(offsets.alter), del(offsets.reset)),
		at("connector-plugins", get(plugins.list)),
		at("connector-plugins/*/config", get(plugins.definitions)),
		at("connector-plugins/*/config/validate", put(plugins.validate)),
		at("admin/loggers", get(worker.levels)),
		at("admin/loggers/*", get(worker.level), put(worker.setLevel)),
	}
}

func internalCall(*call) reply {
	return fail(http.StatusBadRequest, "Internal request missing required signature")
}
