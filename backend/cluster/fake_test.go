package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workertest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// wholeUpTo is the size of list above which the fakes want configs to be asked
// for one by one.
const wholeUpTo = 2000

// fake is a worker made of a few facts; a func that is set answers instead.
type fake struct {
	worker.Worker // calls that no test expects panic

	mu       sync.Mutex
	version  string
	lacks    []worker.Feature
	single   bool // the profile says that there is one worker
	known    bool // once somebody asked who it is
	statuses map[string]connect.Status
	configs  map[string]connect.Config
	delay    time.Duration // of every call
	fail     error         // of every call
	calls    map[string]int

	names  func() ([]string, error)
	infos  func() error
	write  func(ctx context.Context, call string) error
	status func(name string) (connect.Status, error)
	topics func(name string) ([]string, error)
	offset func(name string) (connect.Offsets, error)
}

func newFake(names ...string) *fake {
	f := &fake{version: "4.3.1", statuses: map[string]connect.Status{}, configs: map[string]connect.Config{}, calls: map[string]int{}}
	for _, name := range names {
		f.put(name, connect.StateRunning, connect.StateRunning)
	}
	return f
}

func statusOf(name string, state connect.State, tasks ...connect.State) connect.Status {
	s := connect.Status{Name: name, Type: connect.TypeSink, Connector: connect.InstanceStatus{State: state, WorkerID: "one:8083"}}
	if state == connect.StateFailed {
		s.Connector.Trace = traceText("org.example.ConfigException", "bad "+name)
	}
	for i, t := range tasks {
		task := connect.TaskStatus{ID: i, State: t, WorkerID: fmt.Sprintf("w%d:8083", i%2+1)}
		if t == connect.StateFailed {
			task.Trace = traceText("org.example.BoomException", "boom in "+name)
		}
		s.Tasks = append(s.Tasks, task)
	}
	return s
}

func traceText(class, message string) string {
	return "org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler\n" +
		"\tat org.apache.kafka.connect.runtime.WorkerTask.doRun(WorkerTask.java:200)\n" +
		"Caused by: " + class + ": " + message + "\n\tat org.example.Thing.run(Thing.java:7)\n"
}

// put sets what a connector is like, and gives it a config if it has none.
func (f *fake) put(name string, state connect.State, tasks ...connect.State) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.statuses[name] = statusOf(name, state, tasks...)
	if f.configs[name] == nil {
		f.configs[name] = connect.Config{"name": name, "connector.class": "org.example.Sink", "topics": "a, b", "tasks.max": "4"}
	}
}

func (f *fake) drop(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.statuses, name)
	delete(f.configs, name)
}

func (f *fake) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fake) count(call string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls[call]
}

// begin counts a call and takes its time.
func (f *fake) begin(ctx context.Context, call string) error {
	f.mu.Lock()
	f.calls[call]++
	delay, fail := f.delay, f.fail
	f.mu.Unlock()
	if delay > 0 {
		select {
		case <-time.After(delay):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return fail
}

func (f *fake) Identity(ctx context.Context) (connect.WorkerInfo, error) {
	err := f.begin(ctx, "root")
	if err == nil {
		f.set(func() { f.known = true })
	}
	return connect.WorkerInfo{Version: f.version}, err
}

func (f *fake) Features() worker.Features {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.known {
		return worker.Unknown()
	}
	return workertest.Lacking(f.lacks...)
}

func (f *fake) Traits() worker.Traits {
	return worker.Traits{List: worker.ListTrait{WholeUpTo: wholeUpTo}, CheckWrite: func(name string, forwarded bool) error {
		if forwarded && !f.single && strings.ContainsAny(name, "/;") {
			return connect.Errorf(connect.CodeUnsafeName, "Nothing was sent: a follower may act on a different connector, because of the characters in “%s”.", name)
		}
		return nil
	}}
}

func (f *fake) Plugins(ctx context.Context, _ bool) ([]connect.Plugin, error) {
	return make([]connect.Plugin, 17), f.begin(ctx, "plugins")
}

func (f *fake) Definitions(ctx context.Context, class, _ string) ([]connect.Definition, error) {
	return []connect.Definition{{Name: "pin", Type: connect.FieldPassword}}, f.begin(ctx, "definitions "+class)
}

func (f *fake) Names(ctx context.Context) ([]string, error) {
	if err := f.begin(ctx, "names"); err != nil {
		return nil, err
	}
	if f.names != nil {
		return f.names()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for name := range f.configs {
		out = append(out, name)
	}
	slices.Sort(out)
	return out, nil
}

func (f *fake) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	if err := f.begin(ctx, "statuses"); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	out := map[string]connect.Status{}
	for name, s := range f.statuses {
		s.Tasks = slices.Clone(s.Tasks)
		out[name] = s
	}
	return out, nil
}

func (f *fake) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	if err := f.begin(ctx, "infos"); err != nil {
		return nil, err
	}
	if f.infos != nil {
		if err := f.infos(); err != nil {
			return nil, err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	out := map[string]connect.Connector{}
	for name, c := range f.configs {
		out[name] = connect.Connector{Name: name, Config: c.Clone(), Type: connect.TypeSink}
	}
	return out, nil
}

func (f *fake) Connector(ctx context.Context, name string) (connect.Connector, error) {
	if err := f.begin(ctx, "connector"); err != nil {
		return connect.Connector{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	c, ok := f.configs[name]
	if !ok {
		return connect.Connector{}, notFound()
	}
	return connect.Connector{Name: name, Config: c.Clone(), Type: connect.TypeSink}, nil
}

func (f *fake) Status(ctx context.Context, name string) (connect.Status, error) {
	if err := f.begin(ctx, "status"); err != nil {
		return connect.Status{}, err
	}
	if f.status != nil {
		return f.status(name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	s, ok := f.statuses[name]
	if !ok {
		return connect.Status{}, notFound()
	}
	s.Tasks = slices.Clone(s.Tasks)
	return s, nil
}

func (f *fake) Topics(ctx context.Context, name string) ([]string, error) {
	if err := f.begin(ctx, "topics"); err != nil {
		return nil, err
	}
	return f.topics(name)
}

func (f *fake) Offsets(ctx context.Context, name string) (connect.Offsets, error) {
	if err := f.begin(ctx, "offsets"); err != nil {
		return connect.Offsets{}, err
	}
	return f.offset(name)
}

func (f *fake) writes(ctx context.Context, call string) (worker.Receipt, error) {
	if err := f.begin(ctx, call); err != nil {
		return worker.Receipt{}, err
	}
	if f.write == nil {
		return worker.Receipt{Status: 204}, nil
	}
	return worker.Receipt{Status: 204}, f.write(ctx, call)
}

func (f *fake) Pause(ctx context.Context, name string) (worker.Receipt, error) {
	return f.writes(ctx, "pause "+name)
}

func (f *fake) Resume(ctx context.Context, name string) (worker.Receipt, error) {
	return f.writes(ctx, "resume "+name)
}

func (f *fake) Stop(ctx context.Context, name string) (worker.Receipt, error) {
	return f.writes(ctx, "stop "+name)
}

func (f *fake) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	return f.writes(ctx, "delete "+name)
}

func (f *fake) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	return f.writes(ctx, fmt.Sprintf("restart %s tasks=%t failed=%t", name, o.IncludeTasks, o.OnlyFailed))
}

func (f *fake) RestartTask(ctx context.Context, name string, task int) (worker.Receipt, error) {
	return f.writes(ctx, fmt.Sprintf("restart %s/%d", name, task))
}

func notFound() error {
	return &connect.Error{Code: connect.CodeNotFound, Text: "There is no such connector.", Status: 404}
}

func refused() error {
	return &connect.Error{Code: connect.CodeUnreachable, Text: "The connection was refused.", Err: errors.New("dial tcp: refused")}
}

// world is a service over fakes, with everything that it told.
type world struct {
	*Service
	fakes    map[connect.ProfileID]*fake
	profiles []connect.Profile
	skew     atomic.Int64 // of the wall clock, ns

	mu      sync.Mutex
	events  map[connect.ProfileID]int
	notices []Notice
	settled []connect.DraftID
	dials   int
	keeps   []string
	keepErr error
	locked  bool // the keyring
	asked   int  // how often the keyring was asked
	steps   []connect.Step
}

const home connect.ProfileID = "home"

func (w *world) deps() Deps {
	return Deps{
		Profiles: func(context.Context) ([]connect.Profile, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			return slices.Clone(w.profiles), nil
		},
		Dial: func(p connect.Profile, _ connect.Secret) (worker.Worker, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.dials++
			w.fakes[p.ID].set(func() { w.fakes[p.ID].single = p.SingleWorker })
			return w.fakes[p.ID], nil
		},
		Secret: func(context.Context, connect.ProfileID) (connect.Secret, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.asked++
			return connect.NewSecret("hunter2"), nil
		},
		NeedsKeyring: func(_ context.Context, id connect.ProfileID) (bool, error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.locked && id != home, nil
		},
		Probe: func(context.Context, connect.Profile, connect.Secret) []connect.Step { return w.steps },
		Keep:  w,
		Now:   func() time.Time { return time.Now().Add(time.Duration(w.skew.Load())) },
		OnCluster: func(id connect.ProfileID, _ uint64) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.events[id]++
		},
		OnNotice: func(n Notice) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.notices = append(w.notices, n)
		},
		OnSettled: func(id connect.DraftID) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.settled = append(w.settled, id)
		},
	}
}

func (w *world) StoreDeleted(_ context.Context, _ connect.ProfileID, name string, _ connect.ConnectorType, _ connect.Config) (string, string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.keeps = append(w.keeps, name)
	return "kept-" + name, "sealed", w.keepErr
}

func (w *world) told(id connect.ProfileID) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.events[id]
}

// within runs a test in a bubble with a fake clock, on a started service whose
// clusters are the fakes; "home" is open.
func within(t *testing.T, fakes map[connect.ProfileID]*fake, test func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{fakes: fakes, events: map[connect.ProfileID]int{}}
		for id := range fakes {
			w.profiles = append(w.profiles, connect.Profile{ID: id, Name: string(id), URL: "http://" + string(id) + ":8083"})
		}
		slices.SortFunc(w.profiles, func(a, b connect.Profile) int { return len(a.ID) - len(b.ID) })
		w.Service = New(w.deps())
		defer w.Close()
		test(t, w)
	})
}

// opened starts the service, opens home and waits for its first picture.
func (w *world) opened(t *testing.T) {
	t.Helper()
	if err := w.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Open(t.Context(), home); err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
}

// after lets time pass until everybody waits again.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (w *world) state(t *testing.T, id connect.ProfileID) State {
	t.Helper()
	st, err := w.State(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// row returns a row of home as a page would have it.
func (w *world) row(t *testing.T, name string) Row {
	t.Helper()
	page, err := w.Rows(home, 0, 100000)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range page.Rows {
		if r.Name == name {
			return r
		}
	}
	t.Fatalf("there is no row %s", name)
	return Row{}
}

func one(f *fake) map[connect.ProfileID]*fake { return map[connect.ProfileID]*fake{home: f} }
