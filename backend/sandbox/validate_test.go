package sandbox

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/sandbox/plugins"
	"sluiceway/backend/sandbox/validate"
)

// check validates a config and returns the findings by key.
func (b *bench) check(class string, pairs ...string) (validate.ConfigInfos, map[string]*validate.ConfigInfo) {
	b.t.Helper()
	return b.checkBody(class, config(b.t, class, pairs...))
}

func (b *bench) checkBody(class, body string) (validate.ConfigInfos, map[string]*validate.ConfigInfo) {
	b.t.Helper()
	var infos validate.ConfigInfos
	b.want(200, "PUT", "/connector-plugins/"+class+"/config/validate", body).decode(b.t, &infos)
	found := map[string]*validate.ConfigInfo{}
	for _, info := range infos.Configs {
		switch {
		case info.Definition != nil:
			found[info.Definition.Name] = info
		case info.Value != nil:
			found[info.Value.Name] = info
		}
	}
	return infos, found
}

// TestFrameworkKeys compares with what a real 4.3.1 worker answers: every
// field of every framework key but its text.
func TestFrameworkKeys(t *testing.T) {
	b := empty(t)
	for kind, class := range map[string]string{"source": sourceClass, "sink": sinkClass} {
		raw, err := os.ReadFile("testdata/framework_" + kind + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var want, all, got []map[string]any
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		b.want(200, "GET", "/connector-plugins/"+class+"/config", "").decode(t, &all)
		own := 0
		for _, definition := range all {
			if text, is := definition["documentation"].(string); !is || text == "" {
				t.Errorf("%s: %s has no text", kind, definition["name"])
			}
			delete(definition, "documentation")
			switch definition["name"] {
			case "file", "topic", "batch.size":
				own++
				continue
			case "connector.plugin.version":
				definition["default_value"] = nil
			}
			got = append(got, definition)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
		if len(got) != 24 || own != len(all)-24 || all[0]["name"] != "file" {
			t.Errorf("%s: %d keys, %d of the plugin, the first is %s", kind, len(all), own, all[0]["name"])
		}
	}
}

func TestValidateOrder(t *testing.T) {
	b := empty(t)
	infos, _ := b.check(plugins.ShopPackage+"ShopDatabaseSourceConnector", "name", "x", "transforms", "a", "predicates", "p",
		"value.converter", plugins.ConverterPackage+"JsonConverter", "unknown", "1")
	want := []string{
		"Common", "Transforms", "Predicates", "Error Handling", "Topic Creation", "Exactly Once Support", "offsets.topic",
		"Transforms: a", "Predicates: p", "Database", "Tables", "Snapshot", "Events", "Engine", "Schemas", "Serialization",
	}
	if diff := cmp.Diff(want, infos.Groups); diff != "" {
		t.Error(diff)
	}
	if infos.Configs[0].Definition.Name != "name" || infos.Name != plugins.ShopPackage+"ShopDatabaseSourceConnector" {
		t.Errorf("%s begins with %+v", infos.Name, infos.Configs[0].Definition)
	}
}

func TestFieldErrors(t *testing.T) {
	cases := []struct {
		class, key, value string
		want              []string
	}{
		{sinkClass, "name", "", []string{"Invalid value  for configuration name: String may not be empty"}},
		{sinkClass, "tasks.max", "0", []string{"Invalid value 0 for configuration tasks.max: Value must be at least 1"}},
		{sinkClass, "tasks.max", "many", []string{"Invalid value many for configuration tasks.max: Not a number of type INT", "Invalid value null for configuration tasks.max: Value must be non-null"}},
		{sinkClass, "tasks.max", "2147483648", []string{"Invalid value 2147483648 for configuration tasks.max: Not a number of type INT", "Invalid value null for configuration tasks.max: Value must be non-null"}},
		{sinkClass, "tasks.max", " 3 ", nil},
		{sinkClass, "errors.tolerance", "some", []string{"Invalid value some for configuration errors.tolerance: String must be one of: none, all"}},
		{sinkClass, "errors.log.enable", "maybe", []string{"Invalid value maybe for configuration errors.log.enable: Expected value to be either true or false"}},
		{sinkClass, "errors.log.enable", " TRUE ", nil},
		{sinkClass, "errors.retry.timeout", "x9", []string{"Invalid value x9 for configuration errors.retry.timeout: Not a number of type LONG"}},
		{sinkClass, "errors.deadletterqueue.topic.replication.factor", "40000", []string{"Invalid value 40000 for configuration errors.deadletterqueue.topic.replication.factor: Not a number of type SHORT"}},
		{sinkClass, "config.action.reload", "foo", []string{"Invalid value foo for configuration config.action.reload: String must be one of: none, restart"}},
		{sinkClass, "key.converter", "no.Such", []string{"Invalid value no.Such for configuration key.converter: Class no.Such could not be found."}},
		{sinkClass, "transforms", "a,b,a", []string{"Invalid value [a, b, a] for configuration transforms: Duplicate alias provided."}},
		{sourceClass, "topic", "", []string{"Invalid value  for configuration topic: String must be non-empty"}},
		{sourceClass, "exactly.once.support", "REQUIRED", nil},
		{sourceClass, "exactly.once.support", "x", []string{"Invalid value x for configuration exactly.once.support: String must be one of (case insensitive): REQUESTED, REQUIRED"}},
		{sourceClass, "transaction.boundary.interval.ms", "0", []string{"Invalid value 0 for configuration transaction.boundary.interval.ms: Value must be at least 1"}},
		{plugins.DemoPackage + "KitchenSinkConnector", "kitchen.int", "1000001", []string{"Invalid value 1000001 for configuration kitchen.int: Value must be no more than 1000000"}},
		{plugins.DemoPackage + "KitchenSinkConnector", "kitchen.double", "1,5", []string{"Invalid value 1,5 for configuration kitchen.double: Not a number of type DOUBLE"}},
		{plugins.DemoPackage + "KitchenSinkConnector", "kitchen.spices", "pepper,salt", []string{"Invalid value [pepper, salt] for configuration kitchen.spices: salt is not one of: pepper, cumin, mace"}},
		{plugins.DemoPackage + "KitchenSinkConnector", "kitchen.class", "not a class", []string{"Invalid value not a class for configuration kitchen.class: Class not a class could not be found."}},
		{plugins.DemoPackage + "KitchenSinkConnector", "kitchen.string", "two problems", []string{"The first problem of this value.", "The second problem of this value."}},
		{plugins.ShopPackage + "ShopDatabaseSourceConnector", "slot.name", "Orders-CDC", []string{"Invalid value Orders-CDC for configuration slot.name: Must contain only digits, lowercase letters and underscores"}},
	}
	b := empty(t)
	for _, c := range cases {
		_, found := b.check(c.class, c.key, c.value)
		if got := found[c.key].Value.Errors; !slices.Equal(got, c.want) {
			t.Errorf("%s=%q:\n got %q\nwant %q", c.key, c.value, got, c.want)
		}
	}
}

func TestMissingAndDefaults(t *testing.T) {
	b := empty(t)
	infos, found := b.check(sinkClass)
	if infos.ErrorCount != 3 {
		t.Errorf("%d errors", infos.ErrorCount)
	}
	for key, want := range map[string]string{
		"name":         `Missing required configuration "name" which has no default value.`,
		"topics":       "Must configure one of topics or topics.regex",
		"topics.regex": "Must configure one of topics or topics.regex",
	} {
		if got := found[key].Value.Errors; len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q", key, got)
		}
	}
	values := map[string]string{
		"tasks.max": "1", "key.converter": plugins.WorkerConverter, "header.converter": plugins.WorkerHeaderConverter,
		"key.converter.plugin.version": plugins.StagesVersion, "connector.plugin.version": "1.2.0", "transforms": "",
	}
	for key, want := range values {
		if got := found[key].Value.Value; got == nil || *got != want {
			t.Errorf("%s is %v", key, got)
		}
	}
	if !slices.Contains(found["value.converter"].Value.Recommended, plugins.ConverterPackage+"StringConverter") ||
		!slices.Equal(found["connector.plugin.version"].Value.Recommended, []string{"1.2.0"}) {
		t.Error("converters and versions are not recommended")
	}
}

func TestRulesOverSinkTopics(t *testing.T) {
	b := empty(t)
	_, found := b.check(sinkClass, "topics", "t", "topics.regex", "t.*", "errors.deadletterqueue.topic.name", "t")
	want := map[string][]string{
		"topics":       {"topics and topics.regex are mutually exclusive options, but both are set.", "The DLQ topic 't' may not be included in the list of topics ('topics=[t]') consumed by the connector"},
		"topics.regex": {"topics and topics.regex are mutually exclusive options, but both are set.", "The DLQ topic 't' may not be matched by the regex for the topics ('topics.regex=t.*') consumed by the connector"},
	}
	for key, errors := range want {
		if got := found[key].Value.Errors; !slices.Equal(got, errors) {
			t.Errorf("%s: %q", key, got)
		}
	}
}

func TestNulls(t *testing.T) {
	b := empty(t)
	infos, found := b.checkBody(sinkClass, `{"connector.class":"`+sinkClass+`","name":"x","topics":"t","unknown":null,"errors.retry.delay.max.ms":null,"file":null}`)
	const want = "Null value can not be supplied as the configuration value."
	if infos.ErrorCount != 2 || found["unknown"].Definition != nil || infos.Configs[0] != found["unknown"] {
		t.Errorf("%d errors, first %+v", infos.ErrorCount, infos.Configs[0])
	}
	for _, key := range []string{"unknown", "errors.retry.delay.max.ms"} {
		if got := found[key].Value.Errors; !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q", key, got)
		}
	}
	if got := found["file"].Value.Errors; len(got) != 0 { // swallowed by the plugin's own result
		t.Errorf("file: %q", got)
	}
}

func TestUnknownKeysAreNotReturned(t *testing.T) {
	_, found := empty(t).check(sinkClass, "nope", "1", "transforms.x.type", "y", "topic.creation.default.partitions", "3", "key.converter.a", "b")
	for _, key := range []string{"nope", "transforms.x.type", "topic.creation.default.partitions", "key.converter.a"} {
		if found[key] != nil {
			t.Errorf("%s came back", key)
		}
	}
}

func TestPasswordsAreHidden(t *testing.T) {
	b := empty(t)
	got := b.want(200, "PUT", "/connector-plugins/"+plugins.DemoPackage+"KitchenSinkConnector/config/validate",
		config(t, plugins.DemoPackage+"KitchenSinkConnector", "kitchen.password", "c4nary", "consumer.override.sasl.jaas.config", "c4nary")).body
	if strings.Contains(got, "c4nary") || strings.Contains(got, "a-default-secret") || strings.Count(got, plugins.HiddenText) != 3 {
		t.Error(got)
	}
	if got := b.want(200, "GET", "/connector-plugins/KitchenSink/config", "").body; strings.Contains(got, "a-default-secret") {
		t.Error("the definition shows the default of a secret")
	}
}

func TestPlaceholders(t *testing.T) {
	b := start(t, Options{Empty: true, Files: map[string]map[string]string{"/f": {"k": "from-file", "odd": "a,b"}}, Env: map[string]string{"V": "from-env"}})
	for text, want := range map[string]string{
		"${file:/f:k}":              "from-file",
		"a ${file:/f:k} b ${env:V}": "a from-file b from-env",
		"${file:/f:nokey}":          "${file:/f:nokey}",
		"${env:NOPE}":               "${env:NOPE}",
		"${nobody:there}":           "${nobody:there}",
		"${}":                       "${}",
		"${env:SHOP_REGION}":        "eu-central",
		"${file:/f:odd}":            "a,b",
		"$${env:V}":                 "$from-env",
		"${file:/etc/kafka-connect/shop.properties:db.user}": "shop_reader",
	} {
		if _, found := b.check(sourceClass, "topic", text); *found["topic"].Value.Value != want {
			t.Errorf("%s came back as %s", text, *found["topic"].Value.Value)
		}
	}
	if _, found := b.check(sourceClass, "batch.size", "${file:/f:k}"); found["batch.size"].Value.Errors[0] != "Invalid value from-file for configuration batch.size: Not a number of type INT" {
		t.Errorf("%q", found["batch.size"].Value.Errors)
	}
	b.want(201, "PUT", "/connectors/s/config", config(t, sourceClass, "topic", "${file:/f:k}"))
	b.play([]exchange{
		{"GET", "/connectors/s/config", "", 200, `"topic":"${file:/f:k}"`, ""},
		{"PUT", "/connector-plugins/FileStreamSource/config/validate", config(t, sourceClass, "topic", "${file:/nope:k}"), 500, plugins.ConfigException + `: Could not read properties from file /nope`, ""},
		{"PUT", "/connectors/x/config", config(t, sourceClass, "topic", "${file:/nope:k}"), 500, `"message":"Could not read properties from file /nope"`, ""},
		{"PUT", "/connector-plugins/FileStreamSource/config/validate", `{"name":"x","p":"${file:/f:k}"}`, 500, plugins.BadRequestException + `: Connector config {name=x, p=from-file} contains no connector type`, ""},
	})
}

func TestWhatValidateRefuses(t *testing.T) {
	path := "/connector-plugins/" + sourceClass + "/config/validate"
	empty(t).play([]exchange{
		{"PUT", path, `{}`, 500, plugins.BadRequestException + `: Connector config {} contains no connector type`, ""},
		{"PUT", path, `null`, 500, `because \"connectorConfig\" is null`, ""},
		{"PUT", path, `[]`, 500, "Cannot deserialize value of type `java.util.LinkedHashMap", ""},
		{"PUT", path, config(t, sinkClass), 400, `Included connector type ` + sinkClass + ` does not match request type ` + sourceClass, ""},
		{"PUT", path, `{"connector.class":""}`, 400, `Included connector type  does not match request type`, ""},
		{"PUT", "/connector-plugins/no.Such/config/validate", config(t, "no.Such"), 500, plugins.BadRequestException + `: ` + plugins.ConnectException + `: Failed to find any class that implements Connector`, ""},
		{"PUT", path, config(t, sourceClass, "producer.override.linger.ms", "soon"), 500, plugins.ConfigException + `: Invalid value soon for configuration linger.ms: Not a number of type LONG`, ""},
		{"PUT", "/connector-plugins/FileStreamSource/config/validate", config(t, "FileStreamSource"), 200, `"name":"FileStreamSource"`, ""},
		{"PUT", "/connector-plugins/FileStreamSourceConnector/config/validate", config(t, sourceClass), 200, `"value":"` + sourceClass + `"`, ""},
		{"POST", "/connectors", `{"name":"a","config":` + config(t, sourceClass, "topic", "t", "producer.override.linger.ms", "soon") + `}`, 500, `"message":"Invalid value soon for configuration linger.ms`, ""},
	})
}

func TestAliases(t *testing.T) {
	b := empty(t)
	cast := plugins.TransformPackage + "Cast$Value"
	_, found := b.check(sinkClass, "transforms", "a, b,c", "transforms.a.type", cast, "transforms.b.type", "no.Such",
		"transforms.c.type", plugins.TransformPackage+"InsertField$Value", "transforms.c.negate", "true",
		"predicates", "p", "predicates.p.type", plugins.PredicatePackage+"TopicNameMatches")
	errors := map[string][]string{
		"transforms.a.spec":        {`Missing required configuration "transforms.a.spec" which has no default value.`, "Must specify at least one field to cast."},
		"transforms.b.type":        {"Invalid value no.Such for configuration transforms.b.type: Class no.Such could not be found."},
		"transforms.c.type":        {"Config 'transforms.c.negate' was provided but there is no config 'transforms.c.predicate' defining a predicate to be negated."},
		"predicates.p.pattern":     {`Missing required configuration "predicates.p.pattern" which has no default value.`},
		"transforms.a.predicate":   nil,
		"transforms.c.topic.field": nil,
	}
	for key, want := range errors {
		if info := found[key]; info == nil || !slices.Equal(info.Value.Errors, want) {
			t.Errorf("%s: %+v", key, info)
		}
	}
	if found["transforms.b.predicate"] != nil || found["transforms.b.plugin.version"] == nil {
		t.Error("a step without a class has its type and version only")
	}
	var order []string
	for key, info := range found {
		if strings.HasPrefix(key, "transforms.a.") {
			order = append(order, fmt.Sprint(info.Definition.OrderInGroup, " ", info.Definition.DisplayName, " ", *info.Definition.Group))
		}
	}
	slices.Sort(order)
	want := []string{
		"0 Transformation type for a Transforms: a", "1 Transformation version for a Transforms: a", "2 spec Transforms: a",
		"3 negate Transforms: a", "4 predicate Transforms: a", "5 replace.null.with.default Transforms: a",
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Error(diff)
	}
	if !slices.Contains(found["transforms.b.type"].Value.Recommended, cast) || found["transforms.b.type"].Value.Value != nil {
		t.Errorf("%+v", found["transforms.b.type"].Value)
	}
}

func TestConverterKeys(t *testing.T) {
	b := empty(t)
	_, found := b.check(sinkClass, "value.converter", plugins.ConverterPackage+"JsonConverter", "value.converter.schemas.enable", "yes", "header.converter", "no.Such")
	if got := found["value.converter.schemas.enable"]; got.Value.Errors[0] != "Invalid value yes for configuration schemas.enable: Expected value to be either true or false" || *got.Definition.Group != "Schemas" {
		t.Errorf("%+v", got)
	}
	if got := found["value.converter.converter.type"].Value; *got.Value != "value" || len(got.Errors) != 0 {
		t.Errorf("%+v", got)
	}
	if found["key.converter.converter.type"] != nil {
		t.Error("the worker's own converter has no keys here")
	}
	if got := found["header.converter.plugin.version"].Value; got.Visible || got.Value != nil {
		t.Errorf("the version of a class that does not load: %+v", got)
	}
}

func TestOverrides(t *testing.T) {
	b := empty(t)
	_, found := b.check(sinkClass, "consumer.override.max.poll.records", "10", "consumer.override.bogus", "x", "producer.override.acks", "1")
	if got := found["consumer.override.bogus"]; got.Definition != nil || *got.Value.Value != "x" || len(got.Value.Errors) != 0 {
		t.Errorf("%+v", got)
	}
	if got := found["consumer.override.max.poll.records"].Definition; got.Group != nil || *got.Default != "500" || got.DisplayName != "max.poll.records" {
		t.Errorf("%+v", got)
	}
	if found["producer.override.acks"] != nil {
		t.Error("a sink without a dead letter topic has no producer")
	}
	_, found = b.check(sinkClass, "errors.deadletterqueue.topic.name", "dead", "producer.override.acks", "1", "admin.override.retries", "3")
	if found["producer.override.acks"] == nil || found["admin.override.retries"] == nil {
		t.Error("a sink with a dead letter topic has a producer and an admin client")
	}
}

func TestPluginVersions(t *testing.T) {
	b := empty(t)
	class := plugins.HTTPPackage + "HttpPostSinkConnector"
	_, found := b.check(class, "connector.plugin.version", "1.9.3")
	if found["http.body.template"] != nil || !slices.Equal(found["connector.plugin.version"].Value.Recommended, []string{"1.9.3", "2.1.0"}) {
		t.Errorf("%+v", found["connector.plugin.version"].Value)
	}
	if _, found = b.check(class); found["http.body.template"] == nil || *found["connector.plugin.version"].Value.Value != "2.1.0" {
		t.Error("without a version the newest one is used")
	}
	infos, found := b.check(class, "connector.plugin.version", "9.9")
	want := "Plugin " + class + " not found that matches the version range [9.9,9.9], available versions: [1.9.3, 2.1.0]"
	if infos.ErrorCount != 3 || len(infos.Configs) != 19 || found["connector.class"].Value.Errors[0] != want || found["connector.plugin.version"].Value.Errors[0] != want {
		t.Errorf("%d errors in %d keys: %+v", infos.ErrorCount, len(infos.Configs), found["connector.class"].Value)
	}
	path := "/connector-plugins/" + class + "/config"
	b.play([]exchange{
		{"GET", path + "?version=9.9", "", 400, want, ""},
		{"GET", path + "?version=1.9.3", "", 200, `"http.url"`, ""},
		{"GET", path + "?version=latest", "", 200, `"http.body.template"`, ""},
		{"GET", "/connector-plugins/nope/config", "", 404, `Unknown plugin nope.`, ""},
		{"GET", "/connector-plugins/java.lang.String/config", "", 500, `Instantiation error`, ""},
		{"GET", "/connector-plugins/Cast$Value/config", "", 404, `Unknown plugin Cast$Value.`, ""},
		{"GET", "/connector-plugins/" + plugins.TransformPackage + "Cast$Value/config", "", 200, `[{"name":"spec"`, ""},
		{"GET", "/connector-plugins/JsonConverter/config", "", 200, `"schemas.enable"`, ""},
		{"GET", "/connector-plugins/" + plugins.PredicatePackage + "RecordIsTombstone/config", "", 200, `[]`, ""},
	})
}

func TestDependentKeys(t *testing.T) {
	b := empty(t)
	class := plugins.DemoPackage + "KitchenSinkConnector"
	for mode, want := range map[string][2]bool{"simple": {false, false}, "off": {true, false}, "expert": {true, true}} {
		_, found := b.check(class, "kitchen.mode", mode)
		if got := [2]bool{found["kitchen.mode.level"].Value.Visible, found["kitchen.mode.flavour"].Value.Visible}; got != want {
			t.Errorf("%s: %v", mode, got)
		}
		if got := len(found["kitchen.mode.flavour"].Value.Recommended); (got == 3) != (mode == "expert") {
			t.Errorf("%s: %d flavours", mode, got)
		}
	}
	_, found := b.check(plugins.ShopPackage+"ShopDatabaseSourceConnector", "table.include.list", "public.orders")
	if found["table.exclude.list"].Value.Visible || found["table.include.list"].Definition.Dependents[0] != "table.exclude.list" {
		t.Error("the list of tables does not hide the other one")
	}
}

func TestMoodyPlugin(t *testing.T) {
	w := &waits{}
	b := start(t, Options{Empty: true, Wait: w.wait})
	class := plugins.DemoPackage + "MoodySourceConnector"
	path := "/connector-plugins/" + class + "/config/validate"
	b.check(class, "sandbox.delay.ms", "10000")
	b.play([]exchange{
		{"PUT", path, config(t, class, "sandbox.throw", "runtime"), 500, `java.lang.IllegalStateException: The moody plugin does not feel like it`, ""},
		{"PUT", path, config(t, class, "sandbox.throw", "null"), 500, `java.lang.NullPointerException: `, ""},
		{"PUT", path, config(t, class, "sandbox.throw", "linkage"), 500, `java.lang.NoClassDefFoundError: `, ""},
		{"PUT", path, config(t, class, "sandbox.delay.ms", "600000"), 500, `Request timed out. The worker is currently`, ""},
		{"GET", "/connector-plugins/" + class + "/config", "", 200, `sandbox.throw`, ""},
	})
	if want := []time.Duration{10 * time.Second, validate.RequestLimit}; !slices.Equal(w.all, want) {
		t.Errorf("waited %v", w.all)
	}
}

func TestTheDatabaseIsChecked(t *testing.T) {
	b := empty(t)
	class := plugins.ShopPackage + "ShopDatabaseSourceConnector"
	for what, c := range map[string]struct{ host, port, password, key, contains string }{
		"host":     {"db.nowhere.example", "5432", "x", "database.hostname", "unknown host db.nowhere.example"},
		"port":     {"db.shop.example", "1", "x", "database.hostname", "refused"},
		"password": {"db.shop.example", "5432", "wrong", "database.password", "authentication failed"},
		"none":     {"db.shop.example", "5432", "x", "", ""},
	} {
		infos, found := b.check(class, "name", "n", "topic.prefix", "p", "database.hostname", c.host, "database.port", c.port,
			"database.user", "u", "database.password", c.password, "database.dbname", "d")
		if c.key == "" {
			if infos.ErrorCount != 0 {
				t.Errorf("%s: %d errors", what, infos.ErrorCount)
			}
			continue
		}
		if got := found[c.key].Value.Errors; len(got) != 1 || !strings.Contains(got[0], c.contains) {
			t.Errorf("%s: %q", what, got)
		}
	}
}
