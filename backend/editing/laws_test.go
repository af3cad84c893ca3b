package editing_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Whatever is set and unset, whatever the worker echoes and when: the draft is
// exactly what was typed, and that is what is stored and sent. An emptied field
// is unset; an empty text is set on purpose only.
func TestDraftLaws(t *testing.T) {
	keys := []string{"file", "flush.size", "connection.url", "connection.password", "topics", "my.key", "transforms.x.type"}
	texts := []string{" ", "007", "a,b ,c", "${file:/a:b}", "line\nline", "ü", "1e3"}
	rapid.Check(t, func(rt *rapid.T) {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t)
			id := r.startNew().Draft
			model := connect.Config{"connector.class": "x.Sink"}
			for i := range rapid.IntRange(1, 25).Draw(rt, "steps") {
				key := rapid.SampledFrom(keys).Draw(rt, "key"+strconv.Itoa(i))
				switch rapid.IntRange(0, 6).Draw(rt, "what"+strconv.Itoa(i)) {
				case 0:
					must(r.Set(id, []editing.Edit{{Key: key, Unset: true}}))(t)
					delete(model, key)
				case 1:
					must(r.Validate(context.Background(), id))(t)
				case 2:
					time.Sleep(time.Duration(rapid.IntRange(0, 900).Draw(rt, "pause"+strconv.Itoa(i))) * time.Millisecond)
				case 3:
					must(r.Set(id, []editing.Edit{{Key: key, Empty: true}}))(t)
					model[key] = ""
				case 4:
					r.set(id, key, "")
					delete(model, key)
				default:
					text := rapid.SampledFrom(texts).Draw(rt, "text"+strconv.Itoa(i))
					r.set(id, key, text)
					model[key] = text
				}
			}
			if got := r.config(id); !got.Equal(model) {
				rt.Fatalf("draft %v, want %v", got, model)
			}
			if st := must(r.State(id))(t); st.Set != len(model) {
				rt.Fatalf("set %d, want %d", st.Set, len(model))
			}
			for _, sent := range r.worker.asked() {
				for key, text := range sent {
					if text == "echoed" {
						rt.Fatalf("%s: an echo was sent", key)
					}
				}
			}
			r.again()
			must(r.Resume(context.Background(), r.stored(id)))(t)
			if got := r.config(id); !got.Equal(model) {
				rt.Fatalf("after a restart %v, want %v", got, model)
			}
		})
	})
}

// stored returns the id of a draft, storing one first that has no changes.
func (r *rig) stored(id connect.DraftID) connect.DraftID {
	if r.store.draft(id).ID == "" {
		r.store.drafts[id] = connect.Draft{ID: id, Profile: "p", Mode: connect.DraftCreate, Class: "x.Sink", Config: connect.Config{"connector.class": "x.Sink"}}
	}
	return id
}

// Run with -race: everything at once on one form.
func TestConcurrentUse(t *testing.T) {
	r := newRig(t, withStored)
	id := r.startEdit()
	ctx := context.Background()
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 60 {
				switch n := rand.IntN(9); n {
				case 0:
					_, _ = r.Validate(ctx, id)
				case 1:
					_, _ = r.Review(ctx, id)
				case 2:
					_, _ = r.Focus(id, "connection.password")
				case 3:
					_, _ = r.View(id)
				case 4:
					_, _ = r.Save(ctx, id, false)
				case 5:
					_, _ = r.StartEdit(ctx, "p", "orders")
				case 6:
					r.ClusterChanged("p", func(string) bool { return true })
				default:
					_, _ = r.Set(id, []editing.Edit{{Key: fmt.Sprintf("key.%d", n), Text: strconv.Itoa(worker*100 + i)}})
				}
			}
		})
	}
	all.Wait()
	if err := r.Close(ctx, id); err != nil {
		t.Error(err)
	}
}

func BenchmarkSet(b *testing.B) {
	defs := make([]connect.Definition, 0, 400)
	for i := range 400 {
		t := []connect.FieldType{connect.FieldString, connect.FieldInt, connect.FieldBoolean, connect.FieldList}[i%4]
		defs = append(defs, connect.Definition{Name: fmt.Sprintf("plugin.section%d.setting%d", i%17, i), Group: fmt.Sprintf("Group %d", i%17), Order: i, Type: t})
	}
	r := newRig(b, func(r *rig) {
		r.worker.defs, r.settings = defs, editing.Settings{}
		r.deps.Secrecy = nil
	})
	id := r.startNew().Draft
	var edits []editing.Edit
	for i := range 60 {
		edits = append(edits, editing.Edit{Key: defs[i*4].Name, Text: "value " + strconv.Itoa(i)})
	}
	must(r.Set(id, edits))(b)
	for must(r.State(id))(b).Revision < 2 {
		time.Sleep(time.Millisecond)
	}
	i := 0
	for b.Loop() {
		i++
		if _, err := r.Set(id, []editing.Edit{{Key: defs[1].Name, Text: strconv.Itoa(i)}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	defs := make([]connect.Definition, 0, 400)
	for i := range 400 {
		defs = append(defs, connect.Definition{Name: fmt.Sprintf("plugin.section%d.setting%d", i%17, i), Group: fmt.Sprintf("Group %d", i%17), Order: i, Type: connect.FieldString})
	}
	r := newRig(b, func(r *rig) {
		r.worker.defs, r.settings = defs, editing.Settings{}
		r.deps.Secrecy = nil
	})
	for b.Loop() {
		if err := r.Close(context.Background(), r.startNew().Draft); err != nil {
			b.Fatal(err)
		}
	}
}
