package write

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/guard"
	"sluiceway/backend/write/plan"
)

const (
	bulkAtOnce = 2
	maxBulks   = 20
)

// BulkAction is what can be done to several connectors at once.
type BulkAction string

// The actions.
const (
	BulkPause         = BulkAction(worker.ActionPause)
	BulkResume        = BulkAction(worker.ActionResume)
	BulkStop          = BulkAction(worker.ActionStop)
	BulkRestartFailed = BulkAction(worker.ActionRestartFailed)
	BulkRestartAll    = BulkAction(worker.ActionRestartAll)
	BulkDelete        = BulkAction(worker.ActionDelete)
)

// BulkLineState is the state of one connector in a bulk run.
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

// BulkLine reports on one connector of a bulk run.
type BulkLine struct {
	Name  string        `json:"name"`
	State BulkLineState `json:"state"`
	Text  string        `json:"text"`
	At    float64       `json:"at"`
}

// BulkState is a bulk run, its lines in the order of the request.
type BulkState struct {
	ID        string            `json:"id"`
	Profile   connect.ProfileID `json:"profile"`
	Action    BulkAction        `json:"action"`
	Title     string            `json:"title"`
	Lines     []BulkLine        `json:"lines"`
	StartedAt float64           `json:"startedAt"`
	EndedAt   float64           `json:"endedAt"` // 0 until it has ended
	AtATime   int               `json:"atATime"`
}

// Bulk is an action on several connectors. Typed is the number of connectors that the person
// typed, for a delete on a production cluster.
type Bulk struct {
	Profile connect.ProfileID
	Action  worker.Action
	Names   []string
	Typed   string
}

// bulks stores the latest runs.
type bulks struct {
	s *Service

	mu   sync.Mutex
	runs map[string]*bulk
	ids  []string // oldest first
}

// bulk is a run.
type bulk struct {
	s    *Service
	conn worker.Connection // at the start of the run

	mu sync.Mutex // locked after that of a follow, never before
	BulkState
}

// Bulk starts an action on several connectors, two at a time, and returns the id of the run.
// The person's consent is needed only once for all of them.
func (s *Service) Bulk(ctx context.Context, b Bulk) (string, error) {
	conn, err := s.live.Connection(ctx, b.Profile)
	if err != nil {
		return "", err
	}
	if err := bulkPermitted(conn, b); err != nil {
		return "", err
	}
	words := bulkWords(b.Action, len(b.Names))
	if err := s.guard.Check(conn.Profile, guard.Change{
		Action: b.Action, Names: b.Names,
		Words: words, About: fmt.Sprintf("%s (%s)", words, someOf(b.Names)), Requests: plan.Some(s.bulkRequests(conn, b)),
	}); err != nil {
		return "", err
	}
	run := &bulk{s: s, conn: conn, BulkState: BulkState{
		ID: rand.Text(), Profile: b.Profile, Action: BulkAction(b.Action), Title: bulkTitle(b.Action, len(b.Names)), StartedAt: connect.UnixMilli(s.now()), AtATime: bulkAtOnce,
	}}
	for _, name := range b.Names {
		run.Lines = append(run.Lines, BulkLine{Name: name, State: LineQueued, At: run.StartedAt})
		s.marks.Mark(b.Profile, name, func(m *live.Mark) {
			m.Activity = live.Activity{Kind: live.ActivityQueued, Action: b.Action, At: run.StartedAt, Text: "Queued"}
		})
	}
	s.bulks.add(run)
	s.spawn(run.run) //nolint:contextcheck // the run outlives the call
	return run.ID, nil
}

func bulkPermitted(conn worker.Connection, b Bulk) error {
	switch {
	case b.Action == worker.ActionRestart || b.Action == worker.ActionRestartTask || !plan.OnRow(b.Action) && b.Action != worker.ActionDelete:
		return connect.Errorf(connect.CodeInvalid, "“%s” is not done to several connectors at once. Nothing was sent.", b.Action)
	case len(b.Names) == 0:
		return connect.Errorf(connect.CodeInvalid, "No connector was chosen. Nothing was sent.")
	case conn.Profile.Denied.Has(plan.PermissionOf(b.Action)):
		return conn.Profile.Permit(plan.PermissionOf(b.Action))
	case b.Action == worker.ActionDelete && conn.Profile.Production() && b.Typed != fmt.Sprint(len(b.Names)):
		return connect.Errorf(connect.CodeConfirm, "The typed number is not the number of connectors. Nothing was deleted.")
	}
	return nil
}

func (l *bulks) add(b *bulk) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.runs[b.ID] = b
	l.ids = append(l.ids, b.ID)
	if len(l.ids) > maxBulks {
		delete(l.runs, l.ids[0])
		l.ids = l.ids[1:]
	}
}

func (l *bulks) get(id string) (*bulk, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b, ok := l.runs[id]; ok {
		return b, nil
	}
	return nil, connect.Errorf(connect.CodeNotFound, "This run is not remembered any more.")
}

// BulkState returns a run.
func (s *Service) BulkState(id string) (BulkState, error) {
	b, err := s.bulks.get(id)
	if err != nil {
		return BulkState{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	st := b.BulkState
	st.Lines = slices.Clone(st.Lines)
	return st, nil
}

// CancelBulk removes the queued connectors from a run.
func (s *Service) CancelBulk(id string) error {
	b, err := s.bulks.get(id)
	if err != nil {
		return err
	}
	var out []string
	b.mu.Lock()
	now := connect.UnixMilli(s.now())
	for i := range b.Lines {
		if b.Lines[i].State == LineQueued {
			b.Lines[i].State, b.Lines[i].Text, b.Lines[i].At = LineCanceled, "Removed from the queue; nothing was sent.", now
			out = append(out, b.Lines[i].Name)
		}
	}
	b.mu.Unlock()
	for _, name := range out {
		b.unqueue(name)
	}
	s.deps.OnBulk(id)
	return nil
}

// unqueue removes "queued" from a row.
func (b *bulk) unqueue(name string) {
	b.s.marks.Mark(b.Profile, name, func(m *live.Mark) {
		if m.Activity.Kind == live.ActivityQueued {
			m.Activity = live.Activity{}
		}
	})
}
