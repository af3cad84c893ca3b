package formats

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
)

// The zero Options omit every kind of secret.
func TestSecretsAreOmittedByDefault(t *testing.T) {
	t.Parallel()
	leaks := connect.Config{
		"database.password":                    "canary-1",
		"connection.url":                       "https://me:canary-2@h:9200/x",
		"jdbc.url":                             "jdbc:postgresql://h/db?user=u&password=canary-3",
		"sasl.jaas.config":                     `org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="canary-4";`,
		"aws.access.key.id":                    "canary-5",
		"aws.secret.access.key":                "canary-6",
		"gcs.credentials.json":                 `{"private_key": "canary-7"}`,
		"some.setting":                         "-----BEGIN RSA PRIVATE KEY-----\ncanary-8",
		"http.headers":                         "Authorization: Bearer canary-9-long",
		"basic.auth.user.info":                 "u:canary-10",
		"ssl.keystore.key":                     "canary-11",
		"api.token":                            "canary-12",
		"typed":                                "canary-13",
		"value.converter.basic.auth.user.info": "u:canary-14",
		"ssl.key.password":                     "x${file:a:b}canary-15",
	}
	config := leaks.Clone()
	clear := []string{"connector.class", "tasks.max", "key.converter", "message.key.field", "ssl.keystore.type", "password.from.file"}
	for _, key := range clear {
		config[key] = "plain-" + key
	}
	config["password.from.file"] = "${file:/etc/secrets:password}"
	config["empty.password"] = ""
	for _, format := range Names() {
		got, err := Render(format, Connector{Name: "c", Config: config}, Options{
			BaseURL: "http://h", Definitions: []connect.Definition{{Name: "typed", Type: connect.FieldPassword}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(leaks.Keys(), got.Secrets); diff != "" {
			t.Errorf("%s: -want +got\n%s", format, diff)
		}
		if strings.Contains(got.Text, "canary") {
			t.Errorf("%s:\n%s", format, got.Text)
		}
		if !strings.Contains(got.Text, "file:/etc/secrets:password") {
			t.Errorf("%s lost the placeholder", format)
		}
	}
}
