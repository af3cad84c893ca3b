package formats

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
)

// kinds lists the notes as "kind key".
func kinds(notes []Note) []string {
	var out []string
	for _, n := range notes {
		out = append(out, strings.TrimSpace(string(n.Kind)+" "+n.Key))
	}
	return out
}

func TestParseShapes(t *testing.T) {
	t.Parallel()
	one := []Connector{{Name: "a", Config: connect.Config{"connector.class": "C", "tasks.max": "1"}}}
	bare := []Connector{{Name: "a", Config: connect.Config{"name": "a", "connector.class": "C"}}}
	curl := []Connector{{Name: "a b", Config: connect.Config{"connector.class": "C"}}}
	tests := []struct {
		name, text, format string
		want               []Connector
		notes              []string
	}{
		{"body", `{"name": "a", "config": {"connector.class": "C", "tasks.max": 1}}`, JSON, one, nil},
		{"byte order mark", "\ufeff \n{\"name\": \"a\", \"config\": {\"connector.class\": \"C\", \"tasks.max\": \"1\"}}\n", JSON, one, nil},
		{"body with state", `{"name": "a", "initial_state": "STOPPED", "config": {"connector.class": "C", "tasks.max": "1"}}`, JSON, one, []string{"ignored"}},
		{"answer of a read", `{"name":"a","config":{"connector.class":"C","tasks.max":"1"},"tasks":[{"connector":"a","task":0}],"type":"sink"}`, JSON, one, []string{"ignored", "ignored"}},
		{"bare", `{"name": "a", "connector.class": "C"}`, JSON, bare, nil},
		{"bare with a key config", `{"name": "a", "connector.class": "C", "config": "x"}`, JSON, []Connector{{"a", connect.Config{"name": "a", "connector.class": "C", "config": "x"}}}, nil},
		{"name inside", `{"config": {"name": "a", "connector.class": "C"}}`, JSON, bare, nil},
		{"two names", `{"name": "b", "config": {"name": "a", "connector.class": "C"}}`, JSON, []Connector{{"b", bare[0].Config}}, []string{"guessed name"}},
		{"list", `[{"name": "a", "connector.class": "C"}, 5, {"name": "a", "config": {"connector.class": "C", "tasks.max": "1"}}]`, JSON, append(append([]Connector{}, bare...), one...), []string{"ignored"}},
		{
			"expand", `{"a": {"info": {"name":"a","config":{"connector.class":"C","tasks.max":"1"},"tasks":[],"type":"sink"}, "status": {}}, "b": {"info": null}}`, JSON,
			one,
			[]string{"ignored", "ignored", "ignored"},
		},
		{"map of configs", `{"a": {"config": {"connector.class": "C", "tasks.max": "1"}}}`, JSON, one, nil},
		{"unnamed", `{"connector.class": "C"}`, JSON, []Connector{{"", connect.Config{"connector.class": "C"}}}, nil},
		{
			"scalars", `{"connector.class":"C","i":12345678901234567890.10,"e":1E+400,"b":true,"n":null,"o":{"x": [1]},"l":[ "a", "b" ],"d":"1","d":"2","half":"\ud83d"}`, JSON,
			[]Connector{{"", connect.Config{"connector.class": "C", "i": "12345678901234567890.10", "e": "1E+400", "b": "true", "o": `{"x": [1]}`, "l": `[ "a", "b" ]`, "d": "2", "half": "\ufffd"}}},
			[]string{"ignored n", "guessed o", "guessed l", "guessed d", "guessed half"},
		},
		{
			"masks", `{"connector.class":"C","a":"[hidden]","b":"********","c":"<secret: c>","d":"${file:/x:y}"}`, JSON,
			[]Connector{{"", connect.Config{"connector.class": "C", "a": "[hidden]", "b": "********", "c": "<secret: c>", "d": "${file:/x:y}"}}},
			[]string{"unsafe a", "unsafe b", "unresolved c"},
		},
		{"properties", "# a comment\nname=a\nconnector.class = C\n", Properties, bare, nil},
		{
			"java rules", "name:a\r\nconnector.class C\n! x\n  long = one, \\\n    two\\\\\nuni=\\u00fc\\ud83d\\ude42 ü\nesc\\ key\\==\\ \\t\\q${env:X}  \nempty\n=unnamed\n\\\n#no comment\n\\\n", Properties,
			[]Connector{{"a", connect.Config{
				"name": "a", "connector.class": "C", "long": `one, two\`, "uni": "ü🙂 ü", "esc key=": " \tq${env:X}  ", "empty": "", "": "unnamed", "#no": "comment",
			}}},
			nil,
		},
		{"twice", "connector.class=C\na=1\na=2\nb=\\ud83d", Properties, []Connector{{"", connect.Config{"connector.class": "C", "a": "2", "b": "\ufffd"}}}, []string{"guessed a", "guessed b"}},
		{
			"put", "$ curl -ksSX PUT -u me:pw -H 'Content-Type: application/json' -H 'Authorization: Bearer x' 'http://h:8083/connectors/a%20b/config' -d '{\"connector.class\": \"C\"}'", Curl,
			curl,
			[]string{"ignored", "ignored", "ignored"},
		},
		{"post, data-raw, several lines", "curl --request POST \\\n  --url http://h/base/connectors/ \\\n  --data-raw '{\"name\": \"a b\", \"config\": {\"connector.class\": \"C\"}}'", Curl, curl, nil},
		{"heredoc", "#!/bin/sh\nset -e\ncurl http://h/connectors/a%20b/config -X PUT -d @- <<'X Y'\n{\"connector.class\": \"C\"}\nX Y\n", Curl, curl, nil},
		{"pipe", `echo '{"connector.class": "C"}' | curl -X PUT http://h/connectors/a%20b/config --data-binary @- | jq .`, Curl, curl, nil},
		{"cat", "cat <<EOF | curl -T- -X PUT http://h/connectors/a%20b/config --json @-\n{\"connector.class\": \"C\"}\nEOF", Curl, curl, []string{"ignored"}},
		{"here-string, ansi quotes", `curl -X PUT http://h/connectors/a%20b/config -d @- <<< $'{"connector.class": "\x43"}'`, Curl, curl, nil},
		{"inside a test", "if ! curl -sf http://h/connectors/x; then curl -XPUT http://h/connectors/a%20b/config -d'{\"connector.class\":\"C\"}'; fi", Curl, curl, nil},
		{"validate", `curl -X PUT http://h/connector-plugins/C/config/validate -d '{"connector.class":"C"}'`, Curl, []Connector{{"", connect.Config{"connector.class": "C"}}}, nil},
		{
			"variables", "curl -k -X PUT \"https://$HOST/connectors/a%20b/config\" -d @- <<JSON\n{\"connector.class\": \"C\", \"u\": \"https://${ES_URL}/x\", \"p\": \"$(json \"$ES_PASSWORD\")\", \"k\": \"\\${file:a:b} \\\\\\\\ \\`\", \"c\": \"$(cat /etc/passwd)\"}\nJSON", Curl,
			[]Connector{{"a b", connect.Config{"connector.class": "C", "u": "https://${ES_URL}/x", "p": "$ES_PASSWORD", "k": "${file:a:b} \\ `", "c": "$(cat /etc/passwd)"}}},
			[]string{"unresolved c", "unresolved p", "unresolved u", "ignored"},
		},
		{
			"variables behind a prompt", "$ curl -X PUT http://h/connectors/a/config -d \"{\\\"connector.class\\\": \\\"C\\\", \\\"u\\\": \\\"${DB:-x}/$DB\\\"}\"", Curl,
			[]Connector{{"a", connect.Config{"connector.class": "C", "u": "${DB:-x}/$DB"}}},
			[]string{"unresolved u"},
		},
		{"name from the shell", `curl -X PUT "http://h/connectors/$NAME/config" -d '{"connector.class":"C"}'`, Curl, []Connector{{"", connect.Config{"connector.class": "C"}}}, []string{"unresolved name"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			if got.Format != tt.format {
				t.Errorf("format %s, want %s", got.Format, tt.format)
			}
			if diff := cmp.Diff(tt.want, got.Connectors); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if diff := cmp.Diff(tt.notes, kinds(got.Notes)); diff != "" {
				t.Errorf("notes: -want +got\n%s\n%+v", diff, got.Notes)
			}
		})
	}
}

// A login in a pasted command must not appear in the document.
func TestParseNotesHoldNoLogin(t *testing.T) {
	t.Parallel()
	doc, err := Parse([]byte(`curl -u admin:hunter2 -H 'Authorization: Basic hunter2' -H 'X-Key: hunter2' --oauth2-bearer hunter2 -b hunter2 --cert x:hunter2 -X PUT https://me:hunter2@h/connectors/a/config -d '{"connector.class":"C","a":"https://u:hunter2@$HOST"}'`))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range doc.Notes {
		if strings.Contains(n.Text, "hunter2") {
			t.Errorf("%+v", n)
		}
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, says string }{
		{"", "empty"},
		{" \n\t", "empty"},
		{"{\"a\": \"b\",\n  \"c\" \"d\"}", "line 2, column 7: a colon is missing"},
		{"{\"ü\": 1,}", "line 1, column 9: a key in double quotes"},
		{"{\"a\": 1", "line 1, column 8: the text ends"},
		{"{\"a\": 'x'}", "line 1, column 7: a value was expected"},
		{"{\"a\": \"x\ny\"}", "line 1, column 9: a string contains a line break or control character"},
		{"{\"a\": 1}\n{\"b\": 2}", "line 2, column 1: there is more text"},
		{"{}", "contains no connector"},
		{"[]", "contains no connector"},
		{`["a", "b"]`, "expand=info"},
		{`{"error_code": 404, "message": "x"}`, "error from a worker"},
		{"[" + strings.Repeat("[", 20000), "nested too deeply"},
		{"a=\\u12\n", "line 1"},
		{"a=1\n\nb=\\uzzzz", "line 3"},
		{"Dear all, please deploy: thanks", "neither JSON nor properties"},
		{"apiVersion: v1\nkind: x", "YAML"},
		{"\"a\": \"b\"", "piece of JSON"},
		{"a\xffb", "not UTF-8 at line 1, column 2"},
		{"curl 'http://h/connectors", "line 1, column 6"},
		{"curl http://h/connectors", "No curl command"},
		{"curl http://h/connectors -d @file.json", "file.json"},
		{"curl http://h/connectors -d @-", "from a file or another command"},
		{"jq . x.json | curl http://h/connectors -d @-", "from a file or another command"},
		{"curl http://h/connectors -d '{\"a\" 1}'", "line 1, column 6"},
		{"curl http://h/connectors -d \"{\\\"a\\\": $N}\"", "$N"},
		{"curl " + strings.Repeat("$((", 300000), "nested too deeply"},
		{"curl " + strings.Repeat("$(", 300000), "nested too deeply"},
		{"curl $((" + strings.Repeat("- ", 500000), "nested too deeply"},
		{"curl" + strings.Repeat(" && a", 400000), "nested too deeply"},
		{"curl" + strings.Repeat(" | a", 400000), "nested too deeply"},
		{strings.Repeat("x", 3<<20), "2 MB"},
	}
	for _, tt := range tests {
		_, err := Parse([]byte(tt.text))
		if connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%.60q: got %v, want %q", tt.text, err, tt.says)
		}
	}
}
