package connect

// Kind names what runs the connectors of a cluster, as a profile stores it.
// Only adapters and the table of kinds ask for it.
type Kind string
