package app

import "context"

// Plugins is the façade of the plugin picker.
type Plugins struct{ app *App }

// List returns the connector plugins of a cluster.
func (p *Plugins) List(callID, profile string) ([]PluginView, error) {
	return run(p.app.calls, "plugins.list", callID, readLimit, func(context.Context) ([]PluginView, error) { return []PluginView{}, errUnfinished })
}

// Facts looks at one plugin's definitions.
func (p *Plugins) Facts(callID, profile, class, version string) (PluginFacts, error) {
	return run(p.app.calls, "plugins.facts", callID, writeLimit, func(context.Context) (PluginFacts, error) { return PluginFacts{}, errUnfinished })
}
