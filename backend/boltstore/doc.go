// Package boltstore stores everything that Sluiceway has on disk in one bbolt file:
// profiles, settings, drafts, configs of deleted connectors, and the list of secrets in
// the keyring. No secret is ever stored in clear: callers seal values that may contain
// one.
//
// bbolt detects little of what can happen to a file: a flipped byte in a value causes
// no error, a truncated file a memory fault. So [Open] first reads the whole file
// itself, and every value has a checksum over its bucket, key and content. Damage is
// set aside and reported, and never overwritten or replaced by defaults: an unreadable
// file is renamed, an unreadable value is moved to another bucket, and everything else
// stays in use.
package boltstore
