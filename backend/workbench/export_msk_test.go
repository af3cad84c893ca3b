package workbench

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/msk"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox/mskface"
	"sluiceway/backend/worker"
)

const (
	awsKeyID  = "AKIASLUICEWAYTEST"
	awsSecret = "hunter2-of-aws"
)

// openedOnMSK opens the app with a profile of a simulated region, which AWS_ENDPOINT_URL names.
func openedOnMSK(t *testing.T) (*Workbench, connect.ProfileID) {
	t.Helper()
	face, err := mskface.Start(t.Context(), mskface.Options{KeyID: awsKeyID, Secret: awsSecret, Pace: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = face.Close() })
	for key, value := range map[string]string{
		"AWS_ENDPOINT_URL": face.URL(), "AWS_ACCESS_KEY_ID": awsKeyID, "AWS_SECRET_ACCESS_KEY": awsSecret,
		"AWS_CONFIG_FILE": filepath.Join(t.TempDir(), "config"), "AWS_SHARED_CREDENTIALS_FILE": filepath.Join(t.TempDir(), "credentials"),
		"AWS_CA_BUNDLE": "/etc/ssl/certs/ca-certificates.crt", "NO_PROXY": "*", "no_proxy": "*",
		"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
	} {
		t.Setenv(key, value)
	}
	w := New(Options{Home: t.TempDir()})
	t.Cleanup(w.Close)
	if err := w.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	saved, err := w.Profiles.Save(t.Context(), profile.Input{View: profile.View{
		Permissions: profile.AllPermissions(), Kind: msk.ID, Name: "lake", Scope: mskface.Region, Environment: "dev", Login: connect.LoginNone,
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.ProfilesChanged(t.Context()); err != nil {
		t.Fatal(err)
	}
	client := clientOfMSK(t, w, saved.Profile.ID)
	config, err := worker.Read(t.Context(), client, "orders-source")
	if err != nil {
		t.Fatal(err)
	}
	config.Config["database.password"] = "hunter2-of-orders"
	delete(config.Config, connect.KeyName)
	if _, err := client.Create(t.Context(), "orders", config.Config, ""); err != nil {
		t.Fatal(err)
	}
	for {
		status, err := client.Status(t.Context(), "orders")
		if err != nil {
			t.Fatal(err)
		}
		if status.Connector.State == connect.StateRunning {
			return w, saved.Profile.ID
		}
	}
}

func clientOfMSK(t *testing.T, w *Workbench, id connect.ProfileID) *msk.Client {
	t.Helper()
	conn, err := w.Live.Connection(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return conn.Worker.(*msk.Client)
}

func printed(t *testing.T, w *Workbench, id connect.ProfileID, method ExportMethod) string {
	t.Helper()
	one, err := w.Exports.Print(t.Context(), ExportRequest{Profile: id, Name: "orders", Format: ExportCurl, Method: method, WithLogin: true})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(one.Text, "hunter2") || strings.Contains(one.Text, "ca-bundle") || strings.Contains(one.Text, "CONNECT_USER") || !strings.Contains(one.Needs, "aws") {
		t.Errorf("%s\n%s", one.Needs, one.Text)
	}
	return one.Text
}

func TestACommandForMSKHasTheSettings(t *testing.T) {
	w, id := openedOnMSK(t)
	update := printed(t, w, id, ExportPut)
	for _, want := range []string{"aws kafkaconnect update-connector", "--query currentVersion", `--current-version "$asked_value"`, "--region " + mskface.Region, `"$(json "$DATABASE_PASSWORD")"`} {
		if !strings.Contains(update, want) {
			t.Errorf("without %s:\n%s", want, update)
		}
	}
	create := printed(t, w, id, ExportPost)
	for _, want := range []string{"create-connector", `"connectorConfiguration": {`, `"mcuCount": 1`, `"minWorkerCount": 1`, `"connectorName": "orders"`, `"customPluginArn"`, `"authenticationType": "IAM"`} {
		if !strings.Contains(create, want) {
			t.Errorf("without %s:\n%s", want, create)
		}
	}
	if strings.Contains(create, "maxAutoscalingTaskCount") || strings.Contains(create, "resultMetadata") || strings.Contains(create, `"name"`) {
		t.Error(create)
	}
}

// A printed command is run by a real shell with the real command line of AWS, which
// build/tasks/awscli installs.
func TestRealAWSCommandRuns(t *testing.T) {
	bin := os.Getenv("SLUICEWAY_AWSCLI")
	if bin == "" {
		t.Log("SLUICEWAY_AWSCLI is not set; build/tasks/test sets it")
		return
	}
	w, id := openedOnMSK(t)
	const password = `it's "$new" \n`
	temp := t.TempDir()
	run := func(script string) {
		t.Helper()
		path := filepath.Join(t.TempDir(), "export.sh")
		if err := WriteExport(path, script); err != nil {
			t.Fatal(err)
		}
		shell := exec.CommandContext(t.Context(), "sh", path)
		shell.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "AWS_PAGER=", "TMPDIR="+temp, "DATABASE_PASSWORD="+password)
		if said, err := shell.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s\n%s", err, said, script)
		}
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("%v was left: %v", left, err)
		}
	}
	create := printed(t, w, id, ExportPost)
	run(printed(t, w, id, ExportPut))
	client := clientOfMSK(t, w, id)
	stored := func(name string) string {
		t.Helper()
		read, err := worker.Read(t.Context(), client, name)
		if err != nil {
			t.Fatal(err)
		}
		return read.Config["database.password"]
	}
	for stored("orders") != password && t.Context().Err() == nil { // the service carries it out later
		runtime.Gosched()
	}
	run(strings.ReplaceAll(create, `"connectorName": "orders"`, `"connectorName": "orders-copy"`))
	if got := stored("orders-copy"); got != password {
		t.Error(got)
	}
}
