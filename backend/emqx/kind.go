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
// be nil.
func Kind(log *wire.CallLog) worker.Kind {
	options := func(p connect.Profile, secrets connect.Secrets) wire.Options {
		return wire.Options{Profile: p, Secrets: secrets, Log: log}
	}
	return worker.Kind{
		ProfileKind: worker.ProfileKind{
			ID: ID, Title: "EMQX",
			Fields: []worker.ProfileField{worker.FieldURL, worker.FieldLogin, worker.FieldTrust, worker.FieldProxy, worker.FieldTimeLimit},
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
