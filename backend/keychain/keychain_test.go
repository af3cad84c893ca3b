package keychain_test

import (
	"context"
	"errors"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/zalando/go-keyring"

	"sluiceway/backend/connect"
	"sluiceway/backend/drafts"
	"sluiceway/backend/keychain"
	"sluiceway/backend/profile"
)

var (
	_ profile.Secrets = (*keychain.Keychain)(nil)
	_ drafts.Keys     = (*keychain.Keychain)(nil)
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

func (f *fake) kept() map[string]string {
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
			b.events = append(b.events, e.State+" "+e.For)
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

// got is the result of a call made in a goroutine.
type got struct {
	secret  connect.Secret
	session bool
	err     error
}

func (b *bench) goGet(ctx context.Context, name string) chan got {
	out := make(chan got, 1)
	go func() {
		secret, err := b.Get(ctx, name, "a test")
		out <- got{secret: secret, err: err}
	}()
	return out
}

func (b *bench) goSet(ctx context.Context, name, text string) chan got {
	out := make(chan got, 1)
	go func() {
		session, err := b.Set(ctx, name, "a test", connect.NewSecret(text))
		out <- got{session: session, err: err}
	}()
	return out
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
		t.Error("a kept entry counts as one of the session")
	}
	for range 2 {
		if err := b.Delete(t.Context(), "a", "a test"); err != nil {
			t.Error(err)
		}
	}
	_, err = b.Get(t.Context(), "a", "a test")
	wantCode(t, err, connect.CodeNotFound)
	if state := b.State(); state.Kind != keychain.Answers || state.At.IsZero() {
		t.Errorf("state is %+v", state)
	}
	b.wantEvents(t)
}

func TestNothingIsAskedByItself(t *testing.T) {
	b := newBench()
	if b.Session("a") || b.State().Kind != keychain.NotAsked || len(b.fake.calls) != 0 {
		t.Errorf("calls: %v", b.fake.calls)
	}
}

func TestNamespacesAreApart(t *testing.T) {
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
		t.Errorf("a refused secret replaced the kept one: %q", text)
	}
}

func TestNoKeyring(t *testing.T) {
	for _, failure := range []error{errors.New("exec: dbus-launch: not found"), errors.New("failed to unlock correct collection '/org/freedesktop'")} {
		b := newBench()
		b.fake.set(nil, failure)
		_, err := b.Get(t.Context(), "a", "a test")
		wantCode(t, err, connect.CodeKeyring)
		if strings.Contains(err.Error(), failure.Error()) || !errors.Is(err, failure) {
			t.Errorf("the cause belongs into the log, not into the sentence: %v", err)
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

func TestWaitingAnsweredInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.entries["a"] = "pw"
		b.fake.block()
		out := b.goGet(t.Context(), "a")
		time.Sleep(999 * time.Millisecond)
		b.wantEvents(t)
		time.Sleep(2 * time.Millisecond)
		b.wantEvents(t, "waiting a test")
		if state := b.State(); state.Kind != keychain.Waiting {
			t.Errorf("state is %+v", state)
		}
		time.Sleep(20 * time.Second)
		b.fake.release()
		if g := <-out; g.err != nil || g.secret.Reveal() != "pw" {
			t.Errorf("%+v", g)
		}
		b.wantEvents(t, "waiting a test", "answered a test")
		if state := b.State(); state.Kind != keychain.Answers || state.Took < 21*time.Second {
			t.Errorf("state is %+v", state)
		}
		b.wantLate(t)
	})
}

func TestGivenUpAndAnsweredLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.entries["a"] = "pw"
		b.fake.block()
		began := time.Now()
		_, err := b.Get(t.Context(), "a", "a test")
		wantCode(t, err, connect.CodeKeyring)
		if took := time.Since(began); took != time.Minute {
			t.Errorf("given up after %v", took)
		}
		b.wantEvents(t, "waiting a test", "gave_up a test")
		if state := b.State(); state.Kind != keychain.Waiting {
			t.Errorf("state is %+v", state)
		}
		b.fake.release()
		synctest.Wait()
		b.wantLate(t, "a")
		calls := len(b.fake.calls)
		if text := b.get(t, "a"); text != "pw" || len(b.fake.calls) != calls {
			t.Errorf("the late answer is not used: %q, %v", text, b.fake.calls)
		}
		if b.Session("a") {
			t.Error("a late answer counts as one of the session")
		}
	})
}

func TestChoices(t *testing.T) {
	for choice, code := range map[keychain.Choice]connect.Code{keychain.Cancel: connect.CodeCanceled, keychain.Session: connect.CodeKeyringWait} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench()
			b.fake.block()
			b.Choose(choice) // nobody waits: it must not count for later
			out := b.goGet(t.Context(), "a")
			time.Sleep(2 * time.Second)
			b.Choose(choice)
			wantCode(t, (<-out).err, code)
			b.wantEvents(t, "waiting a test", "gave_up a test")
			b.fake.release()
		})
	}
}

func TestSetForTheSessionIsKeptLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.block()
		out := b.goSet(t.Context(), "a", "pw")
		time.Sleep(2 * time.Second)
		if text := b.get(t, "a"); text != "pw" {
			t.Errorf("while it is written it reads %q", text)
		}
		b.Choose(keychain.Session)
		if g := <-out; !g.session || g.err != nil || !b.Session("a") {
			t.Errorf("%+v", g)
		}
		b.fake.release()
		synctest.Wait()
		if b.Session("a") || b.fake.kept()["a"] != "pw" {
			t.Error("the late write does not count")
		}
		b.wantLate(t, "a")
	})
}

func TestCancelledSetChangesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.block()
		out := b.goSet(t.Context(), "a", "pw")
		time.Sleep(2 * time.Second)
		b.Choose(keychain.Cancel)
		wantCode(t, (<-out).err, connect.CodeCanceled)
		if b.Session("a") {
			t.Error("a cancelled secret is kept for the session")
		}
		b.fake.release()
	})
}

func TestEndedContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.block()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		get, set := b.goGet(ctx, "a"), b.goSet(ctx, "b", "pw")
		wantCode(t, (<-get).err, connect.CodeTimeout)
		wantCode(t, (<-set).err, connect.CodeTimeout)
		if b.Session("b") {
			t.Error("a secret is kept though the call failed")
		}
		b.fake.release()
	})
}

func TestWritesStayInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.block()
		first := b.goSet(t.Context(), "a", "one")
		time.Sleep(100 * time.Millisecond)
		second := b.goSet(t.Context(), "a", "two")
		time.Sleep(100 * time.Millisecond)
		third := b.goSet(t.Context(), "a", "three")
		time.Sleep(2 * time.Second)
		b.fake.release()
		for _, out := range []chan got{first, second, third} {
			if g := <-out; g.err != nil {
				t.Error(g.err)
			}
		}
		synctest.Wait()
		if kept := b.fake.kept()["a"]; kept != "three" || b.Session("a") {
			t.Errorf("kept %q", kept)
		}
	})
}

func TestDeleteWhileBlockedComesAfterTheWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.block()
		set := b.goSet(t.Context(), "a", "one")
		time.Sleep(2 * time.Second)
		b.Choose(keychain.Session)
		<-set
		deleted := make(chan error, 1)
		go func() { deleted <- b.Delete(t.Context(), "a", "a test") }()
		time.Sleep(time.Second)
		b.fake.release()
		if err := <-deleted; err != nil {
			t.Error(err)
		}
		if kept := b.fake.kept(); len(kept) != 0 {
			t.Errorf("kept %v", kept)
		}
	})
}

func TestManyReadersShareOneCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench()
		b.fake.entries["a"] = "pw"
		b.fake.block()
		var outs []chan got
		for range 5 {
			outs = append(outs, b.goGet(t.Context(), "a"))
		}
		time.Sleep(3 * time.Second)
		b.fake.release()
		for _, out := range outs {
			if g := <-out; g.err != nil || g.secret.Reveal() != "pw" {
				t.Errorf("%+v", g)
			}
		}
		if len(b.fake.calls) != 1 {
			t.Errorf("calls: %v", b.fake.calls)
		}
	})
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
