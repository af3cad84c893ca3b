package app

import (
	"context"
	"crypto/sha256"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluiceway/backend/connect"
)

// clearAfter is how long a copied secret stays on the clipboard. The page says
// the same number.
const clearAfter = 60 * time.Second

// systemClipboard is what every program copies to.
type systemClipboard interface {
	Text() (string, error)
	SetText(text string) error
}

// clipboard copies texts, and clears a secret after clearAfter if it is still there.
// It stores only the hash of the secret.
type clipboard struct {
	system systemClipboard
	clears func() bool // whether the settings ask for it

	mu     sync.Mutex
	due    *time.Timer
	copied int // counts secrets, so that the timer of one never clears the next
	holds  [sha256.Size]byte
}

func (c *clipboard) copy(text string, secret bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.system.SetText(text); err != nil {
		return connect.Errorf(connect.CodeInternal, "The clipboard did not take the text: %w", err)
	}
	if !secret {
		return nil // an earlier secret is still due: the same text may come back
	}
	c.stop()
	c.copied++
	c.holds = sha256.Sum256([]byte(text))
	number := c.copied
	c.due = time.AfterFunc(clearAfter, func() { c.expire(number) })
	return nil
}

func (c *clipboard) expire(number int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if number == c.copied {
		c.clear()
	}
}

// clearNow clears a secret that is due later.
func (c *clipboard) clearNow() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clear()
}

// clear does not touch what was copied since. mu must be held.
func (c *clipboard) clear() {
	if !c.stop() || !c.clears() {
		return
	}
	if text, err := c.system.Text(); err == nil && sha256.Sum256([]byte(text)) == c.holds {
		_ = c.system.SetText("") // there is nothing else to do
	}
}

// stop reports whether a secret was due. mu must be held.
func (c *clipboard) stop() bool {
	if c.due == nil {
		return false
	}
	c.due.Stop()
	c.due = nil
	return true
}

// windowClipboard is the clipboard through the window.
type windowClipboard struct{ window func() context.Context }

func (w windowClipboard) Text() (string, error) { return runtime.ClipboardGetText(w.window()) }

func (w windowClipboard) SetText(text string) error {
	return runtime.ClipboardSetText(w.window(), text)
}
