// Package keychain stores secrets in the keyring of the operating system, one
// small entry each, and never blocks the program on it.
//
// A keyring may answer in milliseconds, show a prompt and wait for the person, refuse,
// hang forever, or be missing. So every call of it runs in its own goroutine. After
// [Options.WaitAfter] an event says that the keyring has not answered, and the person
// can cancel or continue without it ([Keychain.Choose]). After [Options.GiveUpAfter]
// the caller gets an error. The call itself continues in the background, and a late
// answer is still used.
//
// A secret that cannot be stored in the keyring stays in memory until the app closes;
// see [Keychain.Session]. The keyring is not called before the first Get, Set, Delete
// or Check.
package keychain
