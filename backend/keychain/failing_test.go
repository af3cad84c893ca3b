package keychain_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
)

// odd is a keyring whose calls can fail or panic one by one.
type odd struct {
	get, set, del func() error
}

func (o odd) Get(string, string) (string, error) { return "", o.get() }
func (o odd) Set(string, string, string) error   { return o.set() }
func (o odd) Delete(string, string) error        { return o.del() }
func fine() error                                { return nil }
func notFound() error                            { return keyring.ErrNotFound }
func panics() error                              { var bus *dbus.Conn; return bus.Close() }
func says(name string) func() error              { return func() error { return dbus.Error{Name: name} } }

func TestAPanicInTheLibraryIsAnError(t *testing.T) {
	k := keychain.New(keychain.Options{Backend: odd{panics, panics, panics}})
	_, err := k.Get(t.Context(), "a", "a test")
	wantCode(t, err, connect.CodeKeyring)
	session, err := k.Set(t.Context(), "a", "a test", connect.NewSecret("pw"))
	if !session || err != nil {
		t.Errorf("%t, %v", session, err)
	}
	wantCode(t, k.Delete(t.Context(), "a", "a test"), connect.CodeKeyring)
	if k.Unlocked(t.Context()) {
		t.Error("a keyring that fails counts as unlocked")
	}
}

func TestTheStateSaysWhatFailed(t *testing.T) {
	locked := func() error { return errors.New("failed to unlock correct collection '/x'") }
	tests := map[string]struct {
		backend odd
		kind    keychain.StateKind
		text    string
	}{
		"all is well":        {odd{notFound, fine, fine}, keychain.Answers, ""},
		"writes fail":        {odd{notFound, says("org.freedesktop.Secret.Error.NoSuchObject"), fine}, keychain.Failing, "storing an entry failed"},
		"sessions fail":      {odd{says("org.freedesktop.DBus.Error.AccessDenied"), fine, fine}, keychain.Failing, "reading an entry failed"},
		"the library panics": {odd{panics, panics, panics}, keychain.Failing, "reading an entry failed"},
		"nobody is there":    {odd{says("org.freedesktop.DBus.Error.ServiceUnknown"), says("org.freedesktop.DBus.Error.ServiceUnknown"), fine}, keychain.None, ""},
		"locked":             {odd{locked, locked, fine}, keychain.Locked, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			k := keychain.New(keychain.Options{Backend: test.backend})
			if _, err := k.Set(t.Context(), "a", "a test", connect.NewSecret("pw")); err != nil {
				t.Fatal(err)
			}
			state := k.Check(t.Context())
			if state.Kind != test.kind || !strings.Contains(state.Text, test.text) {
				t.Errorf("the state is %+v", state)
			}
		})
	}
}

type opened struct{ odd }

func (opened) Unlocked() (bool, error) { return true, nil }

func TestUnlocked(t *testing.T) {
	if !keychain.New(keychain.Options{Backend: opened{}}).Unlocked(t.Context()) {
		t.Error("an unlocked keyring counts as locked")
	}
}
