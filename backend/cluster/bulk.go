package cluster

import (
	"context"
	"crypto/rand"
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

const (
	bulkAtOnce = 2
	bulksKept  = 20
)

// BulkLineState says how one connector of a bulk run stands.
type BulkLineState string

// The states of a line.
const (
	LineQueued      BulkLineState = "queued"
	LineSending     BulkLineState = "sending"
	LineWaiting     BulkLineState = "waiting"
	LineSettling    BulkLineState = "settling"
	LineDone        BulkLineState = "done"
	LineFailedAgain BulkLineState = "failed_again"
	LineRefused     BulkLineState = "refused"
	LineCanceled    BulkLineState = "canceled"
)

// BulkLine is the report line of one connector.
type BulkLine struct {
	Name  string
	State BulkLineState
	Text  string
	At    time.Time
}

// BulkState is a bulk run, its lines in the order of the request. Canceled
// means that queued ones were taken out; nothing is ever undone.
type BulkState struct {
	ID        string
	Profile   connect.ProfileID
	Action    Action
	Title     string
	Lines     []BulkLine
	StartedAt time.Time
	EndedAt   time.Time
	AtATime   int
	Canceled  bool
}

// bulk is a run. Its lock is taken after that of a live view, never before.
type bulk struct {
	s  *Service
	mu sync.Mutex
	BulkState
}

// Bulk begins an action on several connectors, two at a time, and returns the
// id of the run.
func (s *Service) Bulk(id connect.ProfileID, action Action, names []string) (string, error) {
	l, err := s.live(id)
	if err != nil {
		return "", err
	}
	if action == ActionRestart || action == ActionRestartTask || !action.known() {
		return "", connect.Errorf(connect.CodeInvalid, "“%s” is not done to several connectors at once. Nothing was sent.", action)
	}
	l.mu.Lock()
	readOnly := l.profile.ReadOnly
	l.mu.Unlock()
	if readOnly {
		return "", errReadOnly()
	}
	b := &bulk{s: s, BulkState: BulkState{
		ID: rand.Text(), Profile: id, Action: action, Title: bulkTitle(action, len(names)), StartedAt: s.now(), AtATime: bulkAtOnce,
	}}
	for _, name := range names {
		b.Lines = append(b.Lines, BulkLine{Name: name, State: LineQueued, At: b.StartedAt})
		l.setActivity(name, Activity{Kind: ActivityQueued, Action: action, At: b.StartedAt, Text: "Queued"}, nil)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bulks[b.ID] = b
	s.bulkIDs = append(s.bulkIDs, b.ID)
	if len(s.bulkIDs) > bulksKept {
		delete(s.bulks, s.bulkIDs[0])
		s.bulkIDs = s.bulkIDs[1:]
	}
	s.goes(func(ctx context.Context) { b.run(ctx, l) })
	return b.ID, nil
}

func (s *Service) bulk(id string) (*bulk, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b, ok := s.bulks[id]; ok {
		return b, nil
	}
	return nil, connect.Errorf(connect.CodeNotFound, "This run is not remembered any more.")
}

// BulkState returns a run.
func (s *Service) BulkState(id string) (BulkState, error) {
	b, err := s.bulk(id)
	if err != nil {
		return BulkState{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	st := b.BulkState
	st.Lines = slices.Clone(st.Lines)
	return st, nil
}

// CancelBulk takes the queued connectors out of a run.
func (s *Service) CancelBulk(id string) error {
	b, err := s.bulk(id)
	if err != nil {
		return err
	}
	l, err := s.live(b.Profile)
	if err != nil {
		return err
	}
	var out []string
	b.mu.Lock()
	now := s.now()
	for i := range b.Lines {
		if b.Lines[i].State == LineQueued {
			b.Lines[i].State, b.Lines[i].Text, b.Lines[i].At = LineCanceled, "Taken out, nothing was sent.", now
			b.Canceled = true
			out = append(out, b.Lines[i].Name)
		}
	}
	b.mu.Unlock()
	for _, name := range out {
		l.setActivity(name, Activity{}, nil)
	}
	s.deps.OnBulk(id)
	return nil
}
