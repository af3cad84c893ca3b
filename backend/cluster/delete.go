package cluster

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// KeepDays is how long the config of a deleted connector is kept.
const KeepDays = 30

// landedWait is the time between looks at whether a delete landed.
const landedWait = time.Second

// WriteResult is what came of a write. Landed is yes, no or unknown.
type WriteResult struct {
	Name    string
	Took    time.Duration
	Landed  string
	Text    string
	Kept    string // "sealed", "session", or empty: the config could not be kept
	Problem *connect.Error
}

// DeleteFacts reads what would stay behind. What cannot be read is left out.
func (s *Service) DeleteFacts(ctx context.Context, id connect.ProfileID, name string) (DeleteFacts, error) {
	l, err := s.live(id)
	if err != nil {
		return DeleteFacts{}, err
	}
	w, p, err := l.reach(ctx)
	if err != nil {
		return DeleteFacts{}, err
	}
	ctx = connect.WithoutRetry(connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "what a delete leaves behind"}))
	config, err := l.configOf(ctx, w, name, false)
	if err != nil {
		return DeleteFacts{}, err
	}
	facts := DeleteFacts{TypeName: p.Production(), KeepDays: KeepDays}
	if s.deps.Keep != nil {
		facts.Keeps = s.deps.KeepsWhere()
	}
	l.mu.Lock()
	if e, ok := l.entries[name]; ok {
		facts.Type, facts.State = e.row.Type, e.status.Connector.State
		facts.Running, facts.Tasks = e.row.Running, e.row.Total
	}
	l.mu.Unlock()
	facts.Topics = l.topicsLeft(ctx, w, name, config)
	if facts.Type == connect.TypeSink {
		facts.Group = groupOf(name, config)
	}
	facts.Offsets = l.offsetsLeft(ctx, w, name, facts.Type)
	return facts, nil
}

// Delete keeps the config, then deletes. On production typed must be the name.
// A connector that is gone already is deleted.
func (s *Service) Delete(ctx context.Context, id connect.ProfileID, name, typed string) (WriteResult, error) {
	l, err := s.live(id)
	if err != nil {
		return WriteResult{}, err
	}
	w, p, err := l.reach(ctx)
	if err != nil {
		return WriteResult{}, err
	}
	if err := mayDelete(p, w.Traits(), name, typed); err != nil {
		return WriteResult{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "delete"})
	begun := time.Now()
	keptID, kept, err := l.keep(ctx, w, name)
	if err != nil {
		return WriteResult{}, err
	}
	err = with(ctx, w, worker.Delete, func(r worker.Deleter) (worker.Receipt, error) { return r.Delete(ctx, name) })
	result := WriteResult{Name: name, Landed: "yes", Kept: kept}
	switch connect.CodeOf(err) {
	case "", connect.CodeNotFound:
	case connect.CodeTimeout, connect.CodeBusy, connect.CodeUnclear:
		if !l.vanished(ctx, w, name) {
			l.lookSoon()
			result.Landed, result.Took, result.Problem = "unknown", time.Since(begun), problemOf(err)
			result.Text = "The worker did not answer in time, and the connector is still there. It may vanish later."
			return result, nil
		}
	default:
		l.lookSoon()
		return WriteResult{}, err
	}
	result.Took = time.Since(begun)
	result.Text = deletedText(name, kept)
	l.deletedHere(name, keptID)
	return result, nil
}

func mayDelete(p connect.Profile, traits worker.Traits, name, typed string) error {
	switch {
	case p.ReadOnly:
		return connect.Errorf(connect.CodeReadOnly, "This profile is read-only, so nothing was deleted. To change something here, turn read-only off in the profile.")
	case p.Production() && typed != name:
		return connect.Errorf(connect.CodeConfirm, "The typed name is not the name of the connector. Nothing was deleted.")
	}
	return traits.WriteProblem(name, true)
}

// keep reads the config once more and keeps it. Without a config that is kept,
// nothing is deleted, except where the connector is gone already.
func (l *live) keep(ctx context.Context, w worker.Worker, name string) (id, kept string, err error) {
	config, err := l.configOf(ctx, w, name, true)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return "", "", nil
	}
	if err != nil {
		return "", "", connect.Errorf(connect.CodeOf(err), "Its config could not be read, so it could not be kept. Nothing was deleted: %w", err)
	}
	if l.s.deps.Keep == nil {
		return "", "", nil
	}
	l.mu.Lock()
	kind := connect.ConnectorType("")
	if e, ok := l.entries[name]; ok {
		kind = e.row.Type
	}
	l.mu.Unlock()
	id, kept, err = l.s.deps.Keep.StoreDeleted(ctx, l.id, name, kind, config)
	if err != nil {
		return "", "", connect.Errorf(connect.CodeOf(err), "Its config could not be kept here, so nothing was deleted: %w", err)
	}
	return id, kept, nil
}

// vanished looks, after a delete without an answer, whether it landed.
func (l *live) vanished(ctx context.Context, w worker.Worker, name string) bool {
	for range 3 {
		names, err := w.Names(ctx)
		if err == nil && !slices.Contains(names, name) {
			return true
		}
		select {
		case <-time.After(landedWait):
		case <-ctx.Done():
			return false
		}
	}
	return false
}

// deletedHere takes the connector away at once. The draft that it was made from
// is not needed any more: its last config is kept.
func (l *live) deletedHere(name, keptID string) {
	var draft connect.DraftID
	l.update(func(now time.Time) {
		if f, ok := l.follows[name]; ok {
			draft, f.draft = f.draft, ""
		}
		l.remove(name, now)
		l.erased[name] = now
		l.dismiss(name)
		l.deleted = append(l.deleted, DeletedNotice{ID: keptID, Name: name, At: now})
		l.notices++
	})
	if draft != "" {
		l.s.deps.OnSettled(draft)
	}
	l.lookSoon()
}

func deletedText(name, kept string) string {
	switch kept {
	case "sealed":
		return fmt.Sprintf("%s was deleted. Its config is kept here for %d days.", name, KeepDays)
	case "session":
		return fmt.Sprintf("%s was deleted. Its config is kept here for %d days, its secrets only until the app closes.", name, KeepDays)
	}
	return strings.TrimSpace(name + " was deleted.")
}
