package apache

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/jsonstream"
)

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

func TestValidationShapes(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("PUT /connector-plugins/X/config/validate", ok(`{"name":"X","error_count":1,"groups":["Common",""],"configs":[
		{"definition":null,"value":{"name":"producer.override.x","value":"1","recommended_values":[],"errors":[],"visible":true}},
		{"definition":{"name":"old","type":"STRING","order_in_group":7,"default_value":null,"group":null,"documentation":null,"dependents":[]},"value":null},
		{"definition":{"name":"pw","type":"PASSWORD","order":3,"default_value":"[hidden]","group":"Common"},"value":{"name":"pw","value":"[hidden]","recommended_values":null,"errors":["bad"],"visible":false}},
		{"definition":null,"value":null}, null]}`))
	got, err := f.client(nil).Validate(t.Context(), "X", connect.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if got.ErrorCount != 1 || len(got.Configs) != 3 || len(got.Groups) != 2 {
		t.Fatalf("%+v", got)
	}
	if got.Configs[0].Definition != nil || got.Configs[0].Key() != "producer.override.x" || got.Configs[1].Value != nil || got.Configs[1].Key() != "old" {
		t.Errorf("null halves: %+v", got.Configs)
	}
	if got.Configs[1].Definition.Order != 7 || got.Configs[2].Definition.Order != 3 || got.Configs[1].Definition.Default != nil {
		t.Errorf("definitions: %+v %+v", got.Configs[1].Definition, got.Configs[2].Definition)
	}
	if f.seen[0].body != "{}" {
		t.Errorf("sent %q", f.seen[0].body)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", traceLimit) + "Caused by: root"
	f := newFake(t).
		on("GET /connectors?expand=status", ok(fmt.Sprintf(`{"a":{"status":{"name":"a","connector":{"state":"RUNNING","worker_id":"w"},"tasks":[{"id":0,"state":"FAILED","worker_id":"w","trace":%q}],"type":"sink"}},"b":{"status":null},"c":{}}`, long))).
		on("GET /connectors?expand=info", ok(`{"a":{"info":{"name":"a","config":{"k":"v","n":null},"tasks":[],"type":null}},"b":{"info":null}}`)).
		on("GET /connectors", ok(`["b","a"]`)).
		on("GET /connectors/a/topics", ok(`{"a":{"topics":["z","y"]}}`)).
		on("GET /connectors/a/offsets", ok(`{"offsets":[{"partition":{"kafka_topic":"t","kafka_partition":1},"offset":{"kafka_offset":9007199254740993}},{"partition":{"p":1},"offset":null}]}`)).
		on("GET /connector-plugins/X/config?version=1.2", ok(`[{"name":"a","order":1},null]`)).
		on("GET /connector-plugins?connectorsOnly=false", ok(`[{"class":"X","type":"predicate"}]`))
	c, ctx := f.client(nil), t.Context()

	statuses, err := c.Statuses(ctx)
	if err != nil || len(statuses) != 1 {
		t.Fatal(len(statuses), err)
	}
	if trace := statuses["a"].Tasks[0].Trace; len(trace) > traceLimit+64 || !strings.HasSuffix(trace, "Caused by: root") {
		t.Errorf("a trace of %d bytes became %d", len(long), len(trace))
	}
	infos, err := c.Infos(ctx)
	if err != nil || len(infos) != 1 || !infos["a"].Config.Equal(connect.Config{"k": "v"}) {
		t.Error(infos, err)
	}
	if names, err := c.Names(ctx); err != nil || !cmp.Equal(names, []string{"a", "b"}) {
		t.Error(names, err)
	}
	if topics, err := c.Topics(ctx, "a"); err != nil || !cmp.Equal(topics, []string{"y", "z"}) {
		t.Error(topics, err)
	}
	offsets, err := c.Offsets(ctx, "a")
	if err != nil || string(offsets.Entries[0].Offset["kafka_offset"]) != "9007199254740993" || offsets.Entries[1].Offset != nil {
		t.Error(offsets, err)
	}
	if d, err := c.Definitions(ctx, "X", "1.2"); err != nil || len(d) != 1 {
		t.Error(d, err)
	}
	if p, err := c.Plugins(ctx, false); err != nil || p[0].Type != connect.KindPredicate {
		t.Error(p, err)
	}
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	c := serve(t, nil, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"k":"`+strings.Repeat("x", jsonstream.AnswerLimit)+`"}`)
	})
	err := readConfig(t.Context(), c)
	wantCode(t, err, connect.CodeTooLarge)
}

func FuzzDecodeValidation(f *testing.F) {
	f.Add(`{"configs":[{"definition":null,"value":{"name":"a","errors":null}}]}`)
	f.Add(`{"configs":[null]}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, body string) {
		var v connect.Validation
		if jsonstream.DecodeJSON(strings.NewReader(body), jsonstream.AnswerLimit, &v) != nil {
			return
		}
		for _, key := range v.Configs {
			_ = key.Key()
		}
		first, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var again connect.Validation
		if err := jsonstream.DecodeJSON(strings.NewReader(string(first)), int64(len(first)), &again); err != nil {
			t.Fatalf("%s: %v", first, err)
		}
	})
}
