package inspect

import "sluiceway/backend/worker"

// Ability is something that a cluster can do, or cannot. Why is the sentence of
// its adapter, empty where it can.
type Ability struct {
	Title string `json:"title"`
	Why   string `json:"why"`
}

// abilities lists what a cluster can do and what it cannot. It leaves out what every
// cluster can do.
func abilities(features worker.Features) []Ability {
	out := []Ability{}
	for _, a := range []struct {
		feature worker.Feature
		title   string
	}{
		{worker.RestartFailed, "Restart a connector with its failed tasks"},
		{worker.RestartTask, "Restart one task"},
		{worker.Pause, "Pause and resume"},
		{worker.Stop, "Stop"},
		{worker.InitialState, "Create a connector that is paused or stopped"},
		{worker.Validate, "Validate a config"},
		{worker.Definitions, "Describe settings without a validation"},
		{worker.StatusVersion, "Choose the version of a plugin"},
		{worker.PluginKinds, "List transforms, predicates and converters"},
		{worker.Topics, "Show the topics in use"},
		{worker.Offsets, "Show offsets"},
	} {
		out = append(out, Ability{Title: a.title, Why: features.Why(a.feature)})
	}
	return out
}
