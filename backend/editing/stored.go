package editing

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/form"
)

// ConfigView shows a stored config in the worker's groups, secrets hidden. It
// opens no draft.
func (s *Service) ConfigView(ctx context.Context, profile connect.ProfileID, name string) (View, error) {
	ctx = purpose(ctx, "show the config")
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return View{}, err
	}
	stored, err := conn.Worker.Connector(ctx, name)
	if err != nil {
		return View{}, err
	}
	key := catalog.Key{Profile: profile, Class: stored.Config[connect.KeyClass], Version: stored.Config[keyPluginVersion]}
	k := s.catalog.Definitions(ctx, conn, key)
	shape := form.Build(form.Input{
		Definitions: k.Definitions, Listed: k.Listed, Answer: k.Hidden, Config: stored.Config, Base: stored.Config,
		Fixed: stored.Config.Keys(), Secrecy: s.deps.Secrecy,
	})
	situation := form.Situation{Shape: shape, Config: stored.Config, Base: stored.Config, Edit: true}
	v := View{
		Draft: connect.Draft{Profile: profile, Mode: connect.DraftEdit, Name: name, Class: key.Class, Version: key.Version, Type: stored.Type, OpenedAt: s.deps.Now()},
		Shape: shape, Type: stored.Type, Values: shape.Values(stored.Config, stored.Config, nil, s.deps.Secrecy),
		State: State{State: situation.State(), Phase: CheckNone}, From: k.From, Problem: k.Problem,
		Versions: map[string]string{},
	}
	if v.Type == "" || v.Type == connect.TypeUnknown {
		v.Type = shape.Type()
	}
	return v, ctx.Err()
}

// RevealStored returns the stored text of one key.
func (s *Service) RevealStored(ctx context.Context, profile connect.ProfileID, name, key string) (string, error) {
	ctx = purpose(ctx, "show one value")
	conn, err := s.connect(ctx, profile)
	if err != nil {
		return "", err
	}
	stored, err := conn.Worker.Connector(ctx, name)
	if err != nil {
		return "", err
	}
	text, ok := stored.Config[key]
	if !ok {
		return "", connect.Errorf(connect.CodeNotFound, "“%s” is not set any more.", key)
	}
	return text, nil
}
