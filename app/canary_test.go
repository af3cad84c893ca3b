package app

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/workbench"
)

// canary is a secret in a realistic form. Part is the text that must be found nowhere;
// Resolved is what a worker replaces a placeholder with.
type canary struct{ key, value, part, resolved string }

const (
	canaryUser  = "ada"
	canaryLogin = "canary-Login-0c11"
	canaryFile  = "/run/secrets/canary.properties"
)

func canaries() []canary {
	secret := func(key, value, part string) canary { return canary{key, value, part, value} }
	return []canary{
		secret("http.auth.password", "canary-Password-1a2b", "canary-Password-1a2b"),
		secret("lookup.target", "jdbc:postgresql://db:5432/shop?user=u&password=canary-Jdbc-3c4d", "canary-Jdbc-3c4d"),
		secret("lookup.documents", "mongodb://app:canary-Mongo-5e6f@mongo:27017/shop", "canary-Mongo-5e6f"),
		secret("consumer.override.sasl.jaas.config", `org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="canary-Jaas-7a8b";`, "canary-Jaas-7a8b"),
		secret("lookup.identity", "-----BEGIN PRIVATE KEY-----\ncanaryPem9c0d00000000000\n-----END PRIVATE KEY-----", "canaryPem9c0d00000000000"),
		secret("lookup.account", "AKIACANARY0E1F2A3B4C", "AKIACANARY0E1F2A3B4C"),
		secret("aws.secret.access.key", "canary/Aws+5d6e/7f8a", "canary/Aws+5d6e/7f8a"),
		secret("lookup.session", "eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOiI5YjBjIn0.canaryJwt1d2e", "eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOiI5YjBjIn0.canaryJwt1d2e"),
		secret("http.headers", "Authorization: Bearer canary-Bearer-3f4a", "canary-Bearer-3f4a"),
		secret("lookup.storage", "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=canaryConn5b6c7d8e==;EndpointSuffix=core.windows.net", "canaryConn5b6c7d8e=="),
		{"http.auth.user", "${file:" + canaryFile + ":user}", "canary-Resolved-9f0a", "canary-Resolved-9f0a"},
		{"http.url", "http://${file:" + canaryFile + ":host}:8080/in", "canary-Host-1b2c", "http://canary-Host-1b2c:8080/in"},
	}
}

func canaryConfig() connect.Config {
	config := connect.Config{"http.auth.type": "basic", "topics": "orders", "tasks.max": "1"}
	for _, c := range canaries() {
		config[c.key] = c.value
	}
	return config
}

// watch checks what leaves Go without a call that reveals a secret.
type watch struct {
	t    *testing.T
	seen map[string]int // how often each thing was checked
}

func (w *watch) check(what string, v any) {
	w.t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		w.t.Fatal(err)
	}
	w.search(what, text)
}

func (w *watch) search(what string, text []byte) {
	w.t.Helper()
	w.seen[what]++
	parts := []string{canaryLogin, base64.StdEncoding.EncodeToString([]byte(canaryUser + ":" + canaryLogin))}
	for _, c := range canaries() {
		parts = append(parts, c.part)
	}
	for _, part := range parts {
		if i := bytes.Index(text, []byte(part)); i >= 0 {
			w.t.Errorf("%s holds %s: …%s…", what, part, text[max(0, i-160):min(len(text), i+60)])
		}
	}
}

// seen checks a result before it returns it.
func seen[T any](w *watch, what string) func(T, error) T {
	w.t.Helper()
	return func(v T, err error) T {
		w.t.Helper()
		if err != nil {
			w.check(what+": error", connect.ProblemOf(err))
			w.t.Fatalf("%s: %v", what, connect.ProblemOf(err))
		}
		noteAnswer(v)
		w.check(what, v)
		return v
	}
}

// TestNoCanaryLeavesUnasked runs all flows with secrets of every form, on a worker
// that repeats them wherever a worker can. It searches for them in everything that the
// page gets, in events, the call log, exports, logs and the database, and in what the
// system shows of the process.
func TestNoCanaryLeavesUnasked(t *testing.T) {
	for name, backend := range map[string]*slowKeyring{"with a keyring": newSlowKeyring(), "without a keyring": nil} {
		t.Run(name, func(t *testing.T) {
			home, on := t.TempDir(), workbench.Options{}
			if backend != nil {
				on.Keyring = backend
			}
			f := &flight{watch: watch{t, map[string]int{}}, worker: startEcho(t)}
			f.app, f.events = openAppOn(t, home, on)
			f.addCluster()
			f.imported()
			f.create()
			f.failing()
			f.edit()
			f.export()
			f.copies()
			f.deleted()
			f.revealed()
			f.callLog()
			f.app.shutdown(context.Background())
			f.arrived()
			f.onDisk(home)
			f.ofTheProcess()
			f.lookAtEvents()
			if backend != nil {
				f.again(home, on, backend)
			}
		})
	}
}

// flight is one run through all flows.
type flight struct {
	watch

	worker  *echo
	app     *App
	events  *recorder
	profile connect.ProfileID
	draft   connect.DraftID // of the form that was opened last
	edited  connect.DraftID // of its edit
}

// arrived checks that the secrets were sent to the worker and came back from it.
func (f *flight) arrived() {
	for _, c := range canaries() {
		text, err := json.Marshal(c.value)
		if err != nil {
			f.t.Fatal(err)
		}
		if !strings.Contains(f.worker.took(), strings.ReplaceAll(string(text), `\u0026`, "&")) {
			f.t.Errorf("%s never reached the worker", c.key)
		}
		if !strings.Contains(f.worker.gave(), c.part) {
			f.t.Errorf("the worker never repeated %s", c.key)
		}
	}
	if !f.worker.knewTheLogin() {
		f.t.Error("the login never reached the worker")
	}
}

func (f *flight) onDisk(home string) {
	files := map[string]bool{}
	err := filepath.WalkDir(home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files[entry.Name()] = len(text) > 0
		f.search("file "+entry.Name(), text)
		return nil
	})
	if err != nil {
		f.t.Fatal(err)
	}
	if !files["sluiceway.db"] || !files["sluiceway.log"] {
		f.t.Errorf("nothing was stored or logged: %v", files)
	}
}

func (f *flight) ofTheProcess() {
	f.check("arguments", os.Args)
	f.check("environment", os.Environ())
}

func (f *flight) lookAtEvents() {
	f.events.mu.Lock()
	defer f.events.mu.Unlock()
	for _, e := range f.events.events {
		f.check("event "+e.name, e.payload)
	}
	for _, name := range []string{string(eventCalls), string(eventForm), string(eventCluster), string(eventDrafts)} {
		if f.seen["event "+name] == 0 {
			f.t.Errorf("no event %s was seen", name)
		}
	}
}

// again starts the app once more on the same data folder.
func (f *flight) again(home string, on workbench.Options, keys *slowKeyring) {
	f.app, f.events = openAppOn(f.t, home, on)
	if !keys.holds(canaryLogin) {
		f.t.Error("the keyring does not hold the login")
	}
	seen[Boot](&f.watch, "boot")(f.app.Desktop.Boot(""))
	seen[DraftsView](&f.watch, "drafts")(f.app.Drafts.List(""))
	view := seen[FormView](&f.watch, "resume")(f.app.Forms.Resume("", f.draft))
	if len(view.MissingSecrets) > 0 {
		f.t.Errorf("secrets were lost: %v", view.MissingSecrets)
	}
	f.lookAtForm("resumed form", f.draft)
	f.revealed()
	f.app.shutdown(context.Background())
	f.onDisk(home)
	f.lookAtEvents()
}
