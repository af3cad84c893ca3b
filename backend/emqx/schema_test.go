package emqx

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

func docOf(t *testing.T, components string) document {
	t.Helper()
	var d document
	if err := json.Unmarshal([]byte(`{"components":{"schemas":{`+components+`}}}`), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// redis is a type whose union has a constant in each member.
const redis = `
"redis.post_connector":{"type":"object","required":["type","name","parameters"],"properties":{
  "type":{"type":"enum","symbols":["redis"]},"name":{"type":"string"},
  "pool_size":{"type":"integer","default":8,"minimum":1},
  "old":{"type":"string","deprecated":true},
  "qos":{"oneOf":[{"type":"string","is_template":true},{"type":"integer"}],"default":0},
  "headers":{"type":"object","default":{}},
  "limits":{"type":"object","properties":{"$name":{"type":"integer"}}},
  "parameters":{"oneOf":[{"$ref":"#/components/schemas/redis.cluster"},{"$ref":"#/components/schemas/redis.single"}]},
  "ssl":{"$ref":"#/components/schemas/ssl","default":{"enable":true},"description":"kept beside the reference"}
}},
"redis.single":{"properties":{"redis_type":{"type":"enum","symbols":["single"],"default":"single"},"server":{"type":"string"},"password":{"type":"string","format":"password"}},"required":["server"]},
"redis.cluster":{"properties":{"redis_type":{"type":"enum","symbols":["cluster"]},"servers":{"type":"string"}}},
"ssl":{"properties":{"enable":{"type":"boolean","default":false},"keyfile":{"type":"string","format":"file"}}}`

func TestFieldsKeepTheOrderAndTheUnions(t *testing.T) {
	t.Parallel()
	doc := docOf(t, redis)
	if types := doc.types(connectors); types["redis"] != "redis.post_connector" || len(types) != 1 {
		t.Fatal(types)
	}
	f, err := fieldsOf(doc, "redis.post_connector")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, one := range f.list {
		keys = append(keys, one.Name)
	}
	if got := strings.Join(keys, " "); got != "pool_size qos headers limits parameters.redis_type parameters.server parameters.password parameters.servers ssl.enable ssl.keyfile" {
		t.Errorf("%s", got)
	}
	choice, _ := f.of("parameters.redis_type")
	if strings.Join(choice.Choices, " ") != "single cluster" || !choice.Required {
		t.Errorf("the preferred member comes first: %+v", choice.Definition)
	}
	servers, _ := f.of("parameters.servers")
	if servers.Only != (connect.Only{Key: "parameters.redis_type", Value: "cluster", Member: true}) || servers.Parent != "parameters" {
		t.Errorf("%+v", servers.Definition)
	}
	if secret, _ := f.of("parameters.password"); secret.Type != connect.FieldPassword {
		t.Errorf("%+v", secret.Definition)
	}
	if on, _ := f.of("ssl.enable"); on.Default == nil || *on.Default != "true" {
		t.Errorf("the default of the group counts: %+v", on.Definition)
	}
}

func TestNestWritesTypes(t *testing.T) {
	t.Parallel()
	f, err := fieldsOf(docOf(t, redis), "redis.post_connector")
	if err != nil {
		t.Fatal(err)
	}
	config := connect.Config{
		"name": "redis:a", "connector.class": "connector/redis", "pool_size": "16", "qos": "${qos}", "headers": `{"a":1.50}`,
		"parameters.redis_type": "cluster", "parameters.servers": "a:1,b:2", "parameters.server": "dropped", "ssl.enable": "false", "hidden.key": "7",
	}
	stored := map[string]json.RawMessage{"hidden": json.RawMessage(`{"key":5}`)}
	out, wrong := nest(config, f, stored)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	text, err := encode(out)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"headers":{"a":1.50},"hidden":{"key":7},"parameters":{"redis_type":"cluster","servers":"a:1,b:2"},"pool_size":16,"qos":"${qos}","ssl":{"enable":false}}`
	if string(text) != want {
		t.Errorf("%s", text)
	}
	for key, value := range map[string]string{"pool_size": "many", "ssl.enable": "yes", "headers": "{", "parameters.redis_type": "none", "unknown": "x", "pool_size.x": "1"} {
		if _, wrong := nest(connect.Config{key: value}, f, nil); len(wrong) != 1 || wrong[0].Key != key || !strings.HasSuffix(wrong[0].Text, ".") {
			t.Errorf("%s: %v", key, wrong)
		}
	}
}

func TestAHostileSchemaEnds(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat(`{"type":"object","properties":{"x":`, 3000) + `{"type":"string"}` + strings.Repeat(`}}`, 3000)
	var wide, fan strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&wide, `,"p%d":{"type":"string"}`, i)
	}
	for i := range 15 { // each refers twice to the next: 2^15 ways
		fmt.Fprintf(&fan, `,"f%d":{"properties":{"a":{"$ref":"#/components/schemas/f%d"},"b":{"$ref":"#/components/schemas/f%d"},"c":{"type":"string"}}}`, i, i+1, i+1)
	}
	for what, body := range map[string]string{
		"a component that contains itself": `"t.post_connector":{"properties":{"type":{"type":"enum","symbols":["t"]},"a":{"$ref":"#/components/schemas/t.post_connector"},"b":{"oneOf":[{"$ref":"#/components/schemas/t.post_connector"}]}}}`,
		"two that contain each other":      `"t.post_connector":{"properties":{"a":{"$ref":"#/components/schemas/u"}}},"u":{"properties":{"a":{"$ref":"#/components/schemas/v"}}},"v":{"properties":{"a":{"$ref":"#/components/schemas/u"}}}`,
		"a missing component":              `"t.post_connector":{"properties":{"a":{"$ref":"#/components/schemas/gone"},"b":{"oneOf":[{"$ref":"#/components/schemas/gone"},{"$ref":"x"}]}}}`,
		"deep":                             `"t.post_connector":{"properties":{"a":` + deep + `}}`,
		"wide":                             `"t.post_connector":{"properties":{"a":{"type":"string"}` + wide.String() + `}}`,
		"a fan":                            `"t.post_connector":{"properties":{"a":{"$ref":"#/components/schemas/f0"}}}` + fan.String(),
		"odd types":                        `"t.post_connector":{"properties":{"a":7,"b":{"type":["x"],"oneOf":"y","symbols":{},"default":[]},"c":null,"":{"type":"string"}},"required":["a"]}`,
	} {
		f, err := fieldsOf(docOf(t, body), "t.post_connector")
		if err != nil || len(f.list) == 0 || len(f.list) > mostFields {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if _, wrong := nest(connect.Config{f.list[0].Name: "1"}, f, nil); len(wrong) > 1 {
			t.Errorf("%s: %v", what, wrong)
		}
	}
	for _, body := range []string{`"t.post_connector":7`, `"t.post_connector":{"properties":[]}`, ``} {
		if _, err := fieldsOf(docOf(t, body), "t.post_connector"); err == nil {
			t.Errorf("%q was read", body)
		}
	}
}

func TestMessagesOfChecks(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		`{"kind":"validation_error","path":"root.resource_opts.health_check_interval","reason":"bad_duration","value":"x"}`: "resource_opts.health_check_interval|bad_duration",
		`[{"path":"root.a","reason":"required_field"},{"path":"root.ssl","reason":"bad_ssl_config","bad_field":"keyfile"}]`: "a|A value is required. ssl.keyfile|bad_ssl_config",
		`{"path":"root.parameters","reason":"unknown_fields","unknown":"x, y","unmatched":"z"}`:                             "parameters.x|EMQX does not know this setting. parameters.y|EMQX does not know this setting.",
		`{<<"Cannot delete connector">>,[<<"a">>]}`:                                                                         "",
		`{"reason":"econnrefused"}`: "",
		`[`:                         "",
	} {
		var got []string
		for _, f := range findings(parseWrong(message)) {
			got = append(got, f.Key+"|"+f.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", message, got)
		}
	}
}

func TestRowNames(t *testing.T) {
	t.Parallel()
	for row, ok := range map[string]bool{"mysql:a": true, "action/mysql:a": true, "source/mqtt:a-b": true, "a": false, "rule/x:a": false, ":a": false, "mysql:": false, "": false} {
		r, parsed := parseRow(row)
		if parsed != ok || ok && r.row() != row {
			t.Errorf("%q: %+v %t", row, r, parsed)
		}
	}
	if got := rowName("action/mysql", "a"); got != "action/mysql:a" {
		t.Error(got)
	}
	for name, ok := range map[string]bool{"a": true, "mysql:a_b-1": true, "-a": false, "a b": false, "mysql:": false, "ü": false, strings.Repeat("a", 256): false} {
		if err := checkNewName(name); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
}
