package connect

// Kind identifies what runs the connectors of a cluster, as stored in a profile.
// Only adapters and the table of kinds may compare it.
type Kind string
