// Package profile is the service of cluster profiles: which clusters there are,
// in which order, and the password of each.
//
// A password lives in the keyring only, under an entry that the profile names.
// A new password gets a new entry: it is written first, then the profile that
// names it, and the old entry is removed last. So whatever ends a save on the
// way, address and password belong together, and what is left behind is an entry
// that no profile names, which is noted and removed later. Deleting removes the
// profile first. Listing profiles never asks the keyring.
package profile
