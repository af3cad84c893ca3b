package rest

import (
	"slices"
	"sync"
	"time"
)

// StepState is passed, failed, running or not_reached.
type StepState string

// The states of a step.
const (
	StepPassed     StepState = "passed"
	StepFailed     StepState = "failed"
	StepRunning    StepState = "running"
	StepNotReached StepState = "not_reached"
)

// The ids of the steps.
const (
	StepName    = "name"
	StepConnect = "connect"
	StepTLS     = "tls"
	StepLogin   = "login"
	StepVersion = "version"
	StepPlugins = "plugins"
)

// Step is one step of a probe. Fact is a few words beside the title; Hint says
// in sentences why it failed and what to do. Fix names what the page can
// offer: "", "add_ca", "skip_verify", "login", "http", "https". Raw is the
// error itself.
type Step struct {
	ID    string
	Title string
	State StepState
	Fact  string
	Took  time.Duration
	Hint  string
	Facts []Fact
	Fix   string
	Raw   string
}

// Fact is a labelled text.
type Fact struct{ Label, Value string }

// probe keeps the steps. The hooks of httptrace come from other goroutines and
// may come late.
type probe struct {
	base   base
	proxy  string // host and port of the proxy in between, if any
	onStep func(Step)
	now    func() time.Time

	mu     sync.Mutex
	steps  []Step
	begun  time.Time // of the running step
	closed bool
}

func newProbe(o Options, onStep func(Step)) *probe {
	if onStep == nil {
		onStep = func(Step) {}
	}
	p := &probe{onStep: onStep, now: o.pace.orReal().now}
	titles := [][2]string{{StepName, "Name resolved"}, {StepConnect, "Connected"}, {StepTLS, "TLS"}, {StepLogin, "Authorised"}, {StepVersion, "Version"}, {StepPlugins, "Plugins"}}
	for _, t := range titles {
		if t[0] == StepTLS && !secure(o.Profile.URL) {
			continue
		}
		p.steps = append(p.steps, Step{ID: t[0], Title: t[1], State: StepNotReached, Fact: "not reached", Facts: []Fact{}})
	}
	return p
}

func secure(url string) bool { return len(url) > 6 && url[:6] == "https:" }

func (p *probe) index(id string) int {
	return slices.IndexFunc(p.steps, func(s Step) bool { return s.ID == id })
}

// begin starts a step unless it was left behind already.
func (p *probe) begin(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.beginLocked(id)
}

func (p *probe) beginLocked(id string) {
	i := p.index(id)
	if p.closed || i < 0 || p.steps[i].State != StepNotReached {
		return
	}
	p.steps[i].State, p.steps[i].Fact, p.begun = StepRunning, "", p.now()
	p.onStep(p.steps[i])
}

// pass ends a step and begins the next. Steps before it that had nothing to do
// are passed, too.
func (p *probe) pass(id, fact string, facts []Fact) {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := p.index(id)
	if p.closed || last < 0 || p.steps[last].State == StepPassed {
		return
	}
	for i := range p.steps[:last+1] {
		s := &p.steps[i]
		if s.State == StepPassed {
			continue
		}
		if s.State == StepRunning {
			s.Took = p.now().Sub(p.begun)
		}
		s.State, s.Fact = StepPassed, ""
		if i == last {
			s.Fact = fact
			s.Facts = append(s.Facts, facts...)
		}
		p.onStep(*s)
	}
	if last+1 < len(p.steps) {
		p.beginLocked(p.steps[last+1].ID)
	}
}

// reached is the first step that did not pass.
func (p *probe) reached() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.steps {
		if s.State != StepPassed {
			return s.ID
		}
	}
	return StepPlugins
}

// failAt fails a step with what is set in why; a later one that had begun was
// not reached after all.
func (p *probe) failAt(id string, why Step) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.index(id)
	if p.closed || at < 0 {
		return
	}
	for i := range p.steps[at+1:] {
		s := &p.steps[at+1+i]
		if s.State == StepRunning {
			s.State, s.Fact = StepNotReached, "not reached"
			p.onStep(*s)
		}
	}
	s := &p.steps[at]
	if s.State == StepRunning {
		s.Took = p.now().Sub(p.begun)
	}
	s.State, s.Fact, s.Hint, s.Fix, s.Raw = StepFailed, why.Fact, why.Hint, why.Fix, why.Raw
	s.Facts = append([]Fact{}, why.Facts...)
	p.onStep(*s)
}

// done closes the probe for late hooks. A step that only began while another
// failed was not reached.
func (p *probe) done() []Step {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	failed := slices.ContainsFunc(p.steps, func(s Step) bool { return s.State == StepFailed })
	for i := range p.steps {
		if failed && p.steps[i].State == StepRunning {
			p.steps[i].State, p.steps[i].Fact = StepNotReached, "not reached"
			p.onStep(p.steps[i])
		}
	}
	return slices.Clone(p.steps)
}
