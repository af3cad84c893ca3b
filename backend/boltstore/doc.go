// Package boltstore keeps everything that Sluiceway keeps on disk, in one bbolt
// file: profiles, settings, drafts, configs of deleted connectors, and the list
// of secrets that the keyring holds. No secret is ever in it in clear; what may
// hold one comes here sealed.
//
// bbolt itself notices little of what can happen to a file: a flipped byte in
// a value gives no error, a truncated file a memory fault. So [Open] reads
// everything once under a guard, and every value carries a checksum over its
// place and its content. Damage is set aside and reported, never overwritten
// and never answered with defaults: an unreadable file is renamed, an
// unreadable value is moved to a bucket of its own, and what can still be read
// stays in use.
package boltstore
