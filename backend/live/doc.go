// Package live is the live view: it polls the clusters of all profiles, stores
// their answers, reports changes as deltas, and hands out the live connection of a
// profile.
//
// Each cluster has a goroutine that polls it, so that one that is down never
// delays another. A snapshot holds the results; it is pure except for its lock.
// Other services read it through [Service.Known], show their actions on a
// connector's row through [Marks.Mark], and get the [worker.Connection] of a
// profile before each request: it has the current address, login, permissions and
// version.
package live
