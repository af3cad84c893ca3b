package sandbox

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// workerAPI answers for the worker itself and its loggers.
type workerAPI struct{ *Sandbox }

// rootBody is the answer of GET /.
type rootBody struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Cluster string `json:"kafka_cluster_id"`
}

func (s workerAPI) root(*call) reply {
	return ok(rootBody{Version: "4.3.1", Commit: "5a9db0c5a9db0c5a", Cluster: "sluiceway-sandbox-1234"})
}

// healthBody is the answer of GET /health.
type healthBody struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func (s workerAPI) health(*call) reply {
	return ok(healthBody{Status: "healthy", Message: "Worker has completed startup and is ready to handle requests."})
}

// logger is the level of one logger; modified is null until it was set.
type logger struct {
	Level    string `json:"level"`
	Modified *int64 `json:"last_modified"`
}

func (s workerAPI) levels(*call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[string]logger{"root": {Level: "INFO"}, "io.sluiceway.sandbox": {Level: "INFO"}}
	maps.Copy(out, s.loggers)
	return ok(out)
}

func (s workerAPI) level(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := c.args[0]
	if l, set := s.loggers[name]; set {
		return ok(l)
	}
	if name == "root" || name == "io.sluiceway.sandbox" {
		return ok(logger{Level: "INFO"})
	}
	return fail(http.StatusNotFound, "Logger %s not found.", name)
}

func (s workerAPI) setLevel(c *call) reply {
	raw, refused := s.readJSON(c)
	if refused != nil {
		return *refused
	}
	var body map[string]string
	if err := json.Unmarshal(raw, &body); err != nil {
		return jsonFail(raw, "java.util.Map<java.lang.String,java.lang.String>", err)
	}
	level, given := body["level"]
	if !given {
		return fail(http.StatusBadRequest, "Desired 'level' parameter was not specified in request.")
	}
	level = strings.ToUpper(level)
	if !slices.Contains([]string{"OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL"}, level) {
		return fail(http.StatusNotFound, "invalid log level '%s'.", level)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.options.Clock().UnixMilli()
	s.loggers[c.args[0]] = logger{Level: level, Modified: &at}
	if strings.EqualFold(c.URL.Query().Get("scope"), "cluster") {
		return done(http.StatusNoContent)
	}
	return ok([]string{c.args[0]})
}
