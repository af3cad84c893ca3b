package editing

import (
	"context"
	"regexp"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

const (
	// askAfter is how long a draft must rest before the worker is asked.
	askAfter = 500 * time.Millisecond
	// slowAnswer ends asking without a key press: such a plugin dials out.
	slowAnswer = 2 * time.Second
)

// asking is the worker's check of one form: at most one call at a time, the
// newest draft wins, an answer about an older one has no effect.
type asking struct {
	timer   *time.Timer
	held    bool               // due, but a secret has the focus
	cancel  context.CancelFunc // of the call under way
	done    chan struct{}      // closed when it is over
	turn    int                // grows with every call and every cancel
	running bool

	slow, login bool
	at          time.Time
	took        time.Duration
	about       int // the edits that the last outcome is about, plus one; 0: none
	failure     *connect.Error
}

// asks decides about asking by itself, as DESIGN.md §5 says; mu is held.
func (o *opened) asks() Asks {
	settings := o.s.deps.Settings()
	switch {
	case !settings.WhileTyping:
		return Asks{Reason: ReasonOff}
	case o.peek().Profile.Production() && !settings.OnProduction:
		return Asks{Reason: ReasonProduction}
	case o.asking.slow:
		return Asks{Reason: ReasonSlow}
	case o.asking.login:
		return Asks{Reason: ReasonLogin}
	}
	return Asks{Auto: true}
}

// askSoon has the worker asked when the draft has rested for d; mu is held.
func (o *opened) askSoon(d time.Duration) {
	if o.left || !o.asks().Auto || !o.askable() {
		return
	}
	edits := o.edits
	o.asking.timer = o.s.after(d, func(ctx context.Context) { o.askDue(ctx, edits) })
}

// askable reports whether an answer can be expected: there is a plugin, and
// a sink has its topics where the worker would throw without them.
func (o *opened) askable() bool {
	conn := o.peek()
	if conn.Worker == nil || o.known.From == FromNowhere {
		return false
	}
	_, list := o.draft.Config["topics"]
	_, pattern := o.draft.Config["topics.regex"]
	return o.shape.Type() != connect.TypeSink || list != pattern || conn.Features().Can(worker.ValidateBare)
}

// dropAsking cancels what is due or under way; mu is held.
func (o *opened) dropAsking() {
	a := &o.asking
	if a.timer != nil {
		a.timer.Stop()
		a.timer = nil
	}
	a.held = false
	a.turn++
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
	a.running = false
}

// endAsking is dropAsking for a form that is left.
func (o *opened) endAsking() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.dropAsking()
}

// askDue runs when the draft has rested.
func (o *opened) askDue(ctx context.Context, edits int) {
	o.mu.Lock()
	if o.left || o.edits != edits || o.asking.timer == nil {
		o.mu.Unlock()
		return
	}
	o.asking.timer = nil
	if f, ok := o.shape.Field(o.focus); ok && f.Secret {
		o.asking.held = true
		o.mu.Unlock()
		return
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{Text: "check the form"})
	_ = o.askAndUnlock(ctx) // the outcome is in the state of the form
}

// ask validates the draft now and waits. A newer call or an edit cancels it;
// then its answer is dropped and the error is CodeCanceled.
func (o *opened) ask(ctx context.Context) error {
	o.mu.Lock()
	return o.askAndUnlock(ctx)
}

// askAndUnlock is ask with mu held at its start, so that nothing that was due
// can come in behind, and cancel, what a person asked for since.
func (o *opened) askAndUnlock(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.dropAsking()
	a := &o.asking
	before, done := a.done, make(chan struct{})
	a.done, a.cancel, a.running = done, cancel, true
	turn, edits, class, config := a.turn, o.edits, o.draft.Class, o.draft.Config.Clone()
	revision := o.changed()
	o.mu.Unlock()
	defer close(done)
	o.announce(revision)
	if before != nil {
		<-before // one in flight: a cancelled call ends before the next begins
	}
	if ctx.Err() != nil {
		o.stopped(turn)
		return ctx.Err()
	}
	start := o.now()
	v, err := o.validate(ctx, class, config)
	return o.answered(turn, edits, config, v, err, o.now().Sub(start))
}

func (o *opened) validate(ctx context.Context, class string, config connect.Config) (connect.Validation, error) {
	conn, err := o.connect(ctx)
	if err != nil {
		return connect.Validation{}, err
	}
	return catalog.Validate(ctx, conn.Worker, class, config)
}

// stopped notes that a call which was not made is over.
func (o *opened) stopped(turn int) {
	o.mu.Lock()
	if o.asking.turn == turn {
		o.asking.running, o.asking.cancel = false, nil
	}
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
}

// answered takes an answer in, unless it is late.
func (o *opened) answered(turn, edits int, sent connect.Config, v connect.Validation, err error, took time.Duration) error {
	o.mu.Lock()
	a := &o.asking
	if took > slowAnswer {
		a.slow = true
	}
	if a.turn != turn || o.left {
		o.mu.Unlock()
		return context.Canceled
	}
	a.running, a.cancel = false, nil
	switch {
	case err == nil:
		a.at, a.took, a.about, a.failure = o.now(), took, edits+1, nil
		o.take(v, sent)
	case connect.CodeOf(err) == connect.CodeCanceled:
	default:
		a.at, a.took, a.about, a.failure = o.now(), took, edits+1, o.mask(err, "The worker could not check the config. The form stays usable.")
		a.login = a.login || connectionWords.MatchString(a.failure.Worker)
		if a.failure.Code == connect.CodeWorker {
			o.s.after(0, o.learnParts) // the worker answers, its plugin fails
		}
	}
	revision := o.changed()
	o.mu.Unlock()
	o.announce(revision)
	return err
}

// take keeps what a form may keep of a validation; mu is held.
func (o *opened) take(v connect.Validation, sent connect.Config) {
	answer := form.Read(v, sent, nil, o.s.deps.Secrecy)
	answer.Remember(o.shapeAnswer())
	o.answer = answer
	if o.answer.ErrorCount > 0 && len(o.answer.Findings) == 0 {
		o.asking.failure = connect.Errorf(connect.CodeInvalid, "The worker counts %s, but names no setting.", plural(o.answer.ErrorCount, "problem"))
	}
	o.reshape()
	o.s.catalog.Require(o.source.generation, o.pluginKey(), o.lasting(answer.Required))
	local := map[string]bool{}
	for _, p := range o.situation().Problems() {
		if p.Source == form.SourceLocal {
			local[p.Key] = true
		}
	}
	for _, f := range o.answer.Findings {
		field, _ := o.shape.Field(f.Key)
		if sent[f.Key] != "" && !local[f.Key] && (field.Secret || connectionKey.MatchString(f.Key)) {
			o.asking.login = true
		}
	}
}

// lasting are the keys that any config of the plugin has to set, without those
// of the transforms and other parts that this draft names; mu is held.
func (o *opened) lasting(required map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, d := range o.known.Definitions {
		if required[d.Name] {
			out[d.Name] = true
		}
	}
	for key := range required {
		if f, ok := o.shape.Field(key); ok && f.Family != "" {
			out[key] = true
		}
	}
	return out
}

// connectionKey matches keys that say where and as whom to connect. A wrong
// value there was tried out, and the next try may lock an account.
var connectionKey = regexp.MustCompile(`(?i)(?:^|[._-])(?:host|hosts|hostname|port|server|servers|bootstrap|url|urls|uri|endpoint|endpoints|address|addresses|connection|dsn|user|username|login|account|auth|credentials?|tenant|database|dbname)(?:$|[._-])`)

// connectionWords finds the same in a text without a key.
var connectionWords = regexp.MustCompile(`(?i)connection|connect to|authenticat|authori[sz]|log ?in|password|credential|access denied|timed? ?out|unknown host|refused`)

// phase is called with mu held.
func (o *opened) phase() CheckPhase {
	a := &o.asking
	switch {
	case a.running:
		return CheckRunning
	case a.timer != nil || a.held:
		return CheckWaiting
	case a.about == o.edits+1 && a.failure != nil:
		return CheckFailed
	case a.about == o.edits+1:
		return CheckDone
	case o.known.From == FromNowhere:
		return CheckNone
	}
	return CheckLocal
}

// problem is that of the validation as a whole, while the draft is the one
// that was validated.
func (o *opened) problem() *connect.Error {
	if o.asking.about == o.edits+1 {
		return o.asking.failure
	}
	return nil
}

// note explains what the phase does not; mu is held.
func (o *opened) note() string {
	a := &o.asking
	switch {
	case a.held:
		return "The worker is not asked while a secret is being typed."
	case a.about != 0 && a.about != o.edits+1 && !a.running && a.timer == nil:
		return "Changed since the worker last checked."
	}
	return ""
}

// Validate asks the worker now, whatever the settings, and waits. The state is
// valid with an error too; CodeCanceled means that ctx ended.
func (s *Service) Validate(ctx context.Context, id connect.DraftID) (State, error) {
	o, err := s.form(id)
	if err != nil {
		return State{}, err
	}
	o.mu.Lock()
	o.attempted = true
	o.mu.Unlock()
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "check the form"})
	_ = o.ask(ctx) // the outcome is in the state of the form
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state(), ctx.Err()
}
