// Package recordstest tests implementations of records.Store, and has one in
// memory.
package recordstest

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
	"sluiceway/backend/records"
)

var _ records.Store = (*Memory)(nil)

// Memory is a records.Store in memory. The zero value is empty.
type Memory struct {
	mu      sync.Mutex
	started time.Time
	all     map[connect.RecordKind]map[string]connect.Record
}

// PutRecord implements records.Store.
func (m *Memory) PutRecord(ctx context.Context, k connect.Record) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.all == nil {
		m.all = map[connect.RecordKind]map[string]connect.Record{connect.RecordDraft: {}, connect.RecordDeleted: {}}
	}
	if m.all[k.Kind] == nil {
		return errors.New("unknown kind")
	}
	m.all[k.Kind][k.ID] = k
	return nil
}

// Record implements records.Store.
func (m *Memory) Record(ctx context.Context, kind connect.RecordKind, id string) (connect.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return connect.Record{}, err
	}
	k, ok := m.all[kind][id]
	if !ok {
		return connect.Record{}, connect.Errorf(connect.CodeNotFound, "No such record.")
	}
	return k, nil
}

// Records implements records.Store.
func (m *Memory) Records(ctx context.Context, kind connect.RecordKind) ([]connect.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []connect.Record
	for _, k := range m.all[kind] {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b connect.Record) int { return cmp.Compare(a.ID, b.ID) })
	return all, ctx.Err()
}

// CountRecords implements records.Store.
func (m *Memory) CountRecords(ctx context.Context, kind connect.RecordKind) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.all[kind]), ctx.Err()
}

// DeleteRecords implements records.Store.
func (m *Memory) DeleteRecords(ctx context.Context, kind connect.RecordKind, ids ...string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, id := range ids {
		delete(m.all[kind], id)
	}
	return nil
}

// LastStart implements records.Store.
func (m *Memory) LastStart(ctx context.Context) (time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.started, ctx.Err()
}

// PutLastStart implements records.Store.
func (m *Memory) PutLastStart(ctx context.Context, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	m.started = at
	return nil
}

func full(kind connect.RecordKind, id string) connect.Record {
	return connect.Record{
		ID: id, Kind: kind, Profile: "p1", Mode: connect.DraftEdit, Name: "orders — ü", Class: "io.Example", Type: "sink",
		Set: 7, Changed: 3, SavedAt: time.Date(2026, 3, 4, 5, 6, 7, 890_000_000, time.UTC), SentAt: time.Date(2026, 3, 4, 6, 0, 0, 0, time.UTC), DueAt: time.Date(2026, 4, 4, 6, 0, 0, 0, time.UTC),
		KeyID: "k", Sealed: []byte{0, 1, 0xff}, Plain: []byte("{}"), MissingSecrets: []string{"password"},
	}
}

// RunStore tests an implementation of records.Store. open returns an empty store.
func RunStore(t *testing.T, open func(t *testing.T) records.Store) {
	t.Helper()
	t.Run("a record comes back whole", func(t *testing.T) {
		s := open(t)
		for _, kind := range []connect.RecordKind{connect.RecordDraft, connect.RecordDeleted} {
			want := full(kind, "a")
			must(t, s.PutRecord(t.Context(), want))
			got, err := s.Record(t.Context(), kind, "a")
			must(t, err)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	})
	t.Run("kinds are apart", func(t *testing.T) { runKinds(t, open(t)) })
	t.Run("the last start", func(t *testing.T) {
		s := open(t)
		for _, want := range []time.Time{{}, time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)} {
			if !want.IsZero() {
				must(t, s.PutLastStart(t.Context(), want))
			}
			if got, err := s.LastStart(t.Context()); !got.Equal(want) || err != nil {
				t.Errorf("%v, %v; want %v", got, err, want)
			}
		}
	})
	t.Run("an ended context", func(t *testing.T) { runEnded(t, open(t)) })
}

func runKinds(t *testing.T, s records.Store) {
	t.Helper()
	ctx := t.Context()
	_, err := s.Record(ctx, connect.RecordDraft, "a")
	if connect.CodeOf(err) != connect.CodeNotFound {
		t.Errorf("an unknown record: %v", err)
	}
	must(t, s.PutRecord(ctx, full(connect.RecordDraft, "a")))
	must(t, s.PutRecord(ctx, full(connect.RecordDraft, "b")))
	must(t, s.PutRecord(ctx, full(connect.RecordDeleted, "a")))
	changed := full(connect.RecordDraft, "b")
	changed.Name = "changed"
	must(t, s.PutRecord(ctx, changed))
	all, err := s.Records(ctx, connect.RecordDraft)
	must(t, err)
	if diff := gocmp.Diff([]connect.Record{full(connect.RecordDraft, "a"), changed}, all); diff != "" {
		t.Error(diff)
	}
	must(t, s.DeleteRecords(ctx, connect.RecordDraft, "a", "gone"))
	for kind, want := range map[connect.RecordKind]int{connect.RecordDraft: 1, connect.RecordDeleted: 1} {
		if n, err := s.CountRecords(ctx, kind); n != want || err != nil {
			t.Errorf("%d of kind %s, %v; want %d", n, kind, err, want)
		}
	}
	if err := s.PutRecord(ctx, full("history", "a")); err == nil {
		t.Error("a record of unknown kind is accepted")
	}
}

func runEnded(t *testing.T, s records.Store) {
	t.Helper()
	must(t, s.PutRecord(t.Context(), full(connect.RecordDraft, "a")))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, getErr := s.Record(ended, connect.RecordDraft, "a")
	_, allErr := s.Records(ended, connect.RecordDraft)
	_, countErr := s.CountRecords(ended, connect.RecordDraft)
	for what, err := range map[string]error{
		"Record": getErr, "Records": allErr, "CountRecords": countErr,
		"PutRecord": s.PutRecord(ended, full(connect.RecordDraft, "b")), "DeleteRecords": s.DeleteRecords(ended, connect.RecordDraft, "a"),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want a cancelled context", what, err)
		}
	}
	if n, err := s.CountRecords(t.Context(), connect.RecordDraft); n != 1 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
