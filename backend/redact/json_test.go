package redact_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// In these tests "*" stands for the mask.
func stars(text string) string { return strings.ReplaceAll(text, redact.Mask, "*") }

func TestJSON(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, body, want string }{
		{"bare config", `{ "name":"c", "db.password" : "hunter2","topics":"a" }`, `{ "name":"c", "db.password" : "*","topics":"a" }`},
		{"request", `{"name":"c","config":{"db.password":"hunter2","url":"mongodb://u:p@h/d"}}`, `{"name":"c","config":{"db.password":"*","url":"mongodb://*@h/d"}}`},
		{"own key", `{"own.key":"x"}`, `{"own.key":"*"}`},
		{"numbers and switches", `{"db.password":12345,"own.key":true,"token":null,"port":5432}`, `{"db.password":"*","own.key":true,"token":null,"port":5432}`},
		{"known number", `{"port":987654,"n":-1.5e3}`, `{"port":"*","n":-1.5e3}`},
		{"known text anywhere", `[{"trace":"java.X: s3cr3t-of-it\n\tat a.B.c(B.java:1)"}]`, `[{"trace":"java.X: *\n\tat a.B.c(B.java:1)"}]`},
		{"escaped known text", `{"a":"s3cr3t\u002dof-it","b":"\u0041"}`, `{"a":"*","b":"\u0041"}`},
		{"placeholders stay", `{"db.password":"${file:/a:b}","db.user":"${env:U}","secret":"a${env:U}"}`, `{"db.password":"${file:/a:b}","db.user":"${env:U}","secret":"*${env:U}"}`},
		{"masks stay", `{"db.password":"[hidden]","secret":"********","token":""}`, `{"db.password":"[hidden]","secret":"********","token":""}`},
		{"resolved", `{"db.user":"cdc","n":[{"db.user":5},{"db.user":true},{"db.user":"${env:U}x"}]}`, `{"db.user":"*","n":[{"db.user":"*"},{"db.user":"*"},{"db.user":"${env:U}*"}]}`},
		{
			"expanded list", `{"token-sink":{"info":{"name":"token-sink","config":{"x.secret":"y"}},"status":{"connector":{"state":"RUNNING"}}}}`,
			`{"token-sink":{"info":{"name":"token-sink","config":{"x.secret":"*"}},"status":{"connector":{"state":"RUNNING"}}}}`,
		},
		{"below a secret", `{"config":{"credentials":{"a":"x","b":["y",1,true,null],"c":{}},"tokens":["p","q"]}}`, `{"config":{"credentials":{"a":"*","b":["*","*","*",null],"c":{}},"tokens":["*","*"]}}`},
		{
			"definitions", `[{"name":"db.key","type":"PASSWORD","default_value":"d3fault","documentation":"the password=x"},{"name":"a","type":"INT","default_value":"1"},{"name":"x.token","type":"STRING","default_value":null}]`,
			`[{"name":"db.key","type":"PASSWORD","default_value":"*","documentation":"the password=*"},{"name":"a","type":"INT","default_value":"1"},{"name":"x.token","type":"STRING","default_value":null}]`,
		},
		{
			"validation", `{"name":"x.Y","error_count":3,"groups":["Common"],"configs":[` +
				`{"definition":{"name":"db.key","type":"PASSWORD","default_value":"[hidden]"},"value":{"name":"db.key","value":"v1","recommended_values":["r1"],"errors":["v1 is short"],"visible":true}},` +
				`{"definition":{"name":"db.password","type":"STRING"},"value":{"name":"db.password","value":null,"recommended_values":[],"errors":["Missing required configuration \"db.password\" which has no default value."],"visible":true}},` +
				`{"definition":{"name":"db.user","type":"STRING"},"value":{"name":"db.user","value":"cdc","recommended_values":["cdc","x"],"errors":["no cdc","Missing required configuration \"db.user\" which has no default value."],"visible":true}},` +
				`{"definition":null,"value":{"name":"extra","value":"e","recommended_values":[],"errors":["Unknown extra"],"visible":true}},` +
				`{"definition":{"name":"ssl.truststore.certificates","type":"PASSWORD"},"value":null},` +
				`{"definition":{"name":"topics","type":"LIST"},"value":{"name":"topics","value":"a,b","recommended_values":["a"],"errors":["no s3cr3t-of-it"],"visible":true}}]}`,
			`{"name":"x.Y","error_count":3,"groups":["Common"],"configs":[` +
				`{"definition":{"name":"db.key","type":"PASSWORD","default_value":"[hidden]"},"value":{"name":"db.key","value":"*","recommended_values":["*"],"errors":["*"],"visible":true}},` +
				`{"definition":{"name":"db.password","type":"STRING"},"value":{"name":"db.password","value":null,"recommended_values":[],"errors":["Missing required configuration \"db.password\" which has no default value."],"visible":true}},` +
				`{"definition":{"name":"db.user","type":"STRING"},"value":{"name":"db.user","value":"*","recommended_values":["*","*"],"errors":["*","*"],"visible":true}},` +
				`{"definition":null,"value":{"name":"extra","value":"e","recommended_values":[],"errors":["Unknown extra"],"visible":true}},` +
				`{"definition":{"name":"ssl.truststore.certificates","type":"PASSWORD"},"value":null},` +
				`{"definition":{"name":"topics","type":"LIST"},"value":{"name":"topics","value":"a,b","recommended_values":["a"],"errors":["no *"],"visible":true}}]}`,
		},
		{"error", `{"error_code":400,"message":"Connector config {name=c, x.secret=y} contains no connector type"}`, `{"error_code":400,"message":"Connector config * contains no connector type"}`},
		{"JAAS stays readable", `{"sasl.jaas.config":"x.PlainLoginModule required username=\"u\" password=\"p\";"}`, `{"sasl.jaas.config":"x.PlainLoginModule required username=\"u\" password=\"*\";"}`},
		{"text", `<html>password=x</html>`, `<html>password=*</html>`},
		{"cut", `{"db.password":"hun`, `{"db.password":"*`},
		{"nothing", ``, ``},
		{"scalar", ` "s3cr3t-of-it" `, ` "*" `},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := redact.Masker{Known: []string{"s3cr3t-of-it", "987654"}, Secret: map[string]bool{"own.key": true}, Resolved: map[string]bool{"db.user": true}}
			got := m.JSON([]byte(c.body))
			if diff := cmp.Diff(c.want, stars(string(got))); diff != "" {
				t.Error(diff)
			}
			if again := m.JSON(got); string(again) != string(got) {
				t.Errorf("not idempotent: %s", again)
			}
		})
	}
}

func TestLearn(t *testing.T) {
	t.Parallel()
	for body, known := range map[string][]string{
		`{"connector.class":"x.Y","tasks.max":1,"db.password":"hunter2"}`:                                    {"hunter2"},
		`{"db.password":"hunter2"}`:                                                                          {"hunter2"},
		`{"name":"c","config":{"db.password":"hunter2"}}`:                                                    {"hunter2"},
		`{"a":{"info":{"config":{"x.secret":"one1"}}},"b":{"info":{"config":{"x.secret":"two2"}}},"c":null}`: {"one1", "two2"},
		`[{"id":{"connector":"c","task":0},"config":{"x.token":"t0ken"}}]`:                                   {"t0ken"},
		`{"name":"c","config":null}`:                                                                         nil,
		`not json`:                                                                                           nil,
		`[]`:                                                                                                 nil,
	} {
		if diff := cmp.Diff(known, redact.Learn([]byte(body)).Known); diff != "" {
			t.Errorf("%s\n%s", body, diff)
		}
	}
	// What is learnt from a request applies to its answer.
	m := redact.Learn([]byte(`{"connector.class":"x.Y","db.user":"${env:U}","db.password":"hunter2"}`))
	got := m.JSON([]byte(`{"message":"cannot log in with hunter2","configs":[{"value":{"name":"db.user","value":"cdc","errors":["cdc is wrong"]}}]}`))
	if want := `{"message":"cannot log in with *","configs":[{"value":{"name":"db.user","value":"*","errors":["*"]}}]}`; stars(string(got)) != want {
		t.Errorf("%s", got)
	}
}

// texts returns every value of a document, without the keys.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case json.Number:
		return []string{v.String()}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, texts(e)...)
		}
		return out
	case map[string]any:
		var out []string
		for _, e := range v {
			out = append(out, texts(e)...)
		}
		return out
	}
	return nil
}

func decode(t *testing.T, body []byte) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v: %q", err, body)
	}
	return v
}

func FuzzJSON(f *testing.F) {
	f.Add(`{"name":"c","config":{"db.password":"hunter2","url":"mongodb://u:hunter2@h/d","n":12345}}`, "hunter2", "url")
	f.Add(`{"configs":[{"definition":{"name":"a","type":"PASSWORD"},"value":{"name":"a","value":"v","errors":["e"],"recommended_values":["v"]}}]}`, "12345", "a")
	f.Add(`{"message":"{a=b, password=c}"}`, `q"r\s`, "message")
	f.Add(`[1,2,{"a":[null,true]}, "x"`, "none", "a")
	f.Fuzz(func(t *testing.T, body, secret, key string) {
		m := redact.Masker{Known: []string{secret}, Resolved: map[string]bool{key: true}}.And(redact.For(connect.Config{"own.key": secret}))
		got := m.JSON([]byte(body))
		if again := m.JSON(got); string(again) != string(got) {
			t.Fatalf("not idempotent:\n%s\n%s\n%s", body, got, again)
		}
		if !json.Valid([]byte(body)) {
			return
		}
		for _, text := range texts(decode(t, got)) {
			if findable(secret) && strings.Contains(text, strings.TrimSpace(secret)) {
				t.Fatalf("%q is still in %s", secret, got)
			}
		}
		object, ok := decode(t, got).(map[string]any)
		before, was := decode(t, []byte(body)).(map[string]any)
		if ok != was || len(object) != len(before) {
			t.Fatalf("the shape changed: %s", got)
		}
		for k := range before {
			if _, kept := object[k]; !kept {
				t.Fatalf("the key %q is missing", k)
			}
		}
	})
}

// What a worker says about a secret stays readable where the value that it was sent is
// known: only the value, and pieces of it, are masked.
func TestErrorsAboutASecretKeepTheirWords(t *testing.T) {
	t.Parallel()
	answer := func(key, said string) string {
		text, err := json.Marshal(said)
		if err != nil {
			t.Fatal(err)
		}
		return `{"configs":[{"definition":{"name":"` + key + `","type":"PASSWORD"},"value":{"name":"` + key + `","value":"[hidden]","recommended_values":[],"errors":[` + string(text) + `],"visible":true}}]}`
	}
	for _, c := range []struct{ name, key, value, said, want string }{
		{"the value", "db.password", "hunter2-of-it", "Invalid value hunter2-of-it for configuration db.password: too short", "Invalid value * for configuration db.password: too short"},
		{"a piece of it", "db.password", "hunter2-of-it", `Unexpected character at "unter2"`, `Unexpected character at "*"`},
		{"encoded", "db.password", "hunter2/of it", "The login hunter2%2Fof%20it was refused", "The login * was refused"},
		{"a key that only its type tells", "pin", "73915520", "73915520 was refused by the bank", "* was refused by the bank"},
		{"without the value", "db.password", "hunter2-of-it", "The login was refused", "The login was refused"},
		{"too short to be found", "db.password", "ab", "ab is too short", "*"},
		{"not sent", "db.password", "", "The default d3fault is too short", "*"},
		{"from a placeholder", "db.password", "${file:/a:b}", "r3solved is too short", "*"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := redact.For(connect.Config{c.key: c.value})
			got := stars(string(m.JSON([]byte(answer(c.key, c.said)))))
			if want := answer(c.key, c.want); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if again := m.JSON([]byte(strings.ReplaceAll(got, "*", redact.Mask))); stars(string(again)) != got {
				t.Errorf("not idempotent: %s", again)
			}
		})
	}
}
