package worker

import (
	"context"
	"maps"

	"sluiceway/backend/connect"
)

// ProfileField names a field of the profile form.
type ProfileField string

// The fields that a kind may have. One field may be several inputs: FieldTrust is the CA file,
// the server name, the trusted certificate and whether certificates are checked.
const (
	FieldURL          ProfileField = "url"
	FieldMoreURLs     ProfileField = "more_urls" // further workers
	FieldAdminURL     ProfileField = "admin_url"
	FieldEndpoint     ProfileField = "endpoint" // the URL of a managed service, under Network; empty: the usual one
	FieldScope        ProfileField = "scope"    // chosen from Kind.Discover, or typed
	FieldAccount      ProfileField = "account"
	FieldLogin        ProfileField = "login"
	FieldCertificate  ProfileField = "certificate"
	FieldHeaders      ProfileField = "headers"
	FieldTrust        ProfileField = "trust"
	FieldProxy        ProfileField = "proxy"
	FieldWayIn        ProfileField = "way_in"
	FieldTimeLimit    ProfileField = "time_limit"
	FieldSingleWorker ProfileField = "single_worker"
	FieldGroup        ProfileField = "group" // group id and offset topic
)

// ProfileKind describes a kind of cluster for the profile form. Fields are the fields of
// the form in addition to name, environment and read-only.
type ProfileKind struct {
	ID     connect.Kind    `json:"id"`
	Title  string          `json:"title"`
	Fields []ProfileField  `json:"fields"`
	Logins []connect.Login `json:"logins"`
	// Words are what the kind calls things, where that is not the usual word: a field by its
	// name ("scope"), an example for it ("scopeExample"), a login by its name ("basic"), and
	// the fields of a login ("basic.username", "basic.password").
	Words map[string]string `json:"words"`
}

// Place is something that a scope can be: an environment with its clusters, or a region. Scope
// is the text for the profile; it is empty for a heading, which can only be opened.
type Place struct {
	Title  string  `json:"title"`
	Scope  string  `json:"scope"`
	Places []Place `json:"places"`
}

// Kind is a row of the table of kinds: what the profile form shows, and how to connect to a
// cluster of that kind.
type Kind struct {
	ProfileKind

	// Dial returns a worker for a profile. It sends nothing.
	Dial func(p connect.Profile, secrets connect.Secrets) (Worker, error)
	// Discover lists what the scope of a profile can be, without its present scope. Nil: the
	// kind has no scope, or it can only be typed.
	Discover func(ctx context.Context, p connect.Profile, secrets connect.Secrets) ([]Place, error)
	// Probe tests the connection step by step. onStep is called for every change of a
	// step; it may be nil.
	Probe func(ctx context.Context, p connect.Profile, secrets connect.Secrets, onStep func(connect.Step)) []connect.Step
}

// Kinds is the table of kinds. The first one applies to profiles without a kind.
type Kinds []Kind

// Profiles returns the kinds for the profile form, in the order of the table.
func (k Kinds) Profiles() []ProfileKind {
	out := make([]ProfileKind, len(k))
	for i, kind := range k {
		out[i] = kind.ProfileKind
		out[i].Fields = append([]ProfileField{}, kind.Fields...)
		out[i].Logins = append([]connect.Login{}, kind.Logins...)
		out[i].Words = map[string]string{}
		maps.Copy(out[i].Words, kind.Words)
	}
	return out
}

// Of returns the kind of a profile. It returns an error with CodeUnsupported if this version
// does not know the kind.
func (k Kinds) Of(p connect.Profile) (Kind, error) {
	for _, kind := range k {
		if p.Kind == kind.ID || p.Kind == "" {
			return kind, nil
		}
	}
	return Kind{}, connect.Errorf(connect.CodeUnsupported, "This version of Sluiceway does not support clusters of the kind “%s”. The profile was not changed. Use a newer version for it.", p.Kind)
}
