package editing_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
)

func TestKeysOfOtherConnectorsAreOffered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			r.deps.Neighbours = func(_ connect.ProfileID, class, except string) []form.Neighbour {
				if class != "x.Sink" || except == "orders" {
					return nil
				}
				return []form.Neighbour{{Name: "orders", Keys: []string{"driver.encrypt", "file"}}}
			}
		})
		v := r.startNew()
		other := v.Groups[len(v.Groups)-1]
		want := []form.Family{{Prefix: "driver.", Keys: []form.FamilyKey{{Key: "driver.encrypt", From: "orders"}}}}
		if diff := cmp.Diff(want, other.Families); diff != "" {
			t.Error("(-want +got):", diff)
		}
	})
}

// A class may be in several folders, in several versions.
func TestOfferedClassesHaveTheirVersions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			for _, version := range []string{"9.0.2", "10.1.0", "9.0.2", ""} {
				r.worker.pluginList = append(r.worker.pluginList, connect.Plugin{Class: "x.Json", Type: connect.KindConverter, Version: version})
			}
			r.worker.pluginList = append(r.worker.pluginList, connect.Plugin{Class: "x.Unused", Type: connect.KindConverter, Version: "1"})
			r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
				v := r.worker.echo(config)
				v.Configs[0].Value.Recommended = []string{"x.Json", "x.Other"}
				return v, nil
			}
		})
		id := r.startNew().Draft
		synctest.Wait()
		if v := must(r.View(id))(t); len(v.Versions) > 0 {
			t.Errorf("nobody listed the plugins: %v", v.Versions)
		}
		must(r.Plugins(context.Background(), "p"))(t)
		if diff := cmp.Diff(map[string]string{"x.Json": "10.1.0, 9.0.2"}, must(r.View(id))(t).Versions); diff != "" {
			t.Error("(-want +got):", diff)
		}
	})
}

// Many plugins say only in a validate what they require. The next form of the
// class knows it from the start, even if the worker is not asked automatically.
func TestWhatAValidateRequiresIsKnownToTheNextForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			r.settings.WhileTyping = false
			r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
				v := r.worker.echo(config, form.Finding{Key: "file", Text: "A value is required"})
				v.Configs = append(v.Configs, connect.ValidatedKey{Value: &connect.ValidatedValue{
					Name: "transforms.x.type", Visible: true, Errors: []string{`Missing required configuration "transforms.x.type"`},
				}})
				return v, nil
			}
		})
		v := r.startNew()
		if f, _ := field(v, "file"); f.Required {
			t.Fatalf("the definitions require it already: %+v", f)
		}
		must(r.Set(v.Draft, []editing.Edit{{Key: "transforms", Text: "x"}}))(t)
		must(r.Validate(context.Background(), v.Draft))(t)
		next := r.startNew()
		if f, _ := field(next, "file"); !f.Required || f.RequiredBy != form.RequiredByWorker {
			t.Errorf("the next form does not know that it is required: %+v", f)
		}
		if has(next, "transforms.x.type") {
			t.Error("a transform of another draft is in the form")
		}
		r.clusters.change(func(c *clusters) { c.profile.URL += "1" })
		if f, _ := field(r.startNew(), "file"); f.Required {
			t.Error("another cluster requires it")
		}
	})
}

// A plugin that fails in its validate must not cost the form what the worker
// knows of converters and transforms.
func TestConvertersAndTransformsAfterAFailedValidate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			r.worker.pluginList = append(r.worker.pluginList,
				connect.Plugin{Class: "x.Json", Type: connect.KindConverter}, connect.Plugin{Class: "x.Avro", Type: connect.KindConverter},
				connect.Plugin{Class: "x.Avro", Type: connect.KindConverter, Version: "2"}, connect.Plugin{Class: "x.Cast", Type: connect.KindTransformation})
			r.worker.parts = map[string][]connect.Definition{
				"x.Json": {{Name: "schemas.enable", Type: connect.FieldBoolean, Default: new("true")}},
				"x.Cast": {{Name: "spec", Type: connect.FieldList, Required: true}},
			}
			r.worker.validate = func(context.Context, connect.Config) (connect.Validation, error) {
				return connect.Validation{}, connect.Errorf(connect.CodeWorker, "500")
			}
		})
		id := r.filled("a")
		must(r.Set(id, []editing.Edit{{Key: "value.converter", Text: "x.Json"}, {Key: "transforms", Text: "c"}, {Key: "transforms.c.type", Text: "x.Cast"}}))(t)
		must(r.Validate(context.Background(), id))(t)
		synctest.Wait()
		v := must(r.View(id))(t)
		if f, _ := field(v, "value.converter.schemas.enable"); f.Default != "true" || f.Kind != form.KindBoolean {
			t.Errorf("a setting of the converter: %+v", f)
		}
		if f, _ := field(v, "transforms.c.spec"); f.Kind != form.KindList {
			t.Errorf("a setting of the transform: %+v", f)
		}
		for key, want := range map[string][]string{"value.converter": {"x.Avro", "x.Json"}, "transforms.c.type": {"x.Cast"}} {
			if f, _ := field(v, key); f.Kind != form.KindChoice || !slices.Equal(f.Recommended, want) {
				t.Errorf("%s offers %v", key, f.Recommended)
			}
		}
		before := r.worker.count("definitions")
		must(r.Validate(context.Background(), id))(t)
		synctest.Wait()
		if after := r.worker.count("definitions"); after != before {
			t.Errorf("asked again for what is known: %d calls, then %d", before, after)
		}
	})
}
