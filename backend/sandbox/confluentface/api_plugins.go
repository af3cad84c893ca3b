package confluentface

import (
	"net/http"
	"strings"
)

type listedPlugin struct {
	Class   string `json:"class"`
	Type    string `json:"type"`
	Version string `json:"version,omitempty"`
}

func (f *Face) routePlugins(r *http.Request, path []string) reply {
	switch {
	case len(path) == 0 && r.Method == http.MethodGet:
		out := []listedPlugin{}
		for _, p := range managed() {
			out = append(out, listedPlugin{p.class, p.kind, p.version})
		}
		return ok(out)
	case len(path) == 3 && path[1] == "config" && path[2] == "validate" && r.Method == http.MethodPut:
		return f.validate(r, path[0])
	}
	return noRoute(r)
}

func (f *Face) validate(r *http.Request, class string) reply {
	config, refused := f.config(r)
	if refused.status != 0 {
		return refused
	}
	if refused := f.checkSent(config); refused.status != 0 {
		return refused
	}
	p, known := pluginOf(class)
	if !known {
		return reply{status: http.StatusInternalServerError, body: old{http.StatusInternalServerError, "Failed to find any class that implements Connector and which name matches " + class}}
	}
	return ok(p.validate(config))
}

// checkSent reports what no client may send: masks, and keys that the service adds itself.
func (f *Face) checkSent(config map[string]string) reply {
	for name, text := range config {
		switch {
		case strings.HasPrefix(text, "**"):
			return f.violation(http.StatusBadRequest, "a mask as the value of "+name)
		case strings.HasPrefix(name, "config.internal."), strings.HasPrefix(name, "cloud."), strings.HasPrefix(name, "kafka.") && !known(name):
			return f.violation(http.StatusBadRequest, "a key that the service adds itself: "+name)
		}
	}
	return reply{}
}

// known reports whether a setting of the Kafka cluster is one of a plugin.
func known(name string) bool {
	for _, p := range managed() {
		for _, k := range p.keys {
			if k.Name == name {
				return true
			}
		}
	}
	return false
}
