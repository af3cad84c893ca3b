package worker

import (
	"maps"
	"slices"
)

// Feature is something that a cluster can or cannot do now.
type Feature string

// The features. The comment names the role, if the feature is a call; a feature that is on
// implies its role (workertest checks that).
const (
	ListConfigs      Feature = "list_configs"      // Infos returns all configs with one request
	PluginKinds      Feature = "plugin_kinds"      // Plugins returns transforms, predicates and converters too
	StatusVersion    Feature = "status_version"    // a status has the plugin's version, and a config may set it
	Tasks            Feature = "tasks"             // statuses have tasks
	Workers          Feature = "workers"           // statuses name the worker on which a task runs
	Definitions      Feature = "definitions"       // Definer
	WholeDefinitions Feature = "whole_definitions" // Definer, whose answer for a connector has the settings of the framework
	Validate         Feature = "validate"          // Validator
	ValidateBare     Feature = "validate_bare"     // a sink without topics can be validated
	Create           Feature = "create"            // Creator
	InitialState     Feature = "initial_state"     // Creator, with a state
	Edit             Feature = "edit"              // Configurer
	SaveRestarts     Feature = "save_restarts"     // saving a config restarts every task that it affects
	Delete           Feature = "delete"            // Deleter
	Pause            Feature = "pause"             // Pauser
	Stop             Feature = "stop"              // Stopper
	Restart          Feature = "restart"           // Restarter
	RestartFailed    Feature = "restart_failed"    // Restarter, with options
	RestartTask      Feature = "restart_task"      // TaskRestarter
	Topics           Feature = "topics"            // TopicReader
	Offsets          Feature = "offsets"           // OffsetReader
	AlterOffsets     Feature = "alter_offsets"     // OffsetAlterer
	Operations       Feature = "operations"        // OperationReader
	Test             Feature = "test"              // Tester
	Metrics          Feature = "metrics"           // MetricReader
	Users            Feature = "users"             // UserReader
	Provision        Feature = "provision"         // Provisioner
	Resize           Feature = "resize"            // Resizer
	Links            Feature = "links"             // Linker
)

// AllFeatures returns all features in the order above.
func AllFeatures() []Feature {
	return []Feature{
		ListConfigs, PluginKinds, StatusVersion, Tasks, Workers, Definitions, WholeDefinitions, Validate, ValidateBare, Create, InitialState,
		Edit, SaveRestarts, Delete, Pause, Stop, Restart, RestartFailed, RestartTask, Topics, Offsets, AlterOffsets, Operations,
		Test, Metrics, Users, Provision, Resize, Links,
	}
}

// notAsked is the reason as long as nothing is known.
const notAsked = "The cluster has not reported what it can do yet."

// notOffered is the reason if the adapter gives none.
const notOffered = "This kind of cluster does not offer that."

// Features is an immutable set of features, with a sentence for each missing one. The zero
// value is [Unknown]: nothing is known, so nothing can be done before the cluster was asked
// for its identity.
type Features struct {
	known bool
	can   map[Feature]bool
	lacks map[Feature]string
}

// Unknown returns the features of a cluster that has not answered yet.
func Unknown() Features { return Features{} }

// NewFeatures returns a set with the features that a cluster has and the reasons, as whole
// sentences, why it does not have others. A feature in neither is not offered.
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

// Without returns the set without f, after an answer of the cluster has shown that it does
// not have it. why is a whole sentence.
func (s Features) Without(f Feature, why string) Features {
	out := Features{known: s.known, can: maps.Clone(s.can), lacks: maps.Clone(s.lacks)}
	delete(out.can, f)
	if out.lacks == nil {
		out.lacks = map[Feature]string{}
	}
	out.lacks[f] = why
	return out
}

// Known reports whether the cluster has answered.
func (s Features) Known() bool { return s.known }

// Can reports whether a feature can be used now.
func (s Features) Can(f Feature) bool { return s.can[f] }

// All returns the features that can be used now, sorted.
func (s Features) All() []Feature { return slices.Sorted(maps.Keys(s.can)) }

// Why returns a sentence why a feature cannot be used, or "" if it can.
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
