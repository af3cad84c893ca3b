// Package profile is the service for cluster profiles, their order and their secrets.
//
// A secret is stored only in the keyring, under an entry that the profile names; a profile
// can have several. A new secret gets a new entry: the entries are written first, then the
// profile that names them, and the old entries are deleted last. If a save ends at any point,
// each secret still matches what it belongs to, and at most entries that no profile names are
// left; they have marks and are deleted later. A delete removes the profile first. Listing
// profiles never calls the keyring.
package profile
