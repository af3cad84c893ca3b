package app

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// board is a clipboard in memory.
type board struct {
	text string
	err  error
}

func (b *board) Text() (string, error) { return b.text, b.err }

func (b *board) SetText(text string) error {
	if b.err == nil {
		b.text = text
	}
	return b.err
}

func TestACopiedSecretIsClearedAfterAMinute(t *testing.T) {
	const secret = "s3cr3t"
	another := func(b *board, _ *clipboard) { b.text = "copied elsewhere" }
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
		{name: "the clipboard could not be read", secret: true, between: func(b *board, _ *clipboard) { b.err = errors.New("busy") }, want: secret},
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
				if b.text != secret {
					t.Fatalf("after 59 s the clipboard holds %q", b.text)
				}
				if c.between != nil {
					c.between(b, clip)
				}
				time.Sleep(2 * time.Second)
				synctest.Wait()
				if b.text != c.want {
					t.Errorf("after 61 s the clipboard holds %q, want %q", b.text, c.want)
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
		if b.text != "second" {
			t.Errorf("40 s after it was copied the clipboard holds %q", b.text)
		}
		time.Sleep(clearAfter)
		synctest.Wait()
		if b.text != "" {
			t.Errorf("the clipboard still holds %q", b.text)
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
		if b.text != "" {
			t.Errorf("the clipboard still holds %q", b.text)
		}
		b.text = "s3cr3t"
		time.Sleep(2 * clearAfter)
		synctest.Wait()
		if b.text != "s3cr3t" {
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
