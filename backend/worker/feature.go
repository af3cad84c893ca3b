package worker

import (
	"maps"
	"slices"
)

// Feature is something that a cluster can or cannot do now.
type Feature string

// The features. Each that is a call names its role; a feature that is on
// implies the role (workertest asserts it).
const (
	ListConfigs   Feature = "list_configs"   // Infos has all configs in one request
	PluginKinds   Feature = "plugin_kinds"   // Plugins lists transforms, predicates and converters, too
	StatusVersion Feature = "status_version" // a status names the plugin's version, and a config may pin one
	Tasks         Feature = "tasks"          // statuses have tasks
	Definitions   Feature = "definitions"    // Definer
	Validate      Feature = "validate"       // Validator
	ValidateBare  Feature = "validate_bare"  // a sink without topics can be validated
	Create        Feature = "create"         // Creator
	InitialState  Feature = "initial_state"  // Creator, with a state
	Edit          Feature = "edit"           // Configurer
	SaveRestarts  Feature = "save_restarts"  // a saved config restarts every task that it concerns
	Delete        Feature = "delete"         // Deleter
	Pause         Feature = "pause"          // Pauser
	Stop          Feature = "stop"           // Stopper
	Restart       Feature = "restart"        // Restarter
	RestartFailed Feature = "restart_failed" // Restarter, with options
	RestartTask   Feature = "restart_task"   // TaskRestarter
	Topics        Feature = "topics"         // TopicReader
	Offsets       Feature = "offsets"        // OffsetReader
	Operations    Feature = "operations"     // OperationReader
)

// AllFeatures is the list of features, in the order above.
func AllFeatures() []Feature {
	return []Feature{
		ListConfigs, PluginKinds, StatusVersion, Tasks, Definitions, Validate, ValidateBare, Create, InitialState,
		Edit, SaveRestarts, Delete, Pause, Stop, Restart, RestartFailed, RestartTask, Topics, Offsets, Operations,
	}
}

// notAsked is the reason while nothing is known.
const notAsked = "The cluster has not reported what it can do yet."

// notOffered is the reason where an adapter gives none.
const notOffered = "This kind of cluster does not offer that."

// Features is a set of features, with a sentence for each that is lacking. It
// is never changed once made. The zero value is [Unknown]: nothing is known,
// so nothing can be done, and the one thing to do is to ask.
type Features struct {
	known bool
	can   map[Feature]bool
	lacks map[Feature]string
}

// Unknown are the features of a cluster that has not answered yet.
func Unknown() Features { return Features{} }

// NewFeatures makes a set of what a cluster can do, and why it cannot do the
// rest: a whole sentence each. A feature in neither is not offered.
func NewFeatures(can []Feature, lacks map[Feature]string) Features {
	f := Features{known: true, can: make(map[Feature]bool, len(can)), lacks: maps.Clone(lacks)}
	for _, one := range can {
		f.can[one] = true
	}
	for one := range lacks {
		delete(f.can, one)
	}
	return f
}

// Without returns the set without f, because an answer of the cluster showed
// that it lacks it; why is a whole sentence.
func (s Features) Without(f Feature, why string) Features {
	out := Features{known: s.known, can: maps.Clone(s.can), lacks: maps.Clone(s.lacks)}
	delete(out.can, f)
	if out.lacks == nil {
		out.lacks = map[Feature]string{}
	}
	out.lacks[f] = why
	return out
}

// Known tells that the cluster has answered.
func (s Features) Known() bool { return s.known }

// Can tells that a feature may be used now.
func (s Features) Can(f Feature) bool { return s.can[f] }

// All is every feature that may be used now, sorted.
func (s Features) All() []Feature { return slices.Sorted(maps.Keys(s.can)) }

// Why is the sentence that says why a feature cannot be used, empty where it
// can.
func (s Features) Why(f Feature) string {
	switch {
	case s.can[f]:
		return ""
	case s.lacks[f] != "":
		return s.lacks[f]
	case !s.known:
		return notAsked
	}
	return notOffered
}
