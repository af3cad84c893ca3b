package form_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

func TestDiff(t *testing.T) {
	before := connect.Config{"file": "/x", "topics": "a,b", "connection.password": "s3cr3t-1", "flush.interval.ms": "0", "gone": "1", "my.password": "${env:A}"}
	after := connect.Config{"file": "/x", "topics": "a, b ,c", "connection.password": "s3cr3t-2", "flush.interval.ms": "5400000", "new": "", "my.password": "s3cr3t-3"}
	s := build(form.Input{Definitions: sinkDefinitions(), Config: after, Base: before})
	got := s.Diff(before, after, secrecy)
	none := []string{}
	want := []form.Line{
		{Key: "connection.password", Kind: form.DiffChanged, Before: form.Masked, After: form.Masked, Secret: true, Items: none, Items2: none},
		{Key: "file", Kind: form.DiffSame, Before: "/x", After: "/x", Items: none, Items2: none},
		{Key: "flush.interval.ms", Kind: form.DiffChanged, Before: "0", After: "5400000", Note: "1 h 30 min", Items: none, Items2: none},
		{Key: "gone", Kind: form.DiffRemoved, Before: "1", Items: none, Items2: none},
		{Key: "my.password", Kind: form.DiffChanged, Before: "${env:A}", After: form.Masked, Secret: true, Items: none, Items2: none},
		{Key: "new", Kind: form.DiffAdded, Items: none, Items2: none},
		{Key: "topics", Kind: form.DiffChanged, Before: "a,b", After: "a, b ,c", List: true, Items: []string{"a", "b"}, Items2: []string{"a", "b", "c"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got):", diff)
	}
}

func TestConflicts(t *testing.T) {
	base := connect.Config{"same": "1", "theirs": "1", "both": "1", "agreed": "1", "mine": "1", "dropped": "1"}
	theirs := connect.Config{"same": "1", "theirs": "2", "both": "2", "agreed": "2", "mine": "1", "added": "true"}
	mine := connect.Config{"same": "1", "theirs": "1", "both": "3", "agreed": "2", "mine": "9", "dropped": "1"}
	want := []form.Conflict{
		{Key: "added", Theirs: "true", InTheirs: true, Choice: form.ChooseTheirs},
		{Key: "both", Base: "1", Theirs: "2", Mine: "3", InBase: true, InTheirs: true, InMine: true, Touched: true},
		{Key: "dropped", Base: "1", Mine: "1", InBase: true, InMine: true, Choice: form.ChooseTheirs},
		{Key: "theirs", Base: "1", Theirs: "2", Mine: "1", InBase: true, InTheirs: true, InMine: true, Choice: form.ChooseTheirs},
	}
	if diff := cmp.Diff(want, form.Conflicts(base, theirs, mine)); diff != "" {
		t.Error("(-want +got):", diff)
	}
}

func configs() *rapid.Generator[connect.Config] {
	text := rapid.SampledFrom([]string{"", " ", "1", "007", "a,b", "${env:X}", "\n", "ü"})
	key := rapid.SampledFrom([]string{"a", "b", "c", "name", "topics"})
	return rapid.Custom(func(t *rapid.T) connect.Config { return rapid.MapOf(key, text).Draw(t, "config") })
}

// Reapplying mine on theirs keeps every change of mine where mine is chosen,
// every change of theirs where theirs is, and everything neither touched.
func TestConflictLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, theirs, mine := configs().Draw(t, "base"), configs().Draw(t, "theirs"), configs().Draw(t, "mine")
		for _, choice := range []form.Choice{form.ChooseMine, form.ChooseTheirs} {
			got := maps.Clone(mine)
			for _, c := range form.Conflicts(base, theirs, mine) {
				if c.Choice == "" {
					c.Choice = choice
				}
				c.Apply(got)
			}
			for _, key := range []string{"a", "b", "c", "name", "topics"} {
				m, inMine := mine[key]
				b, inBase := base[key]
				want, in := m, inMine
				if untouched := m == b && inMine == inBase; untouched || (choice == form.ChooseTheirs && !sameAt(key, base, theirs)) {
					want, in = theirs[key], has(theirs, key)
				}
				if g, ok := got[key]; ok != in || g != want {
					t.Fatalf("%s with %s: got %q %v, want %q %v", key, choice, g, ok, want, in)
				}
			}
		}
	})
}

func has(c connect.Config, key string) bool { _, ok := c[key]; return ok }

func sameAt(key string, a, b connect.Config) bool {
	return a[key] == b[key] && has(a, key) == has(b, key)
}

// A diff names every key of both sides once and never shows a secret.
func TestDiffLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := configs().Draw(t, "before"), configs().Draw(t, "after")
		s := build(form.Input{Config: after, Base: before})
		seen := map[string]bool{}
		same := true
		for _, l := range s.Diff(before, after, secrecy) {
			if seen[l.Key] {
				t.Fatalf("%s twice", l.Key)
			}
			seen[l.Key] = true
			if l.Before != before[l.Key] || l.After != after[l.Key] {
				t.Fatalf("%s: a text was changed", l.Key)
			}
			same = same && l.Kind == form.DiffSame
		}
		if same != before.Equal(after) {
			t.Fatal("only equal configs have no changed line")
		}
	})
}

func TestHuman(t *testing.T) {
	cases := []struct {
		text string
		unit form.Unit
		want string
	}{
		{"5400000", form.UnitMilliseconds, "1 h 30 min"},
		{"86400001", form.UnitMilliseconds, "1 d 1 ms"},
		{"214", form.UnitMilliseconds, ""},
		{"-1", form.UnitMilliseconds, ""},
		{"90", form.UnitSeconds, "1 min 30 s"},
		{"1048576", form.UnitBytes, "1 MiB"},
		{"9223372036854775807", form.UnitSeconds, ""},
		{"${env:X}", form.UnitSeconds, ""},
		{"5400000", form.UnitNone, ""},
	}
	for _, c := range cases {
		if got := form.Human(c.text, c.unit); got != c.want {
			t.Errorf("Human(%q, %q) = %q, want %q", c.text, c.unit, got, c.want)
		}
	}
}
