package records

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sluiceway/backend/connect"
)

func newKey(t *rapid.T) *dataKey {
	t.Helper()
	key, _, err := newDataKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestSealLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := newKey(t)
		kind := rapid.SampledFrom([]connect.RecordKind{connect.RecordDraft, connect.RecordDeleted}).Draw(t, "kind")
		id := rapid.String().Draw(t, "id")
		content := rapid.SliceOf(rapid.Byte()).Draw(t, "content")
		sealed := key.seal(kind, id, content)

		opened, err := key.open(kind, id, sealed)
		if err != nil || !bytes.Equal(opened, content) {
			t.Fatalf("opened %q, %v; want %q", opened, err, content)
		}
		if again := key.seal(kind, id, content); bytes.Equal(again, sealed) {
			t.Fatal("sealing twice returns the same bytes")
		}
		if len(content) >= 8 && bytes.Contains(sealed, content) {
			t.Fatal("the content is in the sealed bytes")
		}
		changed := bytes.Clone(sealed)
		changed[rapid.IntRange(0, len(changed)-1).Draw(t, "at")] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		cut := sealed[:rapid.IntRange(0, len(sealed)-1).Draw(t, "length")]
		otherID := rapid.String().Filter(func(s string) bool { return s != id }).Draw(t, "other id")
		otherKind := connect.RecordDraft
		if kind == otherKind {
			otherKind = connect.RecordDeleted
		}
		for name, try := range map[string]func() ([]byte, error){
			"a changed byte": func() ([]byte, error) { return key.open(kind, id, changed) },
			"cut off":        func() ([]byte, error) { return key.open(kind, id, cut) },
			"another id":     func() ([]byte, error) { return key.open(kind, otherID, sealed) },
			"another kind":   func() ([]byte, error) { return key.open(otherKind, id, sealed) },
			"another key":    func() ([]byte, error) { return newKey(t).open(kind, id, sealed) },
		} {
			if opened, err := try(); err == nil {
				t.Fatalf("%s opens as %q", name, opened)
			}
		}
	})
}

func TestBindingSeparatesItsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := [2]string{rapid.String().Draw(t, "kind"), rapid.String().Draw(t, "id")}
		b := [2]string{rapid.String().Draw(t, "kind"), rapid.String().Draw(t, "id")}
		same := bytes.Equal(binding(connect.RecordKind(a[0]), a[1]), binding(connect.RecordKind(b[0]), b[1]))
		if same != (a == b) {
			t.Fatalf("%q and %q", a, b)
		}
	})
}

func TestKeyTextRoundTrip(t *testing.T) {
	key, text, err := newDataKey()
	if err != nil {
		t.Fatal(err)
	}
	again, err := parseDataKey(text)
	if err != nil || again.id != key.id {
		t.Fatalf("%v, %v", again, err)
	}
	if opened, err := again.open("draft", "a", key.seal("draft", "a", []byte("x"))); err != nil || string(opened) != "x" {
		t.Errorf("%q, %v", opened, err)
	}
	if strings.Contains(text.Reveal(), key.id) {
		t.Error("the id of a key is a part of it")
	}
	for _, bad := range []string{"", "AAAA", "not base64 at all", text.Reveal() + "AAAA"} {
		if _, err := parseDataKey(connect.NewSecret(bad)); err == nil || (bad != "" && strings.Contains(err.Error(), bad)) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestSplitLaws(t *testing.T) {
	value := rapid.OneOf(rapid.String(), rapid.Just("${file:/a:b}"), rapid.Just(""))
	rapid.Check(t, func(t *rapid.T) {
		c := content{
			Base:   rapid.MapOf(rapid.StringN(1, 3, -1), value).Draw(t, "base"),
			Config: rapid.MapOf(rapid.StringN(1, 3, -1), value).Draw(t, "config"),
		}
		secret := rapid.MapOf(rapid.StringN(1, 3, -1), rapid.Bool()).Draw(t, "secret")
		open, held := c.withoutSecrets(secret)
		for key, text := range open.Config {
			if secret[key] && text != "" && text != "${file:/a:b}" {
				t.Fatalf("%q stays with %q", key, text)
			}
		}
		back := open.withSecrets(held)
		if !back.Config.Equal(c.Config) || !back.Base.Equal(c.Base) {
			t.Fatalf("%v came back as %v", c, back)
		}
	})
}
