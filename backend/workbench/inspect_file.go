package workbench

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/keyfile"
)

// FileInput names a file of certificates and its password. Without a password that was typed,
// the one that the profile stores as Secret is used, if any.
type FileInput struct {
	Path     string            `json:"path"`
	Password connect.Secret    `json:"password"`
	Profile  connect.ProfileID `json:"profile"` // empty: not saved yet
	Secret   string            `json:"secret"`  // “trust_store” or “key_store”
}

// FileFacts describe a file of certificates.
type FileFacts = keyfile.Facts

// InspectFile reads a file of certificates and describes it for the profile form. What is
// wrong with the file is part of the answer.
func (r Reach) InspectFile(ctx context.Context, in FileInput) (FileFacts, error) {
	password := in.Password
	if password.Empty() && in.Profile != "" {
		secrets, err := r.w.Profiles.SecretsFor(ctx, in.Profile)
		if err != nil {
			return FileFacts{}, err
		}
		password = secrets[connect.SecretKey(in.Secret)]
	}
	return keyfile.Inspect(in.Path, password.Reveal(), r.w.Now()), nil
}
