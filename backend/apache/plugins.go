package apache

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// mostKeys limits the settings of one plugin. The largest known plugin has a few
// hundred, and each becomes a field of a form.
const mostKeys = 5_000

func tooManyKeys(class string, n int) error {
	if n <= mostKeys {
		return nil
	}
	return connect.Errorf(connect.CodeTooLarge, "The worker names %d settings of %s. Sluiceway reads at most %d, so none are shown.", n, class, mostKeys)
}

// Plugins is GET /connector-plugins. It returns plugins of all kinds from 3.2
// (KIP-769), and connectors only from older workers, which ignore the parameter.
func (c pluginReader) Plugins(ctx context.Context, connectorsOnly bool) ([]connect.Plugin, error) {
	k := call{method: http.MethodGet, path: []string{"connector-plugins"}}
	if !connectorsOnly {
		k.query = url.Values{"connectorsOnly": {"false"}}
	}
	return fetch(ctx, c.connection, k, isList[connect.Plugin])
}

// Definitions is GET /connector-plugins/{class}/config (KIP-769, from 3.2). Workers
// before 4.1 ignore the version.
func (c pluginReader) Definitions(ctx context.Context, class, version string) ([]connect.Definition, error) {
	k := call{
		method: http.MethodGet, path: []string{"connector-plugins", class, "config"}, needs: worker.Definitions,
		words: words{thing: fmt.Sprintf("The plugin “%s”", class)},
	}
	if version != "" {
		k.query = url.Values{"version": {version}}
	}
	listed, err := fetch(ctx, c.connection, k, isList[*connect.Definition])
	if err == nil {
		err = tooManyKeys(class, len(listed))
	}
	if err != nil {
		// Before 3.5 a worker does not find classes in the plugin's own folder, if a default names one.
		if c.abilities.lacks(worker.WholeDefinitions) && strings.Contains(connect.AsError(err).Worker, "could not be found") {
			err = &connect.Error{Code: connect.CodeUnsupported, Text: "Before Kafka 3.5 a worker cannot describe " + class + ".", Err: err}
		}
		return nil, err
	}
	out := make([]connect.Definition, 0, len(listed))
	for _, d := range listed {
		if d != nil {
			out = append(out, *d)
		}
	}
	c.learned.definitions(class, out)
	return out, nil
}

// Validate is PUT /connector-plugins/{class}/config/validate. It runs the plugin's
// own checks, which may open connections and take any time. It changes nothing.
func (c pluginReader) Validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error) {
	k := call{
		method: http.MethodPut, path: []string{"connector-plugins", class, "config", "validate"}, body: config.Clone(), config: config,
		words: words{thing: fmt.Sprintf("The plugin “%s”", class)},
	}
	out, err := fetch(ctx, c.connection, k, func(v connect.Validation) bool { return v.Configs != nil })
	if err == nil {
		err = tooManyKeys(class, len(out.Configs))
	}
	if err != nil {
		return connect.Validation{}, err
	}
	out.Configs = slices.DeleteFunc(out.Configs, func(key connect.ValidatedKey) bool { return key.Definition == nil && key.Value == nil })
	return out, nil
}
