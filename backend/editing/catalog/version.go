package catalog

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// KeyVersion chooses one of several installed versions of a plugin (KIP-891, 4.1).
const KeyVersion = "connector.plugin.version"

// Pinned returns the version that a new connector must name to get the chosen
// plugin. It need not name any where the workers have one version only, where
// the chosen one is the newest, which they take by themselves, or where they
// cannot choose.
func (c *Catalog) Pinned(conn worker.Connection, class, version string) (string, bool) {
	if version == "" || !conn.Features().Can(worker.StatusVersion) {
		return "", false
	}
	var versions []string
	for _, plugin := range c.Remembered(conn) {
		if plugin.Class == class && !slices.Contains(versions, plugin.Version) {
			versions = append(versions, plugin.Version)
		}
	}
	if len(versions) < 2 || slices.MaxFunc(versions, connect.ComparePluginVersions) == version {
		return "", false
	}
	return version, true
}

// Versions are those that the workers have of classes, newest first
// ("9.1.0, 9.0.2"), by class, as far as the list of plugins is known.
func (c *Catalog) Versions(conn worker.Connection, classes map[string]bool) map[string]string {
	found := map[string][]string{}
	for _, plugin := range c.Remembered(conn) {
		if classes[plugin.Class] && plugin.Version != "" && !slices.Contains(found[plugin.Class], plugin.Version) {
			found[plugin.Class] = append(found[plugin.Class], plugin.Version)
		}
	}
	out := make(map[string]string, len(found))
	for class, versions := range found {
		slices.SortFunc(versions, func(a, b string) int { return connect.ComparePluginVersions(b, a) })
		out[class] = strings.Join(versions, ", ")
	}
	return out
}
