package clusterfiles_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
)

// An export that is imported again has everything but the secrets.
func TestExportAndImport(t *testing.T) {
	t.Parallel()
	word := rapid.StringMatching(`[a-z][a-z0-9-]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		on := rapid.Bool()
		count := rapid.IntRange(1, 4).Draw(t, "clusters")
		var in []clusterfiles.Cluster
		for i := range count {
			c := clusterfiles.Cluster{
				Name: word.Draw(t, "name"), URL: "https://" + word.Draw(t, "host") + "-" + string(rune('a'+i)) + ".test:8443", Kind: "apache", Tool: "sluiceway",
				Login:    rapid.SampledFrom([]string{"none", "basic", "bearer", "oauth", "mtls", "session"}).Draw(t, "login"),
				Username: word.Draw(t, "user"), MoreURLs: []string{"http://" + word.Draw(t, "more")},
				Headers: []clusterfiles.Header{{Name: "X-" + word.Draw(t, "header"), Value: "open"}, {Name: "Authorization", Secret: true}},
				Scopes:  []string{word.Draw(t, "scope")}, CAFile: "/" + word.Draw(t, "ca"), CertFile: "/c.pem", KeyFile: "/k.pem",
				TokenURL: "https://token.test/oauth", ClientID: word.Draw(t, "client"), Proxy: "http://proxy.test:3128", GroupID: word.Draw(t, "group"),
				AdminURL: "https://admin.test:9083", Audience: word.Draw(t, "audience"), Params: []connect.Param{{Name: "resource", Value: word.Draw(t, "value")}},
				ServerName: word.Draw(t, "server"), Pin: "ab01", NoProxy: on.Draw(t, "no proxy"), SingleWorker: on.Draw(t, "single"),
				Environment: "staging", TimeLimit: time.Duration(rapid.IntRange(1, 100_000).Draw(t, "limit")) * time.Millisecond,
				SkipVerify: on.Draw(t, "skip"), Permissions: &clusterfiles.Permissions{Create: on.Draw(t, "create"), Edit: on.Draw(t, "edit"), Delete: on.Draw(t, "delete")},
				Secrets: map[string]connect.Secret{"password": connect.NewSecret("canary"), "header:Authorization": connect.NewSecret("canary")},
			}
			in = append(in, c)
		}
		text, err := clusterfiles.Export(in)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := clusterfiles.Parse("", text)
		if err != nil {
			t.Fatal(err)
		}
		rest := cmpopts.IgnoreFields(clusterfiles.Cluster{}, "Secrets", "Lines", "VariableNames")
		if diff := cmp.Diff(in, doc.Clusters, rest); diff != "" || doc.Tool != "sluiceway" {
			t.Errorf("-exported +imported\n%s\n%s", diff, text)
		}
		for _, c := range doc.Clusters {
			if len(c.Secrets) > 0 {
				t.Errorf("secrets came back: %v", c.Secrets)
			}
		}
	})
}

// Logins in addresses are not exported.
func TestExportWithoutLogins(t *testing.T) {
	t.Parallel()
	text, err := clusterfiles.Export([]clusterfiles.Cluster{{
		URL: "https://u:canary@a.test", MoreURLs: []string{"http://u:canary@${HOST}"}, Proxy: "http://u:canary@proxy.test:3128", TokenURL: "https://u:canary@token.test/x",
		Headers: []clusterfiles.Header{{Name: "X", Value: "canary", Secret: true}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "canary") {
		t.Errorf("a login was exported:\n%s", text)
	}
}
