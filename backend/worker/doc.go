// Package worker is the port to the systems that run connectors: the calls that services
// can make to a cluster, and how clusters differ.
//
// The core, [Worker], is what every kind of cluster supports. Everything else is a role: a
// small interface that an adapter implements if its service has the call. A role only says
// which methods exist. Whether a call is possible now is data: the adapter fills in
// [Features], with a sentence for each missing one. Other differences are [Traits], which
// are constant for each adapter.
//
// Only adapters and the table of kinds may check the kind of a cluster or compare a
// version. workertest has the conformance suite for adapters.
package worker
