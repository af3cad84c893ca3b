// Package connect is Sluiceway's vocabulary: the nouns of Kafka Connect, the
// closed list of error codes, secrets, and what a worker of a given version
// can do. It imports the standard library only and does no I/O.
//
// Types that a worker sends carry the worker's own JSON names, so the REST
// client decodes into them directly and recorded answers can be used in tests.
package connect
