package confluentface

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// validated is the answer of validate.
type validated struct {
	Name    string      `json:"name"`
	Groups  []string    `json:"groups"`
	Errors  int         `json:"error_count"`
	Configs []validKeys `json:"configs"`
}

type validKeys struct {
	Definition key            `json:"definition"`
	Value      value          `json:"value"`
	Metadata   map[string]any `json:"metadata"`
}

type value struct {
	Name        string   `json:"name"`
	Value       *string  `json:"value"`
	Recommended []string `json:"recommended_values"`
	Errors      []string `json:"errors"`
	Visible     bool     `json:"visible"`
}

// validate checks a config with the definitions of a plugin.
func (p plugin) validate(config map[string]string) validated {
	out := validated{Name: p.java, Groups: []string{}, Configs: []validKeys{}}
	get := func(name string) string {
		if text, set := config[name]; set {
			return text
		}
		for _, k := range p.keys {
			if k.Name == name {
				return k.Default
			}
		}
		return ""
	}
	for _, k := range p.keys {
		if !slices.Contains(out.Groups, k.Group) {
			out.Groups = append([]string{k.Group}, out.Groups...) // in no useful order
		}
		text := get(k.Name)
		v := value{Name: k.Name, Value: &text, Recommended: append([]string{}, k.choices...), Errors: []string{}, Visible: k.shownIf[0] == "" || get(k.shownIf[0]) == k.shownIf[1]}
		if v.Errors = k.check(text, v.Visible); len(v.Errors) > 0 && k.Type == "INT" {
			v.Value = nil
		}
		switch {
		case k.Type == "PASSWORD" && text != "":
			hidden := mask
			v.Value = &hidden
		case k.Name == "connection.table" && text == "":
			junk := "{{.logicalClusterId}}"
			v.Value = &junk
		}
		if len(v.Errors) > 0 {
			out.Errors++
		}
		out.Configs = append(out.Configs, validKeys{k, v, map[string]any{}})
	}
	return out
}

// check returns what is wrong with a value.
func (k key) check(text string, visible bool) []string {
	switch {
	case text == "" && k.Required && visible:
		return []string{fmt.Sprintf("%q is required", k.Name)}
	case text == "":
		return []string{}
	}
	switch k.Type {
	case "INT", "LONG":
		if _, err := strconv.ParseInt(text, 10, 64); err != nil {
			return []string{fmt.Sprintf("%q must be a number", k.Name)}
		}
	case "ENUM":
		if !slices.Contains(k.choices, text) {
			return []string{fmt.Sprintf("%q must be one of %s", k.Name, strings.Join(k.choices, ", "))}
		}
	}
	return []string{}
}

// problems returns what is wrong with a config that is to be stored.
func (p plugin) problems(config map[string]string) string {
	var out []string
	for _, k := range p.validate(config).Configs {
		out = append(out, k.Value.Errors...)
	}
	return strings.Join(out, "; ")
}
