package workbench

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// Reach tries what a profile reaches before it is saved: its connection, its files, and what
// its scope can be.
type Reach struct{ w *Workbench }

// Test tests the connection of a profile that may not be saved yet, step
// by step, and stores nothing. It starts the profile's way in and ends it afterwards, unless
// the same one belongs to the stored profile. report is called for every change of a step; it may
// be nil.
func (r Reach) Test(ctx context.Context, input profile.Input, report func(connect.Step)) ([]connect.Step, error) {
	target, secrets, err := r.w.Profiles.Resolve(ctx, input)
	if err != nil {
		return []connect.Step{}, err
	}
	kind, err := r.w.Kinds.Of(target)
	if err != nil {
		return []connect.Step{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "test connection"})
	if report == nil {
		report = func(connect.Step) {}
	}
	if target.WayIn.Command != "" {
		way, done := r.w.ways.Borrow(target)
		defer done()
		way.Hurry()
	}
	steps := r.probe(ctx, kind, target, secrets, func(s connect.Step) { report(whole(s)) })
	for i := range steps {
		steps[i] = whole(steps[i])
	}
	return steps, ctx.Err()
}

// whole makes the lists of a step, because the page takes no null.
func whole(s connect.Step) connect.Step {
	s.Facts = append([]connect.Fact{}, s.Facts...)
	s.Chain = append([]connect.CertificateFact{}, s.Chain...)
	return s
}
