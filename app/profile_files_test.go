package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profileimport"
	"sluiceway/backend/workbench"
)

const canaryVariable = "SLUICEWAY_TEST_CANARY"

// canaryImport names three clusters whose secrets are the login's, in every place that a file
// of another tool has for one.
const canaryImport = `# CONNECT_BASIC_AUTH_PASS=` + canaryLogin + `
ALLOW_CONNECT_EDIT=true
CONNECT_NAME=imported
CONNECT_REST_URL=http://127.0.0.1:1/imported
CONNECT_BASIC_AUTH_USER=ada
CONNECT_BASIC_AUTH_PASS=` + canaryLogin + `
CONNECT_SSL_KEYSTORE_PASSWORD=` + canaryLogin + `
CONNECT_REST_URL_2=http://ada:` + canaryLogin + `@127.0.0.1:1/second
CONNECT_SSL_TRUSTSTORE_LOCATION_2=trust.jks
CONNECT_SSL_TRUSTSTORE_PASSWORD_2=` + canaryLogin + `
CONNECT_NAME_3=echo
CONNECT_REST_URL_3=http://127.0.0.1:1/third
CONNECT_BASIC_AUTH_USER_3=ada
CONNECT_BASIC_AUTH_PASS_3=${` + canaryVariable + `}
SCHEMA_REGISTRY_PASSWORD=` + canaryLogin + `
`

// imported opens files with secrets in every way and adds their clusters.
func (f *flight) imported() {
	a := f.app
	_, err := a.ProfileFiles.OpenText("", "x", "name: x\npassword: "+canaryLogin+"\n")
	f.check("import of nothing known", connect.ProblemOf(err))
	view := seen[ImportView](&f.watch, "import")(a.ProfileFiles.OpenText("", "shop.env", canaryImport))
	if len(view.State.Clusters) != 3 || len(view.State.Variables) != 1 {
		f.t.Fatalf("%+v", view.State)
	}
	choices := []ImportChoice{{Number: 1, Name: "imported", Environment: "dev"}, {Number: 2, Name: "second", Environment: "dev"}, {Number: 3, Name: "echo", Environment: "dev"}}
	added := seen[ImportAdded](&f.watch, "import: added")(a.ProfileFiles.Add("", view.ID, choices))
	if added.Outcomes[0].Profile == "" || added.Outcomes[1].Profile != "" || added.Outcomes[2].Profile != "" {
		f.t.Errorf("%+v", added.Outcomes)
	}
	seen[ImportState](&f.watch, "import: variable")(a.ProfileFiles.SetVariable("", view.ID, canaryVariable, connect.NewSecret(canaryLogin)))
	choices[2].Name = "third"
	added = seen[ImportAdded](&f.watch, "import: added")(a.ProfileFiles.Add("", view.ID, choices[2:]))
	if added.Outcomes[0].Profile == "" {
		f.t.Errorf("%+v", added.Outcomes)
	}
	path := filepath.Join(f.t.TempDir(), "clusters.json")
	a.savePath = func(string) (string, error) { return path, nil }
	seen[string](&f.watch, "export of clusters")(a.ProfileFiles.Export("", nil))
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), `"imported"`) {
		f.t.Errorf("%v: %s", err, text)
	}
	f.search("exported clusters", text)
	if err := a.ProfileFiles.Close("", view.ID); err != nil {
		f.t.Error(err)
	}
	for _, outcome := range added.State.Clusters {
		if outcome.Saved != "" {
			if err := a.Profiles.Delete("", outcome.Saved); err != nil {
				f.t.Error(err)
			}
		}
	}
}

// A variable is read from the environment only when it is asked for, by its name.
func TestAnImportedFileIsOpenedAndItsVariablesRead(t *testing.T) {
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: heldKeyring{}})
	t.Setenv(canaryVariable, canaryLogin)
	file := filepath.Join(t.TempDir(), "shop.env")
	if err := os.WriteFile(file, []byte(canaryImport), 0o600); err != nil {
		t.Fatal(err)
	}
	chosen, title := "", ""
	a.openPath = func(asked string) (string, error) { title = asked; return chosen, nil }
	if view := must[ImportView](t)(a.ProfileFiles.OpenFile("")); view.ID != "" || title != "Import clusters" {
		t.Errorf("a cancelled dialog opened %+v", view)
	}
	chosen = file
	view := must[ImportView](t)(a.ProfileFiles.OpenFile(""))
	if view.FileName != "shop.env" || view.State.Variables[0].Origin != profileimport.OriginNone {
		t.Fatalf("%+v", view)
	}
	state := must[ImportState](t)(a.ProfileFiles.ReadVariable("", view.ID, canaryVariable))
	if state.Variables[0].Origin != profileimport.OriginEnvironment {
		t.Errorf("%+v", state.Variables)
	}
	if _, err := a.ProfileFiles.ReadVariable("", view.ID, "PATH"); connect.CodeOf(err) != connect.CodeInvalid {
		t.Errorf("a variable that the file does not name was read: %v", err)
	}
	added := must[ImportAdded](t)(a.ProfileFiles.Add("", view.ID, []ImportChoice{{Number: 3, Name: "third", Environment: "production"}}))
	id := added.Outcomes[0].Profile
	if id == "" || added.Outcomes[0].Keyring != "stored" || added.State.Clusters[2].Saved != id {
		t.Fatalf("%+v", added)
	}
	until(t, events, "the sidebar has the cluster", func() bool {
		for _, c := range must[[]ClusterSummary](t)(a.Clusters.List("")) {
			if c.ID == id && c.Name == "third" && c.Environment == "production" {
				return true
			}
		}
		return false
	})
	if must[ImportState](t)(a.ProfileFiles.SetVariable("", view.ID, canaryVariable, connect.Secret{})).Variables[0].Origin != profileimport.OriginNone {
		t.Error("an empty value was not taken away")
	}
	again := must[ImportView](t)(a.ProfileFiles.OpenFile(""))
	if matches := again.State.Clusters[2].Matches; len(matches) != 1 || matches[0].ID != id {
		t.Errorf("%+v", again.State.Clusters[2])
	}
	if reason := must[ImportView](t)(a.ProfileFiles.OpenText("", "", "services: {db: {image: postgres}}\n")).State.Reason; reason == "" {
		t.Error("a file without a cluster does not say why")
	}
	env := must[ImportView](t)(a.ProfileFiles.OpenText("", "", `{"format":"sluiceway-clusters","version":1,"clusters":[{"kind":"other","url":"http://127.0.0.1:1","environment":"staging"}]}`))
	if c := env.State.Clusters[0]; c.Environment != "staging" || c.Problem == "" {
		t.Errorf("%+v", c)
	}
	optional := must[ImportView](t)(a.ProfileFiles.OpenText("", "", "CONNECT_REST_URL=http://${HOST:-a}:8083\n"))
	if !optional.State.Variables[0].Optional {
		t.Errorf("%+v", optional.State.Variables)
	}
}
