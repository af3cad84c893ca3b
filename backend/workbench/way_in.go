package workbench

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/wayin"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// stepWayIn is the id of the first step of a test, if the profile has a way in.
const stepWayIn = "way_in"

// wayIn returns the way in of a profile for its adapter, or nil if it has none.
func (r Reach) wayIn(p connect.Profile) wire.WayIn {
	if p.WayIn.Command == "" {
		return nil
	}
	return r.w.ways.Of(p)
}

// storeWays ends the ways in of profiles that were changed or deleted.
func (r Reach) storeWays(ctx context.Context) error {
	profiles, err := r.w.Store.Profiles(ctx)
	if err != nil {
		return err
	}
	r.w.ways.Store(profiles)
	return nil
}

// probe tests a connection step by step, and its way in first.
func (r Reach) probe(ctx context.Context, kind worker.Kind, p connect.Profile, secrets connect.Secrets, report func(connect.Step)) []connect.Step {
	if p.WayIn.Command == "" {
		return kind.Probe(ctx, p, secrets, report)
	}
	if report == nil {
		report = func(connect.Step) {}
	}
	way := r.w.ways.Of(p)
	begun := r.w.Now()
	step := connect.Step{ID: stepWayIn, Title: "Way in", State: connect.StepRunning, Facts: []connect.Fact{}}
	report(step)
	port, err := way.Open(ctx)
	step.Took = connect.Milli(r.w.Now().Sub(begun))
	step.State, step.Fact = connect.StepPassed, fmt.Sprintf("%s is running, port %d", way.Program(), port)
	if err != nil {
		step.State, step.Fact, step.Hint = connect.StepFailed, "failed", connect.ProblemOf(err).Text
		if why, ok := errors.AsType[*wayin.Failure](err); ok {
			step.Fact = why.Short
		}
	}
	step.Raw = redact.Text(strings.Join(way.Lines(), "\n"), revealed(secrets)...)
	report(step)
	if err == nil {
		return append([]connect.Step{step}, kind.Probe(ctx, p, secrets, report)...)
	}
	return append([]connect.Step{step}, notReached(ctx, kind, p, secrets)...)
}

// notReached returns the steps of a kind that come after a way in that failed. A probe that
// was cancelled before it started sends nothing.
func notReached(ctx context.Context, kind worker.Kind, p connect.Profile, secrets connect.Secrets) []connect.Step {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	steps := kind.Probe(ctx, p, secrets, nil)
	for i, s := range steps {
		steps[i] = connect.Step{ID: s.ID, Title: s.Title, State: connect.StepNotReached, Fact: "not reached", Facts: []connect.Fact{}}
	}
	return steps
}

func revealed(secrets connect.Secrets) []string {
	var out []string
	for _, secret := range secrets {
		if !secret.Empty() {
			out = append(out, secret.Reveal())
		}
	}
	return out
}
