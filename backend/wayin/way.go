package wayin

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

// DefaultLimit is how long the port of a command may take to answer.
const DefaultLimit = 15 * time.Second

// The pauses between an end of the command and its next start double from the first to the
// last one. A command that ran for settled begins with the first one again.
const (
	firstPause = time.Second
	lastPause  = time.Minute
	settled    = time.Minute
)

// Way is the way in of one profile. It starts the command at the first Open, and again at
// an Open after it has ended and the pause is over. It never starts one by itself.
type Way struct {
	id    connect.ProfileID
	wayIn connect.WayIn
	o     Options

	mu       sync.Mutex
	run      *run      // running or ending; nil: there is none
	output   *tail     // of the last run
	failed   error     // why the last run ended
	failures int       // in a row
	startAt  time.Time // not before
	closed   bool
}

// Open returns the port of 127.0.0.1 that leads to the cluster. It starts the command unless
// it is running, and waits until its port answers. If the command has failed and its pause is
// not over, it returns that failure at once.
//
// Errors: CodeInvalid for a command that the person did not agree to or that cannot be split
// into words; CodeUnreachable, with the last lines of the output, for one that could not be
// started, has ended, or did not open its port in time; the error of ctx.
func (w *Way) Open(ctx context.Context) (port int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	r, err := w.current()
	if err != nil {
		return 0, err
	}
	select {
	case <-r.ready:
		if !isClosed(r.over) {
			return r.port, nil
		}
	case <-r.ended:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	select {
	case <-r.ended:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if r.err == nil {
		return 0, errClosed()
	}
	return 0, r.err
}

// current returns the run to wait for, and starts one if it may.
func (w *Way) current() (*run, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.closed:
		return nil, errClosed()
	case !w.wayIn.MayStart():
		return nil, errNotAgreed()
	case w.run != nil:
		return w.run, nil
	case w.o.Now().Before(w.startAt):
		return nil, w.failed
	}
	words, err := Split(w.wayIn.Command)
	if err != nil {
		return nil, err
	}
	limit := w.wayIn.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	begun := w.o.Now()
	r, err := begin(words, limit, w.o.Grace)
	if err != nil {
		w.output = nil // of an earlier run
		w.endedWith(err, 0)
		return nil, err
	}
	w.o.Log.Info("a way in was started", slog.String("profile", string(w.id)), slog.Int("port", r.port))
	w.run, w.output = r, r.output
	go func() {
		defer close(r.ended)
		r.supervise()
		w.mu.Lock()
		defer w.mu.Unlock()
		w.run = nil
		if r.err != nil {
			w.endedWith(r.err, w.o.Now().Sub(begun))
		}
	}()
	return r, nil
}

// endedWith records why a run of some duration ended, and sets the pause. The caller holds
// the lock.
func (w *Way) endedWith(err error, ran time.Duration) {
	if ran >= settled {
		w.failures = 0
	}
	pause := min(firstPause<<min(w.failures, 10), lastPause)
	w.failures++
	w.failed, w.startAt = err, w.o.Now().Add(pause)
	w.o.Log.Warn("a way in has ended", slog.String("profile", string(w.id)), slog.Int("failures", w.failures), slog.Any("cause", connect.LogValueOf(err)))
}

// Hurry ends the pause: a person asks for a start now.
func (w *Way) Hurry() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.startAt = time.Time{}
}

// Program returns the name of the program, for a sentence about it.
func (w *Way) Program() string {
	words, err := Split(w.wayIn.Command)
	if err != nil {
		return "the command"
	}
	return programName(words)
}

// Lines returns the last lines that the command printed, oldest first. They may contain
// secrets.
func (w *Way) Lines() []string {
	w.mu.Lock()
	output := w.output
	w.mu.Unlock()
	if output == nil {
		return []string{}
	}
	return output.last()
}

// close ends the command and all its children, and returns when they have ended.
func (w *Way) close() {
	w.mu.Lock()
	r := w.run
	if r != nil && !w.closed {
		close(r.stop)
	}
	w.closed = true
	w.mu.Unlock()
	if r != nil {
		<-r.ended
	}
}
