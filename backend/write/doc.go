// Package write is the one way in which Sluiceway changes a cluster.
//
// Every change takes the same path: it is guarded (may it be sent at all, and
// does a production profile allow it now?), sent through the role that the
// cluster has for it, and its answer is classified. Where the answer does not
// say for certain what was done, the cluster is read again to verify whether
// the change landed, with a limit of its own. The outcome says what happened,
// what was not changed and what to do next. What a change leads to is then
// followed until it settles, and shown on the connector's row.
//
// Restart, pause, create, save, delete and the lines of a bulk run are all
// [worker.Change]s for [Service.Do].
package write
