package confluent

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"sluiceway/backend/connect"
)

func TestShapesOfErrors(t *testing.T) {
	for body, want := range map[string]string{
		`{"error":{"code":404,"message":"not here"}}`:                              "not here",
		`{"code":400,"message":"not valid"}`:                                       "not valid",
		`{"error_code":500,"message":"broken"}`:                                    "broken",
		`{"errors":[{"detail":"one"},{"title":"two"},{}]}`:                         "one two",
		`{"error":"text"}`:                                                         "text",
		`{"error":null}`:                                                           "",
		`{"error":{"message":{"nested":true}}}`:                                    "",
		` {"code":"odd","message":"as it is"} `:                                    "as it is",
		`{"error":{"code":1,"message":"first"},"code":2,"message":"not this one"}`: "first",
	} {
		if a := parseAnswer(400, []byte(body)); !a.service || a.message != want {
			t.Errorf("%s: %+v", body, a)
		}
	}
	for _, body := range []string{``, `null`, `[]`, `"text"`, `{}`, `{"other":1}`, `{"error"`, `<html></html>`} {
		if a := parseAnswer(400, []byte(body)); a.service {
			t.Errorf("%s: %+v", body, a)
		}
	}
}

func TestMeanings(t *testing.T) {
	config := connect.Config{connect.KeyClass: "NoSuchSource", "kafka.topic": "t"}
	create := func(c *Client) error { _, err := c.Create(t.Context(), "a", config, ""); return err }
	read := func(c *Client) error { _, err := c.Status(t.Context(), "a"); return err }
	define := func(c *Client) error { _, err := c.Definitions(t.Context(), "NoSuchSource", ""); return err }
	for _, c := range []struct {
		status int
		body   string
		call   func(*Client) error
		code   connect.Code
		says   string
	}{
		{400, `{"code":400,"message":"Connector a already exists"}`, create, connect.CodeExists, "exists already"},
		{400, `{"error":{"code":400,"message":"topic is required"}}`, create, connect.CodeInvalid, "topic is required"},
		{500, `{"error_code":500,"message":"NoSuchSource not found"}`, create, connect.CodeInvalid, "does not know the plugin"},
		{500, `{"error_code":500,"message":"NoSuchSource not found"}`, define, connect.CodeNotFound, "does not know the plugin"},
		{500, `{"error_code":500,"message":"broken"}`, create, connect.CodeWorker, "It is not known whether “a” was created."},
		{500, `{"error_code":500,"message":"broken"}`, read, connect.CodeWorker, "broken"},
		{401, ``, read, connect.CodeUnauthorized, "Check the key"},
		{403, `{"error":{"code":403,"message":"Invalid API key"}}`, read, connect.CodeUnauthorized, "Cloud API key"},
		{403, `{"code":403,"message":"Forbidden"}`, read, connect.CodeForbidden, "may not do that"},
		{404, `{"error":{"code":404,"message":"x"}}`, read, connect.CodeNotFound, "The connector “a” does not exist."},
		{404, `<html>404</html>`, read, connect.CodeNotConnect, "not as Confluent Cloud does"},
		{409, `{"code":409,"message":"busy"}`, read, connect.CodeInvalid, "another change"},
		{429, ``, create, connect.CodeWorker, "Nothing was created."},
		{503, ``, read, connect.CodeStarting, "not available"},
		{302, ``, read, connect.CodeNotConnect, "redirect"},
		{200, `<html>login</html>`, read, connect.CodeNotConnect, "Check the address of the API"},
		{200, `<html>login</html>`, create, connect.CodeUnclear, "It is not known whether"},
		{201, `{"name":"other","config":{}}`, create, connect.CodeUnclear, "It is not known whether"},
	} {
		err := c.call(answering(t, c.status, c.body))
		if connect.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%d %s: %s %v", c.status, c.body, connect.CodeOf(err), err)
		}
	}
}

// A message of the service may quote what was sent.
func TestSecretsOfAMessageAreMasked(t *testing.T) {
	config := connect.Config{connect.KeyClass: "SandboxDatabaseSource", "connection.password": "c4nary-sent"}
	c := answering(t, http.StatusBadRequest, `{"code":400,"message":"cannot log in with c4nary-sent and `+secret+`"}`)
	_, err := c.Create(t.Context(), "a", config, "")
	if err == nil || strings.Contains(err.Error(), "c4nary") || strings.Contains(err.Error(), secret) {
		t.Errorf("%v", err)
	}
	if _, err := c.Status(t.Context(), "a"); strings.Contains(err.Error(), "c4nary") {
		t.Errorf("later: %v", err)
	}
}

func TestStates(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`{"connector":{"state":"PROVISIONING"},"tasks":[]}`, "SETTLING(PROVISIONING)"},
		{`{"connector":{"state":"RUNNING"},"tasks":[{"id":0,"state":"RUNNING"}]}`, "RUNNING() RUNNING()"},
		{`{"connector":{"state":"RUNNING"},"tasks":[{"id":0,"state":"STOPPED"}]}`, "RUNNING() SETTLING(STOPPED)"},
		{`{"connector":{"state":"PAUSED"},"tasks":[{"id":0,"state":"STOPPED"}]}`, "PAUSED() PAUSED(STOPPED)"},
		{`{"connector":{"state":"DEGRADED"},"tasks":[{"id":0,"state":"RUNNING"},{"id":1,"state":"USER_ACTIONABLE_ERROR","msg":"no table"}]}`, "RUNNING(DEGRADED) RUNNING() FAILED(USER_ACTIONABLE_ERROR)=no table"},
		{`{"connector":{"state":"DEGRADED"},"tasks":[]}`, "SETTLING(DEGRADED)"},
		{`{"connector":{"state":"FAILED","trace":"t"},"tasks":[]}`, "FAILED()=t"},
		{`{"connector":{"state":"FAILED","trace":"t"},"tasks":[{"id":0,"state":"SYSTEM_ERROR","msg":"m"}]}`, "FAILED()=m FAILED(SYSTEM_ERROR)=m"},
		{`{"connector":{"state":"FAILED","trace":"t"},"tasks":[],"errors_from_trace":[{"error":"e"},"f"]}`, "FAILED()=e\nf"},
		{`{"connector":{"state":"FAILED","trace":"t"},"tasks":[],"errors_from_trace":7,"validation_errors":["key: bad"]}`, "FAILED()=key: bad"},
		{`{"connector":{"state":"FAILED"},"override_message":"o","error_summary":"s"}`, "FAILED()=o"},
		{`{"connector":{"state":"FAILED"},"override_message":{"odd":1},"error_summary":"s"}`, "FAILED()=s"},
		{`{"connector":{"state":"NONE"},"tasks":[]}`, "NONE()"},
		{`{"connector":{"state":"RESTARTING"},"tasks":[{"id":0,"state":"RESTARTING"}]}`, "RESTARTING() RESTARTING()"},
	} {
		var s status
		if err := json.Unmarshal([]byte(c.body), &s); err != nil {
			t.Fatal(err)
		}
		if got := shownStatus(s.read("a")); got != c.want {
			t.Errorf("%s: %q, want %q", c.body, got, c.want)
		}
	}
}

func shownStatus(s connect.Status) string {
	one := func(state connect.State, reported, trace string) string {
		if trace != "" {
			trace = "=" + trace
		}
		return string(state) + "(" + reported + ")" + trace
	}
	parts := []string{one(s.Connector.State, s.Connector.Reported, s.Connector.Trace)}
	for _, t := range s.Tasks {
		parts = append(parts, one(t.State, t.Reported, t.Trace))
	}
	return strings.Join(parts, " ")
}

func TestDefinitions(t *testing.T) {
	var v validation
	err := json.Unmarshal([]byte(`{"name":"java.Class","error_count":1,"groups":["B","A"],"configs":[
		{"definition":{"name":"b","type":"ENUM","group":"B","order":2,"default_value":"","importance":"NONE","alias":""},"value":{"name":"b","value":"","recommended_values":["x","y"],"errors":[],"visible":true},"metadata":{"odd":[1]}},
		{"definition":{"name":"a","type":"PASSWORD","group":"A","order":9,"default_value":null,"importance":"HIGH","alias":"old.a"},"value":{"name":"a","value":"****************","recommended_values":[],"errors":["bad"],"visible":true}},
		{"definition":{"name":"old.a","type":"STRING","group":"A","order":1},"value":{"name":"old.a","value":""}},
		{"definition":{"name":"c","type":"NONE","group":"B","order":1,"default_value":"5"},"value":null},
		{"definition":null,"value":{"name":"d"}}]}`), &v)
	if err != nil {
		t.Fatal(err)
	}
	out := v.read(connect.Config{})
	var got []string
	for _, k := range out.Configs {
		d := "-"
		if k.Definition.Default != nil {
			d = *k.Definition.Default
		}
		got = append(got, k.Definition.Name+":"+string(k.Definition.Type)+":"+d+":"+k.Definition.Importance)
	}
	if want := "c:STRING:5:LOW b:STRING:-:LOW a:PASSWORD:-:HIGH"; strings.Join(got, " ") != want || strings.Join(out.Groups, "") != "BA" {
		t.Errorf("%q, groups %q", got, out.Groups)
	}
	if b := out.Configs[1].Value; b.Value != nil || len(b.Recommended) != 2 {
		t.Errorf("%+v", b)
	}
}
