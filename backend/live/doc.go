// Package live is the live view: it polls the clusters of all profiles, holds
// what they answered, tells what changed as deltas, and hands out the live
// connection of a profile.
//
// One goroutine polls each cluster, so that one that is down never delays
// another. A snapshot holds what the polls brought; it is pure but for its
// lock. Other services read it through [Service.Known], put what they do on a
// connector's row through [Marks.Mark], and ask for the [worker.Connection]
// of a profile each time that they are about to ask a cluster: it carries
// today's address, login, permissions and version.
package live
