package validate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// frameworkKeys validates the base definition and what the aliases add to it.
func (run *inspection) frameworkKeys() {
	for _, k := range plugins.Framework(run.plugin.Kind, run.plugin.Version) {
		run.add(run.withChoices(k))
	}
	run.aliases("transforms", "Transforms", connect.KindTransformation)
	run.aliases("predicates", "Predicates", connect.KindPredicate)
}

// withChoices fills in what only a worker with its plugins can know: installed
// converters, their versions, and the worker's own converter as the default.
func (run *inspection) withChoices(k plugins.Key) plugins.Key {
	if k.Name == "connector.plugin.version" {
		return k.Suggests(run.plugins.Versions(run.plugin.Class, plugins.ConnectorKinds()...)...)
	}
	role, found := strings.CutSuffix(strings.TrimSuffix(k.Name, ".plugin.version"), ".converter")
	if !found {
		return k
	}
	kind, standard := connect.KindConverter, plugins.WorkerConverter
	if role == "header" {
		kind, standard = connect.KindHeaderConverter, plugins.WorkerHeaderConverter
	}
	if k.Kind == connect.FieldClass {
		k.Initial = &standard
		return k.Suggests(run.plugins.Classes(kind)...).Checked(run.plugins.Loadable(kind))
	}
	class := standard
	if name := role + ".converter"; run.config.Has(name) {
		class = run.config.Text(name)
	}
	p, known := run.plugins.Find(class, "", kind)
	if !known {
		return k.Hidden()
	}
	k.Initial = &p.Version
	return k.Suggests(run.plugins.Versions(class, kind)...).Checked(run.plugins.Installed(class, kind))
}

// wrongVersion is the short answer to a connector version that is not
// installed: the common keys, with the error at the class and at the version.
func (run *inspection) wrongVersion(class, version string) {
	for _, k := range plugins.Join(plugins.FrameworkCommon(run.plugin.Version), plugins.FrameworkErrors()) {
		if strings.HasSuffix(k.Name, "converter.plugin.version") {
			k = k.Hidden()
		}
		if k.Name == "connector.plugin.version" {
			k = k.Suggests(run.plugins.Versions(class, plugins.ConnectorKinds()...)...)
		}
		run.add(k)
	}
	message := plugins.WrongVersion(class, version, run.plugins.Versions(class, plugins.ConnectorKinds()...))
	run.addErrors(connect.KeyClass, message)
	run.addErrors("connector.plugin.version", message)
}

// aliases adds the keys of each transformation or predicate that is listed.
func (run *inspection) aliases(list, title string, kind connect.PluginKind) {
	var seen []string
	for _, alias := range run.config.List(list) {
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
	class := run.config.Text(prefix + "type")
	p, known := run.plugins.Find(class, "", kind)
	typeKey := plugins.Must(connect.FieldClass, prefix+"type", plugins.High, "The class of the "+word+" that is called '"+alias+"' here.").
		Titled(label + " type for " + alias).Sized(plugins.Wide).At(0).
		Suggests(run.plugins.Classes(kind)...).Checked(run.plugins.Loadable(kind))
	versionKey := plugins.Null(connect.FieldString, prefix+"plugin.version", plugins.High, "The version of the "+word+" that is called '"+alias+"' here.").
		Titled(label + " version for " + alias).Sized(plugins.Wide).At(1)
	if known {
		versionKey.Initial = &p.Version
		versionKey = versionKey.Suggests(run.plugins.Versions(class, kind)...).Checked(run.plugins.Installed(class, kind))
	}
	for _, k := range plugins.Group(title, typeKey, versionKey) {
		run.add(k)
	}
	if !known {
		return
	}
	for i, k := range ownKeys(p) {
		k.Name, k.Order = prefix+k.Name, i+2
		in := title
		if k.Group != nil {
			in += ": " + *k.Group
		}
		k.Group = &in
		run.add(k)
	}
	if kind == connect.KindTransformation && run.config.Has(prefix+"negate") && !run.config.Has(prefix+"predicate") {
		run.addErrors(prefix+"type", fmt.Sprintf("Config '%[1]snegate' was provided but there is no config '%[1]spredicate' defining a predicate to be negated.", prefix))
	}
}

// ownKeys are those of a transformation or predicate with the two that every
// transformation has, in the order of ConfigDef: required ones, then by
// importance, then by name.
func ownKeys(p plugins.Plugin) []plugins.Key {
	keys := slices.Clone(p.Keys)
	if p.Kind == connect.KindTransformation {
		keys = append(keys,
			plugins.Opt(connect.FieldBoolean, "negate", "false", plugins.Mid, "Whether the step applies to the records that the predicate does not pick."),
			plugins.Null(connect.FieldString, "predicate", plugins.Mid, "The short name of a predicate: the step then applies to the records it picks only."),
		)
	}
	rank := map[string]int{plugins.High: 0, plugins.Mid: 1, plugins.Low: 2}
	slices.SortStableFunc(keys, func(a, b plugins.Key) int {
		if a.Required != b.Required {
			if a.Required {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(rank[a.Importance], rank[b.Importance]), cmp.Compare(a.Name, b.Name))
	})
	return keys
}
