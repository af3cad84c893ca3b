// Package records is the service of configs that are stored here: drafts that are
// being edited, and for 30 days the last config of each connector that was
// deleted with this app.
//
// A config holds clear secrets by nature. So its content is sealed with
// AES-256-GCM under one data key, which lives in the system keyring and is read
// (or made) when it is first needed, never before. What a list shows is in
// clear beside it: [Service.Rows] and [Service.Count] need no keyring.
//
// Without a keyring the content is stored without its secret values; those stay
// in memory until the app closes and are then asked for again, by key name. As
// soon as the keyring answers, everything is sealed whole.
package records
