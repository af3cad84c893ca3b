// Package worker is the port to whatever runs connectors: what services may
// ask of a cluster, and what they may know about how it differs from others.
//
// The core, [Worker], is what every kind of cluster has. Everything else is a
// role: a small interface that an adapter implements where its service has the
// call. Roles only find methods; whether a call may be made now is decided by
// [Features], which are data, filled by the adapter with its own sentence
// where something cannot be done. What is not yes or no is a trait: [Traits]
// are constant per adapter.
//
// Nothing outside an adapter and the table of kinds asks which kind a cluster
// is, or compares a version. workertest states what adapters must do.
package worker
