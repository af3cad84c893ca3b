package apache

import (
	"slices"
	"strings"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
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

// probe holds the steps. The hooks of httptrace are called from other goroutines,
// possibly late.
type probe struct {
	options wire.Options
	base    wire.Base
	proxy   string // host and port of the proxy in between, if any
	onStep  func(connect.Step)
	now     func() time.Time

	mu     sync.Mutex
	steps  []connect.Step
	begun  time.Time // of the running step
	closed bool
}

func newProbe(o wire.Options, onStep func(connect.Step)) *probe {
	if onStep == nil {
		onStep = func(connect.Step) {}
	}
	p := &probe{options: o, onStep: onStep, now: o.Pace.Clock()}
	titles := [][2]string{{StepName, "Name resolved"}, {StepConnect, "Connected"}, {StepTLS, "TLS"}, {StepLogin, "Authorised"}, {StepVersion, "Version"}, {StepPlugins, "Plugins"}}
	for _, t := range titles {
		if t[0] == StepTLS && !secure(o.Profile.URL) {
			continue
		}
		p.steps = append(p.steps, connect.Step{ID: t[0], Title: t[1], State: connect.StepNotReached, Fact: "not reached", Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}})
	}
	return p
}

func secure(url string) bool { return strings.HasPrefix(url, "https:") }

func (p *probe) index(id string) int {
	return slices.IndexFunc(p.steps, func(s connect.Step) bool { return s.ID == id })
}

// begin starts a step unless a later one was reached.
func (p *probe) begin(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.beginLocked(id)
}

func (p *probe) beginLocked(id string) {
	i := p.index(id)
	if p.closed || i < 0 || p.steps[i].State != connect.StepNotReached {
		return
	}
	p.steps[i].State, p.steps[i].Fact, p.begun = connect.StepRunning, "", p.now()
	p.onStep(p.steps[i])
}

// pass ends a step and starts the next one. Earlier steps that had nothing to do
// pass, too.
func (p *probe) pass(id, fact string, facts []connect.Fact) {
	p.mu.Lock()
	defer p.mu.Unlock()
	last := p.index(id)
	if p.closed || last < 0 || p.steps[last].State == connect.StepPassed {
		return
	}
	for i := range p.steps[:last+1] {
		s := &p.steps[i]
		if s.State == connect.StepPassed {
			continue
		}
		if s.State == connect.StepRunning {
			s.Took = connect.Milli(p.now().Sub(p.begun))
		}
		s.State, s.Fact = connect.StepPassed, ""
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

// show adds the certificates to a step that is under way.
func (p *probe) show(id string, chain []connect.CertificateFact) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := p.index(id); i >= 0 && !p.closed && p.steps[i].State != connect.StepPassed {
		p.steps[i].Chain = chain
	}
}

// reached returns the first step that has not passed.
func (p *probe) reached() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.steps {
		if s.State != connect.StepPassed {
			return s.ID
		}
	}
	return StepPlugins
}

// failAt fails a step with the reason in why; later steps count as not reached.
func (p *probe) failAt(id string, why connect.Step) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.index(id)
	if p.closed || at < 0 {
		return
	}
	for i := range p.steps[at+1:] {
		s := &p.steps[at+1+i]
		if s.State == connect.StepRunning {
			s.State, s.Fact = connect.StepNotReached, "not reached"
			p.onStep(*s)
		}
	}
	s := &p.steps[at]
	if s.State == connect.StepRunning {
		s.Took = connect.Milli(p.now().Sub(p.begun))
	}
	s.State, s.Fact, s.Hint, s.Fix, s.Raw = connect.StepFailed, why.Fact, why.Hint, why.Fix, why.Raw
	s.Facts = append([]connect.Fact{}, why.Facts...)
	s.Chain = append(s.Chain, why.Chain...)
	p.onStep(*s)
}

// done ignores late hooks from then on. A step that was running when another one
// failed counts as not reached.
func (p *probe) done() []connect.Step {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	failed := slices.ContainsFunc(p.steps, func(s connect.Step) bool { return s.State == connect.StepFailed })
	for i := range p.steps {
		if failed && p.steps[i].State == connect.StepRunning {
			p.steps[i].State, p.steps[i].Fact = connect.StepNotReached, "not reached"
			p.onStep(p.steps[i])
		}
	}
	return slices.Clone(p.steps)
}
