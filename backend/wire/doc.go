// Package wire is the HTTP layer below the adapters. [NewClient] stacks
// RoundTrippers with one behaviour each: the read-only guard, retries, the time
// limit, the login, the call log, and the connection with its certificates and
// proxy. [Base] builds URLs: it escapes each path segment and never joins paths,
// because joining collapses "." and "..". Package jsonstream decodes answers as a stream with a
// size limit. [Base.Diagnose] explains in plain words why there was no answer.
//
// An adapter passes what is particular to its API as a [Dialect].
package wire
