package keychain

import (
	"context"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// Choice is what a person can choose while waiting for the keyring.
type Choice string

// The choices.
const (
	Cancel  Choice = "cancel"  // cancel the operation that needs the keyring
	Session Choice = "session" // continue without it, holding secrets until the app closes
)

// end says how waiting for a call ended.
type end int

const (
	endAnswered end = iota
	endSession
	endGaveUp
)

// waiter is a caller that has waited for longer than WaitAfter.
type waiter struct {
	purpose string
	choice  chan Choice // buffered, for one choice
}

// wait waits until the call is done or the caller stops waiting. The error is that of
// the context, or has CodeCanceled.
func (k *Keychain) wait(ctx context.Context, c *call, purpose string) (end, error) {
	k.join(c)
	soon := time.NewTimer(k.o.WaitAfter)
	defer soon.Stop()
	select {
	case <-c.done:
		k.leave(c)
		return endAnswered, nil
	case <-ctx.Done():
		k.leave(c)
		return 0, ctx.Err()
	case <-soon.C:
	}
	return k.waitOpenly(ctx, c, purpose)
}

// waitOpenly continues to wait, and shows the person that it does.
func (k *Keychain) waitOpenly(ctx context.Context, c *call, purpose string) (end, error) {
	w := &waiter{purpose: purpose, choice: make(chan Choice, 1)}
	k.mu.Lock()
	k.waiters = append(k.waiters, w)
	k.mu.Unlock()
	k.o.OnEvent(Event{State: EventWaiting, For: purpose})
	late := time.NewTimer(k.o.GiveUpAfter - k.o.WaitAfter)
	defer late.Stop()
	how, err := endAnswered, error(nil)
	select {
	case <-c.done:
	case <-late.C:
		how = endGaveUp
	case choice := <-w.choice:
		how = endSession
		if choice != Session {
			err = connect.Errorf(connect.CodeCanceled, "Cancelled while waiting for the system keyring. Nothing was changed.")
		}
	case <-ctx.Done():
		how, err = endSession, ctx.Err()
	}
	if k.leave(c) && err == nil {
		how = endAnswered // at the same moment
	}
	k.stopWaiting(w, how == endAnswered)
	return how, err
}

func (k *Keychain) join(c *call) {
	k.mu.Lock()
	defer k.mu.Unlock()
	c.waiting++
	c.abandoned = false
}

// leave reports whether the call is done.
func (k *Keychain) leave(c *call) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	c.waiting--
	c.abandoned = c.waiting == 0
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

// stopWaiting sends the event about the end, unless others are still waiting.
func (k *Keychain) stopWaiting(w *waiter, answered bool) {
	event := Event{State: EventAnswered, For: w.purpose}
	k.mu.Lock()
	k.waiters = slices.DeleteFunc(k.waiters, func(other *waiter) bool { return other == w })
	if !answered {
		event.State = EventGaveUp
		k.last = waitingState(k.last.At)
	}
	if len(k.waiters) > 0 {
		event = Event{State: EventWaiting, For: k.waiters[0].purpose}
	}
	k.mu.Unlock()
	k.o.OnEvent(event)
}

// Choose applies the person's choice to all callers waiting now.
func (k *Keychain) Choose(choice Choice) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, w := range k.waiters {
		select {
		case w.choice <- choice:
		default: // there is a choice already
		}
	}
}
