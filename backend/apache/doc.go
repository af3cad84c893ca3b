// Package apache is the adapter for Apache Kafka Connect. [Client] has one method for
// each call of its REST API, in one file per resource and one type per role of the
// port. A method states its path and the expected response; everything else is in the
// connection that the roles share:
//
//   - request.go sends a call and reads its response.
//   - answer.go, judge.go and refusal.go turn every unexpected response into a
//     connect.Error with a code and a sentence.
//   - features.go and version.go say which Kafka version added which feature,
//     names.go which names workers handle incorrectly, and traits.go what else
//     differs from other kinds.
//   - dialect.go describes this API to package wire, which sends every request;
//     learned.go caches what must be masked.
//   - probe.go tests the connection to a worker step by step.
//
// The responses were recorded from workers of Kafka 2.8, 3.6, 3.9 and 4.3. Comments
// name the version where one differs.
package apache
