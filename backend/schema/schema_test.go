package schema

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sluiceway/backend/connect"
)

func compile(t testing.TB, definitions ...connect.Definition) *Schema {
	t.Helper()
	text, err := Of(definitions)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Compile(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s
}

// The values that Java's own parsers accept, by type, as checked with a JDK.
func TestTypes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind connect.FieldType
		good []string
		bad  map[string]Kind
	}{
		{
			connect.FieldBoolean,
			[]string{"true", "FALSE", "TrUe", " true ", "\tfalse\n", "\x00true", "falſe", "${env:FLAG}", "x${env:FLAG}"},
			map[string]Kind{"yes": Type, "1": Type, "": Type, " ": Type, "tru": Type, "truefalse": Type, "\u00a0true": Type, "${": Type, "${env}": Type, "$true": Type},
		},
		{
			connect.FieldShort,
			[]string{"0", "-32768", "32767", "+32767", "-0", " 5 ", "\n5\t", "00000000000000000000000032767", "٣٢٧٦٧", "12", "${file:/a:b}", "1${x:y}"},
			map[string]Kind{
				"32768": Range, "-32769": Range, "٣٢٧٦٨": Range, "99999999999999999999": Range,
				"": Type, "+": Type, "1.0": Type, "1e3": Type, "0x1": Type, "1_000": Type, "1 0": Type, "--1": Type, "+-1": Type, "1L": Type, "𝟏": Type,
			},
		},
		{
			connect.FieldInt,
			[]string{"2147483647", "-2147483648", "+0002147483647"},
			map[string]Kind{"2147483648": Range, "-2147483649": Range, "two": Type},
		},
		{
			connect.FieldLong,
			[]string{"9223372036854775807", "-9223372036854775808"},
			map[string]Kind{"9223372036854775808": Range, "-9223372036854775809": Range, "9007199254740993.0": Type},
		},
		{
			connect.FieldDouble,
			[]string{
				"0", "1.", ".5", "-1.5e10", "1E+3", "1e400", "NaN", "-NaN", "+Infinity", "1d", "1.5F", "1e5D", "0x1p3", "0X1.8P-1f", "0x.8p0", "0x1.p1", " 1.0 ",
				"123456789012345678901234567890", "${a:b}",
			},
			map[string]Kind{
				"": Type, ".": Type, "e5": Type, "1e": Type, "nan": Type, "Inf": Type, "infinity": Type, "NaNf": Type, "Infinityd": Type, "0x1": Type, "0xp1": Type, "0x.p1": Type,
				"1_0": Type, "1,5": Type, "1 .5": Type, "٣": Type, "1l": Type, "1dd": Type, "--1": Type,
			},
		},
		{connect.FieldClass, []string{"org.apache.Foo", " A ", "a$b", "A\nB", "${a:b}"}, map[string]Kind{"": Type, " ": Type, "\t\n": Type}},
		{connect.FieldList, []string{"", "a", "a, b,,", " , "}, nil},
		{connect.FieldString, []string{"", " ", "a\nb", "\x00"}, nil},
		{connect.FieldPassword, []string{"", "secret", "\n"}, nil},
		{"MATRIX", []string{"", "anything of a type that is newer than this app"}, nil},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind), func(t *testing.T) {
			t.Parallel()
			s := compile(t, connect.Definition{Name: "k", Type: tt.kind})
			for _, value := range tt.good {
				if got := s.Check(connect.Config{"k": value}); got != nil {
					t.Errorf("%q: %+v", value, got)
				}
			}
			for value, want := range tt.bad {
				got := s.Check(connect.Config{"k": value})
				if len(got) != 1 || got[0].Kind != want || got[0].Key != "k" {
					t.Errorf("%q: got %+v, want one problem of kind %s", value, got, want)
				}
			}
		})
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	s := compile(
		t,
		connect.Definition{Name: "a.boolean", Type: connect.FieldBoolean},
		connect.Definition{Name: "b~/%20 %", Type: connect.FieldBoolean},
		connect.Definition{Name: "c", Type: connect.FieldShort},
		connect.Definition{Name: "d", Type: connect.FieldLong},
		connect.Definition{Name: "e", Type: connect.FieldDouble},
		connect.Definition{Name: "f", Type: connect.FieldClass},
		connect.Definition{Name: "g", Type: connect.FieldString, Required: true},
		connect.Definition{Name: "h", Type: connect.FieldInt, Required: true},
		connect.Definition{Name: "i", Type: connect.FieldString, Required: true},
		connect.Definition{Name: "name", Type: connect.FieldString, Required: true},
	)
	got := s.Check(connect.Config{
		"a.boolean": "yes", "b~/%20 %": " ", "c": "70000", "d": "x", "e": strings.Repeat("é", 50), "f": "", "h": "", "i": "", "unknown": "anything",
	})
	want := []Problem{
		{"a.boolean", "“yes” is not true or false.", Type},
		{"b~/%20 %", "An empty value is not true or false.", Type},
		{"c", "Must be a whole number from -32768 to 32767.", Range},
		{"d", "Must be a whole number.", Type},
		{"e", "“" + strings.Repeat("é", 40) + "…” is not a number.", Type},
		{"f", "Must name a class.", Type},
		{"g", "Required.", Required},
		{"h", "Must be a whole number.", Type},
		{"name", "Required.", Required},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	three, hidden := "3", "[hidden]"
	text, err := Of([]connect.Definition{
		{Name: "tasks.max", Type: connect.FieldString, Required: true},
		{Name: "tasks.max", Type: connect.FieldInt, Default: &three, DisplayName: "Tasks", Documentation: "How many <b>tasks</b>."},
		{Name: "password", Type: connect.FieldPassword, Default: &hidden, DisplayName: "password"},
		{Name: "topics", Type: connect.FieldList, Required: true},
		{Name: "column.%s.mask", Type: connect.FieldInt, Required: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"type":    "object",
		"properties": map[string]any{
			"tasks.max": map[string]any{
				"type": "string", "title": "Tasks", "description": "How many <b>tasks</b>.", "default": "3", "format": "java-int", "x-kafka-type": "INT",
				"pattern": `^[\x00-\x20]*(?:[+-]?\p{Nd}+)[\x00-\x20]*$|\$\{[^}]*:[^}]*\}`,
			},
			"password": map[string]any{"type": "string", "format": "password", "writeOnly": true, "x-kafka-type": "PASSWORD"},
			"topics":   map[string]any{"type": "string", "x-kafka-type": "LIST", "x-kafka-list": true},
		},
		"required":             []any{"topics"},
		"additionalProperties": true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestAnEmptySchemaAcceptsEverything(t *testing.T) {
	t.Parallel()
	if got := compile(t).Check(connect.Config{"a": "b", "": ""}); got != nil {
		t.Error(got)
	}
}

func TestCompileRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		``, `[]`, `{"properties": 5}`, `{"type": "nonsense"}`,
		`{"properties": {"a": {"pattern": "("}}}`,
		`{"$ref": "file:///etc/hostname"}`, `{"$ref": "http://127.0.0.1:1/x"}`,
	} {
		if _, err := Compile([]byte(text)); connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// A whole number is valid if and only if it is in range, in every notation.
func TestRangeProperty(t *testing.T) {
	t.Parallel()
	bits := map[connect.FieldType]uint{connect.FieldShort: 15, connect.FieldInt: 31, connect.FieldLong: 63}
	s := compile(
		t,
		connect.Definition{Name: "SHORT", Type: connect.FieldShort},
		connect.Definition{Name: "INT", Type: connect.FieldInt},
		connect.Definition{Name: "LONG", Type: connect.FieldLong},
	)
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]connect.FieldType{connect.FieldShort, connect.FieldInt, connect.FieldLong}).Draw(t, "kind")
		limit := new(big.Int).Lsh(big.NewInt(1), bits[kind])
		n := new(big.Int).Add(limit, big.NewInt(rapid.Int64Range(-3, 3).Draw(t, "near")))
		if rapid.Bool().Draw(t, "negative") {
			n.Neg(n)
		}
		low := new(big.Int).Neg(limit)
		want := n.Cmp(low) >= 0 && n.Cmp(limit) < 0
		digits := strings.TrimPrefix(n.String(), "-")
		sign := strings.TrimSuffix(n.String(), digits)
		text := rapid.StringMatching(`[ \t\n]{0,2}`).Draw(t, "before") + sign + rapid.StringMatching(`0{0,30}`).Draw(t, "zeros") + digits + rapid.StringMatching(`[ \r\n]{0,2}`).Draw(t, "after")
		if got := s.Check(connect.Config{string(kind): text}) == nil; got != want {
			t.Fatalf("%s %q: passes %v, want %v", kind, text, got, want)
		}
	})
}

// A value with a placeholder is always valid.
func TestPlaceholderProperty(t *testing.T) {
	t.Parallel()
	kinds := []connect.FieldType{
		connect.FieldBoolean, connect.FieldShort, connect.FieldInt, connect.FieldLong, connect.FieldDouble,
		connect.FieldString, connect.FieldList, connect.FieldClass, connect.FieldPassword,
	}
	definitions := make([]connect.Definition, 0, len(kinds))
	for _, kind := range kinds {
		definitions = append(definitions, connect.Definition{Name: string(kind), Type: kind})
	}
	s := compile(t, definitions...)
	rapid.Check(t, func(t *rapid.T) {
		kind := string(rapid.SampledFrom(kinds).Draw(t, "kind"))
		value := rapid.String().Draw(t, "before") + "${" + rapid.StringMatching(`[^}]*:[^}]*`).Draw(t, "inside") + "}" + rapid.String().Draw(t, "after")
		if got := s.Check(connect.Config{kind: value}); got != nil {
			t.Fatalf("%q: %+v", value, got)
		}
	})
}

// A number as formatted by Go, which is a subset of Java's grammar, is valid.
func TestDoubleProperty(t *testing.T) {
	t.Parallel()
	s := compile(t, connect.Definition{Name: "d", Type: connect.FieldDouble})
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64().Draw(t, "f")
		format := rapid.SampledFrom([]byte("eEfgGx")).Draw(t, "format")
		text := strings.NewReplacer("+Inf", "Infinity", "-Inf", "-Infinity").Replace(strconv.FormatFloat(f, format, -1, 64))
		if got := s.Check(connect.Config{"d": text}); got != nil {
			t.Fatalf("%q: %+v", text, got)
		}
		if got := s.Check(connect.Config{"d": text + "x"}); len(got) != 1 {
			t.Fatalf("%q is valid as a number", text+"x")
		}
	})
}

func FuzzCheck(f *testing.F) {
	f.Add("SHORT", "٣٢٧٦٨")
	f.Add("DOUBLE", "0x1.p1")
	f.Add("BOOLEAN", "${")
	f.Fuzz(func(t *testing.T, kind, value string) {
		s := compile(t, connect.Definition{Name: "k", Type: connect.FieldType(kind)})
		for _, p := range s.Check(connect.Config{"k": value}) {
			if p.Key != "k" || p.Text == "" || kind == "PASSWORD" {
				t.Errorf("%q %q: %+v", kind, value, p)
			}
		}
	})
}

func bigPlugin() ([]connect.Definition, connect.Config) {
	kinds := []connect.FieldType{connect.FieldString, connect.FieldInt, connect.FieldBoolean, connect.FieldLong, connect.FieldDouble, connect.FieldList, connect.FieldClass, connect.FieldPassword}
	values := []string{"some text of usual length", "300000", "true", "9007199254740993", "0.75", "a,b,c", "org.example.Thing", "${file:/etc/secrets:password}"}
	var definitions []connect.Definition
	config := connect.Config{}
	for i := range 400 {
		name := fmt.Sprintf("setting.number.%d", i)
		definitions = append(definitions, connect.Definition{Name: name, Type: kinds[i%8], Required: i%40 == 0, Documentation: strings.Repeat("Text. ", 60)})
		if i%7 == 0 || (i%40 == 0 && i%80 != 0) {
			config[name] = values[i%8]
		}
	}
	return definitions, config
}

func BenchmarkCheck(b *testing.B) {
	definitions, config := bigPlugin()
	s := compile(b, definitions...)
	b.ReportMetric(float64(len(config)), "set")
	for b.Loop() {
		s.Check(config)
	}
}

func BenchmarkCheckAllWrong(b *testing.B) {
	definitions, config := bigPlugin()
	s := compile(b, definitions...)
	for key := range config {
		config[key] = "not that type"
	}
	for b.Loop() {
		s.Check(config)
	}
}

func BenchmarkCompile(b *testing.B) {
	definitions, _ := bigPlugin()
	text, err := Of(definitions)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Compile(text); err != nil {
			b.Fatal(err)
		}
	}
}
