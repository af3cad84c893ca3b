package connect

import "time"

// RecordKind tells what a stored record holds.
type RecordKind string

// The kinds of stored records.
const (
	RecordDraft   RecordKind = "draft"   // a config being edited
	RecordDeleted RecordKind = "deleted" // the last config of a connector deleted here
)

// StoredHow says how the config of a deleted connector is stored here; empty
// where it is not.
type StoredHow string

// The ways. Session: without its secret values, which live until the app closes.
const (
	StoredSealed  StoredHow = "sealed"
	StoredSession StoredHow = "session"
)

// Record is a draft or a deleted connector's config as it is stored. What a list
// shows is in clear; the content, which may hold secrets, is in Sealed. Where
// nothing can be sealed, Plain holds the content without its secret values and
// MissingSecrets the keys they belong to. One of Sealed and Plain is empty.
type Record struct {
	ID             string        `json:"id"`
	Kind           RecordKind    `json:"kind"`
	Profile        ProfileID     `json:"profile"`
	Mode           DraftMode     `json:"mode,omitempty"`
	Name           string        `json:"name"`
	Class          string        `json:"class"`
	Type           ConnectorType `json:"type"`
	Set            int           `json:"set"`
	Changed        int           `json:"changed"`
	SavedAt        time.Time     `json:"saved_at"`         // of a deleted one: when it was deleted
	SentAt         time.Time     `json:"sent_at,omitzero"` // of a draft that a worker took; see Draft
	DueAt          time.Time     `json:"due_at,omitzero"`  // of a deleted one: when a start first found it too old
	KeyID          string        `json:"key_id,omitempty"` // which data key Sealed needs
	Sealed         []byte        `json:"sealed,omitempty"`
	Plain          []byte        `json:"plain,omitempty"`
	MissingSecrets []string      `json:"ask_again,omitempty"`
}
