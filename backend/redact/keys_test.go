package redact_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N"

func pem(kind string) string {
	return "-----BEGIN " + kind + "PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\nAgEAAoIBAQC7VJTUt9Us\n-----END " + kind + "PRIVATE KEY-----"
}

func TestSecretByName(t *testing.T) {
	t.Parallel()
	for _, key := range []string{
		"database.password", "pass", "DB_PASSWD", "passphrase", "client.secret", "oauth.Token", "gcs.credentials", "apikey", "api.key", "api_key", "api-key",
		"aws.access.key.id", "accessKey", "azure.account.key", "ssl.private-key", "sasl.jaas.config", "basic.auth.user.info", "schema.registry.basic.auth.user.info", "userInfo",
		"http.auth.header", "http.authorization.header", "sas.token", "mongo.connection.string", "gcp.keyfile", "service.account.json", "service_account", "request.signature", "hash.salt",
		"producer.override.ssl.keystore.key", "producer.override.sasl.jaas.config", "key.converter.basic.auth.user.info", "key.converter.schema.registry.ssl.keystore.password",
		"value.converter.basic.auth.user.info", "db.pwd", "config.providers.vault.param.token",
		"http.headers.authorization", "source.header.Authorization", "azure.storage.sharedKey", "slack.webhook.url", "alertWebhookUrl", "couchbase.master.key", "eventhub.sas.key",
		"camel.kerberos.ticket", "s3.sse.key", "s3.sse.customer.key", "pulsar.auth.params", "dbpassword", "clientsecret", "authToken", "oauth2Token", "token1", "dbpass", "user-pass",
		"api.keys", "access.tokens", "fs.s3a.server-side-encryption.key",
	} {
		if got := redact.Keys(connect.Config{key: "x1"}); got[key] != redact.ByName {
			t.Errorf("%s: %q", key, got[key])
		}
		if got := redact.Keys(connect.Config{key: ""}); got[key] != redact.ByName {
			t.Errorf("%s without a value: %q", key, got[key])
		}
	}
	for _, key := range []string{
		"name", "connector.class", "topics", "database.user", "ssl.keystore.type", "token.type", "secret.class", "password.enabled", "ssl.keystore.password.location", "credentials.alias",
		"key.converter", "key.converter.schemas.enable", "transforms.x.access.key.field", "sasl.oauthbearer.token.endpoint.url", "token.endpoint.url",
		"basic.auth.credentials.source", "value.converter.basic.auth.credentials.source", "ssl.truststore.certificates", "message.key.columns", "tasks.max",
		"oauth.token.url", "oauth2.access.token.uri", "oauth.token.property", "oauth.secret.property", "token.renew.on.status.codes", "gcs.credentials.file.path", "credentials.path", "credential.client.id",
		"snowflake.private.key.file", "camel.ftp.passiveMode", "bypass.cache", "max.tokens", "basalt", "pass.through", "passThrough", "compass", "token.ttl.seconds", "password.length", "tokenizer",
		"credentials.provider", "sasl.kerberos.ticket.renew.jitter", "column.mask.hash.SHA-256.with.salt.abc", "gateway.webhook.enabled",
	} {
		if got := redact.Keys(connect.Config{key: "x1"}); len(got) > 0 {
			t.Errorf("%s: %v", key, got)
		}
	}
}

func TestSecretByDefinition(t *testing.T) {
	t.Parallel()
	definitions := []connect.Definition{
		{Name: "database.name", Type: connect.FieldPassword},
		{Name: "x.type", Type: connect.FieldPassword},
		{Name: "ssl.truststore.certificates", Type: connect.FieldPassword},
		{Name: "token", Type: connect.FieldPassword},
		{Name: "topics", Type: connect.FieldList},
	}
	config := connect.Config{"database.name": "orders", "x.type": "a", "ssl.truststore.certificates": "c", "token": "t", "topics": "a", "other.secret": "s"}
	want := map[string]redact.Reason{"database.name": redact.ByDefinition, "x.type": redact.ByDefinition, "token": redact.ByDefinition, "other.secret": redact.ByName}
	if diff := cmp.Diff(want, redact.Keys(config, definitions...)); diff != "" {
		t.Error(diff)
	}
}

func TestPlaceholdersAreNotSecret(t *testing.T) {
	t.Parallel()
	definition := connect.Definition{Name: "database.password", Type: connect.FieldPassword}
	for _, value := range []string{
		"${file:/opt/orders.properties:password}", "${env:DB}", " ${vault:secret/data/x:pw} ", "${env:USER}:${env:PASSWORD}", "${file:/my secrets/a:b c}",
	} {
		if got := redact.Keys(connect.Config{"database.password": value}, definition); len(got) > 0 {
			t.Errorf("%s: %v", value, got)
		}
		if shown := redact.Shown(value, redact.ByDefinition); shown != value {
			t.Errorf("%s is shown as %s", value, shown)
		}
	}
	for value, shown := range map[string]string{
		"abc${env:DB}def":  redact.Mask + "${env:DB}" + redact.Mask,
		"admin:${env:PW}":  redact.Mask + "${env:PW}",
		"${env}":           redact.Mask,
		"${a\nb:c}":        redact.Mask,
		"${env:a${env:b}}": redact.Mask + "${env:b}" + redact.Mask,
		"${:":              redact.Mask,
	} {
		if got := redact.Keys(connect.Config{"database.password": value}); got["database.password"] != redact.ByName {
			t.Errorf("%q: %v", value, got)
		}
		if got := redact.Shown(value, redact.ByName); got != shown {
			t.Errorf("%q is shown as %q, want %q", value, got, shown)
		}
	}
}

// The key is not secret here; the value decides the reason and what is shown.
func TestSecretByValue(t *testing.T) {
	t.Parallel()
	const m = redact.Mask
	for _, c := range []struct {
		value  string
		reason redact.Reason
		shown  string
	}{
		{"mongodb://u:p4ss@h1:27017,h2:27017/db?replicaSet=r", redact.InValue, "mongodb://" + m + "@h1:27017,h2:27017/db?replicaSet=r"},
		{"mongodb+srv://u:p@ss@cluster.example.net/db", redact.InValue, "mongodb+srv://" + m + "@cluster.example.net/db"},
		{"amqp://u:p/4ss@h:5672/v", redact.InValue, "amqp://" + m + "@h:5672/v"},
		{"amqp://u:p;4@h:5672", redact.InValue, "amqp://" + m + "@h:5672"},
		{"https://ghp_abcdef@github.com/x", redact.InValue, "https://" + m + "@github.com/x"},
		{"http://u:${env:PW}@h/", redact.InValue, "http://" + m + "${env:PW}@h/"},
		{"http://${env:U}:${env:PW}@h/", "", "http://${env:U}:${env:PW}@h/"},
		{"http://a:8081,http://u:pw@b:8081", redact.InValue, "http://a:8081,http://" + m + "@b:8081"},
		{"jdbc:postgresql://db:5432/o?user=u&password=p4ss&ssl=true", redact.InValue, "jdbc:postgresql://db:5432/o?user=u&password=" + m + "&ssl=true"},
		{"jdbc:sqlserver://db:1433;user=me@x;password=a&b;encrypt=true", redact.InValue, "jdbc:sqlserver://db:1433;user=me@x;password=" + m + ";encrypt=true"},
		{"jdbc:sqlserver://db;password={a;b c};encrypt=true", redact.InValue, "jdbc:sqlserver://db;password={" + m + "};encrypt=true"},
		{"jdbc:mysql://db/o?pwd=p4ss", redact.InValue, "jdbc:mysql://db/o?pwd=" + m},
		{"jdbc:oracle:thin:scott/tiger@//db:1521/o", redact.InValue, "jdbc:oracle:thin:scott/" + m + "@//db:1521/o"},
		{"jdbc:postgresql://db/o?password=${file:/a b:c}&x=y", "", "jdbc:postgresql://db/o?password=${file:/a b:c}&x=y"},
		{"Endpoint=sb://ns.example.net/;SharedAccessKeyName=n;SharedAccessKey=a+b/c=", redact.InValue, "Endpoint=sb://ns.example.net/;SharedAccessKeyName=" + m + ";SharedAccessKey=" + m},
		{"https://acc.blob.example.net/c?sv=1&sig=a%2Bb&se=2", redact.InValue, "https://acc.blob.example.net/c?sv=1&sig=" + m + "&se=2"},
		{"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc==", redact.InValue, "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + m},
		{"x accessKey='a b' y", redact.InValue, "x accessKey='" + m + "' y"},
		{"password = a,b", redact.InValue, "password = " + m},
		{"password=a,user=b", redact.InValue, "password=" + m + ",user=b"},
		{pem(""), redact.ByValue, m},
		{pem("RSA ") + "\n", redact.ByValue, m},
		{"key: " + pem("ENCRYPTED "), redact.InValue, "key: " + m},
		{"-----BEGIN EC PRIVATE KEY-----\nMIIE", redact.ByValue, m},
		{
			`{"type":"service_account","private_key_id":"a1","private_key":"-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n","client_email":"a@b.c"}`, redact.InValue,
			`{"type":"service_account","private_key_id":"` + m + `","private_key":"` + m + `","client_email":"a@b.c"}`,
		},
		{`{\"private_key\":\"a\\\"b\", \"x\":\"y\"}`, redact.InValue, `{\"private_key\":\"` + m + `\", \"x\":\"y\"}`},
		{`{"password" : 12345}`, redact.InValue, `{"password" : ` + m + `}`},
		{`{"password":"never closed`, redact.InValue, `{"password":"` + m},
		{"AKIAIOSFODNN7EXAMPLE", redact.ByValue, m},
		{"key ASIAIOSFODNN7EXAMPLE of", redact.InValue, "key " + m + " of"},
		{jwt, redact.ByValue, m},
		{"Authorization: Bearer abc.def", redact.InValue, "Authorization: Bearer " + m},
		{
			`org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="p;4" ;`, redact.InValue,
			`org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="` + m + `" ;`,
		},
		{
			"x.ScramLoginModule required\n  username=u tokenauth=true\n  user_alice='a\\'b' other=\"c\"; y.LoginModule optional z=1;", redact.InValue,
			"x.ScramLoginModule required\n  username=u tokenauth=true\n  user_alice='" + m + "' other=\"" + m + "\"; y.LoginModule optional z=" + m + ";",
		},
		{`x.LoginModule required username="u" password="${file:/a:b}";`, "", `x.LoginModule required username="u" password="${file:/a:b}";`},
		{"x.LoginModule required", "", "x.LoginModule required"},
		{"jdbc:oracle:thin:user/pa@ss@//h:1521/x", redact.InValue, "jdbc:oracle:thin:user/" + m + "@//h:1521/x"},
		{"X-Api-Key: abc def", redact.InValue, "X-Api-Key: " + m},
		{"Accept: text/plain, X-Api-Key: abc", redact.InValue, "Accept: text/plain, X-Api-Key: " + m},
		{"Bearer abcdef123456", redact.InValue, "Bearer " + m},
		{"Basic dXNlcjpwYXNz", redact.InValue, "Basic " + m},
		{"https://hooks.slack.com/services/T0/B0/abc", redact.InValue, "https://hooks.slack.com/" + m},
		{"https://discord.com/api/webhooks/1/abc", redact.InValue, "https://discord.com/" + m},
		{"https://x.webhook.office.com/webhookb2/a", redact.InValue, "https://x.webhook.office.com/" + m},
		{"https://acc.example.net/q?sharedKey=a%2Bb&x=y", redact.InValue, "https://acc.example.net/q?sharedKey=" + m + "&x=y"},
		// nothing to hide
		{"Basic authentication", "", "Basic authentication"},
		{"Content-Type: text/plain, X-Trace: on", "", "Content-Type: text/plain, X-Trace: on"},
		{"https://slack.com/services/a", "", "https://slack.com/services/a"},
		{"jdbc:postgresql://db:5432/orders", "", "jdbc:postgresql://db:5432/orders"},
		{"https://host:8080/a@b", "", "https://host:8080/a@b"},
		{"http://[::1]:8083/a@b", "", "http://[::1]:8083/a@b"},
		{"sftp://me@host/x", "", "sftp://me@host/x"},
		{"://@", "", "://@"},
		{"io.confluent.connect.jdbc.JdbcSinkConnector", "", "io.confluent.connect.jdbc.JdbcSinkConnector"},
		{"SELECT a FROM b WHERE c = 'd'", "", "SELECT a FROM b WHERE c = 'd'"},
		{"password=[hidden]&pwd=********&token=null&secret=", "", "password=[hidden]&pwd=********&token=null&secret="},
		{"=,=", "", "=,="},
		{"", "", ""},
	} {
		got := redact.Keys(connect.Config{"some.key": c.value})["some.key"]
		if got != c.reason {
			t.Errorf("%q: reason %q, want %q", c.value, got, c.reason)
		}
		if shown := redact.Shown(c.value, got); shown != c.shown {
			t.Errorf("%q\n shown %q\n  want %q", c.value, shown, c.shown)
		}
	}
}

// Of a completely secret setting only the host is shown.
func TestShownOfDeclaredSecrets(t *testing.T) {
	t.Parallel()
	const m = redact.Mask
	for value, want := range map[string]string{
		"hunter2":                       m,
		"mongodb://u:p@h:1/db?x=secret": "mongodb://" + m + "@h:1" + m,
		"https://hooks.example.net/T/B": m,
		"a b://u:p@h":                   m,
		"mongodb://u:p@h and more":      m,
		"x.PlainLoginModule required username=\"u\" password=\"p\";": "x.PlainLoginModule required username=\"u\" password=\"" + m + "\";",
		"": "",
	} {
		if got := redact.Shown(value, redact.ByDefinition); got != want {
			t.Errorf("%q is shown as %q, want %q", value, got, want)
		}
	}
}

func TestKnown(t *testing.T) {
	t.Parallel()
	config := connect.Config{
		"database.password": "hunter2", "a.secret": "true", "b.token": "${env:X}", "c.token": "left${env:X}right",
		"connection.url": "jdbc:postgresql://h/d?user=u&password=p4ss", "mongo.uri": "mongodb://u:m0ngo@h/db", "topics": "orders", "empty.password": "",
	}
	want := []string{"hunter2", "left", "m0ngo", "p4ss", "right", "u:m0ngo"}
	if diff := cmp.Diff(want, redact.Known(config)); diff != "" {
		t.Error(diff)
	}
}

func TestIsMask(t *testing.T) {
	t.Parallel()
	for _, mask := range []string{
		"[hidden]", " [hidden]\n", "[HIDDEN]", "***", "******", "********", "****************", "••••••••", "•••", "●●●●", "[redacted]", "<redacted>",
		redact.Mask, "<secret: database.password>", "mongodb://" + redact.Mask + "@h/", "u:<secret: a.b>",
	} {
		if !redact.IsMask(mask) {
			t.Errorf("%q was not recognised as a mask", mask)
		}
	}
	for _, value := range []string{"", "*", "**", "hidden", "a*b", "${env:X}", "•", "<secret>", "topic.*", "0 0 * * *"} {
		if redact.IsMask(value) {
			t.Errorf("%q was taken for a mask", value)
		}
	}
	for _, value := range []string{"hunter2", "mongodb://u:p@h", "x ${env:X}"} {
		if shown := redact.Shown(value, redact.ByName); !redact.IsMask(shown) {
			t.Errorf("what is shown of %q could be sent: %q", value, shown)
		}
	}
}

func TestReasonsCoverWhatIsShown(t *testing.T) {
	t.Parallel()
	// A value must be shown unchanged if and only if it is not secret.
	for _, value := range []string{"a", "mongodb://u:p@h", pem(""), jwt, "${env:X}", "p${env:X}"} {
		for _, key := range []string{"plain", "password"} {
			reason, secret := redact.Keys(connect.Config{key: value})[key]
			if shown := redact.Shown(value, reason); secret == (shown == value) {
				t.Errorf("%s=%s is secret: %v, shown as %s", key, value, secret, shown)
			}
		}
	}
	if !slices.IsSorted(redact.Known(connect.Config{"a.secret": "zzzz", "b.secret": "aaaa"})) || !strings.Contains(redact.Mask, "•") {
		t.Error("Known is not sorted")
	}
}
