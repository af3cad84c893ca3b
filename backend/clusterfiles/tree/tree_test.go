package tree

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluiceway/backend/connect"
)

// written returns, for each scalar, its value and what the file has at its range.
func written(text string, n *Node) [][2]string {
	if n == nil {
		return nil
	}
	if n.Kind == Scalar {
		return [][2]string{{n.Text, text[n.At.From:n.At.To]}}
	}
	var out [][2]string
	for _, e := range n.Entries {
		out = append(out, written(text, e.Value)...)
	}
	for _, item := range n.Items {
		out = append(out, written(text, item)...)
	}
	return out
}

func TestPlacesInYAML(t *testing.T) {
	t.Parallel()
	text := "a: plain # comment\nb: \"é \\\" x\"\nc: 'it''s'\nd: {e: f, g: [h, \"i\"]}\nj: |\n  k\n\n  l\nm:\n  - n: two\n      lines\n    o: >-\n      p\n      q\nr:\n"
	docs, err := ParseYAML(text)
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]string{
		{"plain", "plain"},
		{"é \" x", "\"é \\\" x\""},
		{"it's", "'it''s'"},
		{"f", "f"},
		{"h", "h"},
		{"i", "\"i\""},
		{"k\n\nl\n", "|\n  k\n\n  l"},
		{"two lines", "two\n      lines"},
		{"p q", ">-\n      p\n      q"},
		{"", ""},
	}
	if diff := cmp.Diff(want, written(text, docs[0])); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// The values of a YAML text inside of another one have places in the outer one.
func TestPlacesInNestedYAML(t *testing.T) {
	t.Parallel()
	text := "x:\n    outer: |\n        a: é1\n        b:\n          - \"2\"\n    last: 3\n"
	docs, err := ParseYAML(text)
	if err != nil {
		t.Fatal(err)
	}
	inner, err := ParseNested(docs[0].Get("x", "outer"), text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][2]string{{"é1", "é1"}, {"2", `"2"`}}, written(text, inner[0])); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if line := inner[0].Get("b").Elements()[0].Line; line != 5 {
		t.Errorf("line %d, want 5", line)
	}
}

func TestPlacesInJSONAndScripts(t *testing.T) {
	t.Parallel()
	text := "{\n \"a\" : \"b\\u0063\", \"d\": [ 1.50, true ,null]}"
	n, err := ParseJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]string{{"bc", `"b\u0063"`}, {"1.50", "1.50"}, {"true", "true"}, {"", "null"}}
	if diff := cmp.Diff(want, written(text, n)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	script := "x = [ {A: 'it\\'s', /* , */ \"B\":`c`,}, // ]\n [d]]; more"
	n, failed := ParseLiteral(script)
	if failed != nil {
		t.Fatal(failed)
	}
	if diff := cmp.Diff([][2]string{{"it's", `'it\'s'`}, {"c", "`c`"}, {"d", "d"}}, written(script, n)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestMergeKeysAndAliases(t *testing.T) {
	t.Parallel()
	docs, err := ParseYAML("base: &b {a: 1, b: 2}\nmore: &m {b: 3, c: 4}\none: {<<: *b, a: 5}\nmany: {a: 6, <<: [*m, *b]}\n")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"one a": "5", "one b": "2", "many a": "6", "many b": "3", "many c": "4"} {
		if got := docs[0].Get(strings.Fields(path)...).Value(); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
}

func TestEnvFiles(t *testing.T) {
	t.Parallel()
	text := "# comment\n\nA=1 # comment\n export B = 'x # y' # z\nC=\"two\nlines \\\"q\\\"\"\nD=a \"b\" c\nE='open\nF=\nG=#1\n- H=h\nI=\"x\" y\nno variable\nJ.K-L=1=2\n"
	vars, odd := ParseEnv(text)
	got := map[string]string{}
	for _, e := range vars.Entries {
		got[e.Key] = e.Value.Text
		if text[e.At.From:e.At.To] != e.Key || e.Line != strings.Count(text[:e.At.From], "\n")+1 {
			t.Errorf("%s is said to be in line %d at %v", e.Key, e.Line, e.At)
		}
	}
	want := map[string]string{
		"A": "1", "B": "x # y", "C": "two\nlines \"q\"", "D": `a "b" c`, "E": "'open", "F": "", "G": "#1", "H": "h", "I": `"x" y`, "J.K-L": "1=2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]int{13}, odd); diff != "" {
		t.Errorf("odd lines: %s", diff)
	}
}

// A text without variables is not changed, and one with values for all of its variables has
// none left.
func TestReplace(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-z ${}:-]|\$\{[A-C](:-[a-z]*)?\}|\{\{ [A-C] \}\}){0,12}`).Draw(t, "text")
		values := map[string]connect.Secret{}
		found := VariablesIn(text)
		for i, v := range found {
			if v.From >= v.To || i > 0 && v.From < found[i-1].To {
				t.Fatalf("overlapping: %v", found)
			}
			values[v.Name] = connect.NewSecret("x")
		}
		if len(found) == 0 && Replace(text, nil) != text {
			t.Errorf("%q became %q", text, Replace(text, nil))
		}
		var want strings.Builder
		at := 0
		for _, v := range found {
			want.WriteString(text[at:v.From] + "x")
			at = v.To
		}
		if got := Replace(text, values); got != want.String()+text[at:] {
			t.Errorf("%q became %q", text, got)
		}
	})
}
