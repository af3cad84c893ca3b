package profile_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
)

func TestMemoryStore(t *testing.T) {
	profiletest.RunStore(t, func(*testing.T) profile.Store { return &profiletest.Memory{} })
}

type bench struct {
	*profile.Service
	store   *profiletest.Memory
	keyring *profiletest.Keyring
}

func newBench() bench {
	b := bench{store: &profiletest.Memory{}, keyring: &profiletest.Keyring{}}
	b.Service = &profile.Service{Store: b.store, Secrets: b.keyring}
	return b
}

func input(name string) profile.Input {
	return profile.Input{View: profile.View{
		Name: name, URL: "http://localhost:8083", Environment: "dev",
		Login: connect.LoginBasic, Username: "admin", Permissions: profile.AllPermissions(),
	}}
}

func withPassword(in profile.Input, text string) profile.Input {
	in.Entered = connect.Secrets{connect.SecretPassword: connect.NewSecret(text)}
	return in
}

// hasPassword reports whether the password of a profile is stored.
func hasPassword(v profile.View) bool {
	return len(v.Secrets) > 0 && v.Secrets[0].Key == connect.SecretPassword && v.Secrets[0].Stored
}

func (b bench) save(t *testing.T, in profile.Input) profile.Saved {
	t.Helper()
	saved, err := b.Save(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// stored returns the stored profile.
func (b bench) stored(t *testing.T, id connect.ProfileID) connect.Profile {
	t.Helper()
	p, err := b.store.Profile(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (b bench) secret(t *testing.T, id connect.ProfileID) string {
	t.Helper()
	secret, err := b.SecretsFor(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return secret[connect.SecretPassword].Reveal()
}

func wantCode(t *testing.T, err error, code connect.Code) {
	t.Helper()
	if connect.CodeOf(err) != code {
		t.Errorf("error %v has code %q, want %q", err, connect.CodeOf(err), code)
	}
}

func TestSaveNormalisesTheInput(t *testing.T) {
	b := newBench()
	in := input("  orders  ")
	in.URL = "admin2:s3cret@connect.example:8443/connectors"
	in.Username = ""
	saved := b.save(t, in)
	got := saved.Profile
	want := profile.View{
		ID: got.ID, Name: "orders", URL: "https://connect.example:8443", Environment: "dev",
		Login: connect.LoginBasic, Username: "admin2", TimeLimit: connect.Milli(connect.DefaultTimeLimit),
		Permissions: profile.AllPermissions(), MoreURLs: []string{}, Headers: []connect.Header{}, OAuth: profile.OAuth{Scopes: []string{}, Params: []connect.Param{}},
		Secrets: []profile.Stored{{Key: connect.SecretPassword, Stored: true}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if text := b.secret(t, got.ID); text != "s3cret" {
		t.Errorf("the password of the address was not stored: %q", text)
	}
	if saved.Keyring != profile.KeyringStored {
		t.Errorf("saved as %+v", saved)
	}
}

func TestSaveRefusesBadInput(t *testing.T) {
	noPEM := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(noPEM, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		change func(*profile.Input)
		code   connect.Code
	}{
		"no name":             {func(in *profile.Input) { in.Name = " \t" }, connect.CodeInvalid},
		"name over two lines": {func(in *profile.Input) { in.Name = "a\nb" }, connect.CodeInvalid},
		"endless name":        {func(in *profile.Input) { in.Name = strings.Repeat("ü", 81) }, connect.CodeInvalid},
		"taken name":          {func(in *profile.Input) { in.Name = "TAKEN" }, connect.CodeExists},
		"no address":          {func(in *profile.Input) { in.URL = "" }, connect.CodeInvalid},
		"ftp":                 {func(in *profile.Input) { in.URL = "ftp://host" }, connect.CodeInvalid},
		"no environment":      {func(in *profile.Input) { in.Environment = "" }, connect.CodeInvalid},
		"sandbox environment": {func(in *profile.Input) { in.Environment = "sandbox" }, connect.CodeInvalid},
		"long environment":    {func(in *profile.Input) { in.Environment = "a very long environment text" }, connect.CodeInvalid},
		"colour 8":            {func(in *profile.Input) { in.Color = 8 }, connect.CodeInvalid},
		"colour -1":           {func(in *profile.Input) { in.Color = -1 }, connect.CodeInvalid},
		"unknown login":       {func(in *profile.Input) { in.Login = "kerberos" }, connect.CodeInvalid},
		"no user":             {func(in *profile.Input) { in.Username = "" }, connect.CodeInvalid},
		"user with a colon":   {func(in *profile.Input) { in.Username = "a:b" }, connect.CodeInvalid},
		"short limit":         {func(in *profile.Input) { in.TimeLimit = 999 }, connect.CodeInvalid},
		"long limit":          {func(in *profile.Input) { in.TimeLimit = 600_001 }, connect.CodeInvalid},
		"missing CA":          {func(in *profile.Input) { in.CAFile = "/no/such/file.pem" }, connect.CodeInvalid},
		"CA that is none":     {func(in *profile.Input) { in.CAFile = noPEM }, connect.CodeInvalid},
		"endless password": {func(in *profile.Input) {
			in.Entered = connect.Secrets{connect.SecretPassword: connect.NewSecret(strings.Repeat("x", 2001))}
		}, connect.CodeInvalid},
		"unknown profile": {func(in *profile.Input) { in.ID = "nobody" }, connect.CodeNotFound},
		"the sandbox":     {func(in *profile.Input) { in.ID = connect.SandboxID }, connect.CodeInvalid},
		"copy of nobody":  {func(in *profile.Input) { in.Entered, in.CopySecret = nil, "nobody" }, connect.CodeNotFound},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench()
			b.save(t, input("taken"))
			asked := b.keyring.Asked
			in := withPassword(input("new"), "pw")
			test.change(&in)
			_, err := b.Save(t.Context(), in)
			wantCode(t, err, test.code)
			if list, _ := b.List(t.Context()); len(list) != 1 {
				t.Errorf("%d profiles after a refused save, want the 1 from before", len(list))
			}
			if b.keyring.Asked != asked {
				t.Error("the keyring was called for invalid input")
			}
		})
	}
}

func TestSaveAcceptsACAFile(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	cert := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true}
	der, err := x509.CreateCertificate(rand.Reader, cert, cert, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	in := input("a")
	in.CAFile = " " + path
	if got := newBench().save(t, in).Profile.CAFile; got != path {
		t.Errorf("CA file is %q", got)
	}
}

func TestEditKeepsAnUntouchedPassword(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "first"))
	edit := profile.Input{View: saved.Profile}
	edit.Name = "renamed"
	if again := b.save(t, edit); again.Keyring != profile.KeyringUntouched || !hasPassword(again.Profile) {
		t.Errorf("saved as %+v", again)
	}
	if text := b.secret(t, saved.Profile.ID); text != "first" {
		t.Errorf("the password became %q", text)
	}
	b.save(t, withPassword(edit, "second"))
	if text := b.secret(t, saved.Profile.ID); text != "second" {
		t.Errorf("the password became %q, want the new one", text)
	}
}

func TestADuplicateHasThePassword(t *testing.T) {
	b := newBench()
	first := b.save(t, withPassword(input("a"), "pw"))
	in := input("a copy")
	in.CopySecret = first.Profile.ID
	second := b.save(t, in)
	if second.Profile.ID == first.Profile.ID {
		t.Fatal("the duplicate has the id of the original")
	}
	if err := b.Delete(t.Context(), first.Profile.ID); err != nil {
		t.Fatal(err)
	}
	if text := b.secret(t, second.Profile.ID); text != "pw" {
		t.Errorf("the copy has %q", text)
	}
}

func TestEmptyPassword(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "pw"))
	again := b.save(t, withPassword(profile.Input{View: saved.Profile}, ""))
	if hasPassword(again.Profile) {
		t.Error("an empty password counts as one")
	}
	if text := b.secret(t, saved.Profile.ID); text != "" {
		t.Errorf("the password is %q", text)
	}
	if stored := b.keyring.Stored(); len(stored) != 0 {
		t.Errorf("the keyring still has %d entries", len(stored))
	}
}

func TestLoginNoneDropsThePassword(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "pw"))
	edit := profile.Input{View: saved.Profile}
	edit.Login = connect.LoginNone
	b.save(t, edit)
	if stored := b.keyring.Stored(); len(stored) != 0 {
		t.Errorf("the keyring still has %d entries", len(stored))
	}
	asked := b.keyring.Asked
	if text := b.secret(t, saved.Profile.ID); text != "" || b.keyring.Asked != asked {
		t.Error("a profile without a login asked for a password")
	}
}

func TestSecretThenProfile(t *testing.T) {
	b := newBench()
	b.store.Fail = func(method string) error {
		if method == "PutProfile" {
			if len(b.keyring.Stored()) != 1 {
				t.Error("the profile is written before its secret")
			}
			return errors.New("disk full")
		}
		return nil
	}
	if _, err := b.Save(t.Context(), withPassword(input("a"), "pw")); err == nil {
		t.Fatal("the failure is not reported")
	}
	if stored := b.keyring.Stored(); len(stored) != 0 {
		t.Error("the password of a profile that was not saved is still in the keyring")
	}
}

func TestWithoutAKeyring(t *testing.T) {
	b := newBench()
	b.keyring.None = true
	saved := b.save(t, withPassword(input("a"), "pw"))
	if saved.Keyring != profile.KeyringSession || !saved.Profile.Secrets[0].SessionOnly || !hasPassword(saved.Profile) {
		t.Errorf("saved as %+v", saved)
	}
	if text := b.secret(t, saved.Profile.ID); text != "pw" {
		t.Errorf("within the session the password is %q", text)
	}

	// The next start: the same store, an empty session.
	next := bench{store: b.store, keyring: &profiletest.Keyring{}}
	next.Service = &profile.Service{Store: next.store, Secrets: next.keyring}
	list, err := next.List(t.Context())
	if err != nil || len(list) != 1 || hasPassword(list[0]) {
		t.Errorf("after a restart: %+v, %v", list, err)
	}
	_, err = next.SecretsFor(t.Context(), saved.Profile.ID)
	wantCode(t, err, connect.CodeSecretMissing)
}

func TestALateAnswerOfTheKeyringIsMarked(t *testing.T) {
	b := newBench()
	b.keyring.None = true
	id := b.save(t, withPassword(input("a"), "pw")).Profile.ID
	saved := b.stored(t, id)

	late := &profiletest.Keyring{}
	if _, err := late.Set(t.Context(), saved.SecretEntries[connect.SecretPassword], "", connect.NewSecret("pw")); err != nil {
		t.Fatal(err)
	}
	next := bench{store: b.store, keyring: late}
	next.Service = &profile.Service{Store: next.store, Secrets: late}
	if text := next.secret(t, id); text != "pw" {
		t.Fatalf("the password is %q", text)
	}
	if entry, err := next.Get(t.Context(), id); err != nil || !hasPassword(entry) {
		t.Errorf("the password has no mark: %+v, %v", entry, err)
	}
}
