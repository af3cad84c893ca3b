package formats

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluiceway/backend/connect"
)

var update = flag.Bool("update", false, "write the golden files")

func catalog() (Connector, Options) {
	config := connect.Config{
		"name":                    "catalog-opensearch-sink",
		"connector.class":         "io.aiven.kafka.connect.opensearch.OpensearchSinkConnector",
		"tasks.max":               "4",
		"topics.regex":            "catalog[.].+",
		"connection.url":          "https://search-eu.internal:9200",
		"connection.username":     "${file:/etc/kafka-connect/search.properties:user}",
		"connection.password":     "s3cr3t-value",
		"behavior.on.null.values": "delete",
		"note":                    "größer 🙂 `a` $b \\ \"c\"\n",
	}
	options := Options{
		BaseURL: "https://me:pw@connect-1.orders.eu.internal:8443/",
		Login:   true,
		Secrets: map[string]bool{"connection.password": true},
		Header:  "as stored on orders-eu at 12:21:04",
	}
	return Connector{Name: "catalog-opensearch-sink", Config: config}, options
}

func TestGolden(t *testing.T) {
	t.Parallel()
	c, o := catalog()
	clear := o
	clear.IncludeSecrets, clear.Login = true, false
	post := o
	post.Method, post.InitialState = "POST", connect.InitialStopped
	alone := o
	alone.Bare = true
	for file, tt := range map[string]struct {
		format string
		o      Options
	}{
		"put.sh": {Curl, o}, "put-clear.sh": {Curl, clear}, "post.sh": {Curl, post},
		"body.json": {JSON, o}, "body-clear.json": {JSON, clear}, "bare.json": {JSON, alone},
		"file.properties": {Properties, o}, "file-clear.properties": {Properties, clear},
	} {
		got, err := Print(tt.format, c, tt.o)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", "golden", file)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s: -want +got\n%s", file, diff)
		}
	}
}

func TestRenderFacts(t *testing.T) {
	t.Parallel()
	c, o := catalog()
	got, err := Render(Curl, c, o)
	if err != nil {
		t.Fatal(err)
	}
	wantVariables := []Variable{{"CONNECT_USER", "user name for the worker"}, {"CONNECT_PASSWORD", "password for the worker"}, {"CONNECTION_PASSWORD", "connection.password"}}
	if diff := cmp.Diff(wantVariables, got.Variables); diff != "" {
		t.Error(diff)
	}
	if got.FileName != "catalog-opensearch-sink.sh" || got.Settings != 9 || got.Needs != "needs a POSIX shell, curl 7.76 or newer, and awk" || !slices.Equal(got.Secrets, []string{"connection.password"}) {
		t.Errorf("%q %d %q %v", got.FileName, got.Settings, got.Needs, got.Secrets)
	}
	marked := map[SpanKind][]string{}
	text := utf16.Encode([]rune(got.Text))
	end := 0
	for _, s := range got.Spans {
		if s.From < end || s.To <= s.From || s.To > len(text) {
			t.Fatalf("span %+v after %d in %d", s, end, len(text))
		}
		end = s.To
		marked[s.Kind] = append(marked[s.Kind], string(utf16.Decode(text[s.From:s.To])))
	}
	if diff := cmp.Diff([]string{`\${file:/etc/kafka-connect/search.properties:user}`}, marked[SpanPlaceholder]); diff != "" {
		t.Error(diff)
	}
	wantMarked := []string{
		"CONNECT_USER", "CONNECT_PASSWORD", "CONNECTION_PASSWORD",
		"${CONNECT_USER:?}", "${CONNECT_PASSWORD:?}", "${CONNECTION_PASSWORD:?}",
		"$CONNECT_USER", "$CONNECT_PASSWORD", `$(json "$CONNECTION_PASSWORD")`,
	}
	if diff := cmp.Diff(wantMarked, marked[SpanVariable]); diff != "" {
		t.Error(diff)
	}
	if !slices.Contains(marked[SpanKey], `"note"`) || !slices.Contains(marked[SpanString], "\"größer 🙂 \\`a\\` \\$b \\\\\\\\ \\\\\"c\\\\\"\\\\n\"") {
		t.Errorf("%q", marked)
	}
}

// No format prints a secret, wherever in the config it is.
func TestNoSecretInAnyFormat(t *testing.T) {
	t.Parallel()
	c := Connector{Name: "c", Config: connect.Config{
		"database.password": "hunter-2!xyz",
		"url":               "jdbc:x://h?password=hunter-2!xyz&a=b",
		"odd":               "v3rySecret",
		"plain":             "keep me",
		"class":             "a.hunter.Postgres",
		"user":              "postgres",
		"connector.class":   "io.debezium.connector.postgresql.PostgresConnector",
		"database.token":    "postgres",
	}}
	o := Options{BaseURL: "http://u:hunter-2!xyz@h", Secrets: map[string]bool{"database.password": true, "odd": true, "database.token": true}}
	for _, format := range Names() {
		for _, method := range []string{"PUT", "POST"} {
			o.Method = method
			got, err := Render(format, c, o)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(got.Text, "hunter-2") || strings.Contains(got.Text, "v3ry") {
				t.Errorf("%s:\n%s", format, got.Text)
			}
			for _, keep := range []string{"keep me", "PostgresConnector", "a.hunter.Postgres"} {
				if !strings.Contains(got.Text, keep) {
					t.Errorf("%s lost %s:\n%s", format, keep, got.Text)
				}
			}
			if diff := cmp.Diff([]string{"database.password", "database.token", "odd", "url"}, got.Secrets); diff != "" {
				t.Error(diff)
			}
		}
	}
}

func TestPrintRefuses(t *testing.T) {
	t.Parallel()
	ok := Connector{Name: "c", Config: connect.Config{"a": "b"}}
	for name, tt := range map[string]struct {
		format string
		c      Connector
		o      Options
	}{
		"unknown format":  {"yaml", ok, Options{}},
		"no address":      {Curl, ok, Options{}},
		"odd address":     {Curl, ok, Options{BaseURL: "file:///etc"}},
		"odd method":      {Curl, ok, Options{BaseURL: "http://h", Method: "DELETE; x"}},
		"no name":         {Curl, Connector{Config: ok.Config}, Options{BaseURL: "http://h"}},
		"value not UTF-8": {JSON, Connector{Name: "c", Config: connect.Config{"a": "\xff"}}, Options{}},
		"key not UTF-8":   {JSON, Connector{Name: "c", Config: connect.Config{"\xff": "a"}}, Options{}},
		"name not UTF-8":  {Properties, Connector{Name: "\xff"}, Options{}},
	} {
		text, err := Print(tt.format, tt.c, tt.o)
		if connect.CodeOf(err) != connect.CodeInvalid || text != "" {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

func TestVariableNames(t *testing.T) {
	t.Parallel()
	keys := []string{"connection.password", "connection-password", "connection_password", "password", "path", "IFS", "connect.user", "connect.password", "http.proxy", "ld.preload", "bash.env", "2nd.key", "пароль", "", "secret", "ssl.key.password", strings.Repeat("long.", 40)}
	got := takenNames{}.of("", keys)
	want := map[string]string{
		"connection.password": "CONNECTION_PASSWORD", "connection-password": "CONNECTION_PASSWORD_2", "connection_password": "CONNECTION_PASSWORD_3",
		"password": "CONNECTOR_PASSWORD", "path": "CONNECTOR_PATH", "IFS": "CONNECTOR_IFS", "connect.user": "CONNECTOR_CONNECT_USER", "connect.password": "CONNECTOR_CONNECT_PASSWORD",
		"http.proxy": "CONNECTOR_HTTP_PROXY", "ld.preload": "CONNECTOR_LD_PRELOAD", "bash.env": "CONNECTOR_BASH_ENV", "2nd.key": "CONNECTOR_2ND_KEY",
		"пароль": "CONNECTOR", "": "CONNECTOR_2", "secret": "CONNECTOR_SECRET", "ssl.key.password": "CONNECTOR_SSL_KEY_PASSWORD", keys[16]: strings.TrimSuffix(strings.Repeat("LONG_", 12), "_"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func configs() *rapid.Generator[connect.Config] {
	piece := rapid.OneOf(rapid.SampledFrom([]string{" ", "\t", "\f", "\n", "\r", "\\", "\\u", "=", ":", "#", "!", "'", `"`, "$", "`", "${a:b}", "ü", "🙂", "\x00", "\u0085", "JSON", "\ue000", "\ufffd"}), rapid.String())
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "") })
	return rapid.Custom(func(t *rapid.T) connect.Config { return rapid.MapOfN(text, text, 1, 10).Draw(t, "config") })
}

// Parsing what was printed with its secrets returns the same connector.
func TestPrintParseProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		config := configs().Draw(t, "config")
		config["connector.class"] = "C"
		name := rapid.StringMatching(`[a-zA-Z0-9 ./%ü🙂'"$-]{1,12}`).Draw(t, "name")
		config["name"] = name
		o := Options{BaseURL: "http://h:1/base", IncludeSecrets: true, Method: rapid.SampledFrom([]string{"PUT", "POST"}).Draw(t, "method"), Bare: rapid.Bool().Draw(t, "bare"), Header: rapid.String().Draw(t, "header"), Login: rapid.Bool().Draw(t, "login")}
		for _, format := range Names() {
			printed, err := Print(format, Connector{Name: name, Config: config}, o)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Parse([]byte(printed))
			if err != nil {
				t.Fatalf("%v\n%s", err, printed)
			}
			if diff := cmp.Diff([]Connector{{Name: name, Config: config}}, doc.Connectors); doc.Format != format || diff != "" {
				t.Fatalf("%s read as %s: -want +got\n%s\n%s", format, doc.Format, diff, printed)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(`{"name": "a", "config": {"connector.class": "C", "tasks.max": 1}}`)
	f.Add(`{"a": {"info": {"name":"a","config":{"connector.class":"C"}}}}`)
	f.Add(`[{"a": null}, {"config": {}}]`)
	for _, seed := range []string{"properties", "shell"} {
		f.Add(seed + "=\\u00fc\\\n  x\n#")
	}
	c, o := catalog()
	for _, format := range Names() {
		text, err := Print(format, c, o)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkParse(t, text) })
}

func FuzzParseProperties(f *testing.F) {
	f.Add("a=b\\\n c\n=x\n:y\n\\ud83d\\ude42=\\t")
	f.Fuzz(func(t *testing.T, text string) { checkParse(t, "connector.class=C\n"+text) })
}

func FuzzParseCurl(f *testing.F) {
	f.Add("PUT", "{\"connector.class\": \"C\"}")
	f.Add("PUT -d @- <<A", "$(json \"$X\") ${a:-b} `x`\nA")
	f.Fuzz(func(t *testing.T, method, body string) {
		checkParse(t, "curl -X "+method+" http://h/connectors/a/config -d '"+body+"'")
		checkParse(t, "curl -X "+method+" http://h/connectors/a/config -d @- <<JSON\n"+body+"\nJSON\n")
	})
}

// checkParse checks that an error of Parse is a connect.Error, and that a parsed connector
// can be printed and parsed again.
func checkParse(t *testing.T, text string) {
	t.Helper()
	doc, err := Parse([]byte(text))
	if err != nil {
		if connect.CodeOf(err) != connect.CodeInvalid {
			t.Fatalf("%v", err)
		}
		return
	}
	if len(doc.Connectors) == 0 || !slices.Contains(Names(), doc.Format) {
		t.Fatalf("%+v", doc)
	}
	for _, c := range doc.Connectors {
		printed, err := Print(JSON, c, Options{IncludeSecrets: true})
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse([]byte(printed))
		if err != nil {
			t.Fatalf("%v\n%s", err, printed)
		}
		want := c.Config
		if c.Name != "" && again.Connectors[0].Name != c.Name || cmp.Diff(want, again.Connectors[0].Config) != "" {
			t.Fatalf("%q\n%+v\n%+v", text, c, again)
		}
	}
}
