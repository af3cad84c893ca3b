package workertest

import (
	"slices"

	"sluiceway/backend/worker"
)

// Lacking are the features of a worker that can do everything but some, for
// fakes. Nothing that Apache workers can do goes on after the answer.
func Lacking(features ...worker.Feature) worker.Features {
	lacks := map[worker.Feature]string{}
	for _, f := range append(slices.Clone(features), worker.Operations) {
		lacks[f] = Lacks(f)
	}
	return worker.NewFeatures(worker.AllFeatures(), lacks)
}

// Lacks is the sentence of [Lacking] for a feature.
func Lacks(f worker.Feature) string { return "This fake worker cannot do “" + string(f) + "”." }
