package clusterfiles_test

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/clusterfiles"
)

var update = flag.Bool("update", false, "write the golden files")

// Each file in testdata/files is parsed as testdata/golden says. Secrets are named there, but
// every secret in the files contains “canary”, which must not occur.
func TestGolden(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/files/*")
	if err != nil || len(files) < 15 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := clusterfiles.Parse(filepath.Base(file), text)
			if err != nil {
				t.Fatal(err)
			}
			got := golden(t, doc)
			if strings.Contains(got, "canary") {
				t.Errorf("a secret is shown:\n%s", got)
			}
			name := "testdata/golden/" + filepath.Base(file) + ".json"
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// golden prints a document, its secrets by their keys only.
func golden(t *testing.T, doc clusterfiles.Document) string {
	t.Helper()
	type cluster struct {
		clusterfiles.Cluster

		Milliseconds int64    `json:"milliseconds"`
		Keys         []string `json:"secretKeys"`
	}
	out := struct {
		Tool     string              `json:"tool"`
		Clusters []cluster           `json:"clusters"`
		Notes    []clusterfiles.Note `json:"notes"`
		Text     []string            `json:"text"`
		Marks    []clusterfiles.Mark `json:"marks"`
	}{Tool: doc.Tool, Notes: doc.Notes, Text: strings.Split(doc.Preview.Text, "\n"), Marks: doc.Preview.Marks}
	for _, c := range doc.Clusters {
		out.Clusters = append(out.Clusters, cluster{c, c.TimeLimit.Milliseconds(), slices.Sorted(maps.Keys(c.Secrets))})
	}
	text, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}
