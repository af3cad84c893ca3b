// Package wire is the HTTP under every adapter. [NewClient] stacks RoundTrippers,
// one behaviour each: the read-only guard, repetitions, the time limit, the
// login, the call log, and the connection with its certificates and proxy.
// [Base] builds paths: names are escaped segment by segment and never joined,
// because joining collapses "." and "..". Answers are decoded as a stream within
// a limit, and [Base.Diagnose] says in plain words why nothing was answered.
//
// What only one API knows, an adapter hands in as its [Dialect].
package wire
