package sandbox

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

func TestPluginLists(t *testing.T) {
	b := empty(t)
	var connectors, all []pluginBody
	b.want(200, "GET", "/connector-plugins", "").decode(t, &connectors)
	b.want(200, "GET", "/connector-plugins?connectorsOnly=false", "").decode(t, &all)
	if len(connectors) != 12 {
		t.Errorf("%d connectors", len(connectors))
	}
	count := map[connect.PluginKind]int{}
	for _, p := range all {
		count[p.Type]++
	}
	for _, kind := range plugins.AllKinds() {
		if count[kind] == 0 {
			t.Errorf("no %s", kind)
		}
	}
	if !slices.Contains(connectors, pluginBody{plugins.DemoPackage + "KitchenSinkConnector", connect.KindSink, ""}) ||
		!slices.Contains(connectors, pluginBody{plugins.DemoPackage + "MoodySourceConnector", connect.KindSource, "${project.version}"}) {
		t.Error("one plugin has no version and one has junk")
	}
}

func TestTables(t *testing.T) {
	for _, p := range plugins.NewRegistry().All {
		seen := map[string]bool{}
		for _, k := range p.ConnectorKeys() {
			if seen[k.Name] {
				t.Errorf("%s: %s is there twice", p.Class, k.Name)
			}
			seen[k.Name] = true
			if k.Doc == "" && !strings.HasPrefix(k.Name, "kitchen.") {
				t.Errorf("%s: %s has no text", p.Class, k.Name)
			}
			if k.Required && k.Initial != nil {
				t.Errorf("%s: %s is required and has a default", p.Class, k.Name)
			}
			if k.Initial != nil {
				if _, problem := k.Parse(k.Initial); problem != "" {
					t.Errorf("%s: the default of %s is bad: %s", p.Class, k.Name, problem)
				}
			}
		}
		for _, k := range p.Keys {
			for _, name := range k.Dependents {
				if !seen[name] {
					t.Errorf("%s: %s reaches %s, which is not there", p.Class, k.Name, name)
				}
			}
		}
	}
}

func TestDefaultsOfEveryPluginAreValid(t *testing.T) {
	b := empty(t)
	for _, p := range plugins.NewRegistry().All {
		if !p.IsConnector() {
			continue
		}
		infos, _ := b.check(p.Class, "connector.plugin.version", p.Version)
		for _, info := range infos.Configs {
			if info.Value == nil {
				continue
			}
			for _, message := range info.Value.Errors {
				if !strings.Contains(message, "Missing required") && !strings.Contains(message, "Must configure one of") &&
					!strings.Contains(message, "A value is required") && !strings.Contains(message, "null for configuration") {
					t.Errorf("%s: %s", p.Class, message)
				}
			}
		}
	}
}

// What shows definitions is tried on this plugin, so it must have everything.
func TestKitchenSinkHasEverything(t *testing.T) {
	kinds, sizes, groups := map[connect.FieldType]bool{}, map[string]bool{}, map[string]bool{}
	for _, k := range plugins.KitchenSink().Keys {
		kinds[k.Kind] = true
		info := k.Info()
		sizes[info.Importance+" "+info.Width] = true
		if info.Group == nil {
			groups["null"] = true
		} else {
			groups["="+*info.Group] = true
		}
	}
	if len(kinds) != 9 {
		t.Errorf("types %v", slices.Sorted(maps.Keys(kinds)))
	}
	for _, importance := range []string{plugins.High, plugins.Mid, plugins.Low} {
		for _, width := range []string{plugins.NoWidth, plugins.Narrow, plugins.Medium, plugins.Wide} {
			if !sizes[importance+" "+width] {
				t.Errorf("no key of importance %s and width %s", importance, width)
			}
		}
	}
	if !groups["null"] || !groups["="] {
		t.Errorf("groups %v", groups)
	}
	b := empty(t)
	_, found := b.check(plugins.DemoPackage+"KitchenSinkConnector", "kitchen.dynamic", "1")
	if found["kitchen.null.value"].Value != nil || found["kitchen.null.definition"].Definition != nil || found["kitchen.dynamic.extra"].Definition != nil {
		t.Error("null values and definitions are not null")
	}
	if found["kitchen.topic.%s.override"].Value.Visible || found["kitchen.hidden"].Value.Visible {
		t.Error("hidden keys are visible")
	}
	docs := b.want(200, "GET", "/connector-plugins/KitchenSink/config", "").body
	for _, hostile := range []string{"<script", "onerror=", "javascript:", "<svg", "<style", "<form", "<iframe", "<meta", "srcset", "\u202e"} {
		if !strings.Contains(docs, hostile) {
			t.Errorf("no documentation has %q", hostile)
		}
	}
}

func TestWideSourceHas400Keys(t *testing.T) {
	var all []plugins.KeyInfo
	empty(t).want(200, "GET", "/connector-plugins/WideSource/config", "").decode(t, &all)
	if len(all) != 400 {
		t.Errorf("%d keys", len(all))
	}
}

func TestJavaDouble(t *testing.T) {
	for in, want := range map[string]string{
		"0": "0.0", "-0": "-0.0", "1": "1.0", "1.50": "1.5", "10000000": "1.0E7", "9999999": "9999999.0", "0.001": "0.001", "0.0001": "1.0E-4",
		"1e10": "1.0E10", "-2.5E-7": "-2.5E-7", "1f": "1.0", "2D": "2.0", ".5": "0.5", "5.": "5.0", "NaN": "NaN", "-Infinity": "-Infinity", "1e999": "Infinity",
		"": "-", "abc": "-", "1,5": "-", "0x1p3": "-", "1_000": "-", "inf": "-", "1 2": "-",
	} {
		v, problem := plugins.Opt(connect.FieldDouble, "k", "0", plugins.Low, "").Parse(&in)
		got := v.Text
		if problem != "" {
			got = "-"
		}
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestSimulatedDisk(t *testing.T) {
	for path, want := range map[string]bool{
		"out.txt": true, "/out.txt": true, "/tmp/out.txt": true, "/tmp/TestX123/001/out.txt": true, "/data/shop/out.txt": true,
		"/nope/out.txt": false, "/no/such/folder/out.txt": false, "/tmp/does-not-exist/out.txt": false, "/data/missing/a/out.txt": false, "/tmp/missing.txt": true,
	} {
		if got := plugins.FolderExists(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestHostOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/x": "a.example", "http://u:p@B.example:8080/": "b.example", "jdbc:warehouse://h:1/db": "h", "nothing": "", "": "",
	} {
		if got := plugins.HostOf(address); got != want {
			t.Errorf("%s: %q", address, got)
		}
	}
}
