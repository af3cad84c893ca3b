// Package records stores configs on this computer: the drafts of open forms, and
// for 30 days the last config of each connector deleted with this app.
//
// A config contains secrets in clear text. Its content is therefore encrypted
// ("sealed") with AES-256-GCM under one data key in the system keyring. The key
// is read, or created, when it is first needed. What a list shows is stored
// unencrypted beside the content, so lists need no keyring.
//
// Without a keyring, the content is stored without its secret values. Those stay
// in memory until the app closes; after that the form asks for them by key name.
// Once the keyring answers, everything is sealed with its secrets.
package records
