package msk

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// ID is the kind that a profile of an Amazon MSK Connect region stores.
const ID connect.Kind = "msk"

// Kind returns the entry of Amazon MSK Connect in the table of kinds. log records every
// request; it may be nil.
func Kind(log *wire.CallLog) worker.Kind {
	options := func(p connect.Profile, secrets connect.Secrets) wire.Options {
		return wire.Options{Profile: p, Secrets: secrets, Log: log}
	}
	return worker.Kind{
		ProfileKind: worker.ProfileKind{
			ID: ID, Title: "Amazon MSK Connect",
			Fields: []worker.ProfileField{
				worker.FieldAccount, worker.FieldScope, worker.FieldEndpoint, worker.FieldTrust, worker.FieldProxy,
				worker.FieldTimeLimit,
			},
			Logins: []connect.Login{connect.LoginNone},
		},
		Dial: func(p connect.Profile, secrets connect.Secrets) (worker.Worker, error) {
			return New(options(p, secrets))
		},
		Discover: discover,
		Probe: func(ctx context.Context, p connect.Profile, secrets connect.Secrets, onStep func(connect.Step)) []connect.Step {
			return Probe(ctx, options(p, secrets), onStep)
		},
	}
}
