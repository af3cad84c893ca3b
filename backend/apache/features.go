package apache

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"sluiceway/backend/worker"
)

// addition is a feature that was added in a version of Kafka. What begins the
// sentence that says so.
type addition struct {
	feature worker.Feature
	since   Version
	what    string
}

// additions is the table of versions. Everything else is older than 2.3.
func additions() []addition {
	return []addition{
		{worker.ListConfigs, Version{2, 3, 0}, "Reading the whole list in one request"},                 // KIP-465
		{worker.Topics, Version{2, 5, 0}, "Reading the topics in use"},                                  // KIP-558
		{worker.RestartFailed, Version{3, 0, 0}, "Restarting a connector together with its tasks"},      // KIP-745
		{worker.SaveRestarts, Version{3, 0, 0}, "Restarting every task on a save"},                      // KAFKA-9374
		{worker.Definitions, Version{3, 2, 0}, "Describing settings without a validation"},              // KIP-769
		{worker.WholeDefinitions, Version{3, 5, 0}, "Describing all settings of a connector"},           // KAFKA-14843
		{worker.PluginKinds, Version{3, 2, 0}, "Listing transforms, predicates and converters"},         // KIP-769
		{worker.Stop, Version{3, 5, 0}, "Stopping a connector"},                                         // KIP-875
		{worker.Offsets, Version{3, 5, 0}, "Reading offsets"},                                           // KIP-875
		{worker.AlterOffsets, Version{3, 6, 0}, "Changing offsets"},                                     // KIP-875
		{worker.InitialState, Version{3, 7, 0}, "Creating a connector that is paused or stopped"},       // KIP-980
		{worker.ValidateBare, Version{3, 9, 0}, "Validating a sink without topics"},                     // KAFKA-17719
		{worker.StatusVersion, Version{4, 1, 0}, "Choosing and showing the version of a plugin in use"}, // KIP-891
	}
}

// always are the features of every supported worker.
func always() []worker.Feature {
	return []worker.Feature{
		worker.Tasks, worker.Workers, worker.Validate, worker.Create, worker.Edit, worker.Delete,
		worker.Pause, worker.Restart, worker.RestartTask,
	}
}

// minDenials is how many answers in a row must deny a feature that the version has,
// because a proxy may deny one by mistake.
const minDenials = 2

// abilities has the features of a worker: by its version, corrected by its
// answers. It is safe for concurrent use.
type abilities struct {
	mu     sync.Mutex
	text   string // the version as the worker reports it; empty: not known
	odd    map[worker.Feature]int
	cached worker.Features
}

// setVersion sets the version and forgets denials.
func (a *abilities) setVersion(version string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.text, a.odd = version, nil
	a.cached = featuresOf(version)
}

func (a *abilities) features() worker.Features {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.cached
}

// denied records an answer of a worker without the feature.
func (a *abilities) denied(f worker.Feature) {
	a.mu.Lock()
	defer a.mu.Unlock()
	odd := maps.Clone(a.odd)
	if odd == nil {
		odd = map[worker.Feature]int{}
	}
	odd[f]++
	if a.odd = odd; odd[f] >= minDenials && a.cached.Can(f) {
		a.cached = a.cached.Without(f, denialText(f))
	}
}

// confirmed records that a feature works.
func (a *abilities) confirmed(f worker.Feature) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.odd, f)
}

// lacks reports whether a feature cannot be used. It may be tried while nothing is
// known.
func (a *abilities) lacks(f worker.Feature) bool {
	features := a.features()
	return f != "" && features.Known() && !features.Can(f)
}

// featuresOf returns the features of a version. Unreadable versions count as 2.8.
func featuresOf(text string) worker.Features {
	v, ok := ParseVersion(text)
	runs := "this worker runs " + text + "."
	switch {
	case !ok:
		v = Version{Major: 2, Minor: 8}
		runs = "this worker reports a version that Sluiceway cannot read, so it counts as Kafka 2.8."
	case !strings.HasPrefix(text, v.short()):
		runs = "this worker runs " + text + ", which is Kafka " + v.short() + "."
	}
	can, lacks := always(), map[worker.Feature]string{}
	for _, n := range additions() {
		if v.AtLeast(n.since.Major, n.since.Minor) {
			can = append(can, n.feature)
		} else {
			lacks[n.feature] = n.what + " came with Kafka " + n.since.short() + "; " + runs
		}
	}
	return worker.NewFeatures(can, lacks)
}

// denialText says that a worker lacks a call that its version should have.
func denialText(f worker.Feature) string {
	table := additions()
	if i := slices.IndexFunc(table, func(n addition) bool { return n.feature == f }); i >= 0 {
		return table[i].what + " is not possible: the worker answered that it has no such call."
	}
	return "The worker answered that it has no such call."
}

// Features returns the features of the version that Identity last returned, without
// those that the worker has denied since.
func (c identity) Features() worker.Features { return c.abilities.features() }
