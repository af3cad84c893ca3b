package workbench

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/emqx"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox/emqxface"
	"sluiceway/backend/worker"
)

const emqxSecret = "hunter2-of-emqx"

// openedOnEMQX opens the app with a profile of the face of EMQX.
func openedOnEMQX(t *testing.T) (*Workbench, connect.ProfileID, *emqx.Client) {
	t.Helper()
	face, err := emqxface.Start(t.Context(), emqxface.Options{Key: "KEY", Secret: emqxSecret})
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
			Permissions: profile.AllPermissions(), Kind: emqx.ID, Name: "plant", URL: face.URL(), Environment: "dev", Login: connect.LoginBasic, Username: "KEY",
		},
		Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret(emqxSecret)},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.ProfilesChanged(t.Context()); err != nil {
		t.Fatal(err)
	}
	conn, err := w.Live.Connection(t.Context(), saved.Profile.ID)
	if err != nil {
		t.Fatal(err)
	}
	client, _ := conn.Worker.(*emqx.Client)
	return w, saved.Profile.ID, client
}

// runEMQXScript runs a script with a real shell and the real curl.
func runEMQXScript(t *testing.T, script string, values map[string]string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.sh")
	if err := WriteExport(path, script); err != nil {
		t.Fatal(err)
	}
	shell := exec.CommandContext(t.Context(), "sh", path)
	shell.Env = []string{"PATH=" + os.Getenv("PATH"), "no_proxy=*"}
	for variable, what := range scriptVariables(t, script) {
		key, _, _ := strings.Cut(what, " of ")
		value, known := map[string]string{"API key": "KEY", "its secret": emqxSecret}[key]
		if !known {
			if value, known = values[key]; !known {
				t.Fatalf("the script wants %s (%s):\n%s", variable, what, script)
			}
		}
		shell.Env = append(shell.Env, variable+"="+value)
	}
	if said, err := shell.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, said, script)
	}
}

// A printed command is run by a real shell with the real curl. The face refuses unknown keys
// and wrong types, and stores a mask that is sent for a new connector.
func TestACommandForEMQXRuns(t *testing.T) {
	w, id, client := openedOnEMQX(t)
	printed := func(name string, method ExportMethod) string {
		t.Helper()
		out, err := w.Exports.Print(t.Context(), ExportRequest{Profile: id, Name: name, Format: ExportCurl, Method: method, WithLogin: true})
		if err != nil {
			t.Fatal(err)
		}
		return out.Text
	}
	const name = "kafka_producer:orders_kafka"
	before, err := client.Connector(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	save := printed(name, ExportPut)
	for _, want := range []string{`-u "$EMQX_API_KEY:$EMQX_API_SECRET"`, "-X PUT", "/api/v5/connectors/kafka_producer:orders_kafka'", `"ssl": {`, `"enable": true`, `"password": "******"`} {
		if !strings.Contains(save, want) {
			t.Errorf("without %s:\n%s", want, save)
		}
	}
	runEMQXScript(t, save, nil)
	again, err := client.Connector(t.Context(), name)
	if err != nil || !again.Config.Equal(before.Config) {
		t.Errorf("%v, before %v, after %v", err, before.Config, again.Config)
	}

	create := printed("http:archive_http", ExportPost)
	if strings.Contains(create, "******") || !strings.Contains(create, "-X POST") {
		t.Errorf("a mask:\n%s", create)
	}
	if _, err := client.Delete(t.Context(), "action/http:post_archive"); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Delete(t.Context(), "http:archive_http"); err != nil {
		t.Fatal(err)
	}
	runEMQXScript(t, create, map[string]string{"headers.authorization": `Bearer it's "$new"`})
	if _, err := client.Connector(t.Context(), "http:archive_http"); err != nil {
		t.Error(err)
	}

	read, err := w.Exports.ReadMany(t.Context(), id, []string{"mqtt:line2_broker", "action/mysql:save_alarms"}, func(ExportLine) {})
	if err != nil || read.Read != 2 {
		t.Fatalf("%+v, %v", read, err)
	}
	many, err := w.Exports.PrintMany(ExportManyRequest{Read: read.ID, Format: ExportCurl, Method: ExportPut, WithLogin: true})
	if err != nil {
		t.Fatal(err)
	}
	runEMQXScript(t, many.Files[0].Text, nil)
}

// A draft of something new is sent with POST, its typed secret is a variable.
func TestACommandForADraftOfEMQX(t *testing.T) {
	_, _, client := openedOnEMQX(t)
	config := connect.Config{"connector.class": "connector/mysql", "server": "mysql.new.internal:3306", "database": "orders", "pool_size": "4", "password": "typed-secret"}
	got, err := client.Request(t.Context(), worker.RequestWanted{Method: "PUT", Name: "fresh", Config: config, Hidden: []string{"password"}})
	if err != nil {
		t.Fatal(err)
	}
	body := string(got.Body)
	if got.Method != "POST" || !strings.HasSuffix(got.URL, "/api/v5/connectors") || strings.Contains(body, "typed-secret") || !strings.Contains(body, `"pool_size":4`) || !strings.Contains(body, `"name":"fresh"`) {
		t.Errorf("%s %s %s", got.Method, got.URL, body)
	}
	if got.Secrets["password"].Reveal() != "typed-secret" {
		t.Errorf("%d secrets", len(got.Secrets))
	}
}
