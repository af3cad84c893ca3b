package form_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

func TestPartsOf(t *testing.T) {
	got := form.PartsOf(connect.Config{
		"value.converter": "x.Json", "transforms": " a, ,b", "transforms.a.type": "x.Cast", "predicates": "p", "transforms.c.type": "not named in the chain",
	})
	want := []form.Part{
		{"key.converter.", "key.converter", "", connect.KindConverter},
		{"value.converter.", "value.converter", "x.Json", connect.KindConverter},
		{"header.converter.", "header.converter", "", connect.KindHeaderConverter},
		{"transforms.a.", "transforms.a.type", "x.Cast", connect.KindTransformation},
		{"transforms.b.", "transforms.b.type", "", connect.KindTransformation},
		{"predicates.p.", "predicates.p.type", "", connect.KindPredicate},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got):", diff)
	}
}
