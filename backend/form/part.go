package form

import "sluiceway/backend/connect"

// mostParts is how many parts of a config are looked at.
const mostParts = 50

// Part is a converter, transform or predicate that a config names: where its
// settings begin, the key that names its class, and the class, empty where it
// is not set.
type Part struct {
	Prefix  string
	TypeKey string
	Class   string
	Kind    connect.PluginKind
}

// PartsOf finds the parts of a config. The converters are always among them.
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
