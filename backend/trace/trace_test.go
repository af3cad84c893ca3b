package trace_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/trace"
)

func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const (
	tolerance = "org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler\n" +
		"\tat org.apache.kafka.connect.runtime.WorkerTask.run(WorkerTask.java:298)\n" +
		"\tat java.base/java.lang.Thread.run(Thread.java:840)\n"
	jsonToken = "Unrecognized token 'first': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n" +
		" at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]"
)

func TestChain(t *testing.T) {
	t.Parallel()
	// The chain is written "class|message", outermost first.
	for _, c := range []struct {
		name, text string
		chain      []string
	}{
		{"nothing", "", nil},
		{"blanks", " \r\n\t\n", nil},
		{"one line", "java.lang.OutOfMemoryError: Java heap space", []string{"java.lang.OutOfMemoryError|Java heap space"}},
		{"class alone", "java.lang.NullPointerException\n\tat a.B.c(B.java:1)", []string{"java.lang.NullPointerException|"}},
		{"class without a package", "MyException: x\n\tat B.c(B.java:1)", []string{"MyException|x"}},
		{"class without a package and convention", "Oops: x\n\tat B.c(B.java:1)", []string{"Oops|x"}},
		{"obfuscated class", "a.b.c: x\n\tat a.b.c.d(SourceFile:1)", []string{"a.b.c|x"}},
		{"nested class", "a.Outer$InnerException: x\n\tat a.Outer.b(Outer.java:1)", []string{"a.Outer$InnerException|x"}},
		{"colon in the message", "a.BException: c: d\n\tat e.F.g(F.java:1)", []string{"a.BException|c: d"}},
		{"null message", "a.BException: null\n\tat e.F.g(F.java:1)", []string{"a.BException|null"}},
		{"own text", "a.StatusException[type=x, reason=y]\n\tat e.F.g(F.java:1)", []string{"a.StatusException|[type=x, reason=y]"}},
		{"thread in front", "Exception in thread \"task-1\" a.BException: x\n\tat e.F.g(F.java:1)", []string{"a.BException|x"}},
		{"open quote of a thread", "Exception in thread \"x", []string{"|Exception in thread \"x"}},
		{"log in front", "[2024-03-01 10:00:00,123] ERROR Task threw (org.x.WorkerTask)\na.BException: x\n\tat e.F.g(F.java:1)", []string{"a.BException|x"}},
		{
			"caused", tolerance + "Caused by: a.BException: x\n\tat e.F.g(F.java:1)\n\t... 2 more\n",
			[]string{"org.apache.kafka.connect.errors.ConnectException|Tolerance exceeded in error handler", "a.BException|x"},
		},
		{
			"Windows line ends", strings.ReplaceAll(tolerance+"Caused by: a.BException: x\nsecond\n\t... 2 more\n", "\n", "\r\n"),
			[]string{"org.apache.kafka.connect.errors.ConnectException|Tolerance exceeded in error handler", "a.BException|x\nsecond"},
		},
		{
			"old line ends", strings.ReplaceAll("a.BException: x\n\tat e.F.g(F.java:1)\nCaused by: c.DError: y", "\n", "\r"),
			[]string{"a.BException|x", "c.DError|y"},
		},
		{
			"causes without frames", "a.BException: x\nCaused by: c.DException: y\nCaused by: e.FError: z",
			[]string{"a.BException|x", "c.DException|y", "e.FError|z"},
		},
		{
			"message of several lines", "a.BException: x\n  Detail: y\n\n  Hint: at z\n\tat e.F.g(F.java:1)",
			[]string{"a.BException|x\n  Detail: y\n\n  Hint: at z"},
		},
		{
			"caused by in a message", "a.BException: x Caused by: c.DException: y\nCaused by: a timeout at z\nCaused by hand: e\n\tat e.F.g(F.java:1)",
			[]string{"a.BException|x Caused by: c.DException: y\nCaused by: a timeout at z\nCaused by hand: e"},
		},
		{
			"at in a message", "a.BException: x\nat line 3\nat foo.bar(some thing)\n at [Source: (String)\"x\"; line: 1]\n... 3 more\n\tat e.F.g(F.java:1)",
			[]string{"a.BException|x\nat line 3\nat foo.bar(some thing)\n at [Source: (String)\"x\"; line: 1]\n... 3 more"},
		},
		{
			"whole trace in a message", "a.BException: remote said\nCaused by: c.DException: y\n\tat r.S.t(S.java:1)\n\t... 3 more\n\tat e.F.g(F.java:1)\nCaused by: h.IException: z",
			[]string{"a.BException|remote said\nCaused by: c.DException: y\n\tat r.S.t(S.java:1)\n\t... 3 more", "h.IException|z"},
		},
		{"frames after the rest, nothing to blame", "a.BException: x\n\tat e.F.g(F.java:1)\n\t... 3 more\n\tat e.F.h(F.java:2)", []string{"a.BException|x"}},
		{
			"cause with a text of its own", tolerance + "Caused by: ERROR 1234 (x): y\n\t... 2 more",
			[]string{"org.apache.kafka.connect.errors.ConnectException|Tolerance exceeded in error handler", "|ERROR 1234 (x): y"},
		},
		{
			"cause cut inside of its package", tolerance + "Caused by: org.apache.kaf",
			[]string{"org.apache.kafka.connect.errors.ConnectException|Tolerance exceeded in error handler"},
		},
		{
			"cause cut before its class", tolerance + "Caused by:",
			[]string{"org.apache.kafka.connect.errors.ConnectException|Tolerance exceeded in error handler"},
		},
		{
			"cause at the end without a message", tolerance + "Caused by: org.apache.kafka.common.errors.TimeoutException",
			[]string{"org.apache.kafka.connect.errors.ConnectException|Tolerance exceeded in error handler", "org.apache.kafka.common.errors.TimeoutException|"},
		},
		{
			"cut in a frame", tolerance + "Caused by: a.BException: x\n\tat org.apache.kafka.conn",
			[]string{"org.apache.kafka.connect.errors.ConnectException|Tolerance exceeded in error handler", "a.BException|x"},
		},
		{"begins with a cause", "Caused by: a.BException: x\n\tat e.F.g(F.java:1)", []string{"a.BException|x"}},
		{"begins with a frame", "\tat e.F.g(F.java:1)\nCaused by: a.BException: x", []string{"|", "a.BException|x"}},
		{
			"old circular", "a.BException: x\n\tat e.F.g(F.java:1)\nCaused by: c.DException: y\n\t[CIRCULAR REFERENCE:a.BException: x]",
			[]string{"a.BException|x", "c.DException|y"},
		},
		{
			"root first", "a.RootException: r\n\tat a.B.c(B.java:1)\nWrapped by: d.MidException: m\n\tat d.E.f(E.java:2)\nWrapped by: g.TopException: t\n\tat g.H.i(H.java:3)",
			[]string{"g.TopException|t", "d.MidException|m", "a.RootException|r"},
		},
		{"another trace behind", "a.BException: x\n\tat e.F.g(F.java:1)\nnoise\nc.DException: y\n\tat h.I.j(I.java:1)\nCaused by: k.LException: z", []string{"a.BException|x"}},
		{
			"stripped of blanks", "a.BException: x\nat e.F.g(F.java:1)\nSuppressed: c.DException: y\nat e.F.g(F.java:2)\nCaused by: k.LException: z\nat e.F.g(Native Method)\n... 1 more",
			[]string{"a.BException|x", "k.LException|z"},
		},
		{
			"indented as a whole", "  a.BException: x\n    at e.F.g(F.java:1)\n    Suppressed: c.DException: y\n      at e.F.g(F.java:2)\n    Caused by: s.TException: u\n  Caused by: k.LException: z",
			[]string{"a.BException|x", "k.LException|z"},
		},
		{"no trace", "Cannot reach the host\nTry again: later.", []string{"|Cannot reach the host\nTry again: later."}},
		{"a setting is no class", "database.hostname: must not be empty", []string{"|database.hostname: must not be empty"}},
		{"a word is no class", "Error: x", []string{"|Error: x"}},
		{"no class begins with a digit", "10.0.0.Host: x", []string{"|10.0.0.Host: x"}},
		{"no class at all", "a.B is broken", []string{"|a.B is broken"}},
		{"bytes that are no text", "a.BException: x\xff\n\tat e.F.g(F.java:1)", []string{"a.BException|x\uFFFD"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, l := range trace.Parse(c.text).Causes {
				got = append(got, l.Class+"|"+l.Message)
			}
			if diff := cmp.Diff(c.chain, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRoot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text     string
		root, headline trace.Cause
	}{
		{"nothing", "", trace.Cause{}, trace.Cause{}},
		{"plain text", "---\n  What happened?\nmore", trace.Cause{Message: "What happened?"}, trace.Cause{Message: "What happened?"}},
		{"no words", "---\n***", trace.Cause{Message: "---\n***"}, trace.Cause{Message: "---\n***"}},
		{
			"last cause", sample(t, "json-token.txt"),
			trace.Cause{Class: "com.fasterxml.jackson.core.JsonParseException", Message: jsonToken},
			trace.Cause{Class: "com.fasterxml.jackson.core.JsonParseException", Message: jsonToken},
		},
		{
			"suppressed causes do not count", sample(t, "suppressed.txt"),
			trace.Cause{Class: "java.lang.IllegalStateException", Message: "the port 5432 is closed\n  second line: at foo (bar)\nCaused by: nothing special"},
			trace.Cause{Class: "java.lang.IllegalStateException", Message: "the port 5432 is closed\n  second line: at foo (bar)\nCaused by: nothing special"},
		},
		{"circle", sample(t, "circular.txt"), trace.Cause{Class: "java.lang.Exception", Message: "q"}, trace.Cause{Class: "java.lang.Exception", Message: "q"}},
		{
			"an outer message explains", tolerance + "Caused by: a.BException: Cannot open the table\nCaused by: c.DException: java.io.EOFException\nCaused by: java.io.EOFException\n\tat e.F.g(F.java:1)",
			trace.Cause{Class: "java.io.EOFException"},
			trace.Cause{Class: "java.io.EOFException", Message: "Cannot open the table"},
		},
		{
			"nothing explains but the frame", tolerance + "Caused by: java.lang.NullPointerException: null\n\tat java.base/java.util.Objects.requireNonNull(Objects.java:208)\n\tat e.F.g(F.java:1)",
			trace.Cause{Class: "java.lang.NullPointerException", Message: "null"},
			trace.Cause{Class: "java.lang.NullPointerException", Message: "at e.F.g(F.java:1)"},
		},
		{"nothing explains", "java.lang.NullPointerException", trace.Cause{Class: "java.lang.NullPointerException"}, trace.Cause{Class: "java.lang.NullPointerException"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tr := trace.Parse(c.text)
			if got := tr.Root(); got != c.root {
				t.Errorf("root %q, want %q", got, c.root)
			}
			if got := tr.Headline(); got != c.headline {
				t.Errorf("headline %q, want %q", got, c.headline)
			}
		})
	}
}

func TestSuppressedAndCommonFrames(t *testing.T) {
	t.Parallel()
	tr := trace.Parse(sample(t, "suppressed.txt"))
	if n := len(tr.Causes); n != 4 {
		t.Fatalf("%d causes: %+v", n, tr.Causes)
	}
	nested := tr.Causes[1]
	var suppressed []trace.Cause
	for _, l := range nested.Suppressed {
		suppressed = append(suppressed, l.Cause)
	}
	want := []trace.Cause{{Class: "java.lang.RuntimeException", Message: "while closing"}, {Class: "java.io.IOException", Message: "disk full"}}
	if diff := cmp.Diff(want, suppressed); diff != "" {
		t.Error(diff)
	}
	if nested.Common != 5 || len(nested.Frames) != 1 || nested.Suppressed[1].Common != 6 {
		t.Errorf("frames of %+v", nested)
	}
	if tr.Frames() != 6+1+0+10 {
		t.Errorf("%d frames", tr.Frames())
	}
}

func TestLongTexts(t *testing.T) {
	t.Parallel()
	const n = 20_000
	for name, text := range map[string]string{
		"frames":          "a.BException: x\n" + strings.Repeat("\tat e.F.g(F.java:1)\n", n),
		"causes":          strings.Repeat("Caused by: a.BException: x\n", n),
		"suppressed":      "a.BException\n" + strings.Repeat("\tSuppressed: a.BException: x\n", n),
		"wrapped":         strings.Repeat("a.BException: x\nWrapped by: a.CException: y\n", n),
		"quoted":          strings.Repeat("Caused by: a.BException\n", n) + strings.Repeat("\tat e.F.g(F.java:1)\n\t... 1 more\n", n),
		"message lines":   "a.BException: x\n" + strings.Repeat("Caused by: nothing\n", n),
		"one line":        strings.Repeat("a.", n),
		"one long number": "a.BException: " + strings.Repeat("1:", n),
		"blanks":          strings.Repeat(" \t", n) + "x",
		"open brackets":   "a.BException: x\n\tat a.b" + strings.Repeat("(", n),
	} {
		tr := trace.Parse(text)
		if len(tr.Causes) == 0 || len(tr.Fingerprint()) != 32 || len(tr.View().Causes) != len(tr.Causes) {
			t.Errorf("%s: %d causes", name, len(tr.Causes))
		}
	}
}

func TestShort(t *testing.T) {
	t.Parallel()
	for class, want := range map[string]string{
		"com.fasterxml.jackson.core.JsonParseException": "JsonParseException",
		"a.b.Outer$InnerException":                      "InnerException",
		"a.b.Outer$1":                                   "Outer$1",
		"Plain":                                         "Plain",
		"a.Odd$":                                        "Odd$",
		"":                                              "",
	} {
		if got := (trace.Cause{Class: class}).Short(); got != want {
			t.Errorf("%s: %s, want %s", class, got, want)
		}
	}
}

func TestOtherPrintersLeaveFramesOut(t *testing.T) {
	t.Parallel()
	tr := trace.Parse("a.BException: x\n\tat e.F.g(F.java:1) ~[lib.jar:1.0]\n\t... 5 frames truncated\nCaused by: c.DException: y\n\t... 22 common frames omitted")
	if tr.Causes[0].Common != 0 || tr.Causes[1].Common != 22 || tr.Frames() != 1 {
		t.Errorf("%+v", tr.Causes)
	}
}

// These would take minutes if the time were quadratic.
func TestManyQuotedTraces(t *testing.T) {
	t.Parallel()
	text := "java.lang.X: y\n" + strings.Repeat("Caused by: a.B: x\n\t... 3 more\n\tat a.b.C.d(C.java:1)\n", 400_000)
	if root := trace.Parse(text).Root(); root.Class == "" {
		t.Error("no root")
	}
}

func TestAHeadlineOfManyCauses(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("Caused by: a.BException: z.Root\n", 400_000) + "Caused by: z.Root\n\tat e.F.g(F.java:1)"
	if got := trace.Parse(text).Headline(); got.Class != "z.Root" || !strings.HasPrefix(got.Message, "at ") {
		t.Errorf("headline %q", got)
	}
}
