package profileimport

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
)

// A profile that is exported and imported again has everything but its secrets, its way in, the
// certificate that it trusts alone, and certificate checks that are off.
func TestAProfileSurvivesExportAndImport(t *testing.T) {
	full := profiletest.Full("a", "orders")
	full.Kind, full.Pin = "apache", "0123456789012345678901234567890123456789012345678901234567890123"
	full.WayIn, full.CAFile, full.Certificate = connect.WayIn{Command: "ssh -i canary {port}"}, "", connect.Certificate{}
	full.Username, full.Color = "", 0 // a colour is a choice of the person at this computer
	direct := connect.Profile{
		ID: "b", Kind: "apache", Name: "direct", URL: "http://direct:8083", Environment: "dev", Login: connect.LoginBearer,
		Proxy: connect.Proxy{Mode: connect.ProxyNone}, TimeLimit: 10 * time.Second,
	}
	from := &profiletest.Memory{}
	for _, p := range []connect.Profile{full, {ID: "other", Name: "other"}, direct} {
		if err := from.PutProfile(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	text, err := (&Service{Stored: from}).Export(t.Context(), []connect.ProfileID{"b", "a"})
	if err != nil || bytes.Contains(text, []byte("canary")) || bytes.Contains(text, []byte("profile/a")) || bytes.Contains(text, []byte(`"other"`)) {
		t.Fatalf("%s, %v", text, err)
	}
	doc, err := clusterfiles.Parse("", text)
	if err != nil {
		t.Fatal(err)
	}
	var inputs []profile.Input
	for _, c := range doc.Clusters {
		inputs = append(inputs, inputOf(c))
	}
	to := &profiletest.Memory{}
	service := &profile.Service{Store: to, Secrets: &profiletest.Keyring{}}
	for _, r := range service.SaveAll(t.Context(), inputs) {
		if r.Problem.Code != "" {
			t.Fatal(r.Problem)
		}
	}
	got, err := to.Profiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	full.WayIn, full.SkipVerify, full.SecretEntries, full.Pin = connect.WayIn{}, false, nil, ""
	want := []connect.Profile{full, direct}
	for i := range got {
		got[i].ID = want[i].ID
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSecretsOfAFileAreEntered(t *testing.T) {
	c := clusterfiles.Cluster{
		Name: "a", Login: clusterfiles.LoginMTLS, KeyStoreFile: "/client.p12", KeyFile: "/unused", Certificate: "-----BEGIN", SkipVerify: true,
		Proxy: "http://proxy:3128", ProxyUsername: "ada", TimeLimit: time.Hour,
		Permissions: &clusterfiles.Permissions{Edit: true}, Secrets: map[string]connect.Secret{},
	}
	keys := fileSecrets()
	keys["header:X-Key"] = "header:X-Key"
	for key := range keys {
		c.Secrets[key] = connect.NewSecret("secret of " + key)
	}
	c.Secrets[clusterfiles.SecretClientKey] = connect.NewSecret("-----BEGIN PRIVATE KEY")
	in := inputOf(c)
	for from, to := range keys {
		if in.Entered[to].Reveal() != "secret of "+from {
			t.Errorf("%s is not entered as %s", from, to)
		}
	}
	if len(in.Entered) != len(keys) {
		t.Errorf("%d secrets are entered", len(in.Entered))
	}
	if in.Login != connect.LoginNone || in.Certificate != (profile.Certificate{File: "/client.p12"}) || in.SkipVerify ||
		in.Proxy.Mode != connect.ProxyOwn || in.Permissions != (profile.Permissions{Edit: true}) || in.TimeLimit != connect.Milli(profile.MaxTimeLimit) {
		t.Errorf("%+v", in.View)
	}
	if in := inputOf(clusterfiles.Cluster{}); in.Permissions != profile.AllPermissions() {
		t.Errorf("a file that says nothing: %+v", in.Permissions)
	}
}
