// Package emqx is the adapter for the data integration of EMQX 5.8 and 6: connectors,
// actions and sources, below /api/v5 of any node.
//
// One list has all three. Their rows are named “type:name” (connectors),
// “action/type:name” and “source/type:name”; a class is “connector/type”, “action/type”
// or “source/type”. The nested JSON of EMQX becomes a flat config with dotted keys, by
// the service's own schema (/schemas/…): lists, free maps and unions of several shapes
// are one key with JSON text. A value that equals its default is left out, because
// answers have all defaults filled in. What a row has in place of tasks are the nodes of
// the cluster, in the order of the answer.
package emqx
