package apache

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"sluiceway/backend/worker"
)

// newcomer is a feature that came with a version of Kafka. What begins the
// sentence that says so.
type newcomer struct {
	feature worker.Feature
	since   Version
	what    string
}

// newcomers is the table of versions. Everything else is older than 2.3.
func newcomers() []newcomer {
	return []newcomer{
		{worker.ListConfigs, Version{2, 3, 0}, "Reading the whole list in one request"},                 // KIP-465
		{worker.Topics, Version{2, 5, 0}, "Reading the topics in use"},                                  // KIP-558
		{worker.RestartFailed, Version{3, 0, 0}, "Restarting a connector together with its tasks"},      // KIP-745
		{worker.SaveRestarts, Version{3, 0, 0}, "Restarting every task on a save"},                      // KAFKA-9374
		{worker.Definitions, Version{3, 2, 0}, "Describing settings without a validation"},              // KIP-769
		{worker.PluginKinds, Version{3, 2, 0}, "Listing transforms, predicates and converters"},         // KIP-769
		{worker.Stop, Version{3, 5, 0}, "Stopping a connector"},                                         // KIP-875
		{worker.Offsets, Version{3, 5, 0}, "Reading offsets"},                                           // KIP-875
		{worker.InitialState, Version{3, 7, 0}, "Creating a connector that is paused or stopped"},       // KIP-980
		{worker.ValidateBare, Version{3, 9, 0}, "Validating a sink without topics"},                     // KAFKA-17719
		{worker.StatusVersion, Version{4, 1, 0}, "Choosing and showing the version of a plugin in use"}, // KIP-891
	}
}

// always is what every worker can do that this client was made for.
func always() []worker.Feature {
	return []worker.Feature{
		worker.Tasks, worker.Validate, worker.Create, worker.Edit, worker.Delete,
		worker.Pause, worker.Restart, worker.RestartTask,
	}
}

// oddAnswers is how many answers in a row must deny what the version promises:
// a proxy gives an odd one now and then.
const oddAnswers = 2

// abilities is what is known of what a worker can do: by its version, and
// corrected by its answers. It is safe for concurrent use.
type abilities struct {
	mu     sync.Mutex
	text   string // the version as the worker reports it; empty: not known
	odd    map[worker.Feature]int
	cached worker.Features
}

// saw notes the version. Asking for the version again forgets denials.
func (a *abilities) saw(version string) {
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

// denied notes an answer that a worker without a feature would give.
func (a *abilities) denied(f worker.Feature) {
	a.mu.Lock()
	defer a.mu.Unlock()
	odd := maps.Clone(a.odd)
	if odd == nil {
		odd = map[worker.Feature]int{}
	}
	odd[f]++
	if a.odd = odd; odd[f] >= oddAnswers && a.cached.Can(f) {
		a.cached = a.cached.Without(f, denialOf(f))
	}
}

// confirmed notes that a feature works.
func (a *abilities) confirmed(f worker.Feature) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.odd, f)
}

// lacks tells that a feature cannot be used. While nothing is known, it may be.
func (a *abilities) lacks(f worker.Feature) bool {
	features := a.features()
	return f != "" && features.Known() && !features.Can(f)
}

// featuresOf reads what a version brings. One that cannot be read counts as 2.8.
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
	for _, n := range newcomers() {
		if v.AtLeast(n.since.Major, n.since.Minor) {
			can = append(can, n.feature)
		} else {
			lacks[n.feature] = n.what + " came with Kafka " + n.since.short() + "; " + runs
		}
	}
	return worker.NewFeatures(can, lacks)
}

// denialOf says that a worker has no such call although its version should.
func denialOf(f worker.Feature) string {
	table := newcomers()
	if i := slices.IndexFunc(table, func(n newcomer) bool { return n.feature == f }); i >= 0 {
		return table[i].what + " is not possible: the worker answered that it has no such call."
	}
	return "The worker answered that it has no such call."
}

// Features is what the worker can do, by the version that Identity last
// answered, without what it denied since.
func (c *Client) Features() worker.Features { return c.abilities.features() }
