package clustertest

import (
	"slices"
	"testing"

	"sluiceway/backend/connect"
)

func roots() []check {
	return []check{
		{"root", func(t *testing.T, s *suite) {
			if s.info.Version == "" || s.info.Commit == "" || s.info.KafkaClusterID == "" {
				t.Errorf("%+v", s.info)
			}
			if want, readable := connect.ParseVersion(s.info.Version); !readable || s.caps.Version != want {
				t.Errorf("capabilities of %v for version %q", s.caps.Version, s.info.Version)
			}
		}},
		{"health", func(t *testing.T, s *suite) {
			health, err := s.w.Health(t.Context())
			if !s.caps.Has(connect.CanHealth) {
				wantCode(t, "health", err, connect.CodeUnsupported)
				return
			}
			if err != nil || health.Status != "healthy" || health.Message == "" {
				t.Errorf("%+v %v", health, err)
			}
		}},
	}
}

func plugins() []check {
	return []check{
		{"plugins/connectors", connectorPlugins},
		{"plugins/all kinds", allPlugins},
		{"definitions/connector", connectorDefinitions},
		{"definitions/every kind", everyKindDefined},
		{"definitions/unknown", unknownDefinitions},
		{"definitions/agree with validate", definitionsAgree},
	}
}

func connectorPlugins(t *testing.T, s *suite) {
	got := must[[]connect.Plugin](t, "plugins")(s.w.Plugins(t.Context(), true))
	want := map[string]connect.PluginKind{s.Source.Class: connect.KindSource, s.Sink.Class: connect.KindSink}
	for _, p := range got {
		if p.Type != connect.KindSource && p.Type != connect.KindSink {
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
		if kinds[kind] != s.caps.Has(connect.CanDefinitions) {
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

func connectorDefinitions(t *testing.T, s *suite) {
	definitions, err := s.w.Definitions(t.Context(), s.Source.Class, "")
	if !s.caps.Has(connect.CanDefinitions) {
		wantCode(t, "definitions", err, connect.CodeUnsupported)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]connect.Definition{}
	for _, d := range definitions {
		if d.Name == "" || d.Type == "" || d.Importance == "" {
			t.Errorf("half a definition: %+v", d)
		}
		byName[d.Name] = d
	}
	own := byName[s.TopicKey]
	if !own.Required || own.Default != nil || own.Type != connect.FieldString {
		t.Errorf("%s: %+v", s.TopicKey, own)
	}
	if name := byName[connect.KeyName]; name.Group != "Common" || !name.Required || name.Importance != connect.ImportanceHigh {
		t.Errorf("name: %+v", name)
	}
	tasks := byName["tasks.max"]
	if tasks.Type != connect.FieldInt || tasks.Default == nil || *tasks.Default != "1" || tasks.Required {
		t.Errorf("tasks.max: %+v", tasks)
	}
	// The order came as "order" up to 4.1 and comes as "order_in_group" since.
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
	if !s.caps.Has(connect.CanDefinitions) {
		_, err := s.w.Definitions(t.Context(), s.Transformation, "")
		wantCode(t, "definitions", err, connect.CodeUnsupported)
		return
	}
	all := must[[]connect.Plugin](t, "plugins")(s.w.Plugins(t.Context(), false))
	for _, kind := range append(otherKinds(), connect.KindSource, connect.KindSink) {
		i := slices.IndexFunc(all, func(p connect.Plugin) bool { return p.Type == kind })
		if i < 0 {
			t.Errorf("no %s", kind)
			continue
		}
		if _, err := s.w.Definitions(t.Context(), all[i].Class, ""); err != nil {
			t.Errorf("%s %s: %v", kind, all[i].Class, err)
		}
	}
	own := must[[]connect.Definition](t, "definitions of "+s.Transformation)(s.w.Definitions(t.Context(), s.Transformation, ""))
	if !slices.ContainsFunc(own, func(d connect.Definition) bool { return d.Required }) {
		t.Errorf("%s has no required setting: %+v", s.Transformation, own)
	}
	if slices.ContainsFunc(own, func(d connect.Definition) bool {
		return d.Name == "type" || d.Name == "predicate" || d.Name == connect.KeyName
	}) {
		t.Errorf("the definitions of a transformation are its own settings only: %+v", own)
	}
}

func unknownDefinitions(t *testing.T, s *suite) {
	if !s.caps.Has(connect.CanDefinitions) {
		return
	}
	_, err := s.w.Definitions(t.Context(), "org.example.NoSuchPlugin", "")
	wantCode(t, "definitions of an unknown plugin", err, connect.CodeNotFound)
	_, err = s.w.Definitions(t.Context(), s.Source.Class, "99.98.97")
	if s.caps.Has(connect.CanStatusVersion) { // 4.1 brought plugin versions
		wantCode(t, "definitions of an unknown version", err, connect.CodeNotFound)
	} else if err != nil {
		t.Errorf("a worker before 4.1 ignores the version: %v", err)
	}
}

// The static definitions and those of a validation are the same ones, but for
// the defaults, which validate takes from the worker.
func definitionsAgree(t *testing.T, s *suite) {
	if !s.caps.Has(connect.CanDefinitions) {
		return
	}
	_, found := s.validate(t, s.Source.Class, connect.Config{connect.KeyClass: s.Source.Class})
	definitions := must[[]connect.Definition](t, "definitions")(s.w.Definitions(t.Context(), s.Source.Class, ""))
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
