package records_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile/profiletest"
)

func TestALateKeySealsWhatIsStored(t *testing.T) {
	b := newBench(t)
	b.keys.None = true
	want := draft("d1")
	b.save(t, want)
	if _, how, err := b.Deleted.Store(t.Context(), "p1", "gone", "sink", connect.Config{"db.password": canary}); how != connect.StoredSession || err != nil {
		t.Errorf("%s, %v", how, err)
	}
	b.keys.None = false
	b.keys.Keyring = profiletest.Keyring{} // the session's key must not be used
	if err := b.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if k := b.record(t, connect.RecordDraft, "d1"); len(k.Sealed) == 0 || len(k.Plain) != 0 || b.Sealing() != "keyring" {
		t.Errorf("stored as %+v, sealing %s", k, b.Sealing())
	}
	b.restart(t)
	want.SavedAt = b.now
	if diff := cmp.Diff(want, b.get(t, "d1")); diff != "" {
		t.Error(diff)
	}
	rows, err := b.Deleted.Entries(t.Context())
	if err != nil || len(rows) != 1 {
		t.Fatal(err)
	}
	if deleted, err := b.Deleted.Get(t.Context(), rows[0].ID); err != nil || deleted.Config["db.password"] != canary {
		t.Errorf("%+v, %v", deleted, err)
	}
}

// keyringBack makes the keyring answer, and seals everything during the next read.
func (b *bench) keyringBack(t *testing.T) {
	t.Helper()
	b.keys.None = false
	b.keys.Keyring = profiletest.Keyring{}
	b.store.meanwhile = func() {
		if err := b.Settle(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func TestADraftSealedWhileItIsOpened(t *testing.T) {
	b := newBench(t)
	b.keys.None = true
	want := draft("d1")
	b.save(t, want)
	b.keyringBack(t)
	want.SavedAt = b.now
	if diff := cmp.Diff(want, b.get(t, "d1")); diff != "" {
		t.Error(diff)
	}
}

// While the app seals what it stored without its secrets, no list may take these
// secrets for lost.
func TestRecordsSealedWhileTheyAreListed(t *testing.T) {
	list := map[string]func(b *bench) (missing []string, err error){
		"drafts": func(b *bench) (missing []string, err error) {
			entries, err := b.Drafts.Entries(t.Context())
			for _, entry := range entries {
				missing = append(missing, entry.MissingSecrets...)
			}
			return missing, err
		},
		"drafts with their configs": func(b *bench) (missing []string, err error) {
			drafts, err := b.Drafts.List(t.Context())
			for _, draft := range drafts {
				missing = append(missing, draft.MissingSecrets...)
			}
			return missing, err
		},
		"deleted configs": func(b *bench) (missing []string, err error) {
			entries, err := b.Deleted.Entries(t.Context())
			for _, entry := range entries {
				missing = append(missing, entry.MissingSecrets...)
			}
			return missing, err
		},
	}
	for what, missing := range list {
		t.Run(what, func(t *testing.T) {
			b := newBench(t)
			b.keys.None = true
			b.save(t, draft("d1"))
			if _, _, err := b.Deleted.Store(t.Context(), "p1", "gone", "sink", connect.Config{"db.password": canary}); err != nil {
				t.Fatal(err)
			}
			b.keyringBack(t)
			settle, sealed := b.store.meanwhile, make(chan struct{})
			b.store.meanwhile = func() {
				go func() {
					defer close(sealed)
					settle()
				}()
				select {
				case <-sealed:
				case <-time.After(100 * time.Millisecond): // it may have to wait for the list
				}
			}
			if keys, err := missing(b); err != nil || len(keys) > 0 {
				t.Errorf("missing: %v, %v", keys, err)
			}
			<-sealed
		})
	}
}

func TestAConfigSealedWhileItIsMarked(t *testing.T) {
	b := newBench(t)
	b.keys.None = true
	id, _, err := b.Deleted.Store(t.Context(), "p1", "gone", "sink", connect.Config{"db.password": canary})
	if err != nil {
		t.Fatal(err)
	}
	b.now = b.now.AddDate(0, 0, 31)
	b.keyringBack(t)
	if err := b.Deleted.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Deleted.Get(t.Context(), id); err != nil || got.Config["db.password"] != canary {
		t.Errorf("%+v, %v", got, err)
	}
	if k := b.record(t, connect.RecordDeleted, id); k.DueAt.IsZero() {
		t.Error("the config is not marked")
	}
}

func TestASessionKeySealsNothing(t *testing.T) {
	b := newBench(t)
	b.keys.None = true
	b.save(t, draft("d1")) // leaves a key in memory
	if err := b.Settle(t.Context()); connect.CodeOf(err) != connect.CodeKeyring {
		t.Errorf("settled with %v", err)
	}
	if k := b.record(t, connect.RecordDraft, "d1"); len(k.Sealed) != 0 {
		t.Error("sealed with a key that is lost when the process ends")
	}
}

func TestSavingDoesNotWaitForTheKeyring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.keys.gate = make(chan struct{})
		began := time.Now()
		b.save(t, draft("d1"))
		b.save(t, draft("d2"))
		if took := time.Since(began); took > 500*time.Millisecond {
			t.Errorf("two drafts took %v", took)
		}
		if b.keys.asked() != 1 || b.Sealing() != "waiting" {
			t.Errorf("accessed %d times, sealing %s", b.keys.asked(), b.Sealing())
		}
		b.record(t, connect.RecordDraft, "d1")
		time.Sleep(30 * time.Second)
		close(b.keys.gate)
		synctest.Wait()
		for _, id := range []string{"d1", "d2"} {
			if k := b.record(t, connect.RecordDraft, id); len(k.Sealed) == 0 {
				t.Errorf("%s is not sealed after the late answer", id)
			}
		}
		b.Close()
	})
}

func TestTheKeyringIsNotAccessedAtEveryKeyPress(t *testing.T) {
	b := newBench(t)
	b.keys.None = true
	for range 5 {
		b.save(t, draft("d1"))
	}
	if b.keys.asked() != 1 {
		t.Errorf("accessed %d times", b.keys.asked())
	}
}

func TestUnreadableRecordsAreReportedAndNotChanged(t *testing.T) {
	b := newBench(t)
	b.save(t, draft("d1"))
	b.save(t, draft("d2"))
	b.save(t, draft("d3"))
	damaged := b.record(t, connect.RecordDraft, "d1")
	damaged.Sealed = slices.Clone(damaged.Sealed)
	damaged.Sealed[len(damaged.Sealed)/2] ^= 1
	moved := b.record(t, connect.RecordDraft, "d3")
	moved.ID = "d2" // a valid record in the place of another
	for _, k := range []connect.Record{damaged, moved} {
		if err := b.store.PutRecord(t.Context(), k); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []connect.DraftID{"d1", "d2"} {
		_, err := b.Drafts.Get(t.Context(), id)
		wantCode(t, err, connect.CodeDamaged)
	}
	b.get(t, "d3")
	rows, err := b.Drafts.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if bad := row.ID != "d3"; bad != (row.Problem.Code != "") {
			t.Errorf("%s has problem %v", row.ID, row.Problem)
		}
	}
	if diff := cmp.Diff(damaged, b.record(t, connect.RecordDraft, "d1")); diff != "" {
		t.Errorf("the record was changed: %s", diff)
	}
}

func TestAnotherKeyAndNoKey(t *testing.T) {
	b := newBench(t)
	b.save(t, draft("d1"))
	before := b.record(t, connect.RecordDraft, "d1")

	b.keys.Keyring = profiletest.Keyring{} // the keyring was emptied
	b.restart(t)
	_, err := b.Drafts.Get(t.Context(), "d1")
	wantCode(t, err, connect.CodeSecretMissing)
	if stored := b.keys.Stored(); len(stored) != 0 {
		t.Error("reading created a key")
	}

	b.save(t, draft("d2")) // writing creates one
	b.get(t, "d2")
	_, err = b.Drafts.Get(t.Context(), "d1")
	wantCode(t, err, connect.CodeDamaged)
	if diff := cmp.Diff(before, b.record(t, connect.RecordDraft, "d1")); diff != "" {
		t.Errorf("the record was changed: %s", diff)
	}
}

func TestAnUnusableKeyIsNotReplaced(t *testing.T) {
	b := newBench(t)
	if _, err := b.keys.Set(t.Context(), "drafts/data-key", "", connect.NewSecret("not a key "+canary)); err != nil {
		t.Fatal(err)
	}
	before := b.keys.Stored()
	b.save(t, draft("d1"))
	if !maps.Equal(before, b.keys.Stored()) {
		t.Error("the entry was overwritten")
	}
	if k := b.record(t, connect.RecordDraft, "d1"); len(k.Plain) == 0 {
		t.Error("the draft is not stored")
	}
	if err := b.Settle(t.Context()); connect.CodeOf(err) != connect.CodeDamaged || strings.Contains(err.Error(), "canary") {
		t.Errorf("the error is %v", err)
	}
}
