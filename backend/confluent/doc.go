// Package confluent is the adapter for the managed connectors of Confluent Cloud. [Client] has
// one small type per role of the port, as package apache has, and one file per resource:
//
//   - address.go builds the addresses from a profile; discover.go lists the environments and
//     clusters that an API key can see.
//   - request.go sends a call; answer.go, judge.go and refusal.go turn every unexpected answer
//     into a connect.Error with a code and a sentence.
//   - list.go reads names, statuses and configs with one request per poll.
//   - state.go translates the states of the service; its own words stay beside ours.
//   - definition.go makes definitions from the service's validate, its only description of a
//     plugin.
//   - offsets.go alters offsets: a request that the service carries out later.
//   - mask.go recognises the masks that the service shows instead of secrets. No mask is sent.
//   - features.go and traits.go say what the service lacks, and how it differs.
//
// Source: the published API reference of Confluent Cloud, and recorded answers.
package confluent
