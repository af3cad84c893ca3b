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
		return p.app.bench.Editing.Plugins(ctx, profile)
	})
}

// Facts reads the definitions of one plugin.
func (p *Plugins) Facts(callID string, profile connect.ProfileID, class, version string) (PluginFacts, error) {
	return run(p.app.calls, "plugins.facts", callID, writeLimit, func(ctx context.Context) (PluginFacts, error) {
		return p.app.bench.Editing.Facts(ctx, profile, class, version)
	})
}
