// Package keychain stores secrets in the keyring of the operating system, one
// small entry each, and never lets it hold up the program.
//
// A keyring may answer in milliseconds, show a prompt and wait for the person,
// refuse, hang for good, or not be there. So every call of it runs in a
// goroutine of its own. After [Options.WaitAfter] the program is told that the
// keyring keeps it waiting, and the person may cancel or go on without it
// ([Keychain.Choose]); after [Options.GiveUpAfter] the call ends by itself. The
// call of the keyring goes on behind it, and a late answer is still used.
//
// What cannot be stored in the keyring stays in memory until the app closes;
// [Keychain.Session] says which. Nothing is asked before the first Get, Set, Delete
// or Look.
package keychain
