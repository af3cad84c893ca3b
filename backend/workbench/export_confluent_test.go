package workbench

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/confluent"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox/confluentface"
)

const cloudSecret = "hunter2-of-the-cloud"

// openedOnCloud opens the app with a profile of the face of Confluent Cloud.
func openedOnCloud(t *testing.T) (*Workbench, connect.ProfileID) {
	t.Helper()
	face, err := confluentface.Start(t.Context(), confluentface.Options{
		Key: "CLOUDKEY", Secret: cloudSecret, Step: time.Millisecond, Provision: time.Millisecond,
		OnViolation: func(text string) { t.Errorf("the service was sent %s", text) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = face.Close() })
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	w := New(Options{Home: t.TempDir()})
	t.Cleanup(w.Close)
	if err := w.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	saved, err := w.Profiles.Save(t.Context(), profile.Input{
		View: profile.View{
			Permissions: profile.AllPermissions(), Kind: confluent.ID, Name: "orders-cloud", URL: face.URL(), Scope: confluentface.Scope,
			Environment: "dev", Login: connect.LoginBasic, Username: "CLOUDKEY",
		},
		Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret(cloudSecret)},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.ProfilesChanged(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w, saved.Profile.ID
}

// A printed command is run by a real shell with the real curl; the face fails the test if it
// is sent a mask or one of its own keys.
func TestACommandForConfluentCloudRuns(t *testing.T) {
	w, id := openedOnCloud(t)
	const name = "orders-warehouse-sink"
	run := func(script string) {
		t.Helper()
		path := filepath.Join(t.TempDir(), "export.sh")
		if err := WriteExport(path, script); err != nil {
			t.Fatal(err)
		}
		shell := exec.CommandContext(t.Context(), "sh", path)
		shell.Env = []string{"PATH=" + os.Getenv("PATH"), "no_proxy=*"}
		for variable, what := range scriptVariables(t, script) {
			key, _, _ := strings.Cut(what, " of ")
			shell.Env = append(shell.Env, variable+"="+map[string]string{
				"Cloud API key": "CLOUDKEY", "its secret": cloudSecret, "kafka.service.account.id": "sa-sandbox", "connection.password": `it's "$new"`,
			}[key])
		}
		if said, err := shell.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s\n%s", err, said, script)
		}
	}
	one, err := w.Exports.Print(t.Context(), ExportRequest{Profile: id, Name: name, Format: ExportCurl, Method: ExportPut, WithLogin: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`-u "$CONFLUENT_API_KEY:$CONFLUENT_API_SECRET"`, "/connect/v1/environments/env-sandbox/clusters/lkc-sandbox/connectors/" + name + "/config'", "CONFLUENT_API_KEY  "} {
		if !strings.Contains(one.Text, want) {
			t.Errorf("without %s:\n%s", want, one.Text)
		}
	}
	if strings.Contains(one.Text, "****") || strings.Contains(one.Text, "kafka.endpoint") {
		t.Errorf("a mask or a key of the service:\n%s", one.Text)
	}
	run(one.Text)
	conn, err := w.Live.Connection(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Worker.(*confluent.Client).Delete(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	run(one.Text) // a PUT creates it
	read, err := w.Exports.ReadMany(t.Context(), id, []string{name}, func(ExportLine) {})
	if err != nil || read.Read != 1 {
		t.Fatalf("%+v, %v", read, err)
	}
	if _, err := conn.Worker.(*confluent.Client).Delete(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	many, err := w.Exports.PrintMany(ExportManyRequest{Read: read.ID, Format: ExportCurl, Method: ExportPost, WithLogin: true})
	if err != nil {
		t.Fatal(err)
	}
	run(many.Files[0].Text)
	names, err := conn.Worker.Names(t.Context())
	if err != nil || len(names) != 6 {
		t.Errorf("%q, %v", names, err)
	}
}
