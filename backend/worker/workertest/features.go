package workertest

import (
	"sluiceway/backend/worker"
)

// Lacking returns all features except some, for fakes. Those of managed services are always
// missing: no change of an Apache worker continues after its answer, for example.
func Lacking(features ...worker.Feature) worker.Features {
	lacks := map[worker.Feature]string{}
	lacking := []worker.Feature{worker.Operations, worker.Test, worker.Metrics, worker.Users, worker.Provision, worker.Resize, worker.Links}
	for _, f := range append(lacking, features...) {
		lacks[f] = Lacks(f)
	}
	return worker.NewFeatures(worker.AllFeatures(), lacks)
}

// Lacks returns the reason that [Lacking] gives for a feature.
func Lacks(f worker.Feature) string { return "This fake worker cannot do “" + string(f) + "”." }
