package apache

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

// ID is the kind that a profile of an Apache Kafka Connect cluster stores.
const ID connect.Kind = "apache"

// Kind returns the entry of Apache Kafka Connect in the table of kinds. log records
// every request; it may be nil. wayIn returns the way in of a profile, or nil if it has
// none; it may be nil.
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
			ID: ID, Title: "Apache Kafka Connect",
			Fields: []worker.ProfileField{
				worker.FieldURL, worker.FieldMoreURLs, worker.FieldLogin, worker.FieldCertificate, worker.FieldHeaders, worker.FieldTrust,
				worker.FieldProxy, worker.FieldWayIn, worker.FieldTimeLimit, worker.FieldSingleWorker, worker.FieldGroup,
			},
			Logins: []connect.Login{connect.LoginNone, connect.LoginBasic, connect.LoginBearer, connect.LoginOAuth},
		},
		Dial: func(p connect.Profile, secrets connect.Secrets) (worker.Worker, error) {
			return New(options(p, secrets))
		},
		Probe: func(ctx context.Context, p connect.Profile, secrets connect.Secrets, onStep func(connect.Step)) []connect.Step {
			return Probe(ctx, options(p, secrets), onStep)
		},
	}
}
