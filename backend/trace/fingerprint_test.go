package trace_test

import (
	"strings"
	"testing"

	"sluiceway/backend/trace"
)

func TestFingerprintIsEqualForTheSameFailure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, one, other string }{
		{"offset and partition", "offset 4711 of orders-0", "offset 815 of orders-12"},
		{"task in a thread name", "[task-thread-orders-sink-0] died", "[task-thread-orders-sink-3] died"},
		{"ISO times", "at 2024-01-01T10:00:00.123Z it ended", "at 2025-12-31T23:59:59Z it ended"},
		{"ISO times with zones", "at 2024-01-01 10:00:00,5 +02:00 it ended", "at 2025-12-31 23:59 it ended"},
		{"Java dates", "since Mon Jan 01 10:00:00 UTC 2024", "since Tue Feb 13 09:10:11 CET 2024"},
		{"American dates", "since Jan 1, 2024 10:00:00 AM", "since Dec 24, 2025 3:04:05 PM"},
		{"UUIDs", "id 0d9c5f8e-7a2f-4c11-9a53-2f1f0f7f9c11", "id ab9c5f8e-0a2f-4c11-9a53-2f1f0f7f9c99"},
		{"addresses", "byte[] [B@1b2c3d4e at 0x7fff12", "byte[] [B@99aabbcc at 0xdeadbeef00"},
		{"hexadecimal ids", "session 5f3a9c0de1", "session a0b1c2d3e4f5a6b7"},
		{"fractions, signs, exponents", "took 1.5 s, lag -3, 1,234 left", "took 12 s, lag 7, 1e9 left"},
		{"host addresses", "no answer of 10.0.0.1:9092", "no answer of 192.168.100.200:19092"},
		{"line ends and blanks", "a\r\n  b", "a\n b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := trace.Parse("a.BException: " + c.one + "\n\tat e.F.g(F.java:1)").Fingerprint()
			b := trace.Parse("a.BException: " + c.other + "\n\tat e.F.g(F.java:1)").Fingerprint()
			if a != b || len(a) != 32 {
				t.Errorf("%s and %s", a, b)
			}
		})
	}
}

func TestFingerprintOfFrames(t *testing.T) {
	t.Parallel()
	of := func(frames ...string) string {
		return trace.Parse("a.BException: x\n\tat " + strings.Join(frames, "\n\tat ")).Fingerprint()
	}
	base := of("java.base/e.F.g(F.java:1)", "e.F$$Lambda$14/0x0000000800c03d40.run(Unknown Source)", "jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)")
	if same := of("java.base@17.0.2/e.F.g(F.java:1) ~[f.jar:1]", "e.F$$Lambda/0x00007f1c.run(Unknown Source)", "jdk.internal.reflect.GeneratedMethodAccessor12.invoke(Unknown Source)"); same != base {
		t.Error("generated classes, modules or reflection change the fingerprint")
	}
	for name, other := range map[string]string{
		"method":       of("e.F.h(F.java:1)"),
		"line":         of("e.F.g(F.java:2)"),
		"fewer frames": of("e.F.g(F.java:1)"),
		"order":        of("e.F$$Lambda$14/0x0000000800c03d40.run(Unknown Source)", "e.F.g(F.java:1)"),
	} {
		if other == base {
			t.Errorf("the fingerprint ignores: %s", name)
		}
	}
}

func TestFingerprintsOfDifferentFailuresDiffer(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, text := range []string{
		"a.BException: x", "a.CException: x", "a.BException: y", "a.BException: x\nCaused by: a.CException: x",
		"a.CException: x\nCaused by: a.BException: x", "a.BException", "plain text", "another text", sample(t, "json-token.txt"), sample(t, "suppressed.txt"),
	} {
		f := trace.Parse(text).Fingerprint()
		if before, ok := seen[f]; ok {
			t.Errorf("%q and %q have the same fingerprint", before, text)
		}
		seen[f] = text
	}
	if f := trace.Parse("  ").Fingerprint(); f != "" {
		t.Errorf("an empty trace has the fingerprint %q", f)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"json-token.txt", "suppressed.txt", "circular.txt"} {
		f.Add(sample(f, name))
	}
	f.Add("a.B: x\nCaused by: c.D: y\n\tat e.F.g(F.java:1)\n\t... 1 more\n\tat h.I.j(I.java:1)\nWrapped by: k.L: z\n\tSuppressed: m.N: o")
	f.Add("Suppressed: a.BException: x\r\n\tat \nCaused by:\n\n[CIRCULAR REFERENCE")
	f.Fuzz(func(t *testing.T, text string) {
		tr := trace.Parse(text)
		if strings.TrimSpace(text) != "" && strings.Trim(text, " \t\r\n") != "" && len(tr.Causes) == 0 && !strings.Contains(text, "aused by:") && !strings.Contains(text, "uppressed:") && !strings.Contains(text, "rapped by:") {
			t.Fatal("no cause was parsed")
		}
		v := tr.View()
		shown := 0
		for i, c := range v.Causes {
			if c.Top != "" {
				shown++
			}
			for _, g := range c.Groups {
				shown += len(g.Frames)
				if !strings.HasPrefix(g.Title, "1 frame of ") && !strings.Contains(g.Title, " frames of ") {
					t.Fatalf("title %q", g.Title)
				}
			}
			if c.Root != (i == 0) {
				t.Fatal("the root is not first")
			}
		}
		if shown != v.Frames || v.Folded > v.Frames || v.Frames > strings.Count(text, "at ") {
			t.Fatalf("%d frames, %d folded, %d shown", v.Frames, v.Folded, shown)
		}
		if again := trace.Parse(strings.ReplaceAll(text, "\n", "\r\n")); !strings.Contains(text, "\r") && again.Fingerprint() != tr.Fingerprint() {
			t.Fatal("line ends change the fingerprint")
		}
		tr.Headline()
	})
}
