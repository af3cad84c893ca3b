package emqx

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// ID is the kind that a profile of an EMQX cluster stores.
const ID connect.Kind = "emqx"

// Kind returns the entry of EMQX in the table of kinds. log records every request; it may
// be nil. wayIn returns the way in of a profile, or nil if it has none; it may be nil.
func Kind(log *wire.CallLog, wayIn func(connect.Profile) wire.WayIn) worker.Kind {
	options := func(p connect.Profile, secrets connect.Secrets) wire.Options {
		o := wire.Options{Profile: p, Secrets: secrets, Log: log}
		if wayIn != nil {
			o.WayIn = wayIn(p)
		}
		return o
	}
	return worker.Kind{
		ProfileKind: worker.ProfileKind{
			ID: ID, Title: "EMQX",
			Fields: []worker.ProfileField{worker.FieldURL, worker.FieldLogin, worker.FieldCertificate, worker.FieldHeaders, worker.FieldTrust, worker.FieldProxy, worker.FieldWayIn, worker.FieldTimeLimit},
			Logins: []connect.Login{connect.LoginBasic, connect.LoginSession},
			Words: map[string]string{
				"url": "Server URL", "urlExample": "http://localhost:18083",
				"basic": "API key", "basic.username": "API key", "basic.password": "API secret",
				"session": "User",
			},
		},
		Dial: func(p connect.Profile, secrets connect.Secrets) (worker.Worker, error) {
			return New(options(p, secrets))
		},
		Probe: func(ctx context.Context, p connect.Profile, secrets connect.Secrets, onStep func(connect.Step)) []connect.Step {
			return Probe(ctx, options(p, secrets), onStep)
		},
	}
}
