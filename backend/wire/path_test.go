package wire

import (
	"net/url"
	"testing"

	"sluiceway/backend/connect"
)

func TestPaths(t *testing.T) {
	t.Parallel()
	tests := []struct {
		base     string
		segments []string
		want     string
	}{
		{"http://h:1", nil, "/"},
		{"http://h:1/", nil, "/"},
		{"http://h:1/a%2Fb/", nil, "/a%2Fb/"},
		{"http://h:1/connect", []string{"connectors", "x"}, "/connect/connectors/x"},
		{"http://h:1", []string{"connectors", "..", "restart"}, "/connectors/../restart"},
		{"http://h:1", []string{"connectors", "."}, "/connectors/."},
		{"http://h:1", []string{"connectors", "a/b", "config"}, "/connectors/a%2Fb/config"},
		{"http://h:1", []string{"connectors", "%41 ->;?#ü{x}", "config"}, "/connectors/%2541%20-%3E%3B%3F%23%C3%BC%7Bx%7D/config"},
		{"http://h:1", []string{"connector-plugins", "org.A$B", "config"}, "/connector-plugins/org.A$B/config"},
	}
	for _, tt := range tests {
		b, err := NewBase(tt.base)
		if err != nil {
			t.Fatal(err)
		}
		u := b.At(tt.segments, nil)
		if got := u.RequestURI(); got != tt.want {
			t.Errorf("%s + %q = %s, want %s", tt.base, tt.segments, got, tt.want)
		}
	}
	for _, bad := range []string{"", "localhost:8083", "ftp://h", "http://", ":"} {
		_, err := NewBase(bad)
		if connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzPath(f *testing.F) {
	for _, seed := range []string{"a", "..", "a/b", "%2F", ";", "ü", "\x00", "?#"} {
		f.Add(seed)
	}
	b, err := NewBase("http://h:1/base")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name string) {
		u := b.At([]string{"connectors", name, "restart"}, url.Values{"q": {name}})
		back, err := url.ParseRequestURI(u.RequestURI())
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		s := b.Segments(back)
		if name == "" {
			return
		}
		if len(s) != 3 || s[0] != "connectors" || s[2] != "restart" {
			t.Fatalf("%q became %q", name, u.RequestURI())
		}
		if got, err := url.PathUnescape(s[1]); err != nil || got != name {
			t.Fatalf("%q became %q: %v", name, got, err)
		}
	})
}
