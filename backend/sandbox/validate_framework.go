package sandbox

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

func mapKeys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }

// matchesWhole is Java's String.matches, for patterns that Go knows too.
func matchesWhole(pattern, text string) bool {
	if pattern == "" {
		return false
	}
	compiled, err := regexp.Compile("^(?:" + pattern + ")$")
	return err == nil && compiled.MatchString(text)
}

// frameworkKeys validates the base definition and what the aliases add to it.
func (run *inspection) frameworkKeys() {
	for _, k := range framework(run.plugin.kind, run.plugin.version) {
		run.add(run.withChoices(k))
	}
	run.aliases("transforms", "Transforms", connect.KindTransformation)
	run.aliases("predicates", "Predicates", connect.KindPredicate)
}

// withChoices fills in what only a worker with its plugins can know: installed
// converters, their versions, and the worker's own converter as the default.
func (run *inspection) withChoices(k key) key {
	if k.name == "connector.plugin.version" {
		return k.suggests(run.plugins.versions(run.plugin.class, connectorKinds()...)...)
	}
	role, found := strings.CutSuffix(strings.TrimSuffix(k.name, ".plugin.version"), ".converter")
	if !found {
		return k
	}
	kind, standard := connect.KindConverter, workerConverter
	if role == "header" {
		kind, standard = connect.KindHeaderConverter, workerHeaderConverter
	}
	if k.kind == connect.FieldClass {
		k.initial = &standard
		return k.suggests(run.plugins.classes(kind)...).checked(run.plugins.loadable(kind))
	}
	class := standard
	if name := role + ".converter"; run.config.has(name) {
		class = run.config.text(name)
	}
	p, known := run.plugins.find(class, "", kind)
	if !known {
		return k.hidden()
	}
	k.initial = &p.version
	return k.suggests(run.plugins.versions(class, kind)...).checked(run.plugins.installed(class, kind))
}

// loadable refuses a class that is no plugin of the kind; null passes, its
// error was given before.
func (r *registry) loadable(kind connect.PluginKind) check {
	return func(name string, v parsed) string {
		if !v.set {
			return ""
		}
		if _, known := r.find(v.text, "", kind); !known {
			return badValue(name, v.text, "Class "+v.text+" could not be found.")
		}
		return ""
	}
}

// installed refuses a version of a class that is not there.
func (r *registry) installed(class string, kind connect.PluginKind) check {
	return func(_ string, v parsed) string {
		versions := r.versions(class, kind)
		if !v.set || v.text == "" || v.text == "latest" || slices.Contains(versions, v.text) {
			return ""
		}
		return wrongVersion(class, v.text, versions)
	}
}

func wrongVersion(class, version string, versions []string) string {
	return fmt.Sprintf("Plugin %s not found that matches the version range [%s,%s], available versions: [%s]", class, version, version, strings.Join(versions, ", "))
}

// wrongVersion is the short answer to a connector version that is not
// installed: the common keys, with the error at the class and at the version.
func (run *inspection) wrongVersion(class, version string) {
	for _, k := range join(frameworkCommon(run.plugin.version), frameworkErrors()) {
		if strings.HasSuffix(k.name, "converter.plugin.version") {
			k = k.hidden()
		}
		if k.name == "connector.plugin.version" {
			k = k.suggests(run.plugins.versions(class, connectorKinds()...)...)
		}
		run.add(k)
	}
	message := wrongVersion(class, version, run.plugins.versions(class, connectorKinds()...))
	run.addErrors(connect.KeyClass, message)
	run.addErrors("connector.plugin.version", message)
}

// aliases adds the keys of each transformation or predicate that is listed.
func (run *inspection) aliases(list, title string, kind connect.PluginKind) {
	var seen []string
	for _, alias := range run.config.list(list) {
		if !slices.Contains(seen, alias) {
			seen = append(seen, alias)
			run.alias(list+"."+alias+".", alias, title+": "+alias, kind)
		}
	}
}

func (run *inspection) alias(prefix, alias, title string, kind connect.PluginKind) {
	word, label := "transformation", "Transformation"
	if kind == connect.KindPredicate {
		word, label = "predicate", "Predicate"
	}
	class := run.config.text(prefix + "type")
	p, known := run.plugins.find(class, "", kind)
	typeKey := must(connect.FieldClass, prefix+"type", high, "The class of the "+word+" that is called '"+alias+"' here.").
		titled(label + " type for " + alias).sized(wide).at(0).
		suggests(run.plugins.classes(kind)...).checked(run.plugins.loadable(kind))
	versionKey := null(connect.FieldString, prefix+"plugin.version", high, "The version of the "+word+" that is called '"+alias+"' here.").
		titled(label + " version for " + alias).sized(wide).at(1)
	if known {
		versionKey.initial = &p.version
		versionKey = versionKey.suggests(run.plugins.versions(class, kind)...).checked(run.plugins.installed(class, kind))
	}
	for _, k := range group(title, typeKey, versionKey) {
		run.add(k)
	}
	if !known {
		return
	}
	for i, k := range ownKeys(p) {
		k.name, k.order = prefix+k.name, i+2
		in := title
		if k.group != nil {
			in += ": " + *k.group
		}
		k.group = &in
		run.add(k)
	}
	if kind == connect.KindTransformation && run.config.has(prefix+"negate") && !run.config.has(prefix+"predicate") {
		run.addErrors(prefix+"type", fmt.Sprintf("Config '%[1]snegate' was provided but there is no config '%[1]spredicate' defining a predicate to be negated.", prefix))
	}
}

// ownKeys are those of a transformation or predicate with the two that every
// transformation has, in the order of ConfigDef: required ones, then by
// importance, then by name.
func ownKeys(p plugin) []key {
	keys := slices.Clone(p.keys)
	if p.kind == connect.KindTransformation {
		keys = append(keys,
			opt(connect.FieldBoolean, "negate", "false", mid, "Whether the step applies to the records that the predicate does not pick."),
			null(connect.FieldString, "predicate", mid, "The short name of a predicate: the step then applies to the records it picks only."),
		)
	}
	rank := map[string]int{high: 0, mid: 1, low: 2}
	slices.SortStableFunc(keys, func(a, b key) int {
		if a.required != b.required {
			if a.required {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(rank[a.importance], rank[b.importance]), cmp.Compare(a.name, b.name))
	})
	return keys
}
