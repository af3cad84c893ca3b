package confluent

import (
	"sync"

	"sluiceway/backend/worker"
)

// abilities has the features of the service, corrected by its answers. It is safe for
// concurrent use.
type abilities struct {
	mu  sync.Mutex
	now worker.Features
}

func (a *abilities) features() worker.Features {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now
}

// answered records that the service answered.
func (a *abilities) answered() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.now.Known() {
		a.now = all()
	}
}

// deny records that the service does not have a call.
func (a *abilities) deny(f worker.Feature) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.now.Known() {
		a.now = all()
	}
	a.now = a.now.Without(f, "Confluent Cloud answered that it has no such call. Some calls are a preview that is not open to everybody.")
}

func (a *abilities) lacks(f worker.Feature) bool {
	features := a.features()
	return f != "" && features.Known() && !features.Can(f)
}

// all returns what the service can do, and why it cannot do the rest.
func all() worker.Features {
	const whole = "Confluent Cloud restarts a connector only as a whole."
	return worker.NewFeatures([]worker.Feature{
		worker.ListConfigs, worker.Tasks, worker.Definitions, worker.WholeDefinitions, worker.Validate, worker.ValidateBare, worker.Create, worker.Edit, worker.SaveRestarts,
		worker.Delete, worker.Pause, worker.Restart, worker.Offsets, worker.AlterOffsets, worker.Operations,
	}, map[worker.Feature]string{
		worker.PluginKinds:   "Confluent Cloud lists only connectors, not transforms, predicates or converters.",
		worker.StatusVersion: "Confluent Cloud chooses the version of a plugin itself and does not report it.",
		worker.Workers:       "Confluent Cloud does not name its workers.",
		worker.InitialState:  "Confluent Cloud always starts a new connector.",
		worker.Stop:          "Confluent Cloud has pause only.",
		worker.RestartFailed: whole,
		worker.RestartTask:   whole,
		worker.Test:          "Confluent Cloud has no test; Validate checks the config.",
		worker.Metrics:       "Confluent Cloud has its metrics in an API of its own.",
		worker.Topics:        "Confluent Cloud does not report which topics a connector uses.",
	})
}

// Features returns what the service can do, once it has answered.
func (c identity) Features() worker.Features { return c.abilities.features() }
