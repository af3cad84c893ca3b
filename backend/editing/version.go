package editing

import (
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// keyPluginVersion chooses one of several installed versions of a plugin (KIP-891, 4.1).
const keyPluginVersion = "connector.plugin.version"

// wanted returns the version that a new connector must name to get the chosen
// plugin. It need not name any where the workers have one version only, where
// the chosen one is the newest, which they take by themselves, or where they
// cannot choose.
func (s *Service) wanted(conn worker.Connection, class, version string) (string, bool) {
	if version == "" || !conn.Features().Can(worker.StatusVersion) {
		return "", false
	}
	var versions []string
	for _, plugin := range s.catalog.Remembered(conn) {
		if plugin.Class == class && !slices.Contains(versions, plugin.Version) {
			versions = append(versions, plugin.Version)
		}
	}
	if len(versions) < 2 || slices.MaxFunc(versions, connect.ComparePluginVersions) == version {
		return "", false
	}
	return version, true
}
