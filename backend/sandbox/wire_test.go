package sandbox

import (
	"net/http"
	"strings"
	"testing"
)

// exchange is one request and what a real 4.3.1 worker answered to it.
type exchange struct {
	method, path, body string
	status             int
	contains           string // "" wants an empty body
	kind               string // the content type; "-" is none
}

func (b *bench) play(exchanges []exchange) {
	b.t.Helper()
	for _, e := range exchanges {
		got := b.ask(e.method, e.path, e.body)
		kind := e.kind
		switch kind {
		case "":
			kind = typeJSON
		case "-":
			kind = ""
		}
		if e.contains == "" && e.kind == "" {
			kind = ""
		}
		if got.status != e.status || !strings.Contains(got.body, e.contains) || (e.contains == "") != (got.body == "") || got.header.Get("Content-Type") != kind {
			b.t.Errorf("%s %s %s:\n got %d %q %s\nwant %d %q %s", e.method, e.path, e.body, got.status, got.header.Get("Content-Type"), got.body, e.status, kind, e.contains)
		}
	}
}

func TestWireOfRoutes(t *testing.T) {
	b := empty(t)
	b.play([]exchange{
		{"GET", "/", "", 200, `{"version":"4.3.1","commit":"`, ""},
		{"GET", "/health", "", 200, `{"status":"healthy","message":"Worker has completed startup and is ready to handle requests."}`, ""},
		{"GET", "/connectors", "", 200, `[]`, ""},
		{"GET", "/connectors/", "", 200, `[]`, ""},
		{"GET", "/nope", "", 404, `{"error_code":404,"message":"HTTP 404 Not Found"}`, "-"},
		{"GET", "/connectors/a/tasks-config", "", 404, `HTTP 404 Not Found`, "-"},
		{"GET", "/connectors/a/tasks/x/status", "", 404, `HTTP 404 Not Found`, "-"},
		{"PATCH", "/connectors", "{}", 405, `{"error_code":405,"message":"HTTP 405 Method Not Allowed"}`, "-"},
		{"PUT", "/connectors/a/restart", "", 405, `HTTP 405 Method Not Allowed`, "-"},
		{"POST", "/connector-plugins", "{}", 405, `HTTP 405 Method Not Allowed`, "-"},
		{"POST", "/connectors/a/tasks", "[]", 400, `Internal request missing required signature`, ""},
		{"PUT", "/connectors/a/fence", "", 400, `Internal request missing required signature`, ""},
		{"OPTIONS", "/connectors/a/config", "", 200, "PATCH", "text/plain"},
	})
	if got := b.ask(http.MethodHead, "/connectors", ""); got.status != 200 || got.body != "" || got.header.Get("Content-Length") != "2" {
		t.Errorf("HEAD: %+v", got)
	}
	if got := b.ask(http.MethodOptions, "/connectors", "").header.Get("Allow"); got != "HEAD,POST,GET,OPTIONS" {
		t.Errorf("Allow: %s", got)
	}
}

func TestWireOfAbsentConnectors(t *testing.T) {
	empty(t).play([]exchange{
		{"GET", "/connectors/nope", "", 404, `{"error_code":404,"message":"Connector nope not found"}`, ""},
		{"GET", "/connectors/nope/config", "", 404, `Connector nope not found`, ""},
		{"PATCH", "/connectors/nope/config", `{"a":null}`, 404, `Connector nope not found`, ""},
		{"GET", "/connectors/nope/tasks", "", 404, `Connector nope not found`, ""},
		{"GET", "/connectors/nope/offsets", "", 404, `Connector nope not found`, ""},
		{"DELETE", "/connectors/nope/offsets", "", 404, `Connector nope not found`, ""},
		{"PATCH", "/connectors/nope/offsets", `{"offsets":[{"partition":{"a":1},"offset":null}]}`, 404, `Connector nope not found`, ""},
		{"DELETE", "/connectors/nope", "", 404, `Connector nope not found`, ""},
		{"GET", "/connectors/nope/status", "", 404, `No status found for connector nope`, ""},
		{"GET", "/connectors/nope/tasks/0/status", "", 404, `No status found for task nope-0`, ""},
		{"PUT", "/connectors/nope/pause", "", 404, `Unknown connector nope`, ""},
		{"PUT", "/connectors/nope/resume", "", 404, `Unknown connector nope`, ""},
		{"PUT", "/connectors/nope/stop", "", 404, `Unknown connector nope`, ""},
		{"POST", "/connectors/nope/restart", "", 404, `Unknown connector: nope`, ""},
		{"POST", "/connectors/nope/restart?includeTasks=true", "", 404, `Unknown connector: nope`, ""},
		{"POST", "/connectors/nope/tasks/0/restart", "", 404, `Unknown connector: nope`, ""},
		{"GET", "/connectors/nope/topics", "", 200, `{"nope":{"topics":[]}}`, ""},
		{"PUT", "/connectors/nope/topics/reset", "", 202, ``, ""},
	})
}

func TestWireOfBodies(t *testing.T) {
	b := empty(t)
	const class = `"connector.class":"` + sourceClass + `"`
	b.play([]exchange{
		{"POST", "/connectors", ``, 500, `because \"createRequest\" is null`, ""},
		{"POST", "/connectors", `{broken`, 500, `line: 1, column: 2`, ""},
		{"POST", "/connectors", `{"name":"a"`, 500, `Unexpected`, ""},
		{"POST", "/connectors", `[]`, 500, "Cannot deserialize value of type `org.apache.kafka.connect.runtime.rest.entities.CreateConnectorRequest` from Array value", ""},
		{"POST", "/connectors", `{"name":"a","bogus":1,"config":{}}`, 500, `Unrecognized field \"bogus\"`, ""},
		{"POST", "/connectors", `{"name":"a"}`, 500, `because \"connectorConfig\" is null`, ""},
		{"POST", "/connectors", `{"name":"a","config":{"topic":{"a":1}}}`, 500, "Cannot deserialize value of type `java.lang.String` from Object value (token `JsonToken.START_OBJECT`)", ""},
		{"POST", "/connectors", `{"name":"a","config":{"topic":[1]}}`, 500, "from Array value", ""},
		{"POST", "/connectors", `{"name":"a","config":{}}`, 400, `Connector config {name=a} contains no connector type`, ""},
		{"POST", "/connectors", `{"name":"a","config":{` + class + `}}`, 400, `Connector configuration is invalid and contains the following 1 error(s):\nMissing required configuration \"topic\" which has no default value.\nYou can also find the above list of errors at the endpoint ` + "`/connector-plugins/{connectorType}/config/validate`", ""},
		{"POST", "/connectors", `{"config":{` + class + `,"topic":"t"}}`, 400, `String may not be empty`, ""},
		{"POST", "/connectors", `{"name":"a","config":{` + class + `,"topic":"t","name":"b"}}`, 400, `Connector name configuration (b) doesn't match connector name in the URL (a)`, ""},
		{"POST", "/connectors", `{"name":"a","config":{"connector.class":"no.Such"}}`, 400, `Failed to find any class that implements Connector and which name matches no.Such, available connectors are: PluginDesc{`, ""},
		{"POST", "/connectors", `{"name":"a","config":{` + class + `,"topic":"t"},"initial_state":"asleep"}`, 500, `No enum constant`, ""},
		{"POST", "/connectors", `{"name":"a\u0001b","config":{` + class + `,"topic":"t"}}`, 400, `String may not contain control sequences but had the following ASCII chars: 1`, ""},
		{"POST", "/connectors", `{"name":"a","config":{` + class + `,"topic":"t","no":null}}`, 400, `Null value can not be supplied as the configuration value.`, ""},
		{"PUT", "/connectors/a/config", `null`, 500, `because \"connectorConfig\" is null`, ""},
		{"PUT", "/connectors/a/config", `{` + class + `,"topic":"t","name":"b"}`, 400, `doesn't match connector name in the URL (a)`, ""},
		{"GET", "/connectors", "", 200, `[]`, ""},
	})
	for _, label := range []string{"", "text/plain", "application/x-www-form-urlencoded"} {
		got := b.ask("POST", "/connectors", `{"name":"a"}`, func(r *http.Request) { r.Header.Set("Content-Type", label) })
		if got.status != 415 || got.body != `{"error_code":415,"message":"HTTP 415 Unsupported Media Type"}` {
			t.Errorf("content type %q: %+v", label, got)
		}
	}
}

func TestWireOfPathsThatJettyRefuses(t *testing.T) {
	b := empty(t)
	const page = "text/html;charset=iso-8859-1"
	b.play([]exchange{
		{"GET", "/connectors/a%2Fb", "", 400, "Ambiguous URI path separator", page},
		{"POST", "/connectors/a%2fb/restart", "", 400, "Ambiguous URI path separator", page},
		{"GET", "/connectors/a%25b", "", 400, "Ambiguous URI path encoding", page},
		{"GET", "/connectors/a%5Cb", "", 400, "Suspicious", page},
		{"GET", "/connectors/%2E%2e/status", "", 400, "Ambiguous URI path segment", page},
		{"PUT", "/connectors/a%5Cb/pause", "", 400, "", ""},
		{"DELETE", "/connectors/a%2Fb", "", 400, "", ""},
		{"GET", "/connectors/a;b", "", 404, "Connector a not found", ""},
		{"GET", "/connectors/a%3Bb", "", 404, "Connector a;b not found", ""},
		{"GET", "/connectors/a%20b", "", 404, "Connector a b not found", ""},
		{"GET", "/connectors/..", "", 404, "Connector .. not found", ""},
		{"GET", "/connectors/../status", "", 404, "No status found for connector ..", ""},
	})
}

func TestWireOfEmptySegment(t *testing.T) {
	b := empty(t)
	got := b.raw("GET //connectors HTTP/1.1\r\nHost: " + strings.TrimPrefix(b.URL(), "http://") + "\r\nConnection: close\r\n\r\n")
	if !strings.HasPrefix(got, "HTTP/1.1 400") || !strings.Contains(got, "Ambiguous URI empty segment") || !strings.Contains(got, "text/html") {
		t.Error(got)
	}
}

func TestGuard(t *testing.T) {
	b := empty(t)
	port := strings.TrimPrefix(b.URL(), "http://127.0.0.1:")
	hosts := map[string]int{
		"127.0.0.1:" + port: 200, "localhost:" + port: 200, "evil.example:" + port: 403, "localhost": 403,
		"127.0.0.1:1": 403, "127.0.0.1.evil.example:" + port: 403, "[::1]:" + port: 403,
	}
	for host, want := range hosts {
		got := b.ask("GET", "/connectors", "", func(r *http.Request) { r.Host = host })
		if got.status != want {
			t.Errorf("Host %s: %d", host, got.status)
		}
	}
	for _, origin := range []string{"http://evil.example", b.URL(), "null", "wails://wails"} {
		got := b.ask("GET", "/connectors", "", func(r *http.Request) { r.Header.Set("Origin", origin) })
		if got.status != http.StatusForbidden {
			t.Errorf("Origin %s: %d", origin, got.status)
		}
	}
	if got := b.raw("GET http://evil.example/connectors HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n"); !strings.HasPrefix(got, "HTTP/1.1 403") {
		t.Errorf("absolute form: %s", got)
	}
}

func TestLogin(t *testing.T) {
	b := start(t, Options{Empty: true, User: "u", Password: "p"})
	with := func(user, password string) func(*http.Request) {
		return func(r *http.Request) { r.SetBasicAuth(user, password) }
	}
	for _, path := range []string{"/", "/health", "/connectors", "/admin/loggers"} {
		got := b.ask("GET", path, "")
		if got.status != 401 || got.body != "User cannot access the resource." || got.header.Get("Content-Type") != typeJSON || got.header.Get("WWW-Authenticate") != "" {
			t.Errorf("%s: %+v", path, got)
		}
		if got := b.ask("GET", path, "", with("u", "p")); got.status != 200 {
			t.Errorf("%s with the right login: %+v", path, got)
		}
		if got := b.ask("GET", path, "", with("u", "q")); got.status != 401 {
			t.Errorf("%s with a wrong password: %+v", path, got)
		}
	}
	if got := b.ask("GET", "/nope", ""); got.status != 404 {
		t.Errorf("an unknown route needs no login: %+v", got)
	}
}

func TestLoggers(t *testing.T) {
	empty(t).play([]exchange{
		{"GET", "/admin/loggers/root", "", 200, `{"level":"INFO","last_modified":null}`, ""},
		{"GET", "/admin/loggers/a.b", "", 404, `Logger a.b not found.`, ""},
		{"PUT", "/admin/loggers/a.b", `{}`, 400, `Desired 'level' parameter was not specified in request.`, ""},
		{"PUT", "/admin/loggers/a.b", `{"level":"NOPE"}`, 404, `invalid log level 'NOPE'.`, ""},
		{"PUT", "/admin/loggers/a.b", `{"level":"debug"}`, 200, `["a.b"]`, ""},
		{"GET", "/admin/loggers/a.b", "", 200, `{"level":"DEBUG","last_modified":1772366400000}`, ""},
		{"PUT", "/admin/loggers/a.b?scope=cluster", `{"level":"WARN"}`, 204, ``, ""},
		{"GET", "/admin/loggers", "", 200, `"a.b":{"level":"WARN"`, ""},
	})
}
