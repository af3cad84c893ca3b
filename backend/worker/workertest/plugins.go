package workertest

import (
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func roots() []check {
	return []check{
		{name: "identity", judge: func(t *testing.T, s *suite) {
			if s.info.Version == "" {
				t.Errorf("%+v", s.info)
			}
		}},
		{name: "features", judge: featuresHaveRoles},
	}
}

// featuresHaveRoles: a worker has a role for every feature that it has, and a sentence for
// every other feature.
func featuresHaveRoles(t *testing.T, s *suite) {
	for _, f := range worker.AllFeatures() {
		why := s.can.Why(f)
		switch {
		case s.can.Can(f) && !hasRole(s.w.Worker, f):
			t.Errorf("it has the feature %s, but not its role", f)
		case s.can.Can(f) && why != "":
			t.Errorf("it has the feature %s, but also a reason against it: %s", f, why)
		case !s.can.Can(f) && !strings.HasSuffix(why, "."):
			t.Errorf("it does not have the feature %s, and the reason is not a sentence: %q", f, why)
		}
	}
}

func hasRole(w worker.Worker, f worker.Feature) bool {
	ok := true
	switch f {
	case worker.Definitions, worker.WholeDefinitions:
		_, ok = w.(worker.Definer)
	case worker.Validate, worker.ValidateBare:
		_, ok = w.(worker.Validator)
	case worker.Create, worker.InitialState:
		_, ok = w.(worker.Creator)
	case worker.Edit, worker.SaveRestarts:
		_, ok = w.(worker.Configurer)
	case worker.Delete:
		_, ok = w.(worker.Deleter)
	case worker.Pause:
		_, ok = w.(worker.Pauser)
	case worker.Stop:
		_, ok = w.(worker.Stopper)
	case worker.Restart, worker.RestartFailed:
		_, ok = w.(worker.Restarter)
	case worker.RestartTask:
		_, ok = w.(worker.TaskRestarter)
	case worker.Topics:
		_, ok = w.(worker.TopicReader)
	case worker.Offsets:
		_, ok = w.(worker.OffsetReader)
	case worker.AlterOffsets:
		_, ok = w.(worker.OffsetAlterer)
	case worker.Operations:
		_, ok = w.(worker.OperationReader)
	case worker.Test:
		_, ok = w.(worker.Tester)
	case worker.Metrics:
		_, ok = w.(worker.MetricReader)
	case worker.Users:
		_, ok = w.(worker.UserReader)
	case worker.Provision:
		_, ok = w.(worker.Provisioner)
	case worker.Resize:
		_, ok = w.(worker.Resizer)
	case worker.Links:
		_, ok = w.(worker.Linker)
	case worker.ListConfigs, worker.PluginKinds, worker.StatusVersion, worker.Tasks, worker.Workers: // part of the core
	}
	return ok
}

func plugins() []check {
	return []check{
		{name: "plugins/connectors", judge: connectorPlugins},
		{name: "plugins/all kinds", judge: allPlugins},
	}
}

func definitions() []check {
	return []check{
		{name: "definitions/connector", judge: connectorDefinitions, needs: []worker.Feature{worker.Definitions}},
		{name: "definitions/unknown", judge: unknownDefinitions, needs: []worker.Feature{worker.Definitions}},
		{name: "definitions/agree with validate", judge: definitionsAgree, needs: []worker.Feature{worker.WholeDefinitions, worker.Validate}},
	}
}

func apachePlugins() []check {
	described := []worker.Feature{worker.Definitions}
	return []check{
		{name: "identity/apache", judge: func(t *testing.T, s *suite) {
			if s.info.Commit == "" || s.info.KafkaClusterID == "" {
				t.Errorf("%+v", s.info)
			}
		}},
		{name: "definitions/framework", judge: frameworkDefinitions, needs: []worker.Feature{worker.WholeDefinitions}},
		{name: "definitions/every kind", judge: everyKindDefined, needs: described},
		{name: "definitions/unknown version", judge: unknownVersion, needs: described},
	}
}

func connectorPlugins(t *testing.T, s *suite) {
	got := must[[]connect.Plugin](t, "plugins")(s.w.Plugins(t.Context(), true))
	want := map[string]connect.PluginKind{s.Source.Class: connect.KindSource, s.Sink.Class: connect.KindSink}
	for _, p := range got {
		if p.Type != connect.KindSource && p.Type != connect.KindSink && p.Type != connect.KindShared {
			t.Errorf("%s is a %s among the connectors", p.Class, p.Type)
		}
		if want[p.Class] == p.Type {
			delete(want, p.Class)
		}
	}
	if len(want) > 0 {
		t.Errorf("not listed: %v", want)
	}
}

func allPlugins(t *testing.T, s *suite) {
	kinds := map[connect.PluginKind]bool{}
	for _, p := range must[[]connect.Plugin](t, "plugins")(s.w.Plugins(t.Context(), false)) {
		kinds[p.Type] = true
	}
	for _, kind := range otherKinds() {
		if kinds[kind] != s.can.Can(worker.PluginKinds) {
			t.Errorf("%s listed: %v", kind, kinds[kind])
		}
	}
	if !kinds[connect.KindSource] || !kinds[connect.KindSink] {
		t.Errorf("connectors are missing: %v", kinds)
	}
}

func otherKinds() []connect.PluginKind {
	return []connect.PluginKind{connect.KindTransformation, connect.KindPredicate, connect.KindConverter, connect.KindHeaderConverter}
}

func (s *suite) defined(t *testing.T) map[string]connect.Definition {
	t.Helper()
	byName := map[string]connect.Definition{}
	for _, d := range must[[]connect.Definition](t, "definitions")(s.w.definitions(t.Context(), s.Source.Class, "")) {
		if d.Name == "" || d.Type == "" || d.Importance == "" {
			t.Errorf("incomplete definition: %+v", d)
		}
		byName[d.Name] = d
	}
	return byName
}

// The file source of old workers declares its topic as a list.
func connectorDefinitions(t *testing.T, s *suite) {
	own := s.defined(t)[s.TopicKey]
	if !own.Required || own.Default != nil || own.Type != connect.FieldString && (s.can.Can(worker.WholeDefinitions) || own.Type != connect.FieldList) {
		t.Errorf("%s: %+v", s.TopicKey, own)
	}
}

func frameworkDefinitions(t *testing.T, s *suite) {
	byName := s.defined(t)
	if name := byName[connect.KeyName]; name.Group != "Common" || !name.Required || name.Importance != connect.ImportanceHigh {
		t.Errorf("name: %+v", name)
	}
	tasks := byName["tasks.max"]
	if tasks.Type != connect.FieldInt || tasks.Default == nil || *tasks.Default != "1" || tasks.Required {
		t.Errorf("tasks.max: %+v", tasks)
	}
	// The order is "order" up to 4.1 and "order_in_group" since 4.2.
	if byName[connect.KeyName].Order >= byName[connect.KeyClass].Order || byName[connect.KeyClass].Order >= tasks.Order {
		t.Errorf("order: name %d, class %d, tasks.max %d", byName[connect.KeyName].Order, byName[connect.KeyClass].Order, tasks.Order)
	}
	for _, key := range []string{"key.converter", "transforms", "predicates", "errors.tolerance", "topic.creation.groups"} {
		if _, there := byName[key]; !there {
			t.Errorf("the framework's %s is not among the definitions", key)
		}
	}
}

func everyKindDefined(t *testing.T, s *suite) {
	all := must[[]connect.Plugin](t, "plugins")(s.w.Plugins(t.Context(), false))
	for _, kind := range append(otherKinds(), connect.KindSource, connect.KindSink) {
		i := slices.IndexFunc(all, func(p connect.Plugin) bool { return p.Type == kind })
		if i < 0 {
			t.Errorf("no %s", kind)
			continue
		}
		if _, err := s.w.definitions(t.Context(), all[i].Class, ""); err != nil {
			t.Errorf("%s %s: %v", kind, all[i].Class, err)
		}
	}
	own := must[[]connect.Definition](t, "definitions of "+s.Apache.Transformation)(s.w.definitions(t.Context(), s.Apache.Transformation, ""))
	if !slices.ContainsFunc(own, func(d connect.Definition) bool { return d.Required }) {
		t.Errorf("%s has no required setting: %+v", s.Apache.Transformation, own)
	}
	if slices.ContainsFunc(own, func(d connect.Definition) bool {
		return d.Name == "type" || d.Name == "predicate" || d.Name == connect.KeyName
	}) {
		t.Errorf("the definitions of a transformation are its own settings only: %+v", own)
	}
}

func unknownDefinitions(t *testing.T, s *suite) {
	_, err := s.w.definitions(t.Context(), "org.example.NoSuchPlugin", "")
	wantCode(t, "definitions of an unknown plugin", err, connect.CodeNotFound)
}

func unknownVersion(t *testing.T, s *suite) {
	_, err := s.w.definitions(t.Context(), s.Source.Class, "99.98.97")
	if s.can.Can(worker.StatusVersion) { // 4.1 brought plugin versions
		wantCode(t, "definitions of an unknown version", err, connect.CodeNotFound)
	} else if err != nil {
		t.Errorf("a worker before 4.1 ignores the version: %v", err)
	}
}

// The static definitions equal those of a validation, except for the defaults, which validate
// takes from the worker's config.
func definitionsAgree(t *testing.T, s *suite) {
	_, found := s.validate(t, s.Source.Class, connect.Config{connect.KeyClass: s.Source.Class})
	definitions := must[[]connect.Definition](t, "definitions")(s.w.definitions(t.Context(), s.Source.Class, ""))
	if len(definitions) != len(found) {
		t.Errorf("%d definitions, %d validated keys", len(definitions), len(found))
	}
	for _, d := range definitions {
		live := found[d.Name].Definition
		if live == nil || live.Type != d.Type || live.Group != d.Group || live.Order != d.Order || live.Importance != d.Importance ||
			live.Required != d.Required || live.DisplayName != d.DisplayName || live.Documentation != d.Documentation || live.Width != d.Width {
			t.Errorf("static %+v, validated %+v", d, live)
		}
	}
}
