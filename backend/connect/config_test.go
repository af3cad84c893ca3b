package connect

import (
	"encoding/json"
	"testing"
)

func TestConfigFromJSON(t *testing.T) {
	t.Parallel()
	var got Config
	if err := json.Unmarshal([]byte(`{"a":"1","b":null,"c":""}`), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Equal(Config{"a": "1", "c": ""}) {
		t.Errorf("got %q: a null must be dropped and an empty string preserved", got)
	}
	if err := json.Unmarshal([]byte(`{"a":{"b":1}}`), &got); err == nil {
		t.Error("a nested value was accepted")
	}
}
