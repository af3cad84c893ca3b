package write

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/write/plan"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	running = connect.StateRunning
	failed  = connect.StateFailed
)

// world is a service over a live view of one fake, with everything that it
// notified of.
type world struct {
	*livetest.World
	*Service

	mu        sync.Mutex
	notices   []Notice
	settled   []connect.DraftID
	unlocks   int
	stored    []string // configs of deleted connectors, by name
	forgotten []string
	storeErr  error
}

// within runs a test in a bubble on one cluster, which is open.
func within(t *testing.T, f *workerfake.Fake, test func(t *testing.T, w *world)) {
	t.Helper()
	f.Manual()
	livetest.Within(t, livetest.One(f), func(t *testing.T, lw *livetest.World) {
		w := &world{World: lw}
		w.Service = New(Deps{
			Live: lw.Service, Records: w, Now: lw.Now,
			OnNotice:  func(n Notice) { w.note(func() { w.notices = append(w.notices, n) }) },
			OnSettled: func(id connect.DraftID) { w.note(func() { w.settled = append(w.settled, id) }) },
			OnUnlock:  func(connect.ProfileID) { w.note(func() { w.unlocks++ }) },
		})
		defer w.Close()
		test(t, w)
	})
}

func (w *world) note(fn func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fn()
}

func (w *world) Store(_ context.Context, _ connect.ProfileID, name string, _ connect.ConnectorType, _ connect.Config) (string, connect.StoredHow, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.storeErr != nil {
		return "", "", w.storeErr
	}
	w.stored = append(w.stored, name)
	return "kept-" + name, "sealed", nil
}

func (w *world) Forget(_ context.Context, id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.forgotten = append(w.forgotten, strings.TrimPrefix(id, "kept-"))
	return nil
}

// recorded are the configs that are under "Recently deleted".
func (w *world) recorded() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []string
	for _, name := range w.stored {
		if !slices.Contains(w.forgotten, name) {
			out = append(out, name)
		}
	}
	return out
}

// act does something to a connector of home.
func (w *world) act(t *testing.T, name string, action worker.Action, task int) (live.Activity, error) {
	t.Helper()
	_, err := w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: name, Action: action, Task: task})
	k, _ := w.Known(livetest.Home, name)
	return k.Row.Activity, err
}

func (w *world) remove(t *testing.T, name, typed string) (worker.Outcome, error) {
	t.Helper()
	return w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: name, Action: worker.ActionDelete, Typed: typed})
}

// made begins to follow a connector as if it was just created or saved.
func (w *world) made(t *testing.T, c worker.Change, at time.Time, took time.Duration) {
	t.Helper()
	c.Profile = livetest.Home
	conn, err := w.Connection(t.Context(), c.Profile)
	if err != nil {
		t.Fatal(err)
	}
	status := 201
	if c.Action == worker.ActionSave {
		status = 200
	}
	p := plan.Plan{Action: c.Action, Name: c.Name}
	if k, err := w.Known(livetest.Home, c.Name); err == nil && k.Listed {
		p = plan.New(k, c.Action, 0)
	}
	w.followMade(&sent{s: w.Service, conn: conn, change: c, plan: p, at: at},
		worker.Outcome{Took: took, Receipt: worker.Receipt{Status: status}})
}

// page is what the page of a connector shows of its follow.
type page struct {
	Follow FollowView
	After  map[int]time.Duration
	Row    live.Row
}

func (w *world) page(t *testing.T, name string) page {
	t.Helper()
	k, err := w.Known(livetest.Home, name)
	if err != nil {
		t.Fatal(err)
	}
	view, after, _ := w.Follow(k)
	return page{view, after, k.Row}
}

// onWrite has fn decide about every write before the cluster acts.
func onWrite(f *workerfake.Fake, fn func(ctx context.Context, call string) error) {
	f.OnCall(func(ctx context.Context, call string) error {
		if isWrite(call) {
			return fn(ctx, call)
		}
		return nil
	})
}

func isWrite(call string) bool {
	verb, _, _ := strings.Cut(call, " ")
	return slices.Contains([]string{"create", "put", "delete", "pause", "resume", "stop", "restart", "alter-offsets", "reset-offsets"}, verb)
}

// sentTo are the writes that a cluster was sent.
func sentTo(f *workerfake.Fake) []string {
	return slices.DeleteFunc(f.Calls(), func(call string) bool { return !isWrite(call) })
}

// putTrace has the first task of a connector fail with a trace.
func putTrace(f *workerfake.Fake, name, trace string) {
	s := workerfake.StatusOf(name, running, failed)
	s.Tasks[0].Trace = trace
	f.PutStatus(s)
}
