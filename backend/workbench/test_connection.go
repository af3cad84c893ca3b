package workbench

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// TestConnection tests the connection of a profile that may not be saved yet, step
// by step, and stores nothing. It starts the profile's way in and ends it afterwards, unless
// the same one belongs to the stored profile. report is called for every change of a step; it may
// be nil.
func (w *Workbench) TestConnection(ctx context.Context, input profile.Input, report func(connect.Step)) ([]connect.Step, error) {
	target, secrets, err := w.Profiles.Resolve(ctx, input)
	if err != nil {
		return []connect.Step{}, err
	}
	kind, err := w.Kinds.Of(target)
	if err != nil {
		return []connect.Step{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "test connection"})
	if report == nil {
		report = func(connect.Step) {}
	}
	if target.WayIn.Command != "" {
		way, done := w.ways.Borrow(target)
		defer done()
		way.Hurry()
	}
	steps := w.probe(ctx, kind, target, secrets, func(s connect.Step) { report(whole(s)) })
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
