package workbench

import (
	"context"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

// No export holds the mask that a cluster shows in the place of a secret, nor a
// key that the cluster has added, also where secrets are to be included.
func TestAnExportLeavesOutWhatTheClusterMasks(t *testing.T) {
	poor := workerfake.NewPoor("a")
	poor.SetConfig("a", connect.Config{"name": "a", connect.KeyClass: workerfake.Sink, "topics": "t", "pin": "1234"})
	w, id := openedOn(t, poor)
	one, err := w.Exports.Print(t.Context(), ExportRequest{Profile: id, Name: "a", Format: ExportJSON, IncludeSecrets: true})
	if err != nil {
		t.Fatal(err)
	}
	read, err := w.Exports.ReadMany(t.Context(), id, []string{"a"}, func(ExportLine) {})
	if err != nil {
		t.Fatal(err)
	}
	many, err := w.Exports.PrintMany(ExportManyRequest{Read: read.ID, Format: ExportJSON, IncludeSecrets: true})
	if err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{"one": one.Text, "many": many.Files[0].Text} {
		if strings.Contains(text, workerfake.Mask) || strings.Contains(text, "service.id") || !strings.Contains(text, "<secret: pin>") {
			t.Errorf("%s: %s", what, text)
		}
	}
}

// openedOn opens the app with one profile of a cluster.
func openedOn(t *testing.T, cluster worker.Worker) (*Workbench, connect.ProfileID) {
	t.Helper()
	kind := worker.Kind{
		ProfileKind: worker.ProfileKind{ID: "poor", Title: "Poor", Fields: []worker.ProfileField{worker.FieldURL}, Logins: []connect.Login{connect.LoginNone}},
		Dial:        func(connect.Profile, connect.Secrets) (worker.Worker, error) { return cluster, nil },
		Probe: func(context.Context, connect.Profile, connect.Secrets, func(connect.Step)) []connect.Step {
			return []connect.Step{}
		},
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	w := New(Options{Home: t.TempDir(), Kinds: worker.Kinds{kind}})
	t.Cleanup(w.Close)
	if err := w.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	saved, err := w.Profiles.Save(t.Context(), profile.Input{View: profile.View{Permissions: profile.AllPermissions(), Kind: "poor", Name: "poor", URL: "http://poor.internal", Environment: "dev", Login: connect.LoginNone}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.ProfilesChanged(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w, saved.Profile.ID
}
