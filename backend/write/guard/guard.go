// Package guard stands before the write path: a production profile asks before
// every change, unless the person has unlocked it for a while.
package guard

import (
	"crypto/rand"
	"fmt"
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

const (
	unlockFor     = 15 * time.Minute
	consentFor    = 2 * time.Minute  // between the person's yes and the change
	questionFor   = 30 * time.Minute // how long a question may be answered
	mostQuestions = 64
)

// Unlocked is how long a production profile is unlocked, and how many changes
// were made since.
type Unlocked struct {
	Until   time.Time // zero: locked
	Changes int
}

// Guard has a production profile ask before every change. It goes by the wall
// clock: sleep does not stop it.
type Guard struct {
	now     func() time.Time
	changed func(connect.ProfileID)

	mu        sync.Mutex
	closed    bool
	unlocked  map[connect.ProfileID]*window
	questions map[string]*question
}

// window is a time in which a profile is unlocked, at one address.
type window struct {
	from, until time.Time
	url         string
	changes     int
	timer       *time.Timer
}

// question is a change that was refused until the person allows it.
type question struct {
	change    string // which one
	profile   connect.Profile
	askedAt   time.Time
	allowedAt time.Time // zero: not allowed yet
}

// New makes a guard. changed hears of every profile that was unlocked or locked,
// and of every change while it is unlocked; it must not call the guard.
func New(now func() time.Time, changed func(connect.ProfileID)) *Guard {
	return &Guard{now: now, changed: changed, unlocked: map[connect.ProfileID]*window{}, questions: map[string]*question{}}
}

// Check refuses a change of a production profile that the person has not
// allowed. A delete has its own question, the typed name. words names the change
// on the button that allows it, about says also what it changes.
func (g *Guard) Check(p connect.Profile, action worker.Action, task int, names []string, words, about string) error {
	if !p.Production() {
		return nil
	}
	if g.count(p) {
		g.changed(p.ID)
		return nil
	}
	change := describe(p, action, task, names)
	g.mu.Lock()
	defer g.mu.Unlock()
	if action == worker.ActionDelete || g.take(change) {
		return nil
	}
	return &connect.Error{Code: connect.CodeConsent, Consent: g.ask(change, p), Action: words, Text: fmt.Sprintf("You are about to %s on %s, a production cluster. Nothing has been sent yet.", about, p.Name)}
}

// count counts a change of a profile that is unlocked now.
func (g *Guard) count(p connect.Profile) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	open := g.open(p)
	if open {
		g.unlocked[p.ID].changes++
	}
	return open
}

// describe names a change so that only the same one passes.
func describe(p connect.Profile, action worker.Action, task int, names []string) string {
	return fmt.Sprintf("%q %q %q %d %q", p.ID, p.URL, action, task, slices.Sorted(slices.Values(names)))
}

// open tells that a profile is unlocked now. A clock that was set back locks.
func (g *Guard) open(p connect.Profile) bool {
	w, ok := g.unlocked[p.ID]
	now := g.now()
	return ok && w.url == p.URL && !now.Before(w.from) && now.Before(w.until)
}

// take uses up a consent, where there is one.
func (g *Guard) take(change string) bool {
	for id, q := range g.questions {
		if q.change != change || q.allowedAt.IsZero() {
			continue
		}
		delete(g.questions, id)
		age := g.now().Sub(q.allowedAt)
		return age >= 0 && age < consentFor
	}
	return false
}

// ask remembers a question, and forgets the oldest where they are many.
func (g *Guard) ask(change string, p connect.Profile) string {
	for len(g.questions) >= mostQuestions {
		oldest := ""
		for id, q := range g.questions {
			if oldest == "" || q.askedAt.Before(g.questions[oldest].askedAt) {
				oldest = id
			}
		}
		delete(g.questions, oldest)
	}
	id := rand.Text()
	g.questions[id] = &question{change: change, profile: p, askedAt: g.now()}
	return id
}

// Allow lets the change pass that was refused with a consent, once and within
// two minutes, or with unlock every change of the profile for 15 minutes.
func (g *Guard) Allow(p connect.Profile, consent string, unlock bool) error {
	g.mu.Lock()
	q, ok := g.questions[consent]
	if ok && (q.profile.ID != p.ID || q.profile.URL != p.URL || g.now().Sub(q.askedAt) > questionFor) {
		delete(g.questions, consent)
		ok = false
	}
	if !ok {
		g.mu.Unlock()
		return connect.Errorf(connect.CodeNotFound, "This question is too old, or the profile was changed since. Nothing was sent; try the change again.")
	}
	if unlock {
		delete(g.questions, consent)
		g.unlock(p)
	} else {
		q.allowedAt = g.now()
	}
	g.mu.Unlock()
	if unlock {
		g.changed(p.ID)
	}
	return nil
}

// unlock begins or prolongs a window; the lock is held.
func (g *Guard) unlock(p connect.Profile) {
	if g.closed {
		return
	}
	now := g.now()
	w := &window{from: now, until: now.Add(unlockFor), url: p.URL}
	if old, ok := g.unlocked[p.ID]; ok {
		old.timer.Stop()
		if g.open(p) {
			w.changes = old.changes
		}
	}
	w.timer = time.AfterFunc(unlockFor, func() { g.changed(p.ID) })
	g.unlocked[p.ID] = w
}

// Prolong gives an unlocked profile 15 more minutes from now. A locked one stays
// locked: CodeConsent, without a question.
func (g *Guard) Prolong(p connect.Profile) error {
	g.mu.Lock()
	open := g.open(p)
	if open {
		g.unlock(p)
	}
	g.mu.Unlock()
	if !open {
		return connect.Errorf(connect.CodeConsent, "Changes are locked again. The next one asks.")
	}
	g.changed(p.ID)
	return nil
}

// Lock has a profile ask again before every change.
func (g *Guard) Lock(profile connect.ProfileID) {
	g.mu.Lock()
	if w, ok := g.unlocked[profile]; ok {
		w.timer.Stop()
		delete(g.unlocked, profile)
	}
	for id, q := range g.questions {
		if q.profile.ID == profile {
			delete(g.questions, id)
		}
	}
	g.mu.Unlock()
	g.changed(profile)
}

// Unlocked tells until when a profile is unlocked.
func (g *Guard) Unlocked(p connect.Profile) Unlocked {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !p.Production() || !g.open(p) {
		return Unlocked{}
	}
	w := g.unlocked[p.ID]
	return Unlocked{Until: w.until, Changes: w.changes}
}

// Close locks everything.
func (g *Guard) Close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
	for id, w := range g.unlocked {
		w.timer.Stop()
		delete(g.unlocked, id)
	}
}
