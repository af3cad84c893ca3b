package editing

import (
	"context"
	"fmt"
	"log/slog"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/model"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// provision adds what a new connector needs besides its config, if the cluster has such
// settings. Those of a new draft start as a copy of another connector of the class, if there
// is one. It returns notes for the person.
func (s *Opener) provision(ctx context.Context, conn worker.Connection, o *model.Options) []string {
	if o.Draft.Mode != connect.DraftCreate || conn.Worker == nil || !conn.Features().Can(worker.Provision) {
		return nil
	}
	provisioner, err := worker.Role[worker.Provisioner](ctx, conn.Worker, worker.Provision)
	if err != nil {
		return nil
	}
	begun := o.Draft.Settings != nil
	like := ""
	if !begun {
		like = likeness(o.Draft, o.Neighbours)
	}
	found, err := provisioner.Settings(ctx, like)
	if err != nil && like != "" && ctx.Err() == nil {
		s.deps.Log.Info("no settings to copy", slog.Any("cause", err))
		like = ""
		found, err = provisioner.Settings(ctx, like)
	}
	if err != nil {
		text := model.AsError(err, "").Text
		return []string{"What a connector of this cluster needs besides its config could not be read, so it cannot be filled in. Close the form and open it again later. " + text}
	}
	var notes []string
	if !begun {
		o.Draft.Settings = valuesOf(found, like)
		o.Draft.BaseSettings = o.Draft.Settings.Clone()
		if like != "" && len(found) > 0 {
			notes = append(notes, fmt.Sprintf("%s: copied from “%s”.", found[0].Definition.Group, like))
		}
	}
	o.Settings, o.Check = found, s.settingsCheck(found)
	for _, one := range found {
		if one.Note != "" {
			notes = append(notes, one.Definition.DisplayName+": "+one.Note)
		}
	}
	return notes
}

// likeness returns the connector whose settings a new draft starts with, or nothing.
func likeness(draft connect.Draft, neighbours []form.Neighbour) string {
	for _, n := range neighbours {
		if draft.From == fromCopy && n.Name == draft.FromName {
			return n.Name
		}
	}
	if len(neighbours) > 0 {
		return neighbours[0].Name
	}
	return ""
}

// valuesOf returns the values of a connector. Without one all settings are unset, so that
// their defaults apply.
func valuesOf(found []worker.Setting, like string) connect.Config {
	out := connect.Config{}
	for _, one := range found {
		if like != "" && one.Value != "" {
			out[one.Definition.Name] = one.Value
		}
	}
	return out
}

func (s *Opener) settingsCheck(found []worker.Setting) Check {
	definitions := make([]connect.Definition, len(found))
	for i, one := range found {
		definitions[i] = one.Definition
	}
	check, err := s.deps.Compile(definitions)
	if err != nil {
		s.deps.Log.Warn("no local check of the settings", slog.Any("cause", err))
		return nil
	}
	return check
}
