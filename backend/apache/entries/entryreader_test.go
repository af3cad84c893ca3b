package entries

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
)

const (
	usualEntry = `{"status":{"name":"orders","connector":{"state":"RUNNING","worker_id":"10.0.0.1:8083","version":"4.3.1"},` +
		`"tasks":[{"id":0,"state":"RUNNING","worker_id":"10.0.0.1:8083"},{"id":12,"state":"FAILED","worker_id":"10.0.0.2:8083","trace":"java.lang.X: \"é\"\n\tat a.B"}],"type":"sink"}}`
	spacedEntry = " {\n\t\"status\" : { \"type\" : \"source\" , \"tasks\" : [ ] , \"name\" : \"b\" } } "
)

const usualInfo = `{"info":{"name":"orders","config":{"name":"orders","connector.class":"a.B","empty":"","text":"é \"x\" \u00e9"},` +
	`"tasks":[{"connector":"orders","task":0},{"connector":"orders","task":1}],"type":"sink"}}`

// FuzzPlainEntry checks that the fast path reads what encoding/json reads.
func FuzzPlainEntry(f *testing.F) {
	for _, seed := range append(oddEntries(), usualEntry, spacedEntry, usualInfo, `{}`, `{"status":{}}`, `{"info":{"config":{}}}`) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var want struct {
			Status *connect.Status    `json:"status"`
			Info   *connect.Connector `json:"info"`
		}
		status, isStatus := plainEntry(NewReader(), text, "status", (*plainReader).status)
		info, isInfo := plainEntry(NewReader(), text, "info", (*plainReader).info)
		if !isStatus && !isInfo {
			return
		}
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatalf("encoding/json refuses it: %v", err)
		}
		if diff := cmp.Diff(want.Status, status); isStatus && diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(want.Info, info); isInfo && diff != "" {
			t.Error(diff)
		}
	})
}

func TestUsualEntriesTakeTheFastPath(t *testing.T) {
	for _, text := range []string{usualEntry, spacedEntry} {
		if _, ok := plainEntry(NewReader(), []byte(text), "status", (*plainReader).status); !ok {
			t.Errorf("not read: %s", text)
		}
	}
	if _, ok := plainEntry(NewReader(), []byte(usualInfo), "info", (*plainReader).info); !ok {
		t.Errorf("not read: %s", usualInfo)
	}
}

// oddEntries returns entries that the fast path leaves to encoding/json, which reads
// some and rejects others.
func oddEntries() []string {
	out := []string{`null`, `[]`, ``, `{`, `{"n\u0061me":1}`}
	for _, entry := range []string{
		`{"status":null}`, `{"Status":{"name":"a"}}`, `{"status":{"NAME":"a"}}`,
		`{"status":{"name":"a"},"status":{"type":"sink"}}`, `{"status":{"name":"a","name":"b"}}`, `{"status":{"name":null}}`,
		`{"status":{"tasks":null}}`, `{"status":{"tasks":[null]}}`, `{"status":{"name":"a",}}`, `{"status":{"tasks":[{},]}}`, `{"status":{"name":"a"}}x`, `{"status":{"name":"a\x"}}`,
		`{"status":{"name":"` + "\x01" + `"}}`, `{"status":{"new":{"a":[1]}}}`, `{"status":{"name":"a}}`,
	} {
		out = append(out, entry, strings.ReplaceAll(entry, "status", "info"))
	}
	for _, number := range []string{"1e1", "-1", "01", "1234567890123", "1.0", ""} {
		out = append(out, `{"status":{"tasks":[{"id":`+number+`}]}}`, `{"info":{"tasks":[{"task":`+number+`}]}}`)
	}
	return append(out, `{"info":{"config":{"a":null}}}`, `{"info":{"config":{"a":1}}}`, `{"info":{"config":null}}`,
		`{"info":{"config":{"a":"1","a":"2"}}}`, `{"info":{"config":{"a":"1",}}}`, `{"info":{"config":[]}}`)
}

func TestOddEntriesAreLeftToEncodingJSON(t *testing.T) {
	for _, text := range oddEntries() {
		var want struct {
			Status *connect.Status    `json:"status"`
			Info   *connect.Connector `json:"info"`
		}
		wantErr := json.Unmarshal([]byte(text), &want)
		if _, ok := plainEntry(NewReader(), []byte(text), "status", (*plainReader).status); ok {
			t.Errorf("the fast path read it: %s", text)
		}
		if _, ok := plainEntry(NewReader(), []byte(text), "info", (*plainReader).info); ok {
			t.Errorf("the fast path read it: %s", text)
		}
		status, statusErr := NewReader().Status([]byte(text))
		info, infoErr := NewReader().Info([]byte(text))
		if wantErr != nil {
			if statusErr == nil && infoErr == nil {
				t.Errorf("accepted: %s", text)
			}
			continue
		}
		if diff := cmp.Diff(want.Status, status) + cmp.Diff(want.Info, info); diff != "" || statusErr != nil || infoErr != nil {
			t.Errorf("%s: %s %v %v", text, diff, statusErr, infoErr)
		}
	}
}

func TestFewTextsAreStored(t *testing.T) {
	reader := NewReader()
	for i := range 2 * mostTexts {
		version := strings.Repeat("x", i)
		s, err := reader.Status([]byte(`{"status":{"connector":{"version":"` + version + `"}}}`))
		if err != nil || s.Connector.Version != version {
			t.Fatal(i, err)
		}
	}
	if len(reader.texts) > mostTexts {
		t.Errorf("%d texts are stored", len(reader.texts))
	}
}
