package msk

import (
	"maps"
	"sync"

	"sluiceway/backend/worker"
)

// offered are the features of the service.
func offered() []worker.Feature {
	return []worker.Feature{
		worker.Create, worker.Edit, worker.Delete, worker.Pause, worker.Restart, worker.RestartFailed, worker.Operations,
		worker.Provision, worker.Resize, worker.Links,
	}
}

// absent says why the service lacks the rest.
func absent() map[worker.Feature]string {
	return map[worker.Feature]string{
		worker.ListConfigs:   "MSK Connect lists connectors without their configs, so they are read one by one.",
		worker.PluginKinds:   "MSK Connect does not say which transforms and converters a plugin has.",
		worker.StatusVersion: "MSK Connect does not report the versions of classes.",
		worker.Tasks:         "MSK Connect does not show tasks.",
		worker.Workers:       "MSK Connect does not show tasks.",
		worker.AlterOffsets:  "MSK Connect does not show offsets.",
		worker.Definitions:   "MSK Connect does not describe the settings of its plugins.",
		worker.Validate:      "MSK Connect checks a config only when it is created or changed.",
		worker.ValidateBare:  "MSK Connect checks a config only when it is created or changed.",
		worker.InitialState:  "MSK Connect always starts a new connector.",
		worker.SaveRestarts:  "MSK Connect does not show tasks.",
		worker.Stop:          "MSK Connect cannot stop a connector. Pause it, or delete it.",
		worker.RestartTask:   "MSK Connect does not show tasks. Restart the connector, or only what has failed.",
		worker.Topics:        "MSK Connect does not report the topics in use.",
		worker.Offsets:       "MSK Connect does not show offsets.",
	}
}

// featuresOf returns the features that need an action of IAM or a call of the service.
func featuresOf(action string) []worker.Feature {
	switch action {
	case "CreateConnector":
		return []worker.Feature{worker.Create, worker.Provision}
	case "UpdateConnector":
		return []worker.Feature{worker.Edit, worker.Resize}
	case "DeleteConnector":
		return []worker.Feature{worker.Delete}
	case "PauseConnector", "ResumeConnector":
		return []worker.Feature{worker.Pause}
	case "RestartConnector":
		return []worker.Feature{worker.Restart, worker.RestartFailed}
	case "DescribeConnectorOperation":
		return []worker.Feature{worker.Operations}
	}
	return nil
}

// abilities has the features: those of the service, without what was refused. It is safe for
// concurrent use.
type abilities struct {
	mu      sync.Mutex
	known   bool
	missing map[worker.Feature]string // the region lacks the call
	denied  map[worker.Feature]string // IAM does not allow it
}

// ready makes the features known. It forgets what IAM refused, because permissions change.
func (a *abilities) ready() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.known, a.denied = true, nil
}

// deny records that IAM does not allow an action.
func (a *abilities) deny(action, why string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.denied = refusing(a.denied, action, why)
}

// lack records that the region lacks a call.
func (a *abilities) lack(action, why string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.missing = refusing(a.missing, action, why)
}

func refusing(before map[worker.Feature]string, action, why string) map[worker.Feature]string {
	out := maps.Clone(before)
	if out == nil {
		out = map[worker.Feature]string{}
	}
	for _, f := range featuresOf(action) {
		out[f] = why
	}
	return out
}

func (a *abilities) features() worker.Features {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.known {
		return worker.Unknown()
	}
	lacks := absent()
	maps.Copy(lacks, a.denied)
	maps.Copy(lacks, a.missing)
	return worker.NewFeatures(offered(), lacks)
}
