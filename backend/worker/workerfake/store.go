package workerfake

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
)

// store stores a config. m.mu must be held.
func (m *memory) store(name string, config connect.Config) *connector {
	c := m.connectors[name]
	if c == nil {
		c = &connector{}
		m.connectors[name] = c
	}
	c.config = config.Clone()
	c.config[connect.KeyName] = name
	c.kind = m.classes[config[connect.KeyClass]].Type
	if c.kind == "" {
		c.kind = connect.TypeSink
	}
	return c
}

// names returns the names of the connectors, sorted. m.mu must be held.
func (m *memory) names() []string { return slices.Sorted(maps.Keys(m.connectors)) }

// find returns a connector. m.mu must be held.
func (m *memory) find(name string) (*connector, error) {
	if c, ok := m.connectors[name]; ok {
		return c, nil
	}
	return nil, &connect.Error{Code: connect.CodeNotFound, Text: "There is no connector “" + name + "”.", Status: 404}
}

// check returns an error if the cluster refuses a config. m.mu must be held.
func (m *memory) check(name string, config connect.Config) error {
	class, ok := m.classes[config[connect.KeyClass]]
	if !ok {
		return refused("The cluster does not know the class “" + config[connect.KeyClass] + "”.")
	}
	if other, set := config[connect.KeyName]; set && other != name {
		return refused("The config names another connector.")
	}
	whole := config.Clone()
	whole[connect.KeyName] = name
	for _, d := range class.Definitions {
		if problem := problemOf(d, whole); problem != "" {
			return refused("The cluster refused the config.")
		}
	}
	return nil
}

func refused(text string) error {
	return &connect.Error{Code: connect.CodeInvalid, Text: text, Status: 400}
}

// problemOf returns the problem with the value of a key, or "".
func problemOf(d connect.Definition, config connect.Config) string {
	text, set := config[d.Name]
	switch {
	case !set && d.Required:
		return "Missing required configuration \"" + d.Name + "\" which has no default value."
	case set && d.Type == connect.FieldInt:
		if _, err := strconv.Atoi(text); err != nil {
			return "Invalid value " + text + " for configuration " + d.Name + ": Not a number of type INT"
		}
	}
	return ""
}

// validation returns the validation of a config.
func validation(class string, definitions []connect.Definition, config connect.Config) connect.Validation {
	v := connect.Validation{Name: class, Groups: []string{"Common", "Own"}}
	for _, d := range definitions {
		key := connect.ValidatedKey{Definition: &d, Value: &connect.ValidatedValue{Name: d.Name, Value: d.Default, Visible: true}}
		if text, set := config[d.Name]; set {
			key.Value.Value = &text
		}
		if problem := problemOf(d, config); problem != "" {
			key.Value.Errors = []string{problem}
			key.Value.Value = nil
			v.ErrorCount++
		}
		v.Configs = append(v.Configs, key)
	}
	return v
}

// newName returns an error for names that the workers of [Fake] mishandle.
func newName(name string) error {
	switch trimmed := strings.TrimSpace(name); {
	case trimmed == "":
		return connect.Errorf(connect.CodeInvalid, "A connector needs a name.")
	case trimmed != name, strings.ContainsRune(name, 0):
		return connect.Errorf(connect.CodeInvalid, "The name “%s” is not possible.", trimmed)
	}
	return safeName(name)
}

func safeName(name string) error {
	if name == "." || name == ".." || strings.ContainsAny(name, `/%\;{}`) {
		return connect.Errorf(connect.CodeUnsafeName, "Nothing was sent: the cluster may act on a different connector, because of the characters in “%s”.", name)
	}
	return nil
}
