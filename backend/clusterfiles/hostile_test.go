package clusterfiles_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
)

// hostile are texts that would take minutes, or much memory, if the time were quadratic or
// aliases were expanded.
func hostile() map[string]string {
	const size = 1<<20 - 4096
	fill := func(head, part, tail string) string {
		return head + strings.Repeat(part, max(0, (size-len(head)-len(tail))/len(part))) + tail
	}
	var bomb strings.Builder
	bomb.WriteString("a0: &a0 [x]\n")
	for i := 1; i < 60; i++ {
		fmt.Fprintf(&bomb, "a%d: &a%d [*a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1)
	}
	bomb.WriteString("kafka: {clusters: *a59}\n")
	var merges strings.Builder
	merges.WriteString("m0: &m0 {k0: 1}\n")
	for i := 1; i < 5000; i++ {
		fmt.Fprintf(&merges, "m%d: &m%d {<<: *m%d, k%d: 1}\n", i, i, i-1, i)
	}
	return map[string]string{
		"alias bomb":        bomb.String(),
		"merge bomb":        merges.String(),
		"shared clusters":   fill("x: &x {name: n, kafkaConnect: &k [{address: 'http://a'}]}\nkafka: {clusters: [", "*x,", "]}"),
		"shared big map":    fill("big: &b {", "k: 1, ", "}\n") + "kafka: {clusters: [*b, *b, {kafkaConnect: [*b, *b]}]}",
		"itself":            "a: &a [*a]\nkafka: {clusters: *a}",
		"deep flow":         fill("", "[", ""),
		"deep maps":         fill("", "{a: ", ""),
		"deep json":         fill("", `{"a":`, ""),
		"deep block":        fill("", "- ", "x"),
		"many lines":        fill("kafka:\n  clusters:\n", "  - name: a\n", ""),
		"flow lines":        fill("kafka: {clusters: [", "a\n b,", "]}"),
		"quotes in env":     fill("CONNECT_REST_URL=http://a\n", "A=\"\\\"\n", ""),
		"open quotes":       fill("CONNECT_REST_URL=http://a\n", "A='b\n", ""),
		"braces":            fill("CONNECT_REST_URL=http://a\nCONNECT_NAME=", "${", "\n"),
		"templates":         fill("CONNECT_REST_URL=http://a\nCONNECT_NAME=", "{{", "\n"),
		"many variables":    fill("CONNECT_REST_URL=http://a\nCONNECT_NAME=", "${A}", "\n"),
		"many addresses":    fill("CONNECT_REST_URL=", "http://a,", "\n"),
		"long name":         fill("KAFKA_CLUSTERS_0_", "A_", "=1\n"),
		"many groups":       many("A%d_CONNECT_REST_URL=http://a%d\n"),
		"one address each":  many("A%d_CONNECT_REST_URL_%[1]d=http://a\n"),
		"indexes":           many("KAFKA_CLUSTERS_%d_KAFKACONNECT_0_ADDRESS=http://a%d\n"),
		"urls":              many("http://host-%d.test/%d\n"),
		"urls in a line":    fill("", "http://a ", ""),
		"landoop":           "CONNECT_URL=" + strings.ReplaceAll(many("http://h%d;n%d,"), "\n", ""),
		"script":            fill("var clusters = [", "{NAME:'a',KAFKA_CONNECT:'http://a'},", "]"),
		"script comments":   fill("var clusters = [", "/*", ""),
		"services":          "services:\n" + many("  s%d: {image: debezium/connect, ports: ['%d:8083']}\n"),
		"ports":             fill("services: {c: {image: debezium/connect, ports: [", "'1:2',", "]}}"),
		"nested yaml":       "services: {a: {environment: {AKHQ_CONFIGURATION: \"" + fill("", "[", "") + "\"}}}",
		"json list":         fill(`{"KAFKA_CONNECT_CLUSTERS":"`, "http://a,", `"}`),
		"own export":        fill(`{"format":"sluiceway-clusters","version":1,"clusters":[`, `{"url":"http://a"},`, `{}]}`),
		"resources":         fill("", "kind: KafkaConnectCluster\nspec: {}\n---\n", ""),
		"headers":           fill("kind: KafkaConnectCluster\nspec:\n  url: http://a\n  headers: '", "a=b,", "'\n"),
		"one of everything": "CONNECT_URL=x\nKAFKA_CONNECT_URIS=y\nCONNECT_REST_URL=z\nKAFKA_CLUSTERS_0_KAFKACONNECT_0_ADDRESS=w\nCDK_CLUSTERS_0_KAFKACONNECTS_0_URL=v\nAKHQ_CONFIGURATION='a: ['\n",
	}
}

func many(line string) string {
	var out strings.Builder
	for i := 0; out.Len() < 1<<20-8192; i++ {
		args := []any{i, i}
		if strings.Contains(line, "[1]") {
			args = args[:1]
		}
		fmt.Fprintf(&out, line, args...)
	}
	return out.String()
}

// These would time out if the time or memory were not bounded.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := clusterfiles.Parse("x.kcctl", []byte(text))
			checkInvariants(t, text, doc, err)
		})
	}
}

// checkInvariants checks what holds for every text.
func checkInvariants(t *testing.T, text string, doc clusterfiles.Document, err error) {
	t.Helper()
	if err != nil {
		if connect.CodeOf(err) != connect.CodeInvalid || len(doc.Clusters)+len(doc.Notes) > 0 {
			t.Errorf("an error that is not for a person, or half a document: %v", err)
		}
		return
	}
	tools := map[string]bool{}
	for _, tool := range clusterfiles.Tools() {
		tools[tool.ID] = true
	}
	if !tools[doc.Tool] || len(doc.Clusters) > 501 || len(doc.Notes) > 1002 {
		t.Errorf("tool %q, %d clusters, %d notes", doc.Tool, len(doc.Clusters), len(doc.Notes))
	}
	if len(doc.Clusters) == 0 && !slices.ContainsFunc(doc.Notes, func(n clusterfiles.Note) bool { return n.Code == clusterfiles.NoCluster || n.Cluster == 0 }) {
		t.Error("nobody says why there is no cluster")
	}
	for _, n := range doc.Notes {
		if n.Cluster < 0 || n.Cluster > len(doc.Clusters) || n.Text == "" || n.Code == "" || n.Line < 0 {
			t.Errorf("an odd note: %+v", n)
		}
		if (n.Code == clusterfiles.Unresolved) != (n.Variable != "") {
			t.Errorf("a variable is not named: %+v", n)
		}
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Count(text, "\n") + 1
	for _, c := range doc.Clusters {
		if c.Secrets == nil || c.Headers == nil || c.MoreURLs == nil || c.Lines == nil || c.VariableNames == nil || c.Kind == "" || c.URL == "" && c.Scope == "" {
			t.Errorf("an incomplete cluster: %+v", c)
		}
		if !slices.Contains([]string{"none", "basic", "bearer", "oauth", "mtls"}, c.Login) {
			t.Errorf("login %q", c.Login)
		}
		if !slices.IsSorted(c.Lines) || len(c.Lines) > 0 && c.Lines[len(c.Lines)-1] > lines {
			t.Errorf("lines %v of %d", c.Lines, lines)
		}
	}
	checkPreview(t, text, doc.Preview)
}

func checkPreview(t *testing.T, text string, p clusterfiles.Preview) {
	t.Helper()
	if !utf8.ValidString(p.Text) || strings.Count(p.Text, "\n") != strings.Count(text, "\n") {
		t.Errorf("the preview has other lines than the text:\n%q", p.Text)
	}
	done := 0
	for _, m := range p.Marks {
		if m.From < done || m.To <= m.From || m.To > len(p.Text) {
			t.Fatalf("mark %+v after %d in %d", m, done, len(p.Text))
		}
		done = m.To
	}
}

// No secret of a file is in what can be printed: marshalled clusters, notes, the preview, and
// the export. The secrets of all samples contain “canary”.
func TestSecretsAreNotPrinted(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/files/*")
	if err != nil {
		t.Fatal(err)
	}
	secrets := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := clusterfiles.Parse(file, text)
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		export, err := clusterfiles.Export(doc.Clusters)
		if err != nil {
			t.Fatal(err)
		}
		for what, printed := range map[string]string{"JSON": string(encoded), "%+v": fmt.Sprintf("%+v", doc), "%#v": fmt.Sprintf("%#v", doc), "the export": string(export)} {
			if strings.Contains(printed, "canary") {
				t.Errorf("%s: a secret is in %s", file, what)
			}
		}
		for _, c := range doc.Clusters {
			for _, key := range slices.Sorted(maps.Keys(c.Secrets)) {
				if strings.Contains(c.Secrets[key].Reveal(), "canary") {
					secrets++
				}
			}
		}
	}
	if secrets < 20 {
		t.Errorf("only %d secrets were found in all samples", secrets)
	}
}

// Errors name the place of a mistake, but nothing of the text.
func TestErrorsHaveNoSecrets(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"json":    "{\"a\": \"canary\nx\"}",
		"yaml":    "password: canary\n bad: [canary",
		"tab":     "a:\n\tpassword: canary",
		"env":     "PASSWORD=canary\n",
		"unknown": "password: canary\n",
		"breaks":  "a: b\u2028kafka: {clusters: []}\npassword: canary",
		"prose":   "canary is my password",
		"script":  "var clusters = [{canary",
		"utf8":    "canary\xff",
		"long":    strings.Repeat("canary", 200_000),
		"empty":   " \n\t",
	} {
		doc, err := clusterfiles.Parse("a", []byte(text))
		if err == nil && len(doc.Clusters) == 0 && doc.Tool == "landoop" {
			err = connect.Errorf(connect.CodeInvalid, "%v", doc.Notes)
		}
		ours, ok := errors.AsType[*connect.Error](err)
		if !ok || ours.Code != connect.CodeInvalid || strings.Contains(fmt.Sprintf("%v %+v", err, ours), "canary") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/files/*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Base(file), string(text))
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		doc, err := clusterfiles.Parse(name, []byte(text))
		checkInvariants(t, text, doc, err)
		for _, c := range doc.Clusters {
			_ = c.Resolve(map[string]connect.Secret{"A": connect.NewSecret("b")})
		}
		if export, err := clusterfiles.Export(doc.Clusters); err != nil || len(doc.Clusters) > 0 && len(export) < 1<<20 {
			again, err := clusterfiles.Parse("", export)
			if err != nil || again.Tool != "sluiceway" {
				t.Errorf("the export is not understood: %v\n%s", err, export)
			}
		}
	})
}
