// Package conformance runs the suite of worker.Worker over the Apache adapter
// and the sandbox, over the adapter and a real worker, and over the clusters in
// memory that services are tested with. It is the one place that may know all
// of them, and holds tests only.
package conformance
