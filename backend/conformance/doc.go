// Package conformance runs the suite of worker.Worker over the REST client
// and the sandbox, and over the REST client and a real worker. It is the one
// place that may know all of them, and holds tests only.
package conformance
