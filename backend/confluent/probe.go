package confluent

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// The ids of the steps.
const (
	StepConnect = "connect"
	StepLogin   = "login"
	StepCluster = "cluster"
	StepPlugins = "plugins"
)

// probe holds the steps.
type probe struct {
	onStep func(connect.Step)
	now    func() time.Time
	steps  []connect.Step
	begun  time.Time
}

// Probe tests the connection to a cluster: connected, API key accepted, cluster found, plugins
// listed. It reads what a poll reads, and changes nothing. onStep is called for every change
// of a step; it may be nil.
func Probe(ctx context.Context, o wire.Options, onStep func(connect.Step)) []connect.Step {
	if onStep == nil {
		onStep = func(connect.Step) {}
	}
	p := &probe{onStep: onStep, now: o.Pace.Clock()}
	for _, s := range [][2]string{{StepConnect, "Connected"}, {StepLogin, "Authorised"}, {StepCluster, "Cluster"}, {StepPlugins, "Plugins"}} {
		p.steps = append(p.steps, connect.Step{ID: s[0], Title: s[1], State: connect.StepNotReached, Fact: "not reached", Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}})
	}
	client, err := New(o)
	if err != nil {
		return p.fail(StepConnect, err)
	}
	defer client.Close()
	ctx = connect.WithoutRetry(ctx)
	p.begin(StepConnect)
	names, err := client.Names(ctx)
	if err != nil {
		return p.fail(stepOf(err), err)
	}
	p.pass(StepConnect, client.root.Host())
	p.pass(StepLogin, "API key "+o.Profile.Username)
	p.pass(StepCluster, o.Profile.Scope+", "+count(len(names), "connector"))
	p.begin(StepPlugins)
	found, err := client.Plugins(ctx, true)
	if err != nil {
		return p.fail(StepPlugins, err)
	}
	counts := map[connect.PluginKind]int{}
	for _, one := range found {
		counts[one.Type]++
	}
	p.pass(StepPlugins, fmt.Sprintf("%d source, %d sink", counts[connect.KindSource], counts[connect.KindSink]))
	return p.steps
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// stepOf returns the step at which the list could not be read.
func stepOf(err error) string {
	e := connect.AsError(err)
	switch {
	case e.Code == connect.CodeUnauthorized, e.Code == connect.CodeForbidden, e.Code == connect.CodeKeyring, e.Code == connect.CodeKeyringWait, e.Code == connect.CodeSecretMissing:
		return StepLogin
	case e.Status > 0 && e.Code != connect.CodeNotConnect:
		return StepCluster
	}
	return StepConnect
}

func (p *probe) step(id string) *connect.Step {
	return &p.steps[slices.IndexFunc(p.steps, func(s connect.Step) bool { return s.ID == id })]
}

func (p *probe) begin(id string) {
	s := p.step(id)
	s.State, s.Fact, p.begun = connect.StepRunning, "", p.now()
	p.onStep(*s)
}

func (p *probe) pass(id, fact string) {
	s := p.step(id)
	if s.State == connect.StepRunning {
		s.Took = connect.Milli(p.now().Sub(p.begun))
	}
	s.State, s.Fact = connect.StepPassed, fact
	p.onStep(*s)
}

// fail fails a step; those before it have passed.
func (p *probe) fail(id string, err error) []connect.Step {
	for i := range p.steps {
		if p.steps[i].ID == id {
			break
		}
		if p.steps[i].State != connect.StepPassed {
			p.pass(p.steps[i].ID, "")
		}
	}
	s := p.step(id)
	e := connect.AsError(err)
	s.State, s.Fact, s.Hint, s.Raw = connect.StepFailed, "failed", e.Text, e.Worker
	switch e.Code {
	case connect.CodeUnauthorized:
		s.Fact, s.Fix = "API key refused", connect.FixLogin
	case connect.CodeForbidden:
		s.Fact, s.Fix = "not allowed", connect.FixLogin
	default:
		if e.Status > 0 {
			s.Fact = fmt.Sprintf("answered %d", e.Status)
		}
	}
	if s.Raw == "" && e.Err != nil {
		s.Raw = innermost(e.Err)
	}
	p.onStep(*s)
	return p.steps
}

// innermost removes what libraries put in front, such as the URL.
func innermost(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
