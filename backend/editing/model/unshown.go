package model

import (
	"maps"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// Withhold removes masks from a draft that was made from a stored config: a mask
// is not a value, so the secret must be typed again. An edit keeps masks that
// the cluster accepts as "unchanged".
func Withhold(d *connect.Draft, secrets worker.SecretsTrait, unshown []string) {
	if d.Mode == connect.DraftEdit && secrets == worker.SecretsMaskKeep {
		return
	}
	for _, key := range unshown {
		delete(d.Config, key)
		if d.Mode == connect.DraftCreate {
			delete(d.Base, key)
		}
		if !slices.Contains(d.MissingSecrets, key) {
			d.MissingSecrets = append(d.MissingSecrets, key)
		}
	}
	slices.Sort(d.MissingSecrets)
}

// unshown are the keys whose stored values the cluster masks.
type unshown map[string]bool

func (u unshown) add(keys []string) {
	for _, key := range keys {
		u[key] = true
	}
}

// with adds them to what is secret.
func (u unshown) with(secrecy form.Secrecy) form.Secrecy {
	return func(config connect.Config, definitions ...connect.Definition) map[string]bool {
		out := maps.Clone(secrecy(config, definitions...))
		for key := range u {
			if text, set := config[key]; set && !connect.HoldsPlaceholder(text) {
				if out == nil {
					out = map[string]bool{}
				}
				out[key] = true
			}
		}
		return out
	}
}

// unmasked is a stored config with the known values in place of its masks:
// whether such a value changed elsewhere cannot be seen.
func unmasked(stored worker.Stored, base connect.Config) connect.Config {
	out := stored.Config.Clone()
	for _, key := range stored.Unshown {
		if text, known := base[key]; known {
			out[key] = text
		}
	}
	return out
}

// untyped is the config of a draft with the masks of what was not typed again.
func untyped(d connect.Draft) connect.Config {
	out := d.Config.Clone()
	for _, key := range d.MissingSecrets {
		if text, stored := d.Base[key]; stored {
			out[key] = text
		}
	}
	return out
}

// unshow replaces the masks in a comparison by words.
func (s *Stored) unshow(lines []form.Line) {
	for i := range lines {
		l := &lines[i]
		if !slices.Contains(s.unshown, l.Key) {
			continue
		}
		l.Before = form.Unshown
		if l.Kind == form.DiffSame {
			l.After = form.Unshown
		}
	}
}
