package worker

import (
	"context"

	"sluiceway/backend/connect"
)

// ProfileField names a field of the profile form.
type ProfileField string

// The fields that a kind may ask for.
const (
	FieldURL          ProfileField = "url"
	FieldLogin        ProfileField = "login"
	FieldTrust        ProfileField = "trust"
	FieldTimeLimit    ProfileField = "time_limit"
	FieldSingleWorker ProfileField = "single_worker"
)

// Kind is one row of the table of kinds: what the profile form shows, and how
// a cluster of that kind is reached.
type Kind struct {
	ID     connect.Kind
	Title  string
	Fields []ProfileField
	Logins []connect.Login

	// Dial makes the worker of a profile. It sends nothing.
	Dial func(p connect.Profile, secret connect.Secret) (Worker, error)
	// Probe finds out which step of reaching a cluster fails; onStep is called for
	// every change of a step; it may be nil.
	Probe func(ctx context.Context, p connect.Profile, secret connect.Secret, onStep func(connect.Step)) []connect.Step
}

// Kinds is the table of kinds. The first one is that of profiles without a kind.
type Kinds []Kind

// Of returns the kind of a profile. A kind that this Sluiceway does not know,
// from a newer one, is CodeUnsupported.
func (k Kinds) Of(p connect.Profile) (Kind, error) {
	for _, kind := range k {
		if p.Kind == kind.ID || p.Kind == "" {
			return kind, nil
		}
	}
	return Kind{}, connect.Errorf(connect.CodeUnsupported, "This version of Sluiceway does not know the kind of cluster “%s”. The profile was left as it is.", p.Kind)
}
