package connect

import (
	"maps"
	"slices"
	"time"
)

// DraftID identifies a draft. It never changes.
type DraftID string

// DraftMode says whether a draft is a new connector or an edit of an existing one.
type DraftMode string

// The modes of a draft.
const (
	DraftCreate DraftMode = "create"
	DraftEdit   DraftMode = "edit"
)

// Draft is a config that is being edited, as it is stored on disk.
//
// Name is the name of the connector: for an edit the fixed one, for a new
// connector the value of "name" in Config, which may be empty. Base is the config
// that the form started from. For an edit it is the config that the worker had
// stored, so that changes made elsewhere can be detected. A draft has no changes
// if its Config equals its Base and its Settings their BaseSettings.
//
// Settings are what a new connector needs besides its config, and BaseSettings what they
// started from; nil if the cluster has none, or was not asked. They are never secret.
//
// Secrets lists the keys whose values in Config and Base must never be written to
// disk in clear. If they cannot be sealed, a store omits them from both and lists
// them in MissingSecrets when it returns the draft.
type Draft struct {
	ID             DraftID
	Profile        ProfileID
	Mode           DraftMode
	Name           string
	Class          string
	Version        string // of the plugin, if one was chosen
	Type           ConnectorType
	Base           Config
	Config         Config
	Settings       Config
	BaseSettings   Config
	OpenedAt       time.Time
	SavedAt        time.Time
	SentAt         time.Time // when a worker accepted it; zero before that
	Touched        []string  // keys that the person changed, sorted
	Secrets        []string  // sorted
	MissingSecrets []string  // sorted
	From           string    // where Base came from: "", copy, text or deleted
	FromName       string    // the connector that Base came from, if any
	Count          int       // keys in the stored config; also in lists in which Config is not loaded
}

// Changed returns the number of keys and settings whose values differ from what the draft
// started from.
func (d Draft) Changed() int {
	return differing(d.Config, d.Base) + differing(d.Settings, d.BaseSettings)
}

func differing(config, base Config) int {
	n := 0
	for key, text := range config {
		if old, ok := base[key]; !ok || old != text {
			n++
		}
	}
	for key := range base {
		if _, ok := config[key]; !ok {
			n++
		}
	}
	return n
}

// Clone returns a deep copy.
func (d Draft) Clone() Draft {
	d.Base, d.Config = d.Base.Clone(), d.Config.Clone()
	d.Settings, d.BaseSettings = maps.Clone(d.Settings), maps.Clone(d.BaseSettings) // nil: not asked for yet
	d.Touched = slices.Clone(d.Touched)
	d.Secrets = slices.Clone(d.Secrets)
	d.MissingSecrets = slices.Clone(d.MissingSecrets)
	return d
}
