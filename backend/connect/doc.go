// Package connect defines Sluiceway's vocabulary: the terms of Kafka Connect,
// cluster profiles, drafts, placeholders, secrets and the closed list of error
// codes. It imports only the standard library and does no I/O.
//
// Types that a worker sends have the worker's own JSON names, so that adapters
// decode into them directly and tests can use recorded answers.
package connect
