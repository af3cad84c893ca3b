package confluent

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// ID is the kind that a profile of a cluster of Confluent Cloud stores.
const ID connect.Kind = "confluent"

// Kind returns the entry of Confluent Cloud in the table of kinds. log records every request;
// it may be nil.
func Kind(log *wire.CallLog) worker.Kind {
	options := func(p connect.Profile, secrets connect.Secrets) wire.Options {
		return wire.Options{Profile: p, Secrets: secrets, Log: log}
	}
	return worker.Kind{
		ProfileKind: worker.ProfileKind{
			ID: ID, Title: "Confluent Cloud",
			Fields: []worker.ProfileField{
				worker.FieldLogin, worker.FieldScope, worker.FieldEndpoint, worker.FieldTrust, worker.FieldProxy, worker.FieldTimeLimit,
			},
			Logins: []connect.Login{connect.LoginBasic},
			Words: map[string]string{
				"scope": "Cluster", "scopeExample": "env-abc123/lkc-abc123",
				"basic.username": "API key", "basic.password": "API secret",
			},
		},
		Dial: func(p connect.Profile, secrets connect.Secrets) (worker.Worker, error) {
			return New(options(p, secrets))
		},
		Discover: func(ctx context.Context, p connect.Profile, secrets connect.Secrets) ([]worker.Place, error) {
			return Discover(ctx, options(p, secrets))
		},
		Probe: func(ctx context.Context, p connect.Profile, secrets connect.Secrets, onStep func(connect.Step)) []connect.Step {
			return Probe(ctx, options(p, secrets), onStep)
		},
	}
}
