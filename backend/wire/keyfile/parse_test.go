package keyfile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/wire/certtest"
	"sluiceway/backend/wire/keyfile"
)

func TestEveryKindOfFile(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	me := root.Authority("Issuing").Client("anna")
	both := slices.Concat(root.PEM(), me.KeyPEM(false), me.PEM()) // in an odd order
	for name, tt := range map[string]struct {
		text     []byte
		password string
		kind     keyfile.FileKind
		chain    int
		trusted  int
		err      error
	}{
		"one PEM with all":   {both, "", keyfile.KindPEM, 3, 0, nil},
		"PEM key":            {me.KeyPEM(false), "", keyfile.KindPEM, 0, 0, nil},
		"sealed PEM key":     {slices.Concat(me.PEM(), me.KeyPEM(true)), certtest.Password, keyfile.KindPEM, 3, 0, nil},
		"old sealed PEM key": {slices.Concat(me.PEM(), me.OldKeyPEM()), certtest.Password, keyfile.KindPEM, 3, 0, nil},
		"no password":        {me.KeyPEM(true), "", "", 0, 0, keyfile.ErrNeedsPassword},
		"wrong password":     {me.KeyPEM(true), "x", "", 0, 0, keyfile.ErrPassword},
		"old, no password":   {me.OldKeyPEM(), "", "", 0, 0, keyfile.ErrNeedsPassword},
		"CA in PEM":          {root.PEM(), "", keyfile.KindPEM, 0, 1, nil},
		"CA in DER":          {root.Certificate.Raw, "", keyfile.KindDER, 0, 1, nil},
		"PKCS12":             {me.PKCS12(), certtest.Password, keyfile.KindPKCS12, 3, 0, nil},
		"PKCS12 trust":       {root.PKCS12Trust(), certtest.Password, keyfile.KindPKCS12, 0, 1, nil},
		"PKCS12, wrong":      {me.PKCS12(), "x", "", 0, 0, keyfile.ErrPassword},
		"PKCS12, none":       {me.PKCS12(), "", "", 0, 0, keyfile.ErrNeedsPassword},
		"JKS":                {me.JKS(), certtest.Password, keyfile.KindJKS, 3, 0, nil},
		"JKS trust":          {root.JKSTrust(), certtest.Password, keyfile.KindJKS, 0, 1, nil},
		"JKS, wrong":         {me.JKS(), "xxxxxx", "", 0, 0, keyfile.ErrPassword},
		"JKS, none":          {me.JKS(), "", "", 0, 0, keyfile.ErrNeedsPassword},
		"JKS, cut":           {me.JKS()[:100], certtest.Password, "", 0, 0, keyfile.ErrDamaged},
		"JCEKS":              {binary.BigEndian.AppendUint32(nil, 0xcececece), "", "", 0, 0, keyfile.ErrJCEKS},
		"a picture":          {[]byte("\x89PNG"), "", "", 0, 0, keyfile.ErrUnknown},
		"empty":              {nil, "", "", 0, 0, keyfile.ErrUnknown},
		"PEM of nothing":     {[]byte("-----BEGIN X-----\n-----END X-----\n"), "", "", 0, 0, keyfile.ErrNoCertificate},
		"DER of nothing":     {[]byte{0x30, 0x03, 1, 2, 3}, "", "", 0, 0, keyfile.ErrDamaged},
	} {
		got, err := keyfile.Parse(tt.text, tt.password)
		if !errors.Is(err, tt.err) || got.Kind != tt.kind || len(got.Chain) != tt.chain || len(got.Trusted) != tt.trusted {
			t.Errorf("%s: %s with %d and %d certificates, %v", name, got.Kind, len(got.Chain), len(got.Trusted), err)
		}
		if tt.chain > 0 && (!got.Chain[0].Equal(me.Certificate) || !got.Chain[2].Equal(root.Certificate)) {
			t.Errorf("%s: the order is wrong", name)
		}
	}
}

func TestPairsBelongTogether(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	me, other := root.Client("anna"), root.Client("otto")
	parse := func(text []byte) keyfile.Contents {
		c, err := keyfile.Parse(text, certtest.Password)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	key := parse(me.KeyPEM(false))
	if pair, err := keyfile.Pair(parse(me.PEM()), key); err != nil || !bytes.Equal(pair.Certificate[0], me.Certificate.Raw) || len(pair.Certificate) != 2 {
		t.Errorf("%v", err)
	}
	for want, pair := range map[error][2]keyfile.Contents{
		keyfile.ErrNoMatch:       {parse(other.PEM()), key},
		keyfile.ErrNoKey:         {parse(me.PEM()), parse(me.PEM())},
		keyfile.ErrNoCertificate: {key, key},
	} {
		if _, err := keyfile.Pair(pair[0], pair[1]); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
}

func TestReadRefusesEndlessFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	large := filepath.Join(dir, "large.pem")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 5<<20); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/dev/zero", "/dev/stdin", dir, large, filepath.Join(dir, "none")} {
		if _, err := keyfile.Read(path); err == nil || keyfile.Problem(err) == "is damaged" {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestInspect(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	now := time.Now()
	old := root.Client("anna", certtest.Between(now.Add(-48*time.Hour), now.Add(-24*time.Hour)))
	soon := root.Client("bert", certtest.Between(now.Add(-time.Hour), now.Add(24*time.Hour)))
	path := certtest.File(t, "developer.p12", old.PKCS12())
	facts := keyfile.Inspect(path, certtest.Password, now)
	if facts.Name != "developer.p12" || facts.Kind != keyfile.KindPKCS12 || !facts.HasKey || facts.Certificates != 2 || facts.Subject != "anna" ||
		facts.Until != float64(old.Certificate.NotAfter.UnixMilli()) || facts.Problem != "" || len(facts.Warnings) != 1 || !strings.Contains(facts.Warnings[0], "expired on") {
		t.Errorf("%+v", facts)
	}
	if facts := keyfile.Inspect(path, "wrong", now); !facts.NeedsPassword || facts.Problem != "This file cannot be opened with this password." {
		t.Errorf("%+v", facts)
	}
	path = certtest.File(t, "key.pem", slices.Concat(soon.KeyPEM(false), soon.PEM()))
	for mode, want := range map[os.FileMode]string{0o600: "", 0o640: "“chmod 600”", 0o666: "can change this file"} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		facts := keyfile.Inspect(path, "", now)
		if text := strings.Join(facts.Warnings, " "); !strings.Contains(text, "The certificate expires on") || !strings.Contains(text, want) || want == "" && len(facts.Warnings) != 1 {
			t.Errorf("%04o: %q", mode, text)
		}
	}
	if facts := keyfile.Inspect(filepath.Join(t.TempDir(), "none"), "", now); facts.Problem != "This file does not exist." || facts.Warnings == nil {
		t.Errorf("%+v", facts)
	}
}
