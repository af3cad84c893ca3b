package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// pluginsAPI answers for plugins, their definitions and validation.
type pluginsAPI struct{ *Sandbox }

// pluginBody is PluginInfo on the wire.
type pluginBody struct {
	Class   string             `json:"class"`
	Type    connect.PluginKind `json:"type"`
	Version string             `json:"version,omitempty"`
}

func (s pluginsAPI) list(c *call) reply {
	everything := strings.EqualFold(c.URL.Query().Get("connectorsOnly"), "false")
	out := []pluginBody{}
	for _, kind := range plugins.AllKinds() {
		for _, p := range s.plugins.All {
			if p.Kind == kind && (everything || p.IsConnector()) {
				out = append(out, pluginBody{p.Class, p.Kind, p.Version})
			}
		}
	}
	return ok(out)
}

func (s pluginsAPI) definitions(c *call) reply {
	name, version := c.args[0], c.URL.Query().Get("version")
	p, known := s.plugins.Find(name, version, plugins.AllKinds()...)
	if !known {
		if versions := s.plugins.Versions(name, plugins.AllKinds()...); version != "" && len(versions) > 0 {
			return fail(http.StatusBadRequest, "%s", plugins.WrongVersion(name, version, versions))
		}
		if strings.HasPrefix(name, "java.") {
			return fail(http.StatusInternalServerError, "Instantiation error")
		}
		return fail(http.StatusNotFound, "Unknown plugin %s.", name)
	}
	out := []*plugins.KeyInfo{}
	for _, k := range p.ConnectorKeys() {
		if !k.NoDefined {
			out = append(out, k.Info())
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

func (s pluginsAPI) validate(c *call) reply {
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
	if class := config.Text(connect.KeyClass); config.Has(connect.KeyClass) && !strings.HasSuffix(normalName(class), normalName(c.args[0])) {
		return fail(http.StatusBadRequest, "Included connector type %s does not match request type %s", class, c.args[0])
	}
	infos, err := s.validator.Validate(c.Context(), config)
	if err != nil {
		// Validation runs on its own thread, and its exceptions are returned with
		// their class, always as a 500.
		return fail(http.StatusInternalServerError, "%s", err)
	}
	return ok(infos)
}

// nullConfig is what a worker says about a config that is null.
func nullConfig() reply {
	return fail(http.StatusInternalServerError, `Cannot invoke "java.util.Map.get(Object)" because "connectorConfig" is null`)
}

// accept validates what is about to be stored; nil means it may be.
func (s *Sandbox) accept(ctx context.Context, config plugins.Settings) *reply {
	infos, err := s.validator.Validate(ctx, config)
	if err == nil {
		problems := infos.Problems()
		if problems == "" {
			return nil
		}
		r := fail(http.StatusBadRequest, "%s", problems)
		return &r
	}
	// Here the worker unwraps the exception, so the status is its own.
	r := fail(http.StatusInternalServerError, "%s", err)
	if thrown, is := errors.AsType[*plugins.JavaError](err); is {
		r = fail(http.StatusInternalServerError, "%s", thrown.Message)
		if thrown.Class == plugins.BadRequestException {
			r = fail(http.StatusBadRequest, "%s", thrown.Message)
		}
	}
	return &r
}
