// Package rest is the client of the Apache Kafka Connect REST API. [Client]
// has one method for each call of the API, grouped in one file per resource;
// every method says which path it asks for and which answer it expects, and
// the rest happens once:
//
//   - request.go and path.go build requests. Names are escaped segment by
//     segment, never joined, because joining collapses "." and "..".
//   - transport.go stacks the RoundTrippers, one behaviour each: the read-only
//     guard, repetitions, the time limit, the login, the call log.
//   - answer.go and refusal.go turn every answer that was not expected into a
//     connect.Error with a code and a sentence; network.go does it where
//     nothing was answered.
//   - decode.go reads bodies as a stream, within a limit.
//
// What workers really answer was read from the wire of Kafka 2.8, 3.6, 3.9 and
// 4.3; comments name the version where one differs.
package rest
