package connect_test

import (
	"testing"

	"sluiceway/backend/connect"
)

func TestPlaceholders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text                 string
		holds, one, onlyThem bool
	}{
		{"${file:/a:b}", true, true, true},
		{"${env:X}", true, true, true},
		{" ${env:X} ", true, false, true},
		{"${env:USER}:${env:PASSWORD}", true, false, true},
		{"a${env:X}", true, false, false},
		{"${env}", false, false, false},
		{"${env:X", false, false, false},
		{"${a\nb:c}", true, false, false},
		{`${a"b:c}`, true, false, false},
		{"${:}", true, true, true},
		{"", false, false, false},
		{"a:b", false, false, false},
	} {
		holds, one, only := connect.HoldsPlaceholder(c.text), connect.IsPlaceholder(c.text), connect.OnlyPlaceholders(c.text)
		if holds != c.holds || one != c.one || only != c.onlyThem {
			t.Errorf("%q: holds %v, is one %v, only them %v", c.text, holds, one, only)
		}
	}
}

// Real workers split placeholders the same way.
func TestPlaceholderParts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][3]string{
		"x ${file:/etc/a.properties:pw} y": {"file", "/etc/a.properties", "pw"},
		"${env:HOME}":                      {"env", "", "HOME"},
		"${vault:a:b:c}":                   {"vault", "a", "b:c"},
	} {
		all := connect.Placeholders(text)
		if len(all) != 1 {
			t.Fatalf("%q: %v", text, all)
		}
		provider, path, key := all[0].Parts(text)
		if got := [3]string{provider, path, key}; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
