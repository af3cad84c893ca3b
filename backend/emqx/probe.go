package emqx

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// The ids of the steps of a test.
const (
	stepConnect = "connect"
	stepLogin   = "login"
	stepVersion = "version"
	stepTypes   = "plugins"
)

// Probe tests a profile step by step: connected, authorised, version, types. It sends what
// the app itself would send and changes nothing. onStep is called for every change of a
// step; it may be nil.
func Probe(ctx context.Context, o wire.Options, onStep func(connect.Step)) []connect.Step {
	p := newSteps(o, onStep)
	client, err := New(o)
	if err != nil {
		return p.fail(0, err)
	}
	defer client.Close()
	ctx = connect.WithoutRetry(ctx)
	p.begin(0)
	info, err := client.Identity(ctx)
	if err != nil {
		return p.fail(failedAt(err), err)
	}
	p.pass(0, client.base.Host())
	p.pass(1, whoAmI(o.Profile))
	p.pass(2, "EMQX "+info.Version)
	p.begin(3)
	types, err := client.Plugins(ctx, true)
	if err != nil {
		return p.fail(3, err)
	}
	p.pass(3, counted(types, client.Features()))
	return p.steps
}

func whoAmI(p connect.Profile) string {
	if p.Login == connect.LoginSession {
		return "as " + p.Username
	}
	return "with the API key " + p.Username
}

func counted(types []connect.Plugin, features worker.Features) string {
	if !features.Can(worker.Definitions) {
		return "not described by this cluster"
	}
	counts := map[connect.PluginKind]int{}
	for _, t := range types {
		counts[t.Type]++
	}
	return fmt.Sprintf("%d connector, %d action, %d source", counts[connect.KindShared], counts[connect.KindSink], counts[connect.KindSource])
}

// failedAt is the step at which the first call failed.
func failedAt(err error) int {
	e, ok := errors.AsType[*connect.Error](err)
	switch {
	case !ok:
		return 0
	case e.Code == connect.CodeUnauthorized, e.Code == connect.CodeForbidden:
		return 1
	case e.Status > 0, e.Code == connect.CodeNotConnect:
		return 2
	}
	return 0
}

type steps struct {
	steps  []connect.Step
	onStep func(connect.Step)
	now    func() time.Time
	begun  time.Time
}

func newSteps(o wire.Options, onStep func(connect.Step)) *steps {
	if onStep == nil {
		onStep = func(connect.Step) {}
	}
	p := &steps{onStep: onStep, now: o.Pace.Clock()}
	for _, t := range [][2]string{{stepConnect, "Connected"}, {stepLogin, "Authorised"}, {stepVersion, "Version"}, {stepTypes, "Types"}} {
		p.steps = append(p.steps, connect.Step{ID: t[0], Title: t[1], State: connect.StepNotReached, Fact: "not reached", Facts: []connect.Fact{}})
	}
	return p
}

func (p *steps) begin(i int) {
	p.begun = p.now()
	p.steps[i].State, p.steps[i].Fact = connect.StepRunning, ""
	p.onStep(p.steps[i])
}

func (p *steps) pass(i int, fact string) {
	s := &p.steps[i]
	if s.State == connect.StepRunning {
		s.Took = connect.Milli(p.now().Sub(p.begun))
	}
	s.State, s.Fact = connect.StepPassed, fact
	p.onStep(*s)
}

// fail fails a step; those before it have passed.
func (p *steps) fail(at int, err error) []connect.Step {
	for i := range at {
		p.pass(i, "")
	}
	s := &p.steps[at]
	s.State, s.Fact, s.Hint, s.Raw = connect.StepFailed, "failed", err.Error(), err.Error()
	if e, ok := errors.AsType[*connect.Error](err); ok {
		s.Hint, s.Raw = e.Text, e.Worker
		if s.Raw == "" && e.Err != nil {
			s.Raw = e.Err.Error()
		}
	}
	if at == 1 {
		s.Fact, s.Fix = "login refused", connect.FixLogin
	}
	p.onStep(*s)
	return p.steps
}
