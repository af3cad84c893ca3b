package editing

import (
	"cmp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// keyPluginVersion chooses one of several installed versions of a plugin (KIP-891, 4.1).
const keyPluginVersion = "connector.plugin.version"

// wanted returns the version that a new connector must name to get the chosen
// plugin. It need not name any where the workers have one version only, where
// the chosen one is the newest, which they take by themselves, or where they
// cannot choose.
func (s *Service) wanted(p place, class, version string) (string, bool) {
	if version == "" || !p.worker.Capabilities().Has(connect.CanStatusVersion) {
		return "", false
	}
	var versions []string
	for _, plugin := range s.catalog.remembered(p.profile.ID) {
		if plugin.Class == class && !slices.Contains(versions, plugin.Version) {
			versions = append(versions, plugin.Version)
		}
	}
	if len(versions) < 2 || slices.MaxFunc(versions, compareVersions) == version {
		return "", false
	}
	return version, true
}

// compareVersions orders versions as Kafka does by Maven's rules, as far as
// numbers go: "3.10.0" is newer than "3.9.1".
func compareVersions(a, b string) int {
	x, okX := connect.ParseVersion(a)
	y, okY := connect.ParseVersion(b)
	if !okX || !okY {
		return strings.Compare(a, b)
	}
	return cmp.Or(cmp.Compare(x.Major, y.Major), cmp.Compare(x.Minor, y.Minor), cmp.Compare(x.Patch, y.Patch), -strings.Compare(a, b))
}
