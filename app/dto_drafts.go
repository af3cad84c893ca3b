package app

import (
	"sluiceway/backend/records"
	"sluiceway/backend/workbench"
)

// The views of stored configs, with the page's names for them.
type (
	// DraftsView is the Drafts page.
	DraftsView = workbench.DraftsView
	// DraftRow is one entry of the Drafts page.
	DraftRow = workbench.DraftRow
	// DeletedRow is one entry of "Recently deleted".
	DeletedRow = workbench.DeletedRow
	// DraftNote says what happened to the connector of a draft.
	DraftNote = workbench.DraftNote
	// Sealing says how configs are stored.
	Sealing = records.Sealing
)
