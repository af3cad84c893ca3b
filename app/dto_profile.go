package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/workbench"
	"sluiceway/backend/worker"
)

// The views of cluster profiles, with the page's names for them.
type (
	// ProfileView is a cluster profile as the page edits it. Secrets says which secrets
	// are stored; a secret itself is never sent to the page. Problem.field of a save or a
	// test is the path of a field here, such as “oauth.tokenUrl” or “headers.1.name”.
	ProfileView = profile.View
	// ProfileOAuth is a login with client credentials.
	ProfileOAuth = profile.OAuth
	// ProfileParam is a parameter of the request for a token.
	ProfileParam = connect.Param
	// ProfileHeader is a header of every request.
	ProfileHeader = connect.Header
	// ProfileCertificate names the files of a client certificate.
	ProfileCertificate = profile.Certificate
	// ProfileProxy is the proxy of a profile.
	ProfileProxy = profile.Proxy
	// ProfileWayIn is the command that a profile starts before it connects.
	ProfileWayIn = profile.WayIn
	// ProfilePermissions are the changes that a profile allows.
	ProfilePermissions = profile.Permissions
	// StoredSecret says whether a secret is stored.
	StoredSecret = profile.Stored
	// ProfileInput is what the cluster dialog saves or tests. An empty ID is a new
	// profile.
	ProfileInput = profile.Input
	// ProfileKind is a kind of cluster. Fields are those of its form besides name,
	// environment and permissions.
	ProfileKind = worker.ProfileKind
	// PlaceView is something that a scope can be. Places are those inside it.
	PlaceView = worker.Place
	// SaveResult says what a save stored. Keyring is "", "stored", "session".
	SaveResult = profile.Saved
	// ParsedURL is a pasted address, corrected. Notes say what was changed.
	ParsedURL = profile.ParsedURL
	// FileInput names a file of certificates and its password.
	FileInput = workbench.FileInput
	// FileFacts describes a file of certificates.
	FileFacts = workbench.FileFacts
	// DeletePreview says what would be deleted with a profile.
	DeletePreview = profile.DeletePreview
)
