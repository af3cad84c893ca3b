package wayin

import (
	"log/slog"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// Options say how ways in run. All fields may be zero.
type Options struct {
	Log   *slog.Logger
	Now   func() time.Time
	Grace time.Duration // from asking a process to end until it is killed; 0: 3 s
}

const defaultGrace = 3 * time.Second

// key identifies a way in. Two profiles never share one, and a changed command is another.
type key struct {
	profile connect.ProfileID
	wayIn   connect.WayIn
}

// entry is a way with its number of borrowers.
type entry struct {
	way      *Way
	borrowed int
}

// Ways holds the ways in of all profiles.
type Ways struct {
	o Options

	mu     sync.Mutex
	ways   map[key]*entry
	stored map[key]bool // of the stored profiles
	ending sync.WaitGroup
	closed bool
}

// New returns Ways without any way.
func New(o Options) *Ways {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Grace == 0 {
		o.Grace = defaultGrace
	}
	return &Ways{o: o, ways: map[key]*entry{}, stored: map[key]bool{}}
}

// Of returns the way in of a profile. It starts nothing.
func (w *Ways) Of(p connect.Profile) *Way {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.entry(p).way
}

func (w *Ways) entry(p connect.Profile) *entry {
	k := key{p.ID, p.WayIn}
	e := w.ways[k]
	if e == nil {
		e = &entry{way: &Way{id: p.ID, wayIn: p.WayIn, o: w.o, closed: w.closed}}
		w.ways[k] = e
	}
	return e
}

// Borrow returns the way in of a profile that may not be stored, for a connection test. The
// caller calls done at the end: it ends the command, unless a stored profile has the same one
// or another test borrows it.
func (w *Ways) Borrow(p connect.Profile) (way *Way, done func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.entry(p)
	e.borrowed++
	return e.way, sync.OnceFunc(func() {
		w.mu.Lock()
		e.borrowed--
		ended := w.removeUnused()
		w.mu.Unlock()
		for _, way := range ended {
			way.close()
		}
	})
}

// Store says which profiles are stored. It ends the ways in of all others in the background.
func (w *Ways) Store(profiles []connect.Profile) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stored = make(map[key]bool, len(profiles))
	for _, p := range profiles {
		w.stored[key{p.ID, p.WayIn}] = true
	}
	for _, way := range w.removeUnused() {
		w.ending.Go(way.close)
	}
}

// removeUnused removes the ways that nothing uses, and returns them.
func (w *Ways) removeUnused() []*Way {
	var out []*Way
	for k, e := range w.ways {
		if !w.stored[k] && e.borrowed == 0 {
			delete(w.ways, k)
			out = append(out, e.way)
		}
	}
	return out
}

// Close ends all commands, and returns when they have ended.
func (w *Ways) Close() {
	w.mu.Lock()
	w.closed = true
	for _, e := range w.ways {
		w.ending.Go(e.way.close)
	}
	w.mu.Unlock()
	w.ending.Wait()
}
