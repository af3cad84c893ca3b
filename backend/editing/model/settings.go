package model

import (
	"maps"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// settings are what a new connector of the cluster needs besides its config. The form shows
// them as fields; the draft stores their values apart, and a config is sent without them.
type settings struct {
	all   []worker.Setting
	check catalog.Check
}

func (s settings) has(key string) bool {
	return slices.ContainsFunc(s.all, func(one worker.Setting) bool { return one.Definition.Name == key })
}

// decides reports whether other settings apply only with some value of this one.
func (s settings) decides(key string) bool {
	return slices.ContainsFunc(s.all, func(one worker.Setting) bool { return one.OnlyKey == key })
}

// fields returns the settings that apply with these values.
func (s settings) fields(values connect.Config) []form.Setting {
	out := make([]form.Setting, 0, len(s.all))
	for _, one := range s.all {
		if !s.applies(one, values) {
			continue
		}
		f := form.Setting{Definition: one.Definition}
		for _, c := range one.Choices {
			f.Choices = append(f.Choices, c.Value)
		}
		out = append(out, f)
	}
	return out
}

func (s settings) applies(one worker.Setting, values connect.Config) bool {
	if one.OnlyKey == "" {
		return true
	}
	text, set := values[one.OnlyKey]
	for _, other := range s.all {
		if d := other.Definition; d.Name == one.OnlyKey && !set && d.Default != nil {
			text = *d.Default
		}
	}
	return text == one.OnlyValue
}

// join returns a config with the values that apply to a draft with these settings.
func (s settings) join(config, values, draft connect.Config) connect.Config {
	if len(s.all) == 0 {
		return config
	}
	out := config.Clone()
	maps.Copy(out, s.applying(values, draft))
	return out
}

// Settings returns what a create sends besides the config, or nil if there is nothing.
// Settings that do not apply are left out. If the cluster did not answer when the form was
// opened, all are sent as they are stored.
func Settings(f *Form) connect.Config {
	if len(f.settings.all) == 0 {
		return maps.Clone(f.draft.Settings)
	}
	return f.settings.applying(f.draft.Settings, f.draft.Settings)
}

// applying returns the values of the settings that apply to a draft with these settings.
func (s settings) applying(values, draft connect.Config) connect.Config {
	out := connect.Config{}
	for _, one := range s.all {
		if text, set := values[one.Definition.Name]; set && s.applies(one, draft) {
			out[one.Definition.Name] = text
		}
	}
	return out
}

// ChoiceTitles returns what the choices of the settings mean, by their values.
func ChoiceTitles(f *Form) map[string]string {
	out := map[string]string{}
	for _, one := range f.settings.all {
		for _, c := range one.Choices {
			if c.Title == c.Value {
				continue
			}
			out[c.Value] = c.Title
			if c.Note != "" {
				out[c.Value] += ", " + c.Note
			}
		}
	}
	return out
}
