package editing_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/write"
)

// fake is the cluster in memory that passes the port's suite, with what
// these tests need: which configs it got, and hooks that fail. Hooks
// are set before it is used.
type fake struct {
	*workerfake.Fake

	parts    map[string][]connect.Definition // of converters and transforms, by class
	defs     []connect.Definition            // of x.Sink
	defsErr  error
	validate func(ctx context.Context, config connect.Config) (connect.Validation, error)
	create   func(ctx context.Context, name string, config connect.Config) error
	put      func(ctx context.Context, name string, config connect.Config) error

	mu         sync.Mutex
	calls      []string
	validated  []connect.Config
	created    []connect.Config
	states     []connect.InitialState
	inFlight   int
	most       int
	readErr    error
	pluginList []connect.Plugin
}

func newFake() *fake { return &fake{Fake: workerfake.New(), defs: sinkDefinitions()} }

func (w *fake) note(call string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls = append(w.calls, call)
}

func (w *fake) count(prefix string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, c := range w.calls {
		if strings.HasPrefix(c, prefix) {
			n++
		}
	}
	return n
}

func (w *fake) log() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.calls)
}

func (w *fake) get(name string) connect.Config { return w.Config(name) }

// asked returns the configs that were validated, oldest first.
func (w *fake) asked() []connect.Config {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.validated)
}

func (w *fake) Plugins(context.Context, bool) ([]connect.Plugin, error) {
	w.note("plugins")
	return w.pluginList, nil
}

func (w *fake) Definitions(ctx context.Context, class, version string) ([]connect.Definition, error) {
	w.note("definitions " + version)
	if defs, ok := w.parts[class]; ok {
		return defs, nil
	}
	if w.defsErr != nil {
		return nil, w.defsErr
	}
	w.define()
	return w.Fake.Definitions(ctx, class, "")
}

// define gives the cluster the plugin that the tests are about.
func (w *fake) define() {
	w.Define("x.Sink", workerfake.Class{Type: connect.TypeSink, Definitions: w.defs})
}

func (w *fake) Validate(ctx context.Context, _ string, config connect.Config) (connect.Validation, error) {
	w.mu.Lock()
	w.calls = append(w.calls, "validate")
	w.validated = append(w.validated, config.Clone())
	w.inFlight++
	w.most = max(w.most, w.inFlight)
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.inFlight--
		w.mu.Unlock()
	}()
	if w.validate == nil {
		return w.echo(config), nil
	}
	return w.validate(ctx, config)
}

// echo answers as a worker does: with defaults filled in and placeholders
// resolved.
func (w *fake) echo(config connect.Config, errs ...form.Finding) connect.Validation {
	v := connect.Validation{Groups: []string{"Common", "Transforms", "Error Handling", "Writer"}}
	for _, d := range w.defs {
		value := "echoed"
		if text, ok := config[d.Name]; ok && !strings.Contains(text, "${") {
			value = text
		}
		k := connect.ValidatedKey{Definition: &d, Value: &connect.ValidatedValue{Name: d.Name, Value: &value, Visible: true}}
		for _, e := range errs {
			if e.Key == d.Name {
				k.Value.Errors = append(k.Value.Errors, e.Text)
				v.ErrorCount++
			}
		}
		v.Configs = append(v.Configs, k)
	}
	return v
}

func (w *fake) Names(ctx context.Context) ([]string, error) {
	w.note("names")
	return w.Fake.Names(ctx)
}

func (w *fake) Connector(ctx context.Context, name string) (connect.Connector, error) {
	w.note("connector " + name)
	w.mu.Lock()
	err := w.readErr
	w.mu.Unlock()
	if err != nil {
		return connect.Connector{}, err
	}
	return w.Fake.Connector(ctx, name)
}

func (w *fake) Status(ctx context.Context, name string) (connect.Status, error) {
	w.note("status")
	return w.Fake.Status(ctx, name)
}

func (w *fake) Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (worker.Receipt, error) {
	w.note("create " + name)
	w.mu.Lock()
	w.created, w.states = append(w.created, config.Clone()), append(w.states, state)
	w.mu.Unlock()
	if w.create != nil {
		if err := w.create(ctx, name, config); err != nil {
			return worker.Receipt{}, err
		}
	}
	w.define()
	return w.Fake.Create(ctx, name, config, state)
}

func (w *fake) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	w.note("put " + name)
	if w.put != nil {
		if err := w.put(ctx, name, config); err != nil {
			return worker.Receipt{}, err
		}
	}
	w.define()
	return w.Fake.PutConfig(ctx, name, config)
}

func (w *fake) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	w.note("restart " + name + " " + strconv.FormatBool(o.IncludeTasks))
	return w.Fake.Restart(ctx, name, o)
}

func (w *fake) RestartTask(ctx context.Context, name string, task int) (worker.Receipt, error) {
	w.note("restart " + name + " task " + strconv.Itoa(task))
	return w.Fake.RestartTask(ctx, name, task)
}

// store changes a stored config as another program would; nil deletes it.
func (w *fake) store(name string, config connect.Config) {
	if config == nil {
		w.Drop(name)
		return
	}
	w.SetConfig(name, config)
}

// change changes one key of a stored config as another program would.
func (w *fake) change(name, key, text string) {
	config := w.get(name)
	config[key] = text
	w.store(name, config)
}

// runs sets the state of a stored connector, with so many tasks in it.
func (w *fake) runs(name string, state connect.State, tasks int) {
	w.Put(name, state, slices.Repeat([]connect.State{state}, tasks)...)
}

// clusters hands out one connection. A test changes the profile or the worker
// through change, which counts a generation, as the live view does.
type clusters struct {
	mu         sync.Mutex
	profile    connect.Profile
	worker     worker.Worker
	generation uint64
	err        error // of connecting
	deleted    bool
	changed    func()
}

func (c *clusters) change(fn func(c *clusters)) {
	c.mu.Lock()
	c.generation++
	fn(c)
	c.profile.SecretEntries = map[connect.SecretKey]string{connect.SecretPassword: fmt.Sprint(c.generation)} // dials again
	c.mu.Unlock()
	c.changed()
}

// fail has connecting end with an error from now on.
func (c *clusters) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.err = err
}

// view is the live view that the write path goes by. It is not started, so it
// polls nothing.
func (c *clusters) view() *live.Service {
	v := live.New(live.Deps{
		Profiles: func(context.Context) ([]connect.Profile, error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.deleted {
				return nil, nil
			}
			return []connect.Profile{c.profile}, nil
		},
		Dial: func(connect.Profile, connect.Secrets) (worker.Worker, error) {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.worker, c.err
		},
		Secrets: func(context.Context, connect.ProfileID) (connect.Secrets, error) { return nil, nil },
	})
	c.changed = func() {
		if err := v.Sync(context.Background()); err != nil {
			panic(err)
		}
	}
	c.changed()
	return v
}

func (c *clusters) Connection(_ context.Context, id connect.ProfileID) (worker.Connection, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.deleted || id != c.profile.ID:
		return worker.Connection{}, connect.Errorf(connect.CodeNotFound, "There is no such cluster any more.")
	case c.err != nil:
		return worker.Connection{}, c.err
	}
	return worker.Connection{Profile: c.profile, Generation: c.generation, Worker: c.worker}, nil
}

func (c *clusters) Peek(id connect.ProfileID) (worker.Connection, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.deleted || id != c.profile.ID {
		return worker.Connection{}, false
	}
	conn := worker.Connection{Profile: c.profile, Generation: c.generation}
	if c.err == nil {
		conn.Worker = c.worker
	}
	return conn, true
}

// store stores drafts in memory and can fail.
type store struct {
	mu     sync.Mutex
	drafts map[connect.DraftID]connect.Draft
	saves  int
	err    error
	gone   func(connect.DraftID) // called before a draft is deleted, without the lock
}

func (s *store) Save(_ context.Context, d connect.Draft) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	s.saves++
	s.drafts[d.ID] = d.Clone()
	return nil
}

func (s *store) Get(_ context.Context, id connect.DraftID) (connect.Draft, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.drafts[id]
	if !ok {
		return d, connect.Errorf(connect.CodeNotFound, "No such draft.")
	}
	return d.Clone(), nil
}

func (s *store) Delete(_ context.Context, id connect.DraftID) error {
	if s.gone != nil {
		s.gone(id)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.drafts[id]; !ok {
		return connect.Errorf(connect.CodeNotFound, "No such draft.")
	}
	delete(s.drafts, id)
	return nil
}

func (s *store) List(context.Context) ([]connect.Draft, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []connect.Draft{}
	for _, d := range s.drafts {
		out = append(out, d.Clone())
	}
	return out, nil
}

func (s *store) draft(id connect.DraftID) connect.Draft {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drafts[id].Clone()
}

func (s *store) len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.drafts)
}

func (s *store) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.saves
}

func (s *store) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

func (s *store) config(id connect.DraftID) connect.Config {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drafts[id].Config
}

// rig is a service on fakes.
type rig struct {
	*editing.Service

	t        testing.TB
	worker   *fake
	store    *store
	clusters *clusters
	choosing sync.Mutex
	settings editing.Settings
	deps     editing.Deps
}

func newRig(t testing.TB, tune ...func(*rig)) *rig {
	t.Helper()
	r := &rig{t: t, worker: newFake(), store: &store{drafts: map[connect.DraftID]connect.Draft{}}}
	r.clusters = &clusters{profile: connect.Profile{ID: "p", Environment: connect.EnvDev}, worker: r.worker, generation: 1}
	r.settings = editing.Settings{WhileTyping: true}
	r.deps = editing.Deps{
		Clusters: r.clusters, Drafts: r.store, Settings: r.chosen,
		Secrecy: secrecy,
	}
	for _, f := range tune {
		f(r)
	}
	view := r.clusters.view()
	writer := write.New(write.Deps{Live: view})
	if r.deps.Write == nil {
		r.deps.Write = writer
	}
	r.Service = editing.New(r.deps)
	t.Cleanup(func() { r.Shutdown(context.Background()); writer.Close(); view.Close() })
	return r
}

// chosen are the settings as they are now.
func (r *rig) chosen() editing.Settings {
	r.choosing.Lock()
	defer r.choosing.Unlock()
	return r.settings
}

func (r *rig) setWhileTyping(on bool) {
	r.choosing.Lock()
	defer r.choosing.Unlock()
	r.settings.WhileTyping = on
}

// again restarts the app on the same disk.
func (r *rig) again() {
	r.t.Helper()
	r.Shutdown(context.Background())
	r.Service = editing.New(r.deps)
	r.t.Cleanup(func() { r.Shutdown(context.Background()) })
}

func (r *rig) set(id connect.DraftID, key, text string) editing.State {
	r.t.Helper()
	return must(r.Set(id, []editing.Edit{{Key: key, Text: text}}))(r.t)
}

func (r *rig) config(id connect.DraftID) connect.Config {
	r.t.Helper()
	_, config, _, err := r.Config(id)
	if err != nil {
		r.t.Fatal(err)
	}
	return config
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (r *rig) startNew() editing.View {
	r.t.Helper()
	return must(r.StartNew(context.Background(), "p", "x.Sink", ""))(r.t)
}

// filled is a new form with all that a sink needs.
func (r *rig) filled(name string) connect.DraftID {
	r.t.Helper()
	id := r.startNew().Draft
	must(r.Set(id, []editing.Edit{{Key: "name", Text: name}, {Key: "topics", Text: "a"}, {Key: "connection.password", Text: "s3cr3t-1"}}))(r.t)
	return id
}

func sinkDefinitions() []connect.Definition {
	def := func(name, group string, order int, t connect.FieldType, required bool) connect.Definition {
		return connect.Definition{Name: name, Group: group, Order: order, Type: t, Required: required}
	}
	return []connect.Definition{
		def("file", "", -1, connect.FieldString, false),
		def("connection.url", "Writer", 1, connect.FieldString, false),
		def("connection.password", "Writer", 2, connect.FieldPassword, false),
		def("flush.size", "Writer", 3, connect.FieldInt, false),
		def("name", "Common", 1, connect.FieldString, true),
		def("connector.class", "Common", 2, connect.FieldString, true),
		def("tasks.max", "Common", 3, connect.FieldInt, false),
		def("topics", "Common", 4, connect.FieldList, false),
		def("topics.regex", "Common", 4, connect.FieldString, false),
	}
}

func secrecy(config connect.Config, _ ...connect.Definition) map[string]bool {
	out := map[string]bool{}
	for key, text := range config {
		if strings.Contains(key, "password") && !connect.HoldsPlaceholder(text) {
			out[key] = true
		}
	}
	return out
}

func field(v editing.View, key string) (form.Field, bool) {
	i := slices.IndexFunc(v.Fields, func(f form.Field) bool { return f.Key == key })
	if i < 0 {
		return form.Field{}, false
	}
	return v.Fields[i], true
}

func has(v editing.View, key string) bool {
	_, ok := field(v, key)
	return ok
}

func keysOf(problems []form.Problem, severity form.Severity) []string {
	out := []string{}
	for _, p := range problems {
		if p.Severity == severity {
			out = append(out, p.Key)
		}
	}
	return out
}

const second = time.Second
