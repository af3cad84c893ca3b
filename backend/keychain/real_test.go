//go:build keyring

package keychain_test

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
)

// TestRealKeyring runs on the keyring of the session it is started in; with the
// tag "keyring" only. build/tasks starts it in a session of its own.
func TestRealKeyring(t *testing.T) {
	one := keychain.New(keychain.Options{Namespace: "test-" + rand.Text()})
	two := keychain.New(keychain.Options{Namespace: "test-" + rand.Text()})
	t.Cleanup(func() {
		if err := two.Delete(context.WithoutCancel(t.Context()), "a", "a test"); err != nil {
			t.Error(err)
		}
	})
	if state := one.Look(t.Context()); state.Kind != keychain.Answers {
		t.Fatalf("the keyring does not answer: %+v", state)
	}
	_, err := one.Get(t.Context(), "a", "a test")
	wantCode(t, err, connect.CodeNotFound)
	for _, want := range []string{"pw", "ü — \" ' \\ \n $HOME", strings.Repeat("x", 2000)} {
		for _, k := range []*keychain.Keychain{one, two} {
			session, err := k.Set(t.Context(), "a", "a test", connect.NewSecret(want))
			if session || err != nil {
				t.Fatalf("%t, %v", session, err)
			}
		}
		secret, err := one.Get(t.Context(), "a", "a test")
		if err != nil || secret.Reveal() != want {
			t.Errorf("%q came back as %q, %v", want, secret.Reveal(), err)
		}
	}
	for range 2 {
		if err := one.Delete(t.Context(), "a", "a test"); err != nil {
			t.Error(err)
		}
	}
	_, err = one.Get(t.Context(), "a", "a test")
	wantCode(t, err, connect.CodeNotFound)
	if _, err := two.Get(t.Context(), "a", "a test"); err != nil {
		t.Errorf("deleting in one folder took the entry of another: %v", err)
	}
}
