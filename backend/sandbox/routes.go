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

// routes is the whole API of a 4.3 worker. The calls that workers make among
// themselves are there too, since they answer differently from "no such route".
func routes() []route {
	return []route{
		at("", get((*Sandbox).getRoot)),
		at("health", get((*Sandbox).getHealth)),
		at("connectors", post((*Sandbox).createConnector), get((*Sandbox).listConnectors)),
		at("connectors/*", get((*Sandbox).getConnector), del((*Sandbox).deleteConnector)),
		at("connectors/*/config", get((*Sandbox).getConfig), put((*Sandbox).putConfig), patch((*Sandbox).patchConfig)),
		at("connectors/*/status", get((*Sandbox).getStatus)),
		at("connectors/*/restart", post((*Sandbox).restartConnector)),
		at("connectors/*/pause", put((*Sandbox).pauseConnector)),
		at("connectors/*/resume", put((*Sandbox).resumeConnector)),
		at("connectors/*/stop", put((*Sandbox).stopConnector)),
		at("connectors/*/tasks", get((*Sandbox).getTasks), post((*Sandbox).internalCall)),
		at("connectors/*/fence", put((*Sandbox).internalCall)),
		at("connectors/*/tasks/#/status", get((*Sandbox).getTaskStatus)),
		at("connectors/*/tasks/#/restart", post((*Sandbox).restartTask)),
		at("connectors/*/topics", get((*Sandbox).getTopics)),
		at("connectors/*/topics/reset", put((*Sandbox).resetTopics)),
		at("connectors/*/offsets", get((*Sandbox).getOffsets), patch((*Sandbox).alterOffsets), del((*Sandbox).resetOffsets)),
		at("connector-plugins", get((*Sandbox).listPlugins)),
		at("connector-plugins/*/config", get((*Sandbox).getDefinitions)),
		at("connector-plugins/*/config/validate", put((*Sandbox).validatePlugin)),
		at("admin/loggers", get((*Sandbox).listLoggers)),
		at("admin/loggers/*", get((*Sandbox).getLogger), put((*Sandbox).setLogger)),
	}
}

func (s *Sandbox) internalCall(*call) reply {
	return fail(http.StatusBadRequest, "Internal request missing required signature")
}
