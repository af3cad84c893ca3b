package records_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile/profiletest"
	"sluiceway/backend/records"
	"sluiceway/backend/records/recordstest"
)

func TestMemoryStore(t *testing.T) {
	recordstest.RunStore(t, func(*testing.T) records.Store { return &recordstest.Memory{} })
}

const canary = "canary-Xy9-password"

// keyring blocks in Get until gate, if set, is closed.
type keyring struct {
	profiletest.Keyring
	mu   sync.Mutex
	gate chan struct{}
	gets int
}

func (k *keyring) Get(ctx context.Context, name, purpose string) (connect.Secret, error) {
	k.mu.Lock()
	gate := k.gate
	k.gets++
	k.mu.Unlock()
	if gate != nil {
		select {
		case <-gate:
		case <-time.After(time.Minute):
			return connect.Secret{}, connect.Errorf(connect.CodeKeyring, "timed out")
		case <-ctx.Done():
			return connect.Secret{}, ctx.Err()
		}
	}
	return k.Keyring.Get(ctx, name, purpose)
}

func (k *keyring) asked() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.gets
}

// store calls meanwhile once, after the next read, as another goroutine might.
type store struct {
	recordstest.Memory
	meanwhile func()
}

func (s *store) Record(ctx context.Context, kind connect.RecordKind, id string) (connect.Record, error) {
	defer s.interrupt()
	return s.Memory.Record(ctx, kind, id)
}

func (s *store) Records(ctx context.Context, kind connect.RecordKind) ([]connect.Record, error) {
	defer s.interrupt()
	return s.Memory.Records(ctx, kind)
}

func (s *store) interrupt() {
	if f := s.meanwhile; f != nil {
		s.meanwhile = nil
		f()
	}
}

type bench struct {
	*records.Service
	store *store
	keys  *keyring
	now   time.Time
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{store: &store{}, keys: &keyring{}, now: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)}
	b.restart(t)
	return b
}

// restart starts the app again with the same store and keyring.
func (b *bench) restart(t *testing.T) {
	t.Helper()
	b.Service = records.New(records.Options{
		Store: b.store, Keys: b.keys, Now: func() time.Time { return b.now },
		Secret: func(c connect.Config) []string {
			return slices.DeleteFunc(c.Keys(), func(key string) bool { return !strings.Contains(key, "password") })
		},
	})
	t.Cleanup(b.Close)
}

func draft(id connect.DraftID) connect.Draft {
	opened := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	return connect.Draft{
		ID: id, Profile: "p1", Mode: connect.DraftEdit, Name: "orders", Class: "io.Example", Version: "1.2", Type: "sink",
		Base:     connect.Config{"name": "orders", "db.password": "old " + canary, "pin": "1 " + canary, "host": "a"},
		Config:   connect.Config{"name": "orders", "db.password": "new " + canary, "pin": "2 " + canary, "host": "b", "ref.password": "${file:/p:k}", "no.password": ""},
		OpenedAt: opened, SentAt: opened.Add(time.Hour), Touched: []string{"host", "pin"}, Secrets: []string{"pin", "ref.password"},
		From: "copy", FromName: "orders-old", Count: 6,
	}
}

func (b *bench) save(t *testing.T, d connect.Draft) {
	t.Helper()
	if err := b.Drafts.Save(t.Context(), d); err != nil {
		t.Fatal(err)
	}
}

func (b *bench) get(t *testing.T, id connect.DraftID) connect.Draft {
	t.Helper()
	d, err := b.Drafts.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (b *bench) record(t *testing.T, kind connect.RecordKind, id string) connect.Record {
	t.Helper()
	k, err := b.store.Record(t.Context(), kind, id)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(k.Plain)+string(k.Sealed), "canary") {
		t.Error("a secret value is on disk in clear")
	}
	return k
}

func wantCode(t *testing.T, err error, code connect.Code) {
	t.Helper()
	if connect.CodeOf(err) != code {
		t.Errorf("error %v has code %q, want %q", err, connect.CodeOf(err), code)
	}
}

func TestSealedAndBack(t *testing.T) {
	b := newBench(t)
	want := draft("d1")
	b.save(t, want)
	if k := b.record(t, connect.RecordDraft, "d1"); len(k.Sealed) == 0 || len(k.Plain) != 0 || len(k.MissingSecrets) != 0 {
		t.Errorf("stored as %+v", k)
	}
	want.SavedAt = b.now
	for range 2 {
		if diff := cmp.Diff(want, b.get(t, "d1")); diff != "" {
			t.Error(diff)
		}
		b.restart(t)
	}
	if b.Sealing() != "keyring" {
		t.Errorf("sealing is %s", b.Sealing())
	}
}

func TestListingNeedsNoKeyring(t *testing.T) {
	b := newBench(t)
	first, second := draft("d1"), draft("d2")
	second.Mode, second.Base, second.Name, second.Class, second.SentAt = connect.DraftCreate, connect.Config{}, "", "", time.Time{}
	second.Config = connect.Config{"name": "fresh", "connector.class": "io.Fresh"}
	b.save(t, first)
	b.now = b.now.Add(time.Minute)
	b.save(t, second)
	b.restart(t)
	gets, accessed := b.keys.asked(), b.keys.Asked
	rows, err := b.Drafts.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []records.DraftEntry{
		{ID: "d2", Profile: "p1", Mode: connect.DraftCreate, Name: "fresh", Class: "io.Fresh", Type: "sink", Set: 2, Changed: 2, SavedAt: connect.UnixMilli(b.now), MissingSecrets: []string{}},
		{ID: "d1", Profile: "p1", Mode: connect.DraftEdit, Name: "orders", Class: "io.Example", Type: "sink", Set: 6, Changed: 5, SavedAt: connect.UnixMilli(b.now.Add(-time.Minute)), MissingSecrets: []string{}},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	list, err := b.Drafts.List(t.Context())
	if err != nil || len(list) != 2 || list[1].Name != "orders" || list[1].Config != nil || list[1].Count != 6 || list[1].SentAt.IsZero() {
		t.Errorf("%+v, %v", list, err)
	}
	if n, err := b.Drafts.Count(t.Context()); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if b.keys.asked() != gets || b.keys.Asked != accessed {
		t.Error("the keyring was accessed")
	}
	b.get(t, "d1")
	if list, err := b.Drafts.List(t.Context()); err != nil || list[1].Config["host"] != "b" {
		t.Errorf("with the key loaded the list is %+v, %v", list, err)
	}
}

func TestWithoutAKeyring(t *testing.T) {
	b := newBench(t)
	b.keys.None = true
	want := draft("d1")
	b.save(t, want)
	k := b.record(t, connect.RecordDraft, "d1")
	if len(k.Sealed) != 0 || b.Sealing() != "session" {
		t.Errorf("stored as %+v, sealing %s", k, b.Sealing())
	}
	want.SavedAt = b.now
	if diff := cmp.Diff(want, b.get(t, "d1")); diff != "" {
		t.Errorf("within the session: %s", diff)
	}
	if rows, _ := b.Drafts.Entries(t.Context()); len(rows[0].MissingSecrets) != 0 {
		t.Errorf("within the session it asks for %v", rows[0].MissingSecrets)
	}

	b.restart(t)
	want.MissingSecrets = []string{"db.password", "pin"}
	want.Base = connect.Config{"name": "orders", "host": "a"}
	want.Config = connect.Config{"name": "orders", "host": "b", "ref.password": "${file:/p:k}", "no.password": ""}
	if diff := cmp.Diff(want, b.get(t, "d1")); diff != "" {
		t.Errorf("after a restart: %s", diff)
	}
	if rows, _ := b.Drafts.Entries(t.Context()); !slices.Equal(rows[0].MissingSecrets, want.MissingSecrets) {
		t.Errorf("after a restart it asks for %v", rows[0].MissingSecrets)
	}

	// One of the two is typed again, and the app is closed again.
	again := want.Clone()
	again.Config["pin"], again.MissingSecrets = "3 "+canary, []string{"db.password"}
	b.save(t, again)
	b.record(t, connect.RecordDraft, "d1")
	if got := b.get(t, "d1"); got.Config["pin"] != "3 "+canary || !slices.Equal(got.MissingSecrets, []string{"db.password"}) {
		t.Errorf("%+v", got)
	}
	b.restart(t)
	if got := b.get(t, "d1"); !slices.Equal(got.MissingSecrets, []string{"db.password", "pin"}) {
		t.Errorf("it asks for %v", got.MissingSecrets)
	}
}

func TestDeleted(t *testing.T) {
	b := newBench(t)
	config := connect.Config{"name": "orders", "connector.class": "io.Example", "db.password": canary}
	id, how, err := b.Deleted.Store(t.Context(), "p1", "orders", "sink", config)
	if how != connect.StoredSealed || err != nil {
		t.Fatalf("%s, %v", how, err)
	}
	b.record(t, connect.RecordDeleted, id)
	row := records.DeletedEntry{
		ID: id, Profile: "p1", Name: "orders", Class: "io.Example", Type: "sink", Set: 3,
		DeletedAt: connect.UnixMilli(b.now), StoredUntil: connect.UnixMilli(b.now.AddDate(0, 0, 30)), MissingSecrets: []string{},
	}
	got, err := b.Deleted.Get(t.Context(), id)
	if diff := cmp.Diff(records.DeletedConfig{DeletedEntry: row, Config: config}, got); diff != "" || err != nil {
		t.Errorf("%s, %v", diff, err)
	}
	b.now = b.now.AddDate(0, 0, 30).Add(-time.Second)
	rows, err := b.Deleted.Entries(t.Context())
	if diff := cmp.Diff([]records.DeletedEntry{row}, rows); diff != "" || err != nil {
		t.Errorf("%s, %v", diff, err)
	}
	if err := b.Deleted.Forget(t.Context(), id); err != nil {
		t.Error(err)
	}
	_, err = b.Deleted.Get(t.Context(), id)
	wantCode(t, err, connect.CodeNotFound)
	wantCode(t, b.Deleted.Forget(t.Context(), id), connect.CodeNotFound)
}

func TestForgetAndDiscard(t *testing.T) {
	b := newBench(t)
	b.keys.None = true
	id, _, err := b.Deleted.Store(t.Context(), "p1", "orders", "sink", connect.Config{"db.password": canary})
	if err != nil {
		t.Fatal(err)
	}
	b.save(t, draft("d1"))
	if err := b.Deleted.Forget(t.Context(), id); err != nil {
		t.Error(err)
	}
	if err := b.Drafts.Delete(t.Context(), "d1"); err != nil {
		t.Error(err)
	}
	wantCode(t, b.Drafts.Delete(t.Context(), "d1"), connect.CodeNotFound)
	again := draft("d1")
	delete(again.Config, "pin")
	delete(again.Base, "pin")
	b.save(t, again)
	if got := b.get(t, "d1"); got.Config["pin"] != "" {
		t.Error("a secret of the discarded draft came back")
	}
}

func TestProfilesAreApart(t *testing.T) {
	b := newBench(t)
	other := draft("d2")
	other.Profile = "p2"
	b.save(t, draft("d1"))
	b.save(t, other)
	for _, p := range []connect.ProfileID{"p1", "p1", "p2"} {
		if _, _, err := b.Deleted.Store(t.Context(), p, "orders", "sink", connect.Config{}); err != nil {
			t.Fatal(err)
		}
	}
	if n, m, err := b.CountProfile(t.Context(), "p1"); n != 1 || m != 2 || err != nil {
		t.Errorf("%d, %d, %v", n, m, err)
	}
	if err := b.DeleteProfile(t.Context(), "p1"); err != nil {
		t.Fatal(err)
	}
	if n, m, err := b.CountProfile(t.Context(), "p1"); n != 0 || m != 0 || err != nil {
		t.Errorf("%d, %d, %v", n, m, err)
	}
	if n, m, err := b.CountProfile(t.Context(), "p2"); n != 1 || m != 1 || err != nil {
		t.Errorf("%d, %d, %v", n, m, err)
	}
}

func TestAWrongClockDeletesNothing(t *testing.T) {
	const day = 24 * time.Hour
	type start struct {
		at   time.Duration // since the delete
		left bool
	}
	for name, starts := range map[string][]start{
		"one start with a wrong clock":         {{1 * day, true}, {9000 * day, true}, {2 * day, true}, {3 * day, true}},
		"two starts on a wrong day":            {{1 * day, true}, {9000 * day, true}, {9000*day + time.Hour, true}, {2 * day, true}},
		"every day":                            {{29 * day, true}, {30 * day, true}, {31 * day, false}},
		"after a holiday":                      {{1 * day, true}, {50 * day, true}, {51 * day, false}},
		"every week":                           {{21 * day, true}, {28 * day, true}, {35 * day, true}, {42 * day, true}, {43 * day, false}},
		"a clock that went back a little":      {{30 * day, true}, {29 * day, true}, {30 * day, true}, {31 * day, false}},
		"a clock that went back by many years": {{30 * day, true}, {-9000 * day, true}, {31 * day, true}, {32 * day, false}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			deleted := b.now
			id, _, err := b.Deleted.Store(t.Context(), "p1", "orders", "sink", connect.Config{})
			if err != nil {
				t.Fatal(err)
			}
			for i, s := range starts {
				b.now = deleted.Add(s.at)
				b.restart(t)
				if err := b.Deleted.Purge(t.Context()); err != nil {
					t.Fatal(err)
				}
				if _, err := b.Deleted.Get(t.Context(), id); (err == nil) != s.left {
					t.Errorf("start %d, %v after the delete: %v", i, s.at, err)
				}
			}
		})
	}
}
