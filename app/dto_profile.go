package app

import (
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
)

// The views of cluster profiles, with the page's names for them.
type (
	// ProfileView is a cluster profile as the page edits it. HasPassword says whether
	// one is stored; the password itself is never sent to the page.
	ProfileView = profile.View
	// ProfileInput is what the cluster dialog saves or tests. An empty ID is a new
	// profile.
	ProfileInput = profile.Input
	// ProfileKind is a kind of cluster. Fields are those of its form besides name,
	// environment and read-only.
	ProfileKind = worker.ProfileKind
	// SaveResult says what a save stored. Keyring is "", "stored", "session".
	SaveResult = profile.Saved
	// ParsedURL is a pasted address, corrected. Notes say what was changed.
	ParsedURL = profile.ParsedURL
	// DeletePreview says what would be deleted with a profile.
	DeletePreview = profile.DeletePreview
)
