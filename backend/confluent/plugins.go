package confluent

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"sluiceway/backend/connect"
)

// mostKeys limits the settings of one plugin; each becomes a field of a form.
const mostKeys = 5_000

// Plugins is GET …/connector-plugins, and the custom plugins that the API key can see.
func (c plugins) Plugins(ctx context.Context, _ bool) ([]connect.Plugin, error) {
	managed, _, err := fetch(ctx, c.connection, call{method: http.MethodGet, path: []string{"connector-plugins"}}, func(list []connect.Plugin) bool { return list != nil })
	if err != nil {
		return nil, err
	}
	for _, p := range c.custom(ctx) {
		if !slices.ContainsFunc(managed, func(have connect.Plugin) bool { return have.Class == p.Class }) {
			managed = append(managed, p)
		}
	}
	return managed, nil
}

// Definitions makes definitions from a validation of an empty config, because no route gives
// them alone.
func (c plugins) Definitions(ctx context.Context, class, _ string) ([]connect.Definition, error) {
	k := validateCall(class, connect.Config{connect.KeyClass: class, connect.KeyName: definingName})
	out, err := c.validate(ctx, k)
	if err != nil {
		return nil, err
	}
	definitions := make([]connect.Definition, 0, len(out.Configs))
	for _, key := range out.Configs {
		definitions = append(definitions, *key.Definition)
	}
	return definitions, nil
}

// definingName is the name in a config that is validated for its definitions.
const definingName = "definitions"

// isDefining reports whether a call asks for definitions.
func isDefining(k call) bool {
	return isValidate(k.method, k.path) && k.config[connect.KeyName] == definingName
}

// Validate is PUT …/connector-plugins/{class}/config/validate. It changes nothing.
func (c plugins) Validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error) {
	if other := config[connect.KeyClass]; other != "" && other != class {
		return connect.Validation{}, connect.Errorf(connect.CodeInvalid, "The config is for the plugin “%s” and was to be validated for “%s”. Nothing was sent.", other, class)
	}
	k := validateCall(class, config)
	if err := unmasked(config, ""); err != nil {
		return connect.Validation{}, err
	}
	return c.validate(ctx, k)
}

func validateCall(class string, config connect.Config) call {
	sent := config.Clone()
	for key := range sent {
		if isAdded(key) {
			delete(sent, key)
		}
	}
	sent[connect.KeyClass] = class
	return call{
		method: http.MethodPut, path: []string{"connector-plugins", class, "config", "validate"}, class: class, config: config, body: sent,
		words: words{thing: fmt.Sprintf("The plugin “%s”", class)},
	}
}

func (c plugins) validate(ctx context.Context, k call) (connect.Validation, error) {
	said, _, err := fetch(ctx, c.connection, k, func(v validation) bool { return v.Configs != nil })
	if err != nil {
		return connect.Validation{}, err
	}
	if n := len(said.Configs); n > mostKeys {
		return connect.Validation{}, connect.Errorf(connect.CodeTooLarge, "Confluent Cloud names %d settings of %s. Sluiceway reads at most %d, so none are shown.", n, k.class, mostKeys)
	}
	out := said.read(k.config)
	definitions := make([]connect.Definition, len(out.Configs))
	for i, key := range out.Configs {
		definitions[i] = *key.Definition
	}
	c.learned.definitions(k.class, definitions)
	return out, nil
}
