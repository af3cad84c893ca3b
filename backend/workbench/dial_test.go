package workbench

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// TestAPasswordIsNeverUsedAtAnAddressFromBefore reads a profile, has it moved
// with a new password, and goes on with what was read.
func TestAPasswordIsNeverUsedAtAnAddressFromBefore(t *testing.T) {
	w := opened(t, t.TempDir())
	in := profile.Input{
		Profile:  connect.Profile{Name: "a", URL: "http://127.0.0.1:1", Environment: connect.EnvDev, Login: connect.LoginBasic, Username: "u"},
		Password: connect.NewSecret("development"), PasswordSet: true,
	}
	before, err := w.Profiles.Save(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	in.Profile.ID, in.Profile.URL, in.Password = before.Entry.Profile.ID, "https://127.0.0.1:1", connect.NewSecret("production")
	after, err := w.Profiles.Save(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := w.Profiles.Secret(t.Context(), in.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.clusters.dial(before.Entry.Profile, secret); connect.CodeOf(err) != connect.CodeConflict {
		t.Errorf("the old address is dialled with the new password: %v", err)
	}
	if _, err := w.clusters.dial(after.Entry.Profile, secret); err != nil {
		t.Error(err)
	}
}
