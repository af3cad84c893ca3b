package keychaintest

import (
	"crypto/rand"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
)

// Run runs the suite against a backend; nil means that of the operating system. It
// writes to its own namespaces and removes the entries at the end.
func Run(t *testing.T, backend keychain.Backend) {
	t.Helper()
	ctx := t.Context()
	one := keychain.New(keychain.Options{Namespace: "test-" + rand.Text(), Backend: backend})
	two := keychain.New(keychain.Options{Namespace: "test-" + rand.Text(), Backend: backend})
	if state := one.Check(ctx); state.Kind != keychain.Answers {
		t.Fatalf("the keyring does not answer: %+v", state)
	}
	wantMissing(t, one)
	for _, want := range []string{"pw", "ü — \" ' \\ \n $HOME", strings.Repeat("x", 2000)} {
		for _, k := range []*keychain.Keychain{one, two} {
			session, err := k.Set(ctx, "a", "a test", connect.NewSecret(want))
			if session || err != nil {
				t.Fatalf("%t, %v", session, err)
			}
		}
		secret, err := one.Get(ctx, "a", "a test")
		if err != nil || secret.Reveal() != want {
			t.Errorf("%q came back as %q, %v", want, secret.Reveal(), err)
		}
	}
	for range 2 {
		if err := one.Delete(ctx, "a", "a test"); err != nil {
			t.Error(err)
		}
	}
	wantMissing(t, one)
	if _, err := two.Get(ctx, "a", "a test"); err != nil {
		t.Errorf("deleting in one namespace removed the entry of another: %v", err)
	}
	if err := two.Delete(ctx, "a", "a test"); err != nil {
		t.Error(err)
	}
}

func wantMissing(t *testing.T, k *keychain.Keychain) {
	t.Helper()
	if _, err := k.Get(t.Context(), "a", "a test"); connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("reading a missing entry: %v", err)
	}
}
