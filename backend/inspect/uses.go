package inspect

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// usage returns the connectors that use each plugin, sorted by name. With a key it
// returns only those that set this key of the plugin. Of several versions of a
// class it is the one that the connector's status reports, otherwise the newest,
// which workers choose, too.
func (s *Service) usage(id connect.ProfileID, plugins []connect.Plugin, key string) (map[connect.Plugin][]string, error) {
	runs := map[string]string{}
	if err := s.deps.Live.Statuses(id, func(name string, status connect.Status) { runs[name] = status.Connector.Version }); err != nil {
		return nil, err
	}
	versions := byClass(plugins)
	out := map[connect.Plugin][]string{}
	err := s.deps.Live.Configs(id, func(name string, config connect.Config, _ map[string]bool) {
		for at, class := range config {
			prefix, names := classKey(at)
			if _, set := config[prefix+key]; !names || key != "" && !set {
				continue
			}
			reported := ""
			if at == connect.KeyClass {
				reported = runs[name]
			}
			for _, p := range chosen(versions[class], reported) {
				out[p] = append(out[p], name)
			}
		}
	})
	for p, connectors := range out {
		slices.Sort(connectors)
		out[p] = slices.Compact(connectors)
	}
	return out, err
}

// classKey reports whether the value of a key is the class of a plugin, and the
// prefix of the settings of that plugin.
func classKey(key string) (prefix string, names bool) {
	switch {
	case key == connect.KeyClass:
		return "", true
	case key == "key.converter", key == "value.converter", key == "header.converter":
		return key + ".", true
	case strings.HasSuffix(key, ".type") && (strings.HasPrefix(key, "transforms.") || strings.HasPrefix(key, "predicates.")):
		return strings.TrimSuffix(key, "type"), true
	}
	return "", false
}

// byClass is the plugins under each name that a config may have for them, the
// newest version first.
func byClass(plugins []connect.Plugin) map[string][]connect.Plugin {
	out := map[string][]connect.Plugin{}
	for _, p := range plugins {
		short := nameOf(p).Short
		names := []string{p.Class, short}
		if p.Type == connect.KindSource || p.Type == connect.KindSink {
			names = append(names, strings.TrimSuffix(short, "Connector"))
		}
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			out[name] = append(out[name], p)
		}
	}
	return out
}

// chosen returns the plugins of a name, one version of each class and kind.
func chosen(named []connect.Plugin, version string) []connect.Plugin {
	var out []connect.Plugin
	for _, p := range named {
		at := slices.IndexFunc(out, func(o connect.Plugin) bool { return o.Class == p.Class && o.Type == p.Type })
		switch {
		case at < 0:
			out = append(out, p)
		case version != "" && p.Version == version:
			out[at] = p
		}
	}
	return out
}
