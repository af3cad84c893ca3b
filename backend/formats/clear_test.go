package formats_test

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
)

func TestSecretsInClearAreMarkedAsSuch(t *testing.T) {
	t.Parallel()
	c := formats.Connector{Name: "a", Config: connect.Config{"connector.class": "x.Y", "db.password": "hunter2", "topics": "t"}}
	for _, format := range formats.Names() {
		for _, include := range []bool{false, true} {
			got, err := formats.Render(format, c, formats.Options{BaseURL: "http://w:8083", IncludeSecrets: include})
			if err != nil {
				t.Fatal(err)
			}
			count := map[formats.SpanKind]int{}
			for _, s := range got.Spans {
				count[s.Kind]++
			}
			left := count[formats.SpanSecret] + count[formats.SpanVariable]
			if include != (count[formats.SpanClear] == 1) || include != (left == 0) {
				t.Errorf("%s, included %v: %v", format, include, count)
			}
		}
	}
}
