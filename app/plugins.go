package app

import (
	"context"

	"sluiceway/backend/connect"
)

// Plugins is the façade of the plugin picker.
type Plugins struct{ app *App }

// List returns the connector plugins of a cluster.
func (p *Plugins) List(callID string, profile connect.ProfileID) ([]PluginView, error) {
	return run(p.app.calls, "plugins.list", callID, readLimit, func(ctx context.Context) ([]PluginView, error) {
		list, err := p.app.bench.Editing.Plugins(ctx, profile)
		return mapped(list, pluginViewOf), err
	})
}

// Facts looks at one plugin's definitions.
func (p *Plugins) Facts(callID string, profile connect.ProfileID, class, version string) (PluginFacts, error) {
	return run(p.app.calls, "plugins.facts", callID, writeLimit, func(ctx context.Context) (PluginFacts, error) {
		facts, err := p.app.bench.Editing.Facts(ctx, profile, class, version)
		return pluginFactsOf(facts), err
	})
}
