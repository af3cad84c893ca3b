package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
)

// pluginBody is PluginInfo on the wire.
type pluginBody struct {
	Class   string             `json:"class"`
	Type    connect.PluginKind `json:"type"`
	Version string             `json:"version,omitempty"`
}

func (s *Sandbox) listPlugins(c *call) reply {
	everything := strings.EqualFold(c.URL.Query().Get("connectorsOnly"), "false")
	out := []pluginBody{}
	for _, kind := range allKinds() {
		for _, p := range s.plugins.all {
			if p.kind == kind && (everything || p.isConnector()) {
				out = append(out, pluginBody{p.class, p.kind, p.version})
			}
		}
	}
	return ok(out)
}

func (s *Sandbox) getDefinitions(c *call) reply {
	name, version := c.args[0], c.URL.Query().Get("version")
	p, known := s.plugins.find(name, version, allKinds()...)
	if !known {
		if versions := s.plugins.versions(name, allKinds()...); version != "" && len(versions) > 0 {
			return fail(http.StatusBadRequest, "%s", wrongVersion(name, version, versions))
		}
		if strings.HasPrefix(name, "java.") {
			return fail(http.StatusInternalServerError, "Instantiation error")
		}
		return fail(http.StatusNotFound, "Unknown plugin %s.", name)
	}
	out := []*keyInfo{}
	for _, k := range p.connectorKeys() {
		if !k.noDefined {
			out = append(out, k.info())
		}
	}
	return ok(out)
}

// normalName is what two names of a connector class are compared by.
func normalName(class string) string {
	if short := strings.TrimSuffix(class, "Connector"); short != "" {
		return short
	}
	return class
}

func (s *Sandbox) validatePlugin(c *call) reply {
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
	if class := config.text(connect.KeyClass); config.has(connect.KeyClass) && !strings.HasSuffix(normalName(class), normalName(c.args[0])) {
		return fail(http.StatusBadRequest, "Included connector type %s does not match request type %s", class, c.args[0])
	}
	infos, err := s.validate(c.Context(), config)
	if err != nil {
		// Validation runs on a thread of its own, and its exceptions come back
		// with their class: always 500, whatever they mean.
		return fail(http.StatusInternalServerError, "%s", err)
	}
	return ok(infos)
}

// nullConfig is what a worker says about a config that is null.
func nullConfig() reply {
	return fail(http.StatusInternalServerError, `Cannot invoke "java.util.Map.get(Object)" because "connectorConfig" is null`)
}

// accept validates what is about to be stored; nil means it may be.
func (s *Sandbox) accept(ctx context.Context, config settings) *reply {
	infos, err := s.validate(ctx, config)
	if err == nil {
		return infos.validationFailure()
	}
	// Here the worker unwraps the exception, so the status is its own.
	r := fail(http.StatusInternalServerError, "%s", err)
	if thrown, is := errors.AsType[*javaError](err); is {
		r = fail(http.StatusInternalServerError, "%s", thrown.message)
		if thrown.class == badRequestException {
			r = fail(http.StatusBadRequest, "%s", thrown.message)
		}
	}
	return &r
}
