package app

import (
	"sluiceway/backend/cluster"
	"sluiceway/backend/rest"
)

// clusterStepOf hands a step of the probe to the live view, which must not
// know the adapter it comes from.
func clusterStepOf(s rest.Step) cluster.Step {
	facts := make([]cluster.Fact, len(s.Facts))
	for i, f := range s.Facts {
		facts[i] = cluster.Fact{Label: f.Label, Value: f.Value}
	}
	return cluster.Step{ID: string(s.ID), Title: s.Title, State: string(s.State), Fact: s.Fact, Took: s.Took, Hint: s.Hint, Facts: facts, Fix: string(s.Fix), Raw: s.Raw}
}
