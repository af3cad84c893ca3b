package editing

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
)

// Reader shows stored configs. It opens no draft.
type Reader struct{ *core }

// ConfigView shows a stored config in the worker's groups, secrets hidden.
func (s *Reader) ConfigView(ctx context.Context, profile connect.ProfileID, name string) (View, error) {
	ctx = purpose(ctx, "show the config")
	conn, stored, err := s.read(ctx, profile, name)
	if err != nil {
		return View{}, err
	}
	unshown := map[string]bool{}
	for _, key := range stored.Unshown {
		unshown[key] = true
	}
	key := catalog.Key{Profile: profile, Class: stored.Config[connect.KeyClass], Version: stored.Config[catalog.KeyVersion]}
	k := s.catalog.Definitions(ctx, conn, key)
	shape := form.Build(form.Input{
		Definitions: k.Definitions, Listed: k.Listed, Answer: k.Hidden, Config: stored.Config, Base: stored.Config,
		Fixed: stored.Config.Keys(), Secrecy: s.deps.Secrecy,
	})
	situation := form.Situation{Shape: shape, Config: stored.Config, Base: stored.Config, Edit: true, Unshown: unshown, MaskKeeps: true} // for display only
	v := viewOf(connect.Draft{Profile: profile, Mode: connect.DraftEdit, Name: name, Class: key.Class, Version: key.Version, Type: stored.Type, OpenedAt: s.deps.Now()}, shape, k)
	v.Values = shape.Values(stored.Config, stored.Config, nil, s.deps.Secrecy)
	v.State = State{State: situation.State(), Check: CheckNone}
	form.MarkUnshown(v.Values, stored.Config, stored.Config, unshown)
	if v.Type == "" || v.Type == connect.TypeUnknown {
		v.Type = shape.Type()
	}
	return v, ctx.Err()
}

// RevealStored returns the stored text of one key.
func (s *Reader) RevealStored(ctx context.Context, profile connect.ProfileID, name, key string) (string, error) {
	ctx = purpose(ctx, "show one value")
	_, stored, err := s.read(ctx, profile, name)
	if err != nil {
		return "", err
	}
	if slices.Contains(stored.Unshown, key) {
		return "", connect.Errorf(connect.CodeUnsupported, "This cluster does not show the values of secrets.")
	}
	text, ok := stored.Config[key]
	if !ok {
		return "", connect.Errorf(connect.CodeNotFound, "“%s” is not set any more.", key)
	}
	return text, nil
}
