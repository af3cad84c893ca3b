// Package profile is the service for cluster profiles, their order and their passwords.
//
// A password is stored only in the keyring, under an entry that the profile names. A new
// password gets a new entry: the entry is written first, then the profile that names it,
// and the old entry is deleted last. If a save ends at any point, address and password
// still match, and at most an entry that no profile names is left; it has a mark and is
// deleted later. A delete removes the profile first. Listing profiles never calls the
// keyring.
package profile
