// Package confluentface is the sandbox's face of Confluent Cloud: a real HTTP server on a
// loopback port in this process that answers as the public API for managed connectors does. It
// has plugins, connectors and clusters of its own.
//
// It is stricter than the service: what no client of ours may send, such as a mask in place of
// a secret, an unknown field or a key that the service adds itself, is refused and reported as
// a violation, so that a test can fail on it.
package confluentface
