package msk

import (
	"context"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// The ids of the steps.
const (
	StepConfig  = "config"
	StepLogin   = "login"
	StepService = "service"
	StepPlugins = "plugins"
)

// Probe tests the connection: the AWS configuration, the login, the list of connectors, and
// the list of custom plugins, which only a create needs. It changes nothing. onStep is called
// for every change of a step; it may be nil.
func Probe(ctx context.Context, o wire.Options, onStep func(connect.Step)) []connect.Step {
	p := newProbe(o, onStep)
	ctx = connect.WithoutRetry(ctx)
	var c *Client
	p.step(StepConfig, func() (fact string, err error) {
		if c, err = New(o); err != nil {
			return "", err
		}
		return c.region + " at " + c.base.Host(), nil
	})
	if c != nil {
		defer c.Close()
	}
	p.step(StepLogin, func() (string, error) {
		keys, err := c.keys.Retrieve(ctx)
		if err != nil {
			return "", c.noLogin(call{}, err)
		}
		return "from " + keys.Source, nil
	})
	p.step(StepService, func() (string, error) {
		_, err := c.Identity(ctx)
		return "answers", err
	})
	p.step(StepPlugins, func() (string, error) {
		found, err := c.customPlugins(ctx)
		if connect.CodeOf(err) == connect.CodeForbidden {
			return "may not be listed, so a new connector needs a typed ARN", nil
		}
		return fmt.Sprintf("%d custom", len(found)), err
	})
	return p.steps
}

// probe runs the steps in order until one fails.
type probe struct {
	o      wire.Options
	onStep func(connect.Step)
	steps  []connect.Step
	next   int
	failed bool
}

func newProbe(o wire.Options, onStep func(connect.Step)) *probe {
	if onStep == nil {
		onStep = func(connect.Step) {}
	}
	p := &probe{o: o, onStep: onStep}
	for _, t := range [][2]string{{StepConfig, "AWS configuration"}, {StepLogin, "AWS login"}, {StepService, "MSK Connect"}, {StepPlugins, "Custom plugins"}} {
		p.steps = append(p.steps, connect.Step{ID: t[0], Title: t[1], State: connect.StepNotReached, Fact: "not reached", Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}})
	}
	return p
}

func (p *probe) step(id string, run func() (string, error)) {
	s := &p.steps[p.next]
	if p.next++; p.failed || s.ID != id {
		return
	}
	now := p.o.Pace.Clock()
	begun := now()
	s.State, s.Fact = connect.StepRunning, ""
	p.onStep(*s)
	fact, err := run()
	s.Took, s.State, s.Fact = connect.Milli(now().Sub(begun)), connect.StepPassed, fact
	if err != nil {
		e := connect.AsError(err)
		p.failed = true
		s.State, s.Fact, s.Hint, s.Raw = connect.StepFailed, "failed", e.Text, e.Worker
		if e.Code == connect.CodeUnauthorized {
			s.Fact, s.Fix = "login refused", connect.FixLogin
		}
	}
	p.onStep(*s)
}
