package workbench

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
)

// Places lists what the scope of a profile can be, with the login of the input: environments
// and clusters, or regions. The list is empty for a kind whose scope can only be typed. It
// stores nothing.
func (r Reach) Places(ctx context.Context, input profile.Input) ([]worker.Place, error) {
	target, secrets, err := r.w.Profiles.Resolve(ctx, input)
	if err != nil {
		return []worker.Place{}, err
	}
	kind, err := r.w.Kinds.Of(target)
	if err != nil || kind.Discover == nil {
		return []worker.Place{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "list what the scope can be"})
	places, err := kind.Discover(ctx, target, secrets)
	return filled(places), err
}

// filled returns places in which no list is nil.
func filled(places []worker.Place) []worker.Place {
	out := make([]worker.Place, len(places))
	for i, p := range places {
		p.Places = filled(p.Places)
		out[i] = p
	}
	return out
}
