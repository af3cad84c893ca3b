// Package draftstest states what the interfaces of package drafts promise, as
// suites that every implementation runs, and has a store in memory.
package draftstest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/drafts"
)

var _ drafts.Store = (*Memory)(nil)

// Memory is a drafts.Store in memory. The zero value is empty.
type Memory struct {
	mu   sync.Mutex
	kept map[connect.KeptKind]map[string]connect.Kept
}

// PutKept implements drafts.Store.
func (m *Memory) PutKept(ctx context.Context, k connect.Kept) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.kept == nil {
		m.kept = map[connect.KeptKind]map[string]connect.Kept{connect.KeptDraft: {}, connect.KeptDeleted: {}}
	}
	if m.kept[k.Kind] == nil {
		return errors.New("unknown kind")
	}
	m.kept[k.Kind][k.ID] = k
	return nil
}

// Kept implements drafts.Store.
func (m *Memory) Kept(ctx context.Context, kind connect.KeptKind, id string) (connect.Kept, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return connect.Kept{}, err
	}
	k, ok := m.kept[kind][id]
	if !ok {
		return connect.Kept{}, connect.Errorf(connect.CodeNotFound, "No such record.")
	}
	return k, nil
}

// AllKept implements drafts.Store.
func (m *Memory) AllKept(ctx context.Context, kind connect.KeptKind) ([]connect.Kept, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []connect.Kept
	for _, k := range m.kept[kind] {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b connect.Kept) int { return cmp.Compare(a.ID, b.ID) })
	return all, ctx.Err()
}

// CountKept implements drafts.Store.
func (m *Memory) CountKept(ctx context.Context, kind connect.KeptKind) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.kept[kind]), ctx.Err()
}

// DeleteKept implements drafts.Store.
func (m *Memory) DeleteKept(ctx context.Context, kind connect.KeptKind, ids ...string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, id := range ids {
		delete(m.kept[kind], id)
	}
	return nil
}

func full(kind connect.KeptKind, id string) connect.Kept {
	return connect.Kept{
		ID: id, Kind: kind, Profile: "p1", Mode: connect.DraftEdit, Name: "orders — ü", Class: "io.Example", Type: "sink",
		Set: 7, Changed: 3, SavedAt: time.Date(2026, 3, 4, 5, 6, 7, 890_000_000, time.UTC), SentAt: time.Date(2026, 3, 4, 6, 0, 0, 0, time.UTC),
		KeyID: "k", Sealed: []byte{0, 1, 0xff}, Plain: []byte("{}"), AskAgain: []string{"password"},
	}
}

// RunStore runs the suite of drafts.Store. open returns an empty store.
func RunStore(t *testing.T, open func(t *testing.T) drafts.Store) {
	t.Helper()
	t.Run("a record comes back whole", func(t *testing.T) {
		s := open(t)
		for _, kind := range []connect.KeptKind{connect.KeptDraft, connect.KeptDeleted} {
			want := full(kind, "a")
			must(t, s.PutKept(t.Context(), want))
			got, err := s.Kept(t.Context(), kind, "a")
			must(t, err)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	})
	t.Run("kinds are apart", func(t *testing.T) { runKinds(t, open(t)) })
	t.Run("an ended context", func(t *testing.T) { runEnded(t, open(t)) })
}

func runKinds(t *testing.T, s drafts.Store) {
	t.Helper()
	ctx := t.Context()
	_, err := s.Kept(ctx, connect.KeptDraft, "a")
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("an unknown record: %v", err)
	}
	must(t, s.PutKept(ctx, full(connect.KeptDraft, "a")))
	must(t, s.PutKept(ctx, full(connect.KeptDraft, "b")))
	must(t, s.PutKept(ctx, full(connect.KeptDeleted, "a")))
	changed := full(connect.KeptDraft, "b")
	changed.Name = "changed"
	must(t, s.PutKept(ctx, changed))
	all, err := s.AllKept(ctx, connect.KeptDraft)
	must(t, err)
	if diff := gocmp.Diff([]connect.Kept{full(connect.KeptDraft, "a"), changed}, all); diff != "" {
		t.Error(diff)
	}
	must(t, s.DeleteKept(ctx, connect.KeptDraft, "a", "gone"))
	for kind, want := range map[connect.KeptKind]int{connect.KeptDraft: 1, connect.KeptDeleted: 1} {
		if n, err := s.CountKept(ctx, kind); n != want || err != nil {
			t.Errorf("%d of kind %s, %v; want %d", n, kind, err, want)
		}
	}
	if err := s.PutKept(ctx, full("history", "a")); err == nil {
		t.Error("a record of unknown kind is taken")
	}
}

func runEnded(t *testing.T, s drafts.Store) {
	t.Helper()
	must(t, s.PutKept(t.Context(), full(connect.KeptDraft, "a")))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, getErr := s.Kept(ended, connect.KeptDraft, "a")
	_, allErr := s.AllKept(ended, connect.KeptDraft)
	_, countErr := s.CountKept(ended, connect.KeptDraft)
	for what, err := range map[string]error{
		"Kept": getErr, "AllKept": allErr, "CountKept": countErr,
		"PutKept": s.PutKept(ended, full(connect.KeptDraft, "b")), "DeleteKept": s.DeleteKept(ended, connect.KeptDraft, "a"),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want a cancelled context", what, err)
		}
	}
	if n, err := s.CountKept(t.Context(), connect.KeptDraft); n != 1 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
