package form

import "sluiceway/backend/connect"

// Setting is something that a new connector needs besides its config.
type Setting struct {
	Definition connect.Definition
	Choices    []string
}

// addSettings adds a field for every setting, and returns all definitions. Settings do not
// make the keys of the config known.
func (s *Shape) addSettings(in Input, defs []defined, groups *homes, orders map[string]int) []defined {
	for _, one := range in.Settings {
		d := bounded(one.Definition)
		f := fieldOf(defined{Definition: d}, in, false)
		if len(one.Choices) > 0 {
			f.Recommended = one.Choices
			f.Kind = kindOf(d, false, one.Choices, in.Base[d.Name])
		}
		f.Needed = f.Required || f.Importance == connect.ImportanceHigh
		f.Group = settingsHome(d).id
		groups.add(settingsHome(d))
		orders[d.Name] = d.Order
		s.Fields = append(s.Fields, f)
		defs = append(defs, defined{Definition: d, added: true})
	}
	return defs
}

// settingsHome returns the group of a setting. Its ID differs from that of a plugin's group
// with the same title.
func settingsHome(d connect.Definition) home {
	return home{"~settings." + d.Group, d.Group, placeSettings}
}
