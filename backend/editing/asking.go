package editing

import (
	"context"
	"regexp"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/worker"
)

const (
	// askAfter is how long a draft must rest before the worker is asked.
	askAfter = 500 * time.Millisecond
	// slowAnswer stops automatic validation: a plugin this slow connects somewhere.
	slowAnswer = 2 * time.Second
)

// asker asks the worker to validate the draft of one form: one call at a time,
// the newest draft wins, and an answer about an older draft is dropped. The
// lock of the form guards its fields.
type asker struct {
	o *opened

	timer     *time.Timer
	postponed bool               // due, but a secret has the focus
	cancel    context.CancelFunc // of the running call
	done      chan struct{}      // closed when it has ended
	turn      int                // grows with every call and every cancel
	running   bool

	slow, login bool // what stops automatic validation
	at          time.Time
	took        time.Duration
	about       int // edits of the draft that was last validated, plus one; 0: none
	failure     *connect.Error
}

// auto decides whether the worker is asked without a key press; mu is held.
func (a *asker) auto() Asks {
	settings := a.o.deps.Settings()
	switch {
	case tests(a.o.peek().Features()):
		return Asks{Reason: ReasonTest}
	case !settings.WhileTyping:
		return Asks{Reason: ReasonOff}
	case a.o.peek().Profile.Production() && !settings.OnProduction:
		return Asks{Reason: ReasonProduction}
	case a.slow:
		return Asks{Reason: ReasonSlow}
	case a.login:
		return Asks{Reason: ReasonLogin}
	}
	return Asks{Auto: true}
}

// schedule asks the worker once the draft has rested for d; mu is held.
func (a *asker) schedule(d time.Duration) {
	if a.o.closed || !a.auto().Auto || !a.worthAsking() {
		return
	}
	edits := a.o.form.Edits()
	a.timer = a.o.forms.spawnAfter(d, func(ctx context.Context) { a.due(ctx, edits) })
}

// worthAsking reports whether an answer can be expected: the plugin is known,
// and a sink has its topics where the worker would throw without them.
func (a *asker) worthAsking() bool {
	conn, f := a.o.peek(), a.o.form
	if conn.Worker == nil || f.Plugin().From == catalog.FromNowhere {
		return false
	}
	config := f.Draft().Config
	_, list := config["topics"]
	_, pattern := config["topics.regex"]
	return f.Shape().Type() != connect.TypeSink || list != pattern || conn.Features().Can(worker.ValidateBare)
}

// drop cancels the scheduled call and the running one; mu is held.
func (a *asker) drop() {
	if a.timer != nil {
		a.timer.Stop()
		a.timer = nil
	}
	a.postponed = false
	a.turn++
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
	a.running = false
}

// due runs when the draft has rested.
func (a *asker) due(ctx context.Context, edits int) {
	o := a.o
	o.mu.Lock()
	if o.closed || o.form.Edits() != edits || a.timer == nil {
		o.mu.Unlock()
		return
	}
	a.timer = nil
	if model.AtSecret(o.form) {
		a.postponed = true
		o.mu.Unlock()
		return
	}
	_ = a.askAndUnlock(inBackground(ctx, "check the form")) // the outcome is in the state of the form
}

// release schedules the call that was postponed because a secret had the
// focus; mu is held.
func (a *asker) release() {
	if a.postponed && !model.AtSecret(a.o.form) {
		a.postponed = false
		a.schedule(askAfter)
	}
}

// ask validates the draft now and waits. A newer call or an edit cancels it;
// then its answer is dropped and the error is CodeCanceled.
func (a *asker) ask(ctx context.Context) error {
	a.o.mu.Lock()
	return a.askAndUnlock(ctx)
}

// askAndUnlock is ask with mu held at its start, so that no scheduled call can
// start in between and cancel what a person asked for.
func (a *asker) askAndUnlock(ctx context.Context) error {
	o := a.o
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a.drop()
	before, done := a.done, make(chan struct{})
	a.done, a.cancel, a.running = done, cancel, true
	draft := o.form.Draft()
	turn, edits, class, config := a.turn, o.form.Edits(), draft.Class, draft.Config.Clone()
	revision := o.changed()
	o.mu.Unlock()
	defer close(done)
	o.announce(revision)
	if before != nil {
		<-before // one in flight: a cancelled call ends before the next begins
	}
	if ctx.Err() != nil {
		a.abandoned(turn)
		return ctx.Err()
	}
	start := o.deps.Now()
	conn, err := o.connection(ctx)
	var v connect.Validation
	if err == nil {
		v, err = check(ctx, conn.Worker, class, config)
	}
	return a.answered(answer{turn: turn, edits: edits, sent: config, validation: v, err: err, took: o.deps.Now().Sub(start)})
}

// tests reports whether a cluster tests a config instead of validating it.
func tests(features worker.Features) bool {
	return features.Can(worker.Test) && !features.Can(worker.Validate)
}

// check validates a config, or tests it if the cluster can only do that.
func check(ctx context.Context, w worker.Worker, class string, config connect.Config) (connect.Validation, error) {
	features, err := worker.Known(ctx, w)
	if err != nil || !tests(features) {
		return catalog.Validate(ctx, w, class, config)
	}
	tester, err := worker.Role[worker.Tester](ctx, w, worker.Test)
	if err != nil {
		return connect.Validation{}, err
	}
	return connect.Validation{Name: class}, tester.Test(ctx, config[connect.KeyName], config)
}

// abandoned records that a call ended before it was sent.
func (a *asker) abandoned(turn int) {
	a.o.update(func() bool {
		if a.turn == turn {
			a.running, a.cancel = false, nil
		}
		return true
	})
}

// answer is the result of a call, and the draft that it is about.
type answer struct {
	turn, edits int
	sent        connect.Config
	validation  connect.Validation
	err         error
	took        time.Duration
}

// answered processes an answer unless it is late.
func (a *asker) answered(got answer) error {
	o := a.o
	late := true
	o.update(func() bool {
		a.slow = a.slow || got.took > slowAnswer
		if late = a.turn != got.turn; late {
			return false
		}
		a.running, a.cancel = false, nil
		if connect.CodeOf(got.err) == connect.CodeCanceled {
			return true
		}
		a.at, a.took, a.about, a.failure = o.deps.Now(), got.took, got.edits+1, nil
		if got.err == nil {
			a.accept(got)
		} else {
			a.failed(got.err)
		}
		return true
	})
	if late {
		return context.Canceled
	}
	return got.err
}

// accept processes a validation; mu is held.
func (a *asker) accept(got answer) {
	o := a.o
	accepted := o.form.Accept(got.validation, got.sent, o.peek())
	a.failure, a.login = accepted.Problem, a.login || accepted.Login
	o.catalog.Require(o.definitions.source.generation, o.form.Key(), accepted.Required)
}

// failed records why there is no validation; mu is held.
func (a *asker) failed(err error) {
	o := a.o
	a.failure = o.form.Mask(err, "The worker could not check the config. The form stays usable.")
	if len(a.failure.Findings) > 0 {
		o.form.Refused(a.failure.Findings)
	}
	a.login = a.login || connectionWords.MatchString(a.failure.Worker)
	if a.failure.Code == connect.CodeWorker {
		o.forms.spawnAfter(0, o.definitions.learnParts) // the worker answers, its plugin fails
	}
}

// connectionWords recognise that an address or a login was refused. It was tried
// against a real system, and the next try may lock an account.
var connectionWords = regexp.MustCompile(`(?i)connection|connect to|authenticat|authori[sz]|log ?in|password|credential|access denied|timed? ?out|unknown host|refused`)

// current reports whether the last outcome is about the draft as it is now; mu
// is held.
func (a *asker) current() bool { return a.about == a.o.form.Edits()+1 }

// validated is what the worker said about the draft as it is now; mu is held.
func (a *asker) validated() model.Validated {
	return model.Validated{Done: a.current(), Failed: a.current() && a.failure != nil, Took: a.took}
}

// phase says how far the check of the draft is; mu is held.
func (a *asker) phase() CheckPhase {
	switch {
	case a.running:
		return CheckRunning
	case a.timer != nil || a.postponed:
		return CheckWaiting
	case a.current() && a.failure != nil:
		return CheckFailed
	case a.current():
		return CheckDone
	case a.o.form.Plugin().From == catalog.FromNowhere:
		return CheckNone
	}
	return CheckLocal
}

// problem is why the validation failed as a whole, until the draft changes; mu
// is held.
func (a *asker) problem() *connect.Error {
	if a.current() {
		return a.failure
	}
	return nil
}

// note explains what the phase does not show; mu is held.
func (a *asker) note() string {
	switch {
	case a.postponed:
		return "The worker is not asked while a secret is being typed."
	case a.about != 0 && !a.current() && !a.running && a.timer == nil:
		return "Changed since the worker last checked."
	}
	return ""
}
