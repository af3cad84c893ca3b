package sandbox

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/sandbox/plugins"
)

func TestCreateAnswersBeforeAnythingRuns(t *testing.T) {
	b := empty(t)
	got := b.want(201, "POST", "/connectors", `{"name":"  s 1 ","config":`+config(t, sourceClass, "topic", "t")+`}`)
	want := `{"name":"s 1","config":{"connector.class":"` + sourceClass + `","name":"s 1","topic":"t"},"tasks":[],"type":"source"}`
	if got.body != want {
		t.Errorf("got %s", got.body)
	}
	if location := got.header.Get("Location"); location != b.URL()+"/connectors/s%201" {
		t.Errorf("location %s", location)
	}
	b.play([]exchange{
		{"GET", "/connectors", "", 200, `["s 1"]`, ""},
		{"GET", "/connectors?expand=status", "", 200, `{}`, ""}, // listed before it has a status
		{"GET", "/connectors?expand=info", "", 200, `{"s 1":{"info":{"name":"s 1"`, ""},
		{"GET", "/connectors/s%201/status", "", 404, `No status found`, ""},
		{"POST", "/connectors", `{"name":"s 1","config":` + config(t, sourceClass, "topic", "t") + `}`, 409, `{"error_code":409,"message":"Connector s 1 already exists"}`, ""},
		{"POST", "/connectors", `{"name":"s 1","config":` + config(t, sourceClass) + `}`, 400, `Missing required configuration`, ""}, // validated first
	})
}

func TestScalarsBecomeText(t *testing.T) {
	b := empty(t)
	b.want(201, "PUT", "/connectors/s/config", `{"connector.class":"`+sourceClass+`","topic":"t","tasks.max":3,"x":1.50,"flag":true,"empty":"","name":"s"}`)
	got := b.want(200, "GET", "/connectors/s/config", "")
	if want := `{"connector.class":"` + sourceClass + `","empty":"","flag":"true","name":"s","tasks.max":"3","topic":"t","x":"1.50"}`; got.body != want {
		t.Error(got.body)
	}
}

func TestTextIsKeptByteForByte(t *testing.T) {
	b := empty(t)
	texts := map[string]string{
		"quotes": `"'\"$x` + "`", "lines": "a\nb\tc\r\n", "unicode": "ü 漢 🙂 \u2028\u2029", "markup": "<a&b>", "at": "@file", "dash": "-x", "bang": "!!",
		"spaces": "  a  ", "number": "007.10", "placeholder": "${nobody:there}", "long": strings.Repeat("0123456789", 10_240), "nul": "a\u0000b",
	}
	body := map[string]string{"connector.class": sourceClass, "topic": "t"}
	for key, text := range texts {
		body["x."+key] = text
	}
	b.want(201, "PUT", "/connectors/s/config", string(plugins.ToJSON(body)))
	var stored map[string]string
	b.want(200, "GET", "/connectors/s/config", "").decode(t, &stored)
	for key, text := range texts {
		if stored["x."+key] != text {
			t.Errorf("%s: got %.40q", key, stored["x."+key])
		}
	}
}

func TestOddNames(t *testing.T) {
	b := empty(t)
	body := func(name string) string {
		return string(plugins.ToJSON(map[string]any{"name": name, "config": map[string]string{"connector.class": sourceClass, "topic": "t"}, "initial_state": "stopped"}))
	}
	b.play([]exchange{
		// Braces break the Location after the connector was stored.
		{"POST", "/connectors", body("a{x}"), 500, `The template variable 'x' has no value`, ""},
		{"GET", "/connectors/a%7Bx%7D", "", 200, `"name":"a{x}"`, ""},
		{"POST", "/connectors", body("a{x}"), 409, `already exists`, ""},
		{"PUT", "/connectors/b%7By%7D/config", config(t, sourceClass, "topic", "t"), 500, `The template variable 'y' has no value`, ""},
		{"GET", "/connectors/b%7By%7D/config", "", 200, `"topic":"t"`, ""},
		// Stored, and never to be reached again.
		{"POST", "/connectors", body("a/b %"), 201, `"name":"a/b %"`, ""},
		{"GET", "/connectors?expand=info", "", 200, `"a/b %":{"info"`, ""},
		{"DELETE", "/connectors/a%2Fb%20%25", "", 400, ``, ""},
		{"POST", "/connectors", body(".."), 201, `"name":".."`, ""},
		{"GET", "/connectors/..", "", 200, `"name":".."`, ""},
		{"DELETE", "/connectors/..", "", 204, ``, ""},
		{"POST", "/connectors", body(`q "ü" ->+?#&=`), 201, `"type":"source"`, ""},
		{"PUT", "/connectors/q%20%22%C3%BC%22%20-%3E+%3F%23&=/pause", "", 202, ``, ""},
	})
}

func TestExpand(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t")
	status := `"status":{"name":"s","connector":{"state":"RUNNING","worker_id":"worker-2:8083","version":"1.2.0"},"tasks":[{"id":0,"state":"RUNNING","worker_id":"worker-1:8083","version":"1.2.0"}],"type":"source"}`
	info := `"info":{"name":"s","config":{"connector.class":"` + sourceClass + `","name":"s","topic":"t"},"tasks":[{"connector":"s","task":0}],"type":"source"}`
	for query, want := range map[string]string{
		"":                            `["s"]`,
		"?expand=status":              `{"s":{` + status + `}}`,
		"?expand=info":                `{"s":{` + info + `}}`,
		"?expand=info&expand=status":  `{"s":{` + status + `,` + info + `}}`,
		"?expand=status&expand=bogus": `{"s":{` + status + `}}`,
		"?expand=info,status":         `{"s":{}}`, // a comma list is not understood
		"?expand=bogus":               `{"s":{}}`,
	} {
		if got := b.want(200, "GET", "/connectors"+query, ""); got.body != want {
			t.Errorf("%s:\n got %s\nwant %s", query, got.body, want)
		}
	}
}

func TestPatch(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t", "gone", "1", "tasks.max", "2")
	b.play([]exchange{
		{"PATCH", "/connectors/s/config", `{"gone":null,"tasks.max":3,"new":""}`, 200, `{"connector.class":"` + sourceClass + `","name":"s","new":"","tasks.max":"3","topic":"t"}`, ""},
		{"PATCH", "/connectors/s/config", `{"topic":null}`, 400, `Missing required configuration \"topic\"`, ""},
		{"PATCH", "/connectors/s/config", `{"name":"other"}`, 200, `"name":"other"`, ""}, // not checked, and stored
		{"GET", "/connectors/s", ``, 200, `"name":"other"`, ""},
	})
}

func TestNullOfThePluginsOwnKeyIsStored(t *testing.T) {
	b := empty(t)
	b.want(201, "PUT", "/connectors/s/config", `{"connector.class":"`+sourceClass+`","topic":null}`)
	b.clock.pass(5 * time.Second)
	if got := b.want(200, "GET", "/connectors/s/config", ""); !strings.Contains(got.body, `"topic":null`) {
		t.Error(got.body)
	}
}

func TestDeleteLeavesAStatusForAMoment(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t")
	b.want(204, "DELETE", "/connectors/s", "")
	b.play([]exchange{
		{"GET", "/connectors", "", 200, `[]`, ""},
		{"GET", "/connectors?expand=status", "", 200, `{}`, ""},
		{"GET", "/connectors/s", "", 404, `Connector s not found`, ""},
		{"GET", "/connectors/s/status", "", 200, `"type":"unknown"`, ""},
		{"DELETE", "/connectors/s", "", 404, `Connector s not found`, ""},
	})
	b.clock.pass(time.Second)
	b.want(404, "GET", "/connectors/s/status", "")
}

func TestKafkaClassNamesFindOurPlugins(t *testing.T) {
	b := empty(t)
	b.create("s", "org.apache.kafka.connect.file.FileStreamSourceConnector", "topic", "t",
		"value.converter", "org.apache.kafka.connect.json.JsonConverter",
		"transforms", "c", "transforms.c.type", "org.apache.kafka.connect.transforms.Cast$Value", "transforms.c.spec", "string")
	if got := b.states("s"); got != "RUNNING RUNNING" {
		t.Error(got)
	}
}

func TestReset(t *testing.T) {
	b := start(t, Options{})
	before := b.want(200, "GET", "/connectors?expand=info", "").body
	b.want(204, "DELETE", "/connectors/shop-weather-source", "")
	b.create("mine", sourceClass, "topic", "t")
	b.Fault(FaultError, -1)
	b.Reset()
	if after := b.want(200, "GET", "/connectors?expand=info", "").body; after != before {
		t.Errorf("after Reset:\n%s", after)
	}
}

func TestCloseEndsRunningRequests(t *testing.T) {
	s, err := Start(t.Context(), Options{Empty: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Fault(FaultSlow, 1)
	ended := make(chan error, 1)
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	go func() {
		request, err := http.NewRequestWithContext(t.Context(), "GET", s.URL()+"/connectors", http.NoBody)
		if err == nil {
			var response *http.Response
			if response, err = transport.RoundTrip(request); err == nil {
				err = response.Body.Close()
			}
		}
		ended <- err
	}()
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-ended; err == nil {
		t.Error("the slow call was answered")
	}
	if _, err := http.Get(s.URL()); err == nil {
		t.Error("still answers after Close")
	}
}
