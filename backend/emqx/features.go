package emqx

import (
	"maps"
	"sync"

	"sluiceway/backend/worker"
)

// abilities has the features of the cluster: those of every EMQX, corrected by its
// answers. It is safe for concurrent use.
type abilities struct {
	mu     sync.Mutex
	cached worker.Features
	bare   bool // the cluster does not describe its types
	reads  bool // the login may only read
	odd    map[worker.Feature]string
}

func always() []worker.Feature {
	return []worker.Feature{
		worker.ListConfigs, worker.Tasks, worker.Workers, worker.Definitions, worker.WholeDefinitions, worker.Create, worker.Edit, worker.SaveRestarts, worker.Delete,
		worker.Pause, worker.Restart, worker.RestartTask, worker.Test, worker.Metrics, worker.Users,
	}
}

func writes() []worker.Feature {
	return []worker.Feature{worker.Create, worker.Edit, worker.SaveRestarts, worker.Delete, worker.Pause, worker.Restart, worker.RestartTask, worker.Test}
}

// identified sets the features after the cluster has answered.
func (a *abilities) identified(readsOnly bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.reads = readsOnly
	a.build()
}

// undescribed records that the cluster has no schemas.
func (a *abilities) undescribed() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.bare = true; a.cached.Known() {
		a.build()
	}
}

// denied records that the login may not do something.
func (a *abilities) denied(f worker.Feature, why string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.odd == nil {
		a.odd = map[worker.Feature]string{}
	}
	if a.odd[f] = why; a.cached.Known() {
		a.build()
	}
}

func (a *abilities) build() {
	lacks := map[worker.Feature]string{
		worker.Stop:          "EMQX has no stopped state. Disable it instead.",
		worker.RestartFailed: "EMQX starts a connector as a whole, or on one node.",
		worker.Validate:      "EMQX checks a config when it is tested or saved.",
		worker.ValidateBare:  "EMQX checks a config when it is tested or saved.",
		worker.InitialState:  "Set “enable” in the config to create something that is disabled.",
		worker.Topics:        "EMQX does not report topics of Kafka.",
		worker.Offsets:       "EMQX does not store offsets.",
		worker.PluginKinds:   "EMQX has no transforms, predicates or converters.",
		worker.StatusVersion: "The types of EMQX have no versions of their own.",
		worker.AlterOffsets:  "EMQX does not store offsets.",
		worker.Operations:    "EMQX answers a change when it is done.",
	}
	if a.reads {
		for _, f := range writes() {
			lacks[f] = "This login may only read: its role is viewer."
		}
	}
	if a.bare {
		lacks[worker.Definitions] = "This cluster does not describe its settings: it has no /schemas."
	}
	maps.Copy(lacks, a.odd)
	a.cached = worker.NewFeatures(always(), lacks)
}

// Features returns the features, as far as known.
func (c identity) Features() worker.Features {
	c.abilities.mu.Lock()
	defer c.abilities.mu.Unlock()
	return c.abilities.cached
}
