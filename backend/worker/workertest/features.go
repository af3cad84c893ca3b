package workertest

import (
	"slices"

	"sluiceway/backend/worker"
)

// Lacking returns all features except some, for fakes. Operations and AlterOffsets are always
// missing: no change of an Apache worker continues after its answer, and their offsets are only
// read.
func Lacking(features ...worker.Feature) worker.Features {
	lacks := map[worker.Feature]string{}
	for _, f := range append(slices.Clone(features), worker.Operations, worker.AlterOffsets, worker.Test, worker.Metrics, worker.Users) {
		lacks[f] = Lacks(f)
	}
	return worker.NewFeatures(worker.AllFeatures(), lacks)
}

// Lacks returns the reason that [Lacking] gives for a feature.
func Lacks(f worker.Feature) string { return "This fake worker cannot do “" + string(f) + "”." }
