package connect

import "time"

// RecordKind says what a stored record contains.
type RecordKind string

// The kinds of stored records.
const (
	RecordDraft   RecordKind = "draft"   // a config being edited
	RecordDeleted RecordKind = "deleted" // the last config of a connector that was deleted in Sluiceway
)

// StoredHow says how the config of a deleted connector is stored. It is empty if
// the config is not stored.
type StoredHow string

// StoredSession means that secret values are held in memory only, until the app
// closes.
const (
	StoredSealed  StoredHow = "sealed"
	StoredSession StoredHow = "session"
)

// Record is a draft or the config of a deleted connector as stored on disk. The
// fields that a list shows are in clear; the content, which may contain secrets, is
// in Sealed. If it cannot be sealed, Plain contains it without the secret values,
// and MissingSecrets lists their keys. One of Sealed and Plain is always empty.
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
	SavedAt        time.Time     `json:"saved_at"`         // of a deleted connector: when it was deleted
	SentAt         time.Time     `json:"sent_at,omitzero"` // of a draft: see Draft.SentAt
	DueAt          time.Time     `json:"due_at,omitzero"`  // of a deleted connector: when a start first found the record too old
	KeyID          string        `json:"key_id,omitempty"` // the data key that opens Sealed
	Sealed         []byte        `json:"sealed,omitempty"`
	Plain          []byte        `json:"plain,omitempty"`
	MissingSecrets []string      `json:"ask_again,omitempty"`
}
