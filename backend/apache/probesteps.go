package apache

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// The ids of the steps.
const (
	StepProxy   = "proxy" // only if there is one
	StepName    = "name"
	StepConnect = "connect"
	StepTLS     = "tls"   // of https only
	StepToken   = "token" // of OAuth only
	StepLogin   = "login"
	StepVersion = "version"
	StepGroup   = "group" // only if the profile has a group id or several workers
	StepPlugins = "plugins"
)

// probe holds the steps. The hooks of httptrace are called from other goroutines,
// possibly late.
type probe struct {
	options wire.Options
	base    wire.Base
	proxy   *url.URL // in between; nil: none
	onStep  func(connect.Step)
	now     func() time.Time

	mu     sync.Mutex
	steps  []connect.Step
	begun  time.Time // of the running step
	closed bool
	skew   time.Duration // this computer's clock minus the other, if that is noteworthy
	dated  string        // the host with the other clock
	told   bool          // whether it took one is among the facts
	asked  bool          // the worker asked for a client certificate
	inner  bool          // the TLS connection to an https proxy is there
}

func newProbe(o wire.Options, onStep func(connect.Step)) *probe {
	if onStep == nil {
		onStep = func(connect.Step) {}
	}
	p := &probe{options: o, onStep: onStep, now: o.Pace.Clock()}
	if base, err := wire.NewBase(o.Profile.URL); err == nil {
		p.base = base
		if proxy, err := base.Proxy(o); err == nil {
			p.proxy = proxy
		}
	}
	absent := map[string]bool{
		StepProxy: p.proxy == nil,
		StepTLS:   !secure(o.Profile.URL),
		StepToken: o.Profile.Login != connect.LoginOAuth,
		StepGroup: o.Profile.GroupID == "" && len(o.Profile.MoreURLs) == 0,
	}
	titles := [][2]string{
		{StepProxy, "Proxy"},
		{StepName, "Name resolved"},
		{StepConnect, "Connected"},
		{StepTLS, "TLS"},
		{StepToken, "Token"},
		{StepLogin, "Authorised"},
		{StepVersion, "Version"},
		{StepGroup, "Group"},
		{StepPlugins, "Plugins"},
	}
	for _, t := range titles {
		if absent[t[0]] {
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

// add adds facts to a step that has passed.
func (p *probe) add(id string, facts ...connect.Fact) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := p.index(id); i >= 0 && !p.closed && len(facts) > 0 {
		p.steps[i].Facts = append(p.steps[i].Facts, facts...)
		p.onStep(p.steps[i])
	}
}

// reopen makes a step that has passed fail-able again, with the steps after it.
func (p *probe) reopen(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.index(id)
	for i := range p.steps[max(at, 0):] {
		s := &p.steps[at+i]
		if s.State == connect.StepPassed {
			s.State, s.Fact = connect.StepNotReached, "not reached"
		}
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
	s.State, s.Fact, s.Hint, s.Fix, s.Raw = connect.StepFailed, why.Fact, why.Hint, why.Fix, p.mask(why.Raw)
	s.Facts = append(s.Facts, why.Facts...)
	if len(why.Chain) > 0 {
		s.Chain = why.Chain
	}
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
