// Package guard protects production clusters: every change needs the person's consent,
// unless the person has unlocked the cluster.
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
	unlockFor    = 15 * time.Minute
	consentFor   = 2 * time.Minute  // how long a consent is valid
	questionFor  = 30 * time.Minute // how long a question can be answered
	maxQuestions = 64
)

// Unlocked says until when a production profile is unlocked, and how many changes were made
// since it was unlocked.
type Unlocked struct {
	Until   time.Time // zero: locked
	Changes int
}

// Change is a change to check.
type Change struct {
	Action worker.Action
	Task   int      // of restart_task
	Names  []string // of the connectors
	// Content is equal only for changes that send the same: a consent to one config is none
	// to another. Empty if the action says it all.
	Content string
	Words   string // for the button that allows it, such as "restart 4 failed tasks"
	About   string // a description that includes the connector
	// Requests are the first lines of what it sends.
	Requests []string
}

// Question is what the person sees of a change that needs consent. Requests are the first
// lines of the requests, such as "PUT /connectors/orders/pause"; empty if the kind of cluster
// does not tell them.
type Question struct {
	Requests []string `json:"requests"`
}

// Guard checks changes to production profiles. It uses the wall clock, so unlocked time also
// passes while the computer sleeps.
type Guard struct {
	now     func() time.Time
	changed func(connect.ProfileID)

	mu        sync.Mutex
	closed    bool
	unlocked  map[connect.ProfileID]*window
	questions map[string]*question
}

// window is the time in which a profile with an address is unlocked.
type window struct {
	from, until time.Time
	url         string
	changes     int
	timer       *time.Timer
}

// question is a change that was refused for lack of consent.
type question struct {
	change    string   // see describe
	requests  []string // see Question
	profile   connect.Profile
	askedAt   time.Time
	allowedAt time.Time // zero: not allowed yet
}

// New returns a guard. changed is called when a profile is unlocked or locked, and for every
// change while it is unlocked. It must not call the guard.
func New(now func() time.Time, changed func(connect.ProfileID)) *Guard {
	return &Guard{now: now, changed: changed, unlocked: map[connect.ProfileID]*window{}, questions: map[string]*question{}}
}

// Check returns an error with CodeConsent if a change to a production profile needs consent.
// A delete and a reset of offsets do not, because they need the typed name.
func (g *Guard) Check(p connect.Profile, c Change) error {
	if !p.Production() {
		return nil
	}
	if g.count(p) {
		g.changed(p.ID)
		return nil
	}
	change := describe(p, c)
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.Action == worker.ActionDelete || c.Action == worker.ActionResetOffsets || g.take(change) {
		return nil
	}
	return &connect.Error{Code: connect.CodeConsent, Consent: g.ask(&question{change: change, requests: c.Requests, profile: p}), Action: c.Words, Text: fmt.Sprintf("You are about to %s on %s, a production cluster. Nothing has been sent yet.", c.About, p.Name)}
}

// count counts a change, and reports whether the profile is unlocked.
func (g *Guard) count(p connect.Profile) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	open := g.open(p)
	if open {
		g.unlocked[p.ID].changes++
	}
	return open
}

// describe returns a text that is equal only for the same change.
func describe(p connect.Profile, c Change) string {
	return fmt.Sprintf("%q %q %q %d %q %q", p.ID, p.URL, c.Action, c.Task, slices.Sorted(slices.Values(c.Names)), c.Content)
}

// open reports whether a profile is unlocked. Setting the clock back locks it.
func (g *Guard) open(p connect.Profile) bool {
	w, ok := g.unlocked[p.ID]
	now := g.now()
	return ok && w.url == p.URL && !now.Before(w.from) && now.Before(w.until)
}

// take uses the consent for a change, and reports whether there was one.
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

// ask stores a question and returns its id. It drops the oldest if there are too many.
func (g *Guard) ask(asked *question) string {
	for len(g.questions) >= maxQuestions {
		oldest := ""
		for id, q := range g.questions {
			if oldest == "" || q.askedAt.Before(g.questions[oldest].askedAt) {
				oldest = id
			}
		}
		delete(g.questions, oldest)
	}
	id := rand.Text()
	asked.askedAt = g.now()
	g.questions[id] = asked
	return id
}

// find returns a question that can still be answered. The lock must be held.
func (g *Guard) find(p connect.Profile, consent string) (*question, error) {
	q, ok := g.questions[consent]
	if ok && (q.profile.ID != p.ID || q.profile.URL != p.URL || g.now().Sub(q.askedAt) > questionFor) {
		delete(g.questions, consent)
		ok = false
	}
	if !ok {
		return nil, connect.Errorf(connect.CodeNotFound, "This question is too old, or the profile was changed since. Nothing was sent; try the change again.")
	}
	return q, nil
}

// Question returns the question with a consent id.
func (g *Guard) Question(p connect.Profile, consent string) (Question, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	q, err := g.find(p, consent)
	if err != nil {
		return Question{}, err
	}
	return Question{Requests: append([]string{}, q.requests...)}, nil
}

// Allow admits the change that was refused with a consent id, once within two minutes. With
// unlock it admits every change of the profile for 15 minutes.
func (g *Guard) Allow(p connect.Profile, consent string, unlock bool) error {
	g.mu.Lock()
	q, err := g.find(p, consent)
	if err != nil {
		g.mu.Unlock()
		return err
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

// unlock opens or extends a window. The lock must be held.
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

// Prolong extends an unlocked profile to 15 minutes from now. For a locked one it returns an
// error with CodeConsent.
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

// Lock locks a profile and drops its questions.
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

// Unlocked returns until when a profile is unlocked.
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
