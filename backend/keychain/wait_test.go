package keychain_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
)

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
		if state := b.State(); state.Kind != keychain.Answers || state.Took < 21_000 {
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
		started := time.Now()
		_, err := b.Get(t.Context(), "a", "a test")
		wantCode(t, err, connect.CodeKeyring)
		if took := time.Since(started); took != time.Minute {
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
			b.Choose(choice) // nobody is waiting, so it must have no effect
			out := b.goGet(t.Context(), "a")
			time.Sleep(2 * time.Second)
			b.Choose(choice)
			wantCode(t, (<-out).err, code)
			b.wantEvents(t, "waiting a test", "gave_up a test")
			b.fake.release()
		})
	}
}

func TestALateWriteEndsTheSession(t *testing.T) {
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
		if b.Session("a") || b.fake.stored()["a"] != "pw" {
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
			t.Error("a cancelled secret is still held")
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
			t.Error("a secret is held although the call failed")
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
		if text := b.fake.stored()["a"]; text != "three" || b.Session("a") {
			t.Errorf("stored %q", text)
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
		if left := b.fake.stored(); len(left) != 0 {
			t.Errorf("still stored: %v", left)
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
