package app

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// board is a clipboard in memory.
type board struct {
	mu   sync.Mutex
	text string
	err  error
}

func (b *board) Text() (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text, b.err
}

func (b *board) SetText(text string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err == nil {
		b.text = text
	}
	return b.err
}

// holds is the text, also where it cannot be read.
func (b *board) holds() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text
}

// change sets the text as another program does.
func (b *board) change(text string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text, b.err = text, err
}

func TestACopiedSecretIsClearedAfterAMinute(t *testing.T) {
	const secret = "s3cr3t"
	another := func(b *board, _ *clipboard) { b.change("copied elsewhere", nil) }
	for _, c := range []struct {
		name    string
		secret  bool
		off     bool
		between func(*board, *clipboard)
		want    string
	}{
		{name: "a secret", secret: true, want: ""},
		{name: "no secret", want: secret},
		{name: "switched off", secret: true, off: true, want: secret},
		{name: "something else was copied since", secret: true, between: another, want: "copied elsewhere"},
		{name: "the same was copied again as no secret", secret: true, between: func(_ *board, c *clipboard) { _ = c.copy(secret, false) }, want: ""},
		{name: "the clipboard could not be read", secret: true, between: func(b *board, _ *clipboard) { b.change(secret, errors.New("busy")) }, want: secret},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &board{}
				clip := &clipboard{system: b, clears: func() bool { return !c.off }}
				if err := clip.copy(secret, c.secret); err != nil {
					t.Fatal(err)
				}
				time.Sleep(clearAfter - time.Second)
				synctest.Wait()
				if b.holds() != secret {
					t.Fatalf("after 59 s the clipboard holds %q", b.holds())
				}
				if c.between != nil {
					c.between(b, clip)
				}
				time.Sleep(2 * time.Second)
				synctest.Wait()
				if b.holds() != c.want {
					t.Errorf("after 61 s the clipboard holds %q, want %q", b.holds(), c.want)
				}
			})
		})
	}
}

func TestASecondSecretHasAMinuteOfItsOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &board{}
		clip := &clipboard{system: b, clears: func() bool { return true }}
		for _, text := range []string{"first", "second"} {
			if err := clip.copy(text, true); err != nil {
				t.Fatal(err)
			}
			time.Sleep(40 * time.Second)
			synctest.Wait()
		}
		if b.holds() != "second" {
			t.Errorf("40 s after it was copied the clipboard holds %q", b.holds())
		}
		time.Sleep(clearAfter)
		synctest.Wait()
		if b.holds() != "" {
			t.Errorf("the clipboard still holds %q", b.holds())
		}
	})
}

func TestTheClipboardIsClearedAtOnceWhenTheAppCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &board{}
		clip := &clipboard{system: b, clears: func() bool { return true }}
		clip.clearNow()
		if err := clip.copy("s3cr3t", true); err != nil {
			t.Fatal(err)
		}
		clip.clearNow()
		if b.holds() != "" {
			t.Errorf("the clipboard still holds %q", b.holds())
		}
		b.change("s3cr3t", nil)
		time.Sleep(2 * clearAfter)
		synctest.Wait()
		if b.holds() != "s3cr3t" {
			t.Error("it was cleared twice")
		}
	})
}

func TestAClipboardThatRefusesIsReported(t *testing.T) {
	clip := &clipboard{system: &board{err: errors.New("busy")}, clears: func() bool { return true }}
	if err := clip.copy("s3cr3t", true); err == nil {
		t.Error("copying did not fail")
	}
	clip.clearNow()
}
