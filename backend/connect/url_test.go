package connect

import (
	"net/url"
	"strings"
	"testing"
)

func TestParseURL(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text, url, user, password string
		notes                     int
	}{
		"right already":             {"http://localhost:8083", "http://localhost:8083", "", "", 0},
		"no scheme":                 {"localhost:8083", "http://localhost:8083", "", "", 1},
		"no scheme, https by port":  {"connect.example.com:8443", "https://connect.example.com:8443", "", "", 1},
		"443":                       {"connect.example.com:443", "https://connect.example.com:443", "", "", 1},
		"bare host":                 {"connect-1", "http://connect-1:8083", "", "", 1},
		"scheme keeps its port":     {"https://gw.example.com", "https://gw.example.com", "", "", 0},
		"slashes in front":          {"//localhost:8083", "http://localhost:8083", "", "", 1},
		"trailing slash":            {"http://localhost:8083/", "http://localhost:8083", "", "", 0},
		"spaces around":             {"  http://localhost:8083\n", "http://localhost:8083", "", "", 0},
		"quotes":                    {`"http://localhost:8083"`, "http://localhost:8083", "", "", 1},
		"connectors":                {"http://localhost:8083/connectors", "http://localhost:8083", "", "", 1},
		"connectors slash":          {"http://localhost:8083/connectors/", "http://localhost:8083", "", "", 1},
		"status":                    {"http://localhost:8083/connectors/x/status", "http://localhost:8083", "", "", 1},
		"expand":                    {"localhost:8083/connectors?expand=status", "http://localhost:8083", "", "", 3},
		"plugins":                   {"http://h:1/connector-plugins/A/config", "http://h:1", "", "", 1},
		"loggers":                   {"http://h:1/admin/loggers", "http://h:1", "", "", 1},
		"health":                    {"http://h:1/health", "http://h:1", "", "", 1},
		"base path":                 {"https://gw/connect/", "https://gw/connect", "", "", 0},
		"base path and connectors":  {"https://gw/a/b/connectors/x", "https://gw/a/b", "", "", 1},
		"base path with doubles":    {"https://gw//a//b", "https://gw/a/b", "", "", 1},
		"base path called healthy":  {"https://gw/healthy", "https://gw/healthy", "", "", 0},
		"escaped base path":         {"https://gw/a%2Fb", "https://gw/a%2Fb", "", "", 0},
		"fragment":                  {"http://h:1/#/clusters", "http://h:1", "", "", 1},
		"login":                     {"http://ada:s3cret@h:8083", "http://h:8083", "ada", "s3cret", 1},
		"login without scheme":      {"ada:s3cret@h:8083", "http://h:8083", "ada", "s3cret", 2},
		"login escaped":             {"https://ada%40x:p%3Aw@h", "https://h", "ada@x", "p:w", 1},
		"login with at":             {"https://ada:p@w@h", "https://h", "ada", "p@w", 1},
		"login with slash":          {"https://ada:p/w@h:1/connect", "https://h:1/connect", "ada", "p/w", 1},
		"login with hash and query": {"https://ada:p#?w@h:1", "https://h:1", "ada", "p#?w", 1},
		"login with a lone percent": {"https://ada:100%@h", "https://h", "ada", "100%", 1},
		"user only":                 {"https://ada@h", "https://h", "ada", "", 1},
		"at in the path is no user": {"http://h:1/a@b", "http://h:1/a@b", "", "", 0},
		"upper case":                {"HTTP://LocalHost:8083", "http://localhost:8083", "", "", 0},
		"IPv4":                      {"127.0.0.1:8083", "http://127.0.0.1:8083", "", "", 1},
		"IPv6":                      {"http://[::1]:8083", "http://[::1]:8083", "", "", 0},
		"IPv6 without scheme":       {"[::1]:8083", "http://[::1]:8083", "", "", 1},
		"IPv6 bare":                 {"::1", "http://[::1]:8083", "", "", 1},
		"IPv6 zone":                 {"http://[fe80::1%25eth0]:1", "http://[fe80::1%25eth0]:1", "", "", 0},
		"empty port":                {"http://h:/", "http://h", "", "", 0},
		"port of a way in":          {"localhost:{port}/connectors", "http://localhost:{port}", "", "", 2},
		"port of a way in, at":      {"https://h:{port}/a@b", "https://h:{port}/a@b", "", "", 0},
		"unicode host":              {"http://bücher.example:1", "http://bücher.example:1", "", "", 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := ParseURL(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			if got.URL != tt.url || got.User != tt.user || got.Password.Reveal() != tt.password || len(got.Notes) != tt.notes {
				t.Errorf("ParseURL(%q) = %q user %q password %q notes %q", tt.text, got.URL, got.User, got.Password.Reveal(), got.Notes)
			}
		})
	}
}

func TestParseURLRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "   ", "http://", "ftp://h", "kafka://h:9092", "http://h:99999", "http://h:0", "http://h:x", "http://a b", "http://h/a b",
		"http://h<x>y", "http://[::1", "http://[1.2.3.4]:1", "http://h/a/../b", "http://h/%zz", "http://:8083", "a\\b", "http://h\x00", "http://{port}:1", "http://h:{port}1", "http://h:{host}",
	} {
		if got, err := ParseURL(text); CodeOf(err) != CodeInvalid {
			t.Errorf("ParseURL(%q) = %+v, %v; want CodeInvalid", text, got, err)
		}
	}
}

func FuzzParseURL(f *testing.F) {
	for _, seed := range []string{"localhost:8083", "https://u:p@h:1/connect/connectors/x?y#z", "[::1]:1", "::1", "//a", "a:b/c@d", "http://h/%2F"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, err := ParseURL(text)
		if err != nil {
			return
		}
		u, err := url.Parse(strings.Replace(first.URL, ":"+PortWord, ":1", 1))
		if err != nil {
			t.Fatalf("ParseURL(%q) returned %q, which cannot be parsed: %v", text, first.URL, err)
		}
		if u.User != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || strings.HasSuffix(first.URL, "/") {
			t.Fatalf("ParseURL(%q) = %q", text, first.URL)
		}
		again, err := ParseURL(first.URL)
		if err != nil || again.URL != first.URL || len(again.Notes) != 0 {
			t.Fatalf("ParseURL(%q) = %q, and parsed again %q %q %v", text, first.URL, again.URL, again.Notes, err)
		}
	})
}

func TestSameOrigin(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"https://a.example/base", "https://A.example:443", true},
		{"http://a.example", "http://a.example:80/x", true},
		{"http://a.example:8083", "http://a.example:8084", false},
		{"http://a.example", "https://a.example", false},
		{"http://a.example", "http://b.example", false},
		{"http://[::1]:8083", "http://[::1]:8083/", true},
		{"http://localhost:{port}", "http://LOCALHOST:{port}/x", true},
		{"http://localhost:{port}", "http://localhost:80", false},
		{"", "", false},
	} {
		if got := SameOrigin(tt.a, tt.b); got != tt.want {
			t.Errorf("%s and %s: %t", tt.a, tt.b, got)
		}
	}
}
