//go:build unix

package formats

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// store is a worker that stores what it was sent, and rejects some names.
type store struct {
	refuse string

	mu      sync.Mutex
	configs map[string]connect.Config
}

func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/connectors/"), "/config")
	text, err := io.ReadAll(r.Body)
	var config connect.Config
	if err == nil {
		err = json.Unmarshal(text, &config)
	}
	if err != nil || name == s.refuse {
		http.Error(w, "refused by the worker", http.StatusConflict)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.configs[name] = config
	_, _ = w.Write(text)
}

func stored(t *testing.T, refuse string) (*store, string) {
	t.Helper()
	s := &store{refuse: refuse, configs: map[string]connect.Config{}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, server.URL
}

// twins are two connectors whose secrets would share a variable, and one whose values
// break wrong quoting.
func twins() []Item {
	hard := nasty()
	hard["name"], hard["db.password"] = "it's $a `b`", `p"$w'\`
	item := func(name string, config connect.Config) Item {
		return Item{Connector: Connector{Name: name, Config: config}}
	}
	return []Item{
		item("orders-a", connect.Config{"name": "orders-a", "db.password": "first of 'em"}),
		item("orders.a", connect.Config{"name": "orders.a", "db.password": "second", "db-password": "third"}),
		item("it's $a `b`", hard),
		item("größe", connect.Config{"name": "größe", "db.password": "fourth"}),
	}
}

func configsOf(items []Item) map[string]connect.Config {
	out := map[string]connect.Config{}
	for _, item := range items {
		out[item.Name] = item.Config
	}
	return out
}

// values are what the person sets before running the script.
func values(t *testing.T, items []Item, printed Rendered) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, v := range printed.Variables {
		for _, item := range items {
			if key, ok := strings.CutSuffix(v.Key, " of "+item.Name); ok {
				out[v.Name] = item.Config[key]
			}
		}
	}
	if len(out) != len(printed.Variables) {
		t.Fatalf("%d variables for %+v", len(out), printed.Variables)
	}
	return out
}

func TestAScriptOfManySendsEachAsItIs(t *testing.T) {
	t.Parallel()
	for name, shell := range shells(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			worker, base := stored(t, "")
			items := twins()
			printed, err := RenderMany("curl", "all", items, Options{BaseURL: base, Header: "4 connectors, as stored on x at 12:00:00"})
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range items {
				if strings.Contains(printed.Text, item.Config["db.password"]) {
					t.Errorf("the password of %s is in the text", item.Name)
				}
			}
			if out, err := runScript(t, shell, os.Getenv("PATH"), printed.Text, values(t, items, printed)); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if diff := cmp.Diff(configsOf(items), worker.configs); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestAScriptOfManyWithValuesNeedsNoVariable(t *testing.T) {
	t.Parallel()
	worker, base := stored(t, "")
	items := twins()
	printed, err := RenderMany("curl", "all", items, Options{BaseURL: base, IncludeSecrets: true})
	if err != nil || len(printed.Variables) > 0 {
		t.Fatalf("%+v, %v", printed.Variables, err)
	}
	if out, err := runScript(t, []string{"sh"}, os.Getenv("PATH"), printed.Text, nil); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if diff := cmp.Diff(configsOf(items), worker.configs); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestOneRefusedConnectorDoesNotKeepTheOthersBack(t *testing.T) {
	t.Parallel()
	worker, base := stored(t, "orders.a")
	items := twins()
	printed, err := RenderMany("curl", "all", items, Options{BaseURL: base, IncludeSecrets: true})
	if err != nil {
		t.Fatal(err)
	}
	out, err := runScript(t, []string{"sh"}, os.Getenv("PATH"), printed.Text, nil)
	if err == nil || !strings.Contains(out, "refused by the worker") || !strings.Contains(out, "orders.a was not sent") || !strings.Contains(out, "1 of 4 were not sent") {
		t.Errorf("%v\n%s", err, out)
	}
	if len(worker.configs) != 3 {
		t.Errorf("sent %d", len(worker.configs))
	}
}

func TestAScriptOfManySendsNothingWithoutItsVariables(t *testing.T) {
	t.Parallel()
	worker, base := stored(t, "")
	items := twins()
	printed, err := RenderMany("curl", "all", items, Options{BaseURL: base})
	if err != nil {
		t.Fatal(err)
	}
	set := values(t, items, printed)
	last := printed.Variables[len(printed.Variables)-1].Name
	delete(set, last)
	out, err := runScript(t, []string{"sh"}, os.Getenv("PATH"), printed.Text, set)
	if err == nil || !strings.Contains(out, last) || len(worker.configs) > 0 {
		t.Errorf("%v, sent %d\n%s", err, len(worker.configs), out)
	}
}

// An export of several connectors can be read again.
func TestManyAreParsedBack(t *testing.T) {
	t.Parallel()
	items := twins()
	want := make([]Connector, 0, len(items))
	for _, item := range items {
		config := item.Config.Clone()
		for _, key := range SecretKeys(item.Connector) {
			config[key] = redact.SecretText(key)
		}
		want = append(want, Connector{Name: item.Name, Config: config})
	}
	for _, format := range []string{Curl, JSON} {
		printed, err := RenderMany(format, "all", items, Options{BaseURL: "http://localhost:8083"})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Parse([]byte(printed.Text))
		if err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		for i, c := range doc.Connectors {
			for _, key := range SecretKeys(items[i].Connector) {
				if format == Curl && strings.HasPrefix(c.Config[key], "$") {
					c.Config[key] = redact.SecretText(key) // the variable of this connector, as written
				}
			}
		}
		if diff := cmp.Diff(want, doc.Connectors); diff != "" {
			t.Errorf("%s: -want +got\n%s", format, diff)
		}
	}
}

func TestFilesOfManyHaveNamesOfTheirOwn(t *testing.T) {
	t.Parallel()
	var items []Item
	for _, name := range []string{"a/b", "a:b", "A_b", "c"} {
		items = append(items, Item{Connector: Connector{Name: name, Config: connect.Config{"name": name, "db.password": "secret of " + name}}})
	}
	files, err := RenderFiles(Properties, items, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i, file := range files {
		names = append(names, file.Name)
		if strings.Contains(file.Text, "secret of") || !strings.Contains(file.Text, "name="+items[i].Name) {
			t.Errorf("%s:\n%s", file.Name, file.Text)
		}
	}
	if diff := cmp.Diff([]string{"a_b.properties", "a_b-2.properties", "A_b-3.properties", "c.properties"}, names); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestOnlySomeFormatsHoldSeveral(t *testing.T) {
	t.Parallel()
	for _, format := range []string{Properties, "yaml"} {
		if _, err := RenderMany(format, "all", twins(), Options{}); connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("%s: %v", format, err)
		}
	}
}
