package sandbox

import (
	"encoding/json"
	"strings"
	"testing"
)

func jsonInto(body string, into any) error { return json.Unmarshal([]byte(body), into) }

// FuzzSettings: whatever is sent, the answer is either a refusal in Connect's
// words or settings that read back as they were sent.
func FuzzSettings(f *testing.F) {
	for _, seed := range []string{`{}`, `{"a":"b"}`, `{"a":1.50,"b":true,"c":null}`, `{"a":{"b":1}}`, `[]`, `null`, `{"a":`, `{"a":"\ud800"}`, `{"a":"x","a":"y"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, refused := settingsOf(raw)
		if refused != nil {
			if body, is := refused.body.(problem); !is || body.Code != 500 || body.Message == "" {
				t.Fatalf("refused with %+v", refused.body)
			}
			return
		}
		var plain map[string]any
		if err := json.Unmarshal(raw, &plain); err != nil || len(plain) != len(got) {
			t.Fatalf("%d settings out of %d: %v", len(got), len(plain), err)
		}
		for key, value := range plain {
			text, is := value.(string)
			if (value == nil) == got.Has(key) || (is && got.Text(key) != text) {
				t.Fatalf("%q: sent %v, kept %q", key, value, got.Text(key))
			}
		}
	})
}

// FuzzPath: no path makes the sandbox do more than answer.
func FuzzPath(f *testing.F) {
	for _, seed := range []string{"/", "/connectors/..", "/connectors/a%2Fb", "/connectors/;a", "/connectors/%", "//", "/connectors/a/tasks/99999999999/status", "/connectors/%00/config"} {
		f.Add(seed)
	}
	s := &Sandbox{}
	s.routes = s.table()
	f.Fuzz(func(t *testing.T, path string) {
		if !strings.HasPrefix(path, "/") || refusedPath(path) != "" {
			return
		}
		found, args, matched := s.match(path)
		if !matched {
			return
		}
		wild := 0
		for _, part := range found.pattern {
			if part == "*" || part == "#" {
				wild++
			}
		}
		if len(args) != wild {
			t.Fatalf("%s: %d arguments for %v", path, len(args), found.pattern)
		}
	})
}
