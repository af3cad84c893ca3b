package editing_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/redact"
)

const promised = 500 * time.Millisecond

func TestAnEditIsOnDiskInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		time.Sleep(10 * second)
		if r.store.count() != 0 {
			t.Error("a form without edits was stored")
		}
		for i := range 20 { // a steady typist
			time.Sleep(100 * time.Millisecond)
			r.set(id, "file", strconv.Itoa(i))
			if got := r.store.config(id)["file"]; i > 5 && got < strconv.Itoa(i-5) && len(got) == len(strconv.Itoa(i-5)) {
				t.Errorf("after edit %d the disk has %q", i, got)
			}
		}
		time.Sleep(promised)
		if got := r.store.config(id)["file"]; got != "19" {
			t.Errorf("the disk has %q half a second after the last edit", got)
		}
		if r.store.count() > 12 {
			t.Errorf("%d writes for 20 edits in 2 s", r.store.count())
		}
		if st := must(r.State(id))(t); st.SavedAt == 0 {
			t.Error("the state does not say when it was saved")
		}
	})
}

func TestCloseStoresChangesAndDropsTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		ctx := context.Background()
		id := r.startNew().Draft
		r.set(id, "file", "x")
		if err := r.Close(ctx, id); err != nil || r.store.config(id)["file"] != "x" {
			t.Errorf("close: %v, on disk %v", err, r.store.config(id))
		}
		v := must(r.Resume(ctx, id))(t)
		must(r.Set(v.Draft, []editing.Edit{{Key: "file", Unset: true}}))(t)
		if err := r.Close(ctx, id); err != nil || r.store.len() != 0 {
			t.Errorf("close without changes: %v, stored %d", err, r.store.len())
		}
		if _, err := r.State(id); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("a closed form answers: %v", err)
		}
	})
}

func TestShutdownStoresOpenDrafts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		must(r.Set(id, []editing.Edit{{Key: "file", Text: " x "}, {Key: "topics", Empty: true}, {Key: "my.key", Text: "007"}}))(t)
		r.again()
		v := must(r.Resume(context.Background(), id))(t)
		want := connect.Config{"connector.class": "x.Sink", "file": " x ", "topics": "", "my.key": "007"}
		if got := r.config(id); !got.Equal(want) {
			t.Errorf("after a restart %v, want %v", got, want)
		}
		if keys := keysOf(v.State.Problems, "error"); len(keys) == 0 {
			t.Error("what was touched before the restart is quiet after it")
		}
	})
}

func TestAFailedWriteIsReportedAndRetried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		r.store.fail(errors.New("disk full"))
		r.set(id, "file", "x")
		time.Sleep(second)
		if st := must(r.State(id))(t); st.SaveNote == "" || st.SavedAt != 0 {
			t.Errorf("save note %q, saved at %v", st.SaveNote, st.SavedAt)
		}
		if err := r.Close(context.Background(), id); err == nil {
			t.Error("closing lost the draft without a word")
		}
		r.store.fail(nil)
		time.Sleep(10 * second)
		if st := must(r.State(id))(t); st.SaveNote != "" || r.store.config(id)["file"] != "x" {
			t.Errorf("not tried again: %q", st.SaveNote)
		}
	})
}

func TestDiscardWinsOverARunningWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.startNew().Draft
		r.set(id, "file", "x")
		if err := r.Discard(context.Background(), id); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * second)
		if r.store.len() != 0 {
			t.Error("the draft came back")
		}
	})
}

func TestAKeyPressWhileADraftIsDroppedIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		must(r.Create(context.Background(), id, ""))(t)
		var pressed error
		r.store.gone = func(connect.DraftID) {
			_, pressed = r.Set(id, []editing.Edit{{Key: "file", Text: "late"}})
		}
		time.Sleep(second)
		if err := r.Settled(context.Background(), id); err != nil {
			t.Fatal(err)
		}
		if connect.CodeOf(pressed) != connect.CodeNotFound {
			t.Errorf("the edit was accepted and lost: %v", pressed)
		}
	})
}

func TestTheStoreGetsTheKeysOfSecrets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		id := r.filled("a")
		time.Sleep(second)
		if got := r.store.draft(id).Secrets; len(got) != 1 || got[0] != "connection.password" {
			t.Errorf("secrets = %v", got)
		}
	})
}

// A value that only the shell knows is one that the person has to enter.
func TestAVariableOfAPastedCommandIsAMissingValue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		v := must(r.StartText(context.Background(), "p", `curl -X PUT http://h/connectors/a/config -d "{\"connector.class\": \"x.Sink\", \"file\": \"/data/$DIR\"}"`))(t)
		_, config, _, err := r.Config(v.Draft)
		if err != nil || config["file"] != redact.SecretText("file") {
			t.Errorf("config %v, %v", config, err)
		}
		if !slices.ContainsFunc(v.Notes, func(note string) bool { return strings.Contains(note, "$DIR") }) {
			t.Errorf("notes %q", v.Notes)
		}
	})
}

func TestPastedTextIsStoredAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		v := must(r.StartText(context.Background(), "p", `{"name":"a","config":{"connector.class":"x.Sink","file":"/x"}}`))(t)
		time.Sleep(promised)
		if got := r.store.config(v.Draft); got["file"] != "/x" || got["name"] != "a" {
			t.Errorf("on disk %v", got)
		}
		if _, err := r.StartText(context.Background(), "p", `{"name":`); connect.CodeOf(err) != connect.CodeInvalid {
			t.Errorf("broken text: %v", err)
		}
	})
}

func TestStoringADraftDoesNotNotifyItsForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var changes, stored atomic.Int32
		r := newRig(t, func(r *rig) {
			r.deps.OnChange = func(connect.DraftID, int) { changes.Add(1) }
			r.deps.OnStored = func(_ connect.DraftID, at time.Time) {
				stored.Add(1)
				if at.IsZero() {
					t.Error("a draft was stored at no time")
				}
			}
		})
		id := r.startNew().Draft
		r.set(id, "file", "x")
		time.Sleep(10 * second) // what the worker says about the new form and the edit
		before := must(r.State(id))(t).Revision
		changes.Store(0)
		stored.Store(0)
		r.setWhileTyping(false)
		r.set(id, "file", "xy")
		time.Sleep(promised)
		if stored.Load() != 1 || changes.Load() != 0 {
			t.Errorf("stored %d times, changed %d times; want 1 and 0", stored.Load(), changes.Load())
		}
		if after := must(r.State(id))(t).Revision; after != before+1 {
			t.Errorf("the revision went from %d to %d; want one more, for the edit", before, after)
		}
	})
}
