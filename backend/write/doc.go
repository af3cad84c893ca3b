// Package write is the only way in which Sluiceway changes a cluster.
//
// Every change takes the same path. The guard checks whether it may be sent, and whether a
// production profile allows it now. It is sent through the cluster's role for it, and its
// answer is classified. If the answer does not say for certain what was done, the change is
// verified by reading back, with its own time limit. The outcome says what happened,
// what was not changed and what to do next. Then the connector is followed until it settles,
// and its row shows the progress.
//
// Restart, pause, create, save, delete and the lines of a bulk run are all
// [worker.Change]s for [Service.Do].
package write
