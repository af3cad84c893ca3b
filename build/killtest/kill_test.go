package killtest

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

// TestKilledAtRandom kills the writer repeatedly for the duration KILLTIME (2 s by
// default). After each kill, no acknowledged write may be lost, nothing may be half
// written, the secrets must match their address, and after a sweep the keyring must have no
// entry that no cluster names.
func TestKilledAtRandom(t *testing.T) {
	duration := 2 * time.Second
	if text := os.Getenv("KILLTIME"); text != "" {
		var err error
		if duration, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	k := &killer{dir: t.TempDir(), next: 1, last: map[string]int{}, stored: map[string]bool{}, maybe: map[string]bool{}}
	if err := os.Mkdir(filepath.Join(k.dir, "keyring"), 0o700); err != nil {
		t.Fatal(err)
	}
	kills := 0
	for end := time.Now().Add(duration); time.Now().Before(end); kills++ {
		k.round(t)
		k.check(t)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d kills, %d acknowledged writes", kills, k.done)
}

// killer records what the next start must find.
type killer struct {
	dir    string
	next   int
	done   int
	last   map[string]int  // the last acknowledged number by kind
	begun  string          // the kind of the write in progress at the kill; empty: none
	number int             // the number of that write
	stored map[string]bool // acknowledged ids of deleted configs that were not removed
	maybe  map[string]bool // ids that were being removed
}

// round starts the writer, kills it, and reads its output.
func (k *killer) round(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	writer := exec.CommandContext(t.Context(), self, "-test.run=^TestWriter$")
	writer.Env = append(os.Environ(), writerFolder+"="+k.dir, writerFirst+"="+fmt.Sprint(k.next))
	var said bytes.Buffer
	writer.Stdout, writer.Stderr = &said, &said
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Duration(5+rand.IntN(250))*time.Millisecond, func() { _ = writer.Process.Kill() })
	defer timer.Stop()
	if err := writer.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the writer ended by itself: %v\n%s", err, said.String())
	}
	k.read(&said)
}

func (k *killer) read(said *bytes.Buffer) {
	k.begun = ""
	k.maybe = map[string]bool{}
	for lines := bufio.NewScanner(said); lines.Scan(); {
		var verb, kind, id string
		var n int
		if _, err := fmt.Sscan(lines.Text(), &verb, &kind, &n); err != nil {
			continue // truncated by the kill
		}
		_, _ = fmt.Sscan(lines.Text(), &verb, &kind, &n, &id)
		k.next = n + 1
		switch verb {
		case "begin":
			k.begun, k.number = kind, n
		case "forgetting":
			delete(k.stored, id)
			k.maybe[id] = true
		case "done":
			if id == "" {
				continue // truncated by the kill
			}
			k.acknowledge(kind, n, id)
		}
	}
}

func (k *killer) acknowledge(kind string, n int, id string) {
	k.begun = ""
	k.done++
	k.last[kind] = n
	switch kind {
	case "deleted":
		k.stored[id] = true
	case "forget":
		delete(k.maybe, id)
	}
}

// fits reports whether a number is the last acknowledged one or that of the write in
// progress.
func (k *killer) fits(kind string, n int) bool {
	return n == k.last[kind] || (k.begun == kind && n == k.number)
}

func (k *killer) check(t *testing.T) {
	t.Helper()
	f := openFolder(t, k.dir)
	defer func() {
		if err := f.close(); err != nil {
			t.Error(err)
		}
	}()
	if notices := f.store.Notices(); len(notices) > 0 {
		t.Errorf("the start has notices: %+v", notices)
	}
	k.checkPassword(t, f)
	k.checkDraft(t, f)
	k.checkDeleted(t, f)
	var one, two int
	text, err := f.store.Blob("settings")
	if connect.CodeOf(err) != connect.CodeNotFound {
		_, err = fmt.Sscan(string(text), &one, &two)
	} else {
		err = nil
	}
	if err != nil || one != two || !k.fits("settings", one) {
		t.Errorf("settings are %q, %v; acknowledged %d", text, err, k.last["settings"])
	}
	k.last["settings"] = one
}

func (k *killer) checkPassword(t *testing.T, f *folder) {
	t.Helper()
	list, err := f.store.Profiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// Every tenth write deletes the cluster before it adds it again.
	gone := len(list) == 0 && (k.last["password"] == 0 || k.begun == "password" && k.number%10 == 0)
	if len(list) != 1 && !gone {
		t.Fatalf("%d clusters", len(list))
	}
	want := map[string]bool{}
	if len(list) == 1 {
		p := list[0]
		var n int
		if _, err := fmt.Sscanf(p.URL, "http://host-%d:8083", &n); err != nil || !k.fits("password", n) {
			t.Errorf("the cluster is at %s; acknowledged %d", p.URL, k.last["password"])
		}
		if secret, err := f.profiles.SecretsFor(t.Context(), p.ID); err != nil || secret[connect.SecretPassword].Reveal() != passwordOf(n) || secret[headerKey].Reveal() != headerOf(n) {
			t.Errorf("%s gets %q and %q, %v", p.URL, secret[connect.SecretPassword].Reveal(), secret[headerKey].Reveal(), err)
		}
		k.last["password"] = n
		for _, entry := range p.SecretEntries {
			want[entry] = true
		}
	} else {
		k.last["password"] = 0
	}
	if err := f.profiles.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	users, err := f.backend.Users("sluiceway")
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, user := range users {
		if _, name, _ := strings.Cut(user, "/"); strings.HasPrefix(name, "profile/") {
			held[name] = true
		}
	}
	if !maps.Equal(want, held) {
		t.Errorf("after the sweep the keyring holds %v, the cluster names %v", slices.Collect(maps.Keys(held)), slices.Collect(maps.Keys(want)))
	}
}

func (k *killer) checkDraft(t *testing.T, f *folder) {
	t.Helper()
	d, err := f.records.Drafts.Get(t.Context(), "d")
	if connect.CodeOf(err) == connect.CodeNotFound && k.last["draft"] == 0 {
		return
	}
	if err != nil {
		t.Fatalf("the draft: %v", err)
	}
	k.last["draft"] = k.checkConfig(t, "draft", d.Config)
}

// checkConfig checks that all values come from one write, and returns its number.
func (k *killer) checkConfig(t *testing.T, kind string, c connect.Config) int {
	t.Helper()
	var n int
	if _, err := fmt.Sscan(c["first"], &n); err != nil || c["db.password"] != c["first"] || c["last"] != c["first"] {
		t.Errorf("the %s is half written: %d keys", kind, len(c))
	}
	if kind == "draft" && !k.fits(kind, n) {
		t.Errorf("the draft is number %d; acknowledged %d", n, k.last[kind])
	}
	return n
}

func (k *killer) checkDeleted(t *testing.T, f *folder) {
	t.Helper()
	rows, err := f.records.Deleted.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	unknown := 0
	for _, row := range rows {
		found[row.ID] = true
		if !k.stored[row.ID] && !k.maybe[row.ID] {
			unknown++
		}
		d, err := f.records.Deleted.Get(t.Context(), row.ID)
		if err != nil {
			t.Errorf("a config of a deleted connector: %v", err)
			continue
		}
		k.checkConfig(t, "config of a deleted connector", d.Config)
	}
	for id := range k.stored {
		if !found[id] {
			t.Errorf("the config %s is lost", id)
		}
	}
	// Only the write in progress may have stored one more.
	if unknown > 1 || unknown == 1 && k.begun != "deleted" {
		t.Errorf("%d configs are stored that were removed or never acknowledged", unknown)
	}
	k.stored = found
}
