package connect

import (
	"slices"
	"time"
)

// DraftID names a draft for good.
type DraftID string

// DraftMode tells a draft of a new connector from an edit of an existing one.
type DraftMode string

// The modes of a draft.
const (
	DraftCreate DraftMode = "create"
	DraftEdit   DraftMode = "edit"
)

// Draft is a config that is being edited, as it is stored on disk.
//
// Name is the connector of an edit; of a new one it is what Config holds as
// "name", maybe nothing yet. Base is the config that the form started from: of
// an edit what the worker had stored, so that changes made elsewhere are seen.
// A draft whose Config equals its Base has no changes.
//
// Secrets are the keys whose values, in Config and in Base, must never be on
// disk in clear. Where they cannot be sealed a store leaves them out of both
// and names them in MissingSecrets when it gives the draft back.
type Draft struct {
	ID             DraftID
	Profile        ProfileID
	Mode           DraftMode
	Name           string
	Class          string
	Version        string // of the plugin, where one was chosen
	Type           ConnectorType
	Base           Config
	Config         Config
	OpenedAt       time.Time
	SavedAt        time.Time
	SentAt         time.Time // set once a worker took it; zero before
	Touched        []string  // keys that the person changed, in byte order
	Secrets        []string  // in byte order
	MissingSecrets []string  // in byte order
	From           string    // "", copy, text, deleted: where Base came from
	FromName       string    // the connector it came from, where there is one
	Count          int       // in a list where Config may not be read yet: how many keys it has
}

// Changed counts the keys that differ from Base.
func (d Draft) Changed() int {
	n := 0
	for key, text := range d.Config {
		if old, ok := d.Base[key]; !ok || old != text {
			n++
		}
	}
	for key := range d.Base {
		if _, ok := d.Config[key]; !ok {
			n++
		}
	}
	return n
}

// Clone returns a copy that shares nothing with d.
func (d Draft) Clone() Draft {
	d.Base, d.Config = d.Base.Clone(), d.Config.Clone()
	d.Touched = slices.Clone(d.Touched)
	d.Secrets = slices.Clone(d.Secrets)
	d.MissingSecrets = slices.Clone(d.MissingSecrets)
	return d
}
