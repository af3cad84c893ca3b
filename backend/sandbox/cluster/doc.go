// Package cluster is the simulated cluster behind the sandbox: its connectors,
// how they live, and what they have moved. Nothing in it runs: a change plans
// what follows from it, and the plan is read at the time of the clock. It has no
// lock; its user holds one.
package cluster
