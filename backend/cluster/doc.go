// Package cluster is the service of the live view: which clusters are looked
// at, when, what they answered, what was done to their connectors and how that
// went.
package cluster
