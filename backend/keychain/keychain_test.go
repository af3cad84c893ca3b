package keychain_test

import (
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zalando/go-keyring"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/profile"
	"sluiceway/backend/records"
)

var (
	_ profile.Secrets = (*keychain.Keychain)(nil)
	_ records.Keys    = (*keychain.Keychain)(nil)
)

// fake is a keyring that blocks while gate is set, and fails with fail.
type fake struct {
	mu      sync.Mutex
	entries map[string]string
	gate    chan struct{}
	fail    error
	calls   []string
}

func (f *fake) enter(call string) error {
	f.mu.Lock()
	f.calls = append(f.calls, call)
	gate := f.gate
	f.mu.Unlock()
	if gate != nil {
		<-gate
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.fail
}

func (f *fake) Set(service, user, secret string) error {
	if err := f.enter("set " + service + " " + user); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.entries == nil {
		f.entries = map[string]string{}
	}
	f.entries[user] = secret
	return nil
}

func (f *fake) Get(service, user string) (string, error) {
	if err := f.enter("get " + service + " " + user); err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	text, ok := f.entries[user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return text, nil
}

func (f *fake) Delete(service, user string) error {
	if err := f.enter("delete " + service + " " + user); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.entries[user]; !ok {
		return keyring.ErrNotFound
	}
	delete(f.entries, user)
	return nil
}

func (f *fake) block() { f.set(make(chan struct{}), nil) }

func (f *fake) release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	close(f.gate)
	f.gate = nil
}

func (f *fake) set(gate chan struct{}, fail error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.gate, f.fail = gate, fail
}

func (f *fake) stored() map[string]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.entries)
}

type bench struct {
	*keychain.Keychain
	fake *fake

	mu     sync.Mutex
	events []string
	late   []string
}

func newBench() *bench {
	b := &bench{fake: &fake{entries: map[string]string{}}}
	b.Keychain = keychain.New(keychain.Options{
		Backend: b.fake,
		OnEvent: func(e keychain.Event) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.events = append(b.events, string(e.State)+" "+e.For)
		},
		OnLate: func(name string) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.late = append(b.late, name)
		},
	})
	return b
}

func (b *bench) wantEvents(t *testing.T, want ...string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if diff := cmp.Diff(want, b.events); diff != "" {
		t.Error(diff)
	}
}

func (b *bench) wantLate(t *testing.T, want ...string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if diff := cmp.Diff(want, b.late); diff != "" {
		t.Error(diff)
	}
}

func wantCode(t *testing.T, err error, code connect.Code) {
	t.Helper()
	if connect.CodeOf(err) != code {
		t.Errorf("error %v has code %q, want %q", err, connect.CodeOf(err), code)
	}
}

func (b *bench) get(t *testing.T, name string) string {
	t.Helper()
	secret, err := b.Get(t.Context(), name, "a test")
	if err != nil {
		t.Fatal(err)
	}
	return secret.Reveal()
}

func TestAnswersAtOnce(t *testing.T) {
	b := newBench()
	_, err := b.Get(t.Context(), "a", "a test")
	wantCode(t, err, connect.CodeNotFound)
	session, err := b.Set(t.Context(), "a", "a test", connect.NewSecret("pw"))
	if session || err != nil {
		t.Fatalf("%t, %v", session, err)
	}
	if text := b.get(t, "a"); text != "pw" {
		t.Errorf("got %q", text)
	}
	if b.Session("a") {
		t.Error("a stored entry counts as one of the session")
	}
	for range 2 {
		if err := b.Delete(t.Context(), "a", "a test"); err != nil {
			t.Error(err)
		}
	}
	_, err = b.Get(t.Context(), "a", "a test")
	wantCode(t, err, connect.CodeNotFound)
	if state := b.State(); state.Kind != keychain.Answers || state.At == 0 {
		t.Errorf("state is %+v", state)
	}
	b.wantEvents(t)
}

func TestNewDoesNotCallTheKeyring(t *testing.T) {
	b := newBench()
	if b.Session("a") || b.State().Kind != keychain.NotAsked || len(b.fake.calls) != 0 {
		t.Errorf("calls: %v", b.fake.calls)
	}
}

func TestNamespacesAreSeparate(t *testing.T) {
	shared := &fake{entries: map[string]string{}}
	one := keychain.New(keychain.Options{Backend: shared, Namespace: "one"})
	two := keychain.New(keychain.Options{Backend: shared, Namespace: "two"})
	for k, text := range map[*keychain.Keychain]string{one: "1", two: "2"} {
		if _, err := k.Set(t.Context(), "a", "", connect.NewSecret(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := one.Delete(t.Context(), "a", ""); err != nil {
		t.Fatal(err)
	}
	if secret, err := two.Get(t.Context(), "a", ""); err != nil || secret.Reveal() != "2" {
		t.Errorf("%q, %v", secret.Reveal(), err)
	}
	if want := "set sluiceway"; !strings.HasPrefix(shared.calls[0], want) {
		t.Errorf("called %q", shared.calls[0])
	}
}

func TestTooBig(t *testing.T) {
	b := newBench()
	if _, err := b.Set(t.Context(), "a", "", connect.NewSecret("old")); err != nil {
		t.Fatal(err)
	}
	_, err := b.Set(t.Context(), "a", "", connect.NewSecret(strings.Repeat("x", 2001)))
	wantCode(t, err, connect.CodeInvalid)
	b.fake.set(nil, keyring.ErrSetDataTooBig)
	session, err := b.Set(t.Context(), "a", "", connect.NewSecret("x"))
	wantCode(t, err, connect.CodeInvalid)
	b.fake.set(nil, nil)
	if text := b.get(t, "a"); text != "old" || session || b.Session("a") {
		t.Errorf("a refused secret replaced the stored one: %q", text)
	}
}

func TestNoKeyring(t *testing.T) {
	for _, failure := range []error{errors.New("exec: dbus-launch: not found"), errors.New("failed to unlock correct collection '/org/freedesktop'")} {
		b := newBench()
		b.fake.set(nil, failure)
		_, err := b.Get(t.Context(), "a", "a test")
		wantCode(t, err, connect.CodeKeyring)
		if strings.Contains(err.Error(), failure.Error()) || !errors.Is(err, failure) {
			t.Errorf("the sentence contains the cause, which belongs in the log: %v", err)
		}
		session, err := b.Set(t.Context(), "a", "a test", connect.NewSecret("pw"))
		if !session || err != nil || !b.Session("a") {
			t.Fatalf("%t, %v", session, err)
		}
		if text := b.get(t, "a"); text != "pw" {
			t.Errorf("the session has %q", text)
		}
		wantCode(t, b.Delete(t.Context(), "a", "a test"), connect.CodeKeyring)
		_, err = b.Get(t.Context(), "a", "a test")
		wantCode(t, err, connect.CodeNotFound)
		want := keychain.None
		if strings.Contains(failure.Error(), "unlock") {
			want = keychain.Locked
		}
		if state := b.State(); state.Kind != want {
			t.Errorf("state is %+v, want %s", state, want)
		}
	}
}

func TestSecretsDoNotShowInErrors(t *testing.T) {
	b := newBench()
	const canary = "canary-Xy9-password"
	b.fake.set(nil, errors.New("some failure"))
	if _, err := b.Set(t.Context(), "a", "a test", connect.NewSecret(canary)); err != nil && strings.Contains(err.Error(), canary) {
		t.Error(err)
	}
	_, err := b.Set(t.Context(), "a", "a test", connect.NewSecret(strings.Repeat(canary, 200)))
	if err == nil || strings.Contains(err.Error(), canary) {
		t.Errorf("the error is %v", err)
	}
}
