// Package apache is the adapter for Apache Kafka Connect. [Client] has one
// method for each call of its REST API, grouped in one file per resource; every
// method says which path it asks for and which answer it expects, and the rest
// happens once:
//
//   - request.go sends a call and has its answer read.
//   - answer.go, judge.go and refusal.go turn every answer that was not expected
//     into a connect.Error with a code and a sentence.
//   - features.go and version.go are the table of what came with which Kafka,
//     names.go the names that workers mishandle, traits.go what else is
//     different from other kinds.
//   - dialect.go tells package wire, which carries every request, what it must
//     know of this API; learned.go remembers what must be hidden.
//   - probe.go finds out which step of reaching a worker fails.
//
// What workers really answer was read from the wire of Kafka 2.8, 3.6, 3.9 and
// 4.3; comments name the version where one differs.
package apache
