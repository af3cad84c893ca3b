package editing_test

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"testing/synctest"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
)

// merged puts the changed fields of a view among those that the page has.
func merged(before []form.Field, v editing.View) []form.Field {
	has := map[string]form.Field{}
	for _, f := range slices.Concat(before, v.Fields) {
		has[f.Key] = f
	}
	out := []form.Field{}
	for _, key := range v.Keys {
		out = append(out, has[key])
	}
	return out
}

// An answer of the worker changes few fields: only those cross the bridge, and with
// those that the page has they are the whole form.
func TestOnlyChangedFieldsAreSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(r *rig) {
			r.worker.validate = func(_ context.Context, config connect.Config) (connect.Validation, error) {
				v := r.worker.echo(config)
				v.Configs[0].Value.Recommended = []string{"one", "two"}
				return v, nil
			}
		})
		first := r.startNew()
		synctest.Wait()
		changes := must(r.Changes(first.Draft, first.State.Shape))(t)
		if changes.Since != first.State.Shape || changes.State.Shape == first.State.Shape {
			t.Fatalf("changes since %d, the page has %d, and the form is at %d", changes.Since, first.State.Shape, changes.State.Shape)
		}
		if len(changes.Fields) != 1 || len(changes.Fields[0].Recommended) != 2 {
			t.Errorf("%d fields are sent: %+v", len(changes.Fields), changes.Fields)
		}
		whole := must(r.View(first.Draft))(t)
		if got := merged(first.Fields, changes); !reflect.DeepEqual(got, whole.Fields) {
			t.Errorf("together they are not the form:\n%+v\n%+v", got, whole.Fields)
		}
		if whole.Since != 0 || len(whole.Keys) != 0 {
			t.Errorf("a whole form says that it is changes since %d", whole.Since)
		}
	})
}

// A page that has another shape than the last one sent, such as after a lost answer,
// gets the whole form.
func TestAPageThatMissedAShapeGetsTheWholeForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		first := r.startNew()
		synctest.Wait()
		v := must(r.Changes(first.Draft, first.State.Shape+7))(t)
		if v.Since != 0 || len(v.Fields) < len(first.Fields) {
			t.Errorf("since %d, %d of %d fields", v.Since, len(v.Fields), len(first.Fields))
		}
	})
}
