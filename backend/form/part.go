package form

import "sluiceway/backend/connect"

// mostParts is how many parts of a config are used.
const mostParts = 50

// Part is a converter, transform or predicate of a config: the prefix of its
// settings, the key of its class, and the class, which is empty if it is not set.
type Part struct {
	Prefix  string
	TypeKey string
	Class   string
	Kind    connect.PluginKind
}

// PartsOf returns the parts of a config. It always includes the converters.
func PartsOf(config connect.Config) []Part {
	var out []Part
	for _, name := range converterKeys() {
		kind := connect.KindConverter
		if name == "header.converter" {
			kind = connect.KindHeaderConverter
		}
		out = append(out, Part{Prefix: name + ".", TypeKey: name, Class: config[name], Kind: kind})
	}
	for _, chain := range []struct {
		key  string
		kind connect.PluginKind
	}{{"transforms", connect.KindTransformation}, {"predicates", connect.KindPredicate}} {
		for _, alias := range Items(config[chain.key]) {
			if prefix := chain.key + "." + alias + "."; alias != "" && len(out) < mostParts {
				out = append(out, Part{Prefix: prefix, TypeKey: prefix + "type", Class: config[prefix+"type"], Kind: chain.kind})
			}
		}
	}
	return out
}
