// Package profile is the service of cluster profiles: which clusters there are,
// in which order, and the password of each.
//
// A password lives in the keyring only. Saving writes it before the profile, so
// that a saved profile never waits for a password that was lost on the way;
// deleting removes the profile first, so that what is left behind by a failure
// is an entry that nobody uses, and that is noted and removed later. Listing
// profiles never asks the keyring.
package profile
