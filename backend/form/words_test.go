package form_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
)

const withheld = "The worker refuses this value. Its message is not shown, because it may repeat what the placeholder stands for."

func validated(name string, value *string, errs ...string) connect.ValidatedKey {
	return connect.ValidatedKey{Value: &connect.ValidatedValue{Name: name, Value: value, Errors: errs, Visible: true}}
}

func texts(a *form.Answer) map[string]string {
	out := map[string]string{}
	for _, f := range a.Findings {
		out[f.Key] = f.Text
	}
	return out
}

func TestReadMasksTheValueInsideTheWords(t *testing.T) {
	const m = redact.Mask
	sent := connect.Config{"connection.password": "s3cr3t-horse", "connection.url": "jdbc:${file:/a:url}", "file": "/x", "topics": "a", "my.password": "${env:P}", "api.password": "s3cr3t-1"}
	a := form.Read(connect.Validation{Configs: []connect.ValidatedKey{
		validated("name", nil, "Invalid value stand-in for configuration name: taken"),
		validated("connection.password", new("[hidden]"), "Invalid value s3cr3t-horse for configuration connection.password: Unable to connect to the server with 'horse' or "+
			"cDdzM2NyM3QtaG9yc2U="),
		validated("connection.url", new("jdbc:resolved-secret"), "cannot reach jdbc:resolved-secret"),
		validated("my.password", new("[hidden]"), "cannot use resolved-password"),
		validated("api.password", new("[hidden]"), "Unable to connect to the server."),
		validated("file", new("/x"), "Invalid value /x for configuration file: jdbc:resolved-secret and s3cr3t-horse do not fit"),
		validated("topics.regex", nil, `Missing required configuration "topics.regex" which has no default value.`),
	}}, sent, connect.Config{"name": "stand-in"}, secrecy)
	want := map[string]string{
		"connection.password": "Unable to connect to the server with '" + m + "' or cDd" + m + "U=",
		"connection.url":      withheld, "my.password": withheld,
		"api.password": "Unable to connect to the server.",
		"file":         m + " and " + m + " do not fit", "topics.regex": "A value is required.",
	}
	if diff := cmp.Diff(want, texts(a)); diff != "" {
		t.Error("(-want +got):", diff)
	}
}

func TestReadStripsWhatTheFieldShows(t *testing.T) {
	for _, c := range []struct{ key, text, want string }{
		{"topic.prefix", "The 'topic.prefix' value is invalid: shop orders has invalid format", "shop orders has invalid format"},
		{"topic.prefix", "Invalid value null for configuration topic.prefix: The 'topic.prefix' value is invalid: A value is required", "A value is required."},
		{"topic.prefix", "The 'topic.prefix' value is invalid: The 'topic.prefix' value is invalid: no", "no"},
		{"port", "The 'host' value is invalid: no", "The 'host' value is invalid: no"},
		{"port", "port: must be above 0", "must be above 0"},
		{"port", "Invalid value x for configuration port: Not a number", "Not a number"},
		{"port", "The 'port' value is invalid: ", "The 'port' value is invalid:"},
		{"port", "", ""},
	} {
		a := form.Read(connect.Validation{Configs: []connect.ValidatedKey{validated(c.key, nil, c.text)}}, connect.Config{}, nil, secrecy)
		if got := texts(a)[c.key]; got != c.want {
			t.Errorf("%s %q\n got %q\nwant %q", c.key, c.text, got, c.want)
		}
	}
}

func TestTheWorkerSaysWhatIsRequired(t *testing.T) {
	configs := []connect.ValidatedKey{}
	for key, text := range map[string]string{
		"topic.prefix": "The 'topic.prefix' value is invalid: A value is required", "a": `Missing required configuration "a" which has no default value.`,
		"b": "'b' must be set", "c": "The database name is required.", "d": "b cannot be empty",
		"set": "A value is required", "e": "has invalid format", "f": "Unable to connect", "schema.history.kafka.topic": "The 'schema.history.kafka.topic' value is invalid: A value is required",
	} {
		configs = append(configs, validated(key, nil, text))
	}
	a := form.Read(connect.Validation{Configs: configs}, connect.Config{"set": "x", "a": " "}, nil, secrecy)
	want := map[string]bool{"topic.prefix": true, "a": true, "b": true, "c": true, "d": true, "schema.history.kafka.topic": true}
	if diff := cmp.Diff(want, a.Required); diff != "" {
		t.Error("(-want +got):", diff)
	}
	later := form.Read(connect.Validation{}, connect.Config{"topic.prefix": "x"}, nil, secrecy)
	later.Remember(a)
	s := build(form.Input{Definitions: []connect.Definition{def("topic.prefix", "Own", 1, connect.FieldString)}, Answer: later, Config: connect.Config{"topic.prefix": "x"}})
	if f, _ := s.Field("topic.prefix"); !f.Required || f.RequiredBy != form.RequiredByWorker || !f.Needed {
		t.Errorf("topic.prefix is set and still required: %+v", f)
	}
	if f, ok := s.Field("schema.history.kafka.topic"); !ok || !f.Required || !f.Unknown {
		t.Errorf("what no definition names is required, too: %+v", f)
	}
}

func TestMaskWords(t *testing.T) {
	const m = redact.Mask
	config := connect.Config{
		"db.password": "s3cr3t-1", "db.url": "${file:/a:url}", "db.url.other": "x", "port": "y",
		"producer.override.sasl.jaas.config": "${file:/a:jaas}",
	}
	secret := map[string]bool{"db.password": true}
	cases := []struct{ name, text, want string }{
		{
			"one error each", "2 error(s):\nInvalid value y for configuration port: Not a number\nInvalid value jdbc:1\nsecond line for configuration db.url: refused\nYou can also find the above list",
			"2 error(s):\nInvalid value y for configuration port: Not a number\ndb.url: " + withheld + "\nYou can also find the above list",
		},
		{"a longer key is another key", "Invalid value x for configuration db.url.other: bad", "Invalid value x for configuration db.url.other: bad"},
		{"at the end of a sentence", "cannot use db.url.", "db.url: " + withheld},
		{"the whole map", "Connector config {db.url=resolved, port=y} contains no connector type", "db.url: " + withheld},
		{"override without its prefix", "Invalid value resolved for configuration sasl.jaas.config: bad", "sasl.jaas.config: " + withheld},
		{"known text", "login with s3cr3t-1 failed", "login with " + m + " failed"},
		{"a piece at its key", "db.password: no such user near 'cr3t'", "db.password: no such user near '" + m + "'"},
		{"missing holds no value", `Missing required configuration "db.password" which has no default value.`, `Missing required configuration "db.password" which has no default value.`},
	}
	for _, c := range cases {
		if got := form.MaskWords(c.text, config, secret); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}
