package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
)

// failure is a way in which the answer to a write fails. Acts means that the worker
// carries the write out nevertheless.
type failure struct {
	acts   bool
	answer func(w http.ResponseWriter, r *http.Request) // nil: the worker's own
	cancel bool                                         // the person cancels while it is under way
	limit  bool                                         // the time limit runs out
	// sure means that nothing was done, for certain: nothing is asked next.
	sure bool
}

func says(status int, kind, body string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func hangs(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func cuts(w http.ResponseWriter, _ *http.Request) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
}

func redirects(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Location", "http://elsewhere.invalid/")
	w.WriteHeader(http.StatusFound)
}

const jsonKind, htmlKind = "application/json", "text/html"

func failures() map[string]failure {
	return map[string]failure{
		"refused":         {sure: true, answer: says(403, jsonKind, `{"error_code":403,"message":"no"}`)},
		"4xx":             {sure: true, answer: says(400, jsonKind, `{"error_code":400,"message":"bad"}`)},
		"409 rebalance":   {sure: true, answer: says(409, jsonKind, `{"error_code":409,"message":"Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)"}`)},
		"409 exists":      {sure: true, answer: says(409, jsonKind, `{"error_code":409,"message":"Connector x already exists"}`)},
		"500":             {answer: says(500, jsonKind, `{"error_code":500,"message":"odd"}`)},
		"500, done":       {acts: true, answer: says(500, jsonKind, `{"error_code":500,"message":"odd"}`)},
		"502 of a proxy":  {answer: says(502, htmlKind, "<html>")},
		"time-out before": {limit: true, answer: hangs},
		"time-out after":  {limit: true, acts: true, answer: hangs},
		"cut":             {answer: cuts},
		"cut, done":       {acts: true, answer: cuts},
		"200 with a page": {answer: says(200, htmlKind, "<html>login</html>")},
		"200 page, done":  {acts: true, answer: says(200, htmlKind, "<html>login</html>")},
		"empty 200":       {answer: says(200, jsonKind, "")},
		"redirect":        {answer: redirects},
		"cancelled":       {cancel: true, answer: hangs},
		"cancelled, done": {cancel: true, acts: true, answer: hangs},
		"no failure":      {acts: true},
	}
}

// faulty is a proxy before the sandbox that answers writes itself.
type faulty struct {
	inner http.Handler
	mu    sync.Mutex
	fail  *failure
	begun chan struct{}
}

func (f *faulty) arm(fail failure) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fail, f.begun = &fail, make(chan struct{}, 16)
}

func (f *faulty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	fail, begun := f.fail, f.begun
	f.mu.Unlock()
	if fail == nil || fail.answer == nil || r.Method == http.MethodGet {
		f.inner.ServeHTTP(w, r)
		return
	}
	if fail.acts {
		f.inner.ServeHTTP(httptest.NewRecorder(), r)
	} else {
		_, _ = io.Copy(io.Discard, r.Body) // so that the server notices a client that goes away
	}
	begun <- struct{}{}
	fail.answer(w, r)
}

// stored are the configs of deleted connectors.
type stored struct {
	mu  sync.Mutex
	ids map[string]bool
}

func (s *stored) Store(_ context.Context, _ connect.ProfileID, name string, _ connect.ConnectorType, config connect.Config) (string, connect.StoredHow, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if config[connect.KeyClass] == "" {
		return "", "", connect.Errorf(connect.CodeInternal, "no config")
	}
	s.ids[name] = true
	return name, connect.StoredSealed, nil
}

func (s *stored) Forget(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.ids, id)
	return nil
}

func (s *stored) has(name string) bool { s.mu.Lock(); defer s.mu.Unlock(); return s.ids[name] }

// desk is the write path over the real adapter, on a worker that fails on demand.
type desk struct {
	*write.Service
	live   *live.Service
	faulty *faulty
	stored *stored
	id     connect.ProfileID
}

func newDesk(t *testing.T, box *sandbox.Sandbox, profile connect.Profile) *desk {
	t.Helper()
	d := &desk{stored: &stored{ids: map[string]bool{}}, id: profile.ID}
	d.faulty = &faulty{inner: proxyTo(t, box)}
	server := httptest.NewServer(d.faulty)
	t.Cleanup(server.Close)
	profile.URL = server.URL
	instant := wire.Pace{Now: time.Now, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }, Jitter: func() float64 { return 0 }}
	d.live = live.New(live.Deps{
		Profiles: func(context.Context) ([]connect.Profile, error) { return []connect.Profile{profile}, nil },
		Secrets: func(context.Context, connect.ProfileID) (connect.Secrets, error) {
			return connect.Secrets{connect.SecretPassword: connect.NewSecret(sandboxPassword)}, nil
		},
		Dial: func(p connect.Profile, secret connect.Secrets) (worker.Worker, error) {
			return apache.New(wire.Options{Profile: p, Secrets: secret, Pace: instant, Log: wire.NewCallLog(wire.CallLogOptions{})})
		},
	})
	d.Service = write.New(write.Deps{Live: d.live, Records: d.stored, Wait: shortly})
	if err := d.live.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close(); d.live.Close() })
	if err := d.live.Refresh(t.Context(), d.id); err != nil {
		t.Fatal(err)
	}
	return d
}

// shortly waits for less time than the verification does.
func shortly(ctx context.Context, _ time.Duration) bool {
	select {
	case <-time.After(200 * time.Millisecond):
		return true
	case <-ctx.Done():
		return false
	}
}

func proxyTo(t *testing.T, box *sandbox.Sandbox) http.Handler {
	t.Helper()
	target, err := url.Parse(box.URL())
	if err != nil {
		t.Fatal(err)
	}
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		r.Out.Host = target.Host
	}}
}

// populate makes the connectors that are changed, and waits until each is as it
// should be.
func populate(t *testing.T, c *apache.Client, before map[string]specimen) {
	t.Helper()
	for name, s := range before {
		if _, err := c.Create(t.Context(), name, s.config, s.state); err != nil {
			t.Fatal(err)
		}
	}
	ready := 0
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		all, err := c.Statuses(t.Context())
		ready = 0
		for name, s := range before {
			if status := all[name]; status.Connector.State == s.instance && (s.task == "" || len(status.Tasks) == 1 && status.Tasks[0].State == s.task) {
				ready++
			}
		}
		if err == nil && ready == len(before) {
			giveOffsets(t, c, before)
			return
		}
	}
	t.Fatalf("of %d connectors %d are as they should be", len(before), ready)
}

// giveOffsets stores an offset for every stopped connector, which a change or a reset replaces.
func giveOffsets(t *testing.T, c *apache.Client, before map[string]specimen) {
	t.Helper()
	for name, s := range before {
		if s.state != connect.InitialStopped {
			continue
		}
		if _, err := c.AlterOffsets(t.Context(), name, fileOffset("1")); err != nil {
			t.Fatal(err)
		}
	}
}

// fileOffset is the offset of the source of fileConfig.
func fileOffset(position string) []connect.OffsetEntry {
	file, _ := json.Marshal(fileConfig("one")["file"])
	return []connect.OffsetEntry{{
		Partition: map[string]json.RawMessage{"filename": file},
		Offset:    map[string]json.RawMessage{"position": json.RawMessage(position)},
	}}
}

// specimen is a connector before it is changed, and the states in which it is
// then. A paused one need not have a task.
type specimen struct {
	config         connect.Config
	state          connect.InitialState
	instance, task connect.State
}

// specimenFor returns the connector that an action is tried on.
func specimenFor(a worker.Action) specimen {
	switch a {
	case worker.ActionResume:
		return specimen{fileConfig("one"), connect.InitialPaused, connect.StatePaused, ""}
	case worker.ActionRestartFailed:
		return specimen{sinkConfig("/no/such/folder/out.txt"), "", connect.StateRunning, connect.StateFailed}
	case worker.ActionAlterOffsets, worker.ActionResetOffsets:
		return specimen{fileConfig("one"), connect.InitialStopped, connect.StateStopped, ""}
	default:
		return specimen{fileConfig("one"), "", connect.StateRunning, connect.StateRunning}
	}
}

func fileConfig(topic string) connect.Config {
	config := sandboxSource().Config.Clone()
	config[connect.KeyClass], config["topic"] = sandboxSource().Class, topic
	return config
}

func sinkConfig(file string) connect.Config {
	return connect.Config{connect.KeyClass: sandboxClasses + "file.FileStreamSinkConnector", "file": file, "topics": "one"}
}

// kind is a kind of write: a single change, or the only line of a bulk run.
type kind struct {
	change worker.Change
	bulk   bool
}

func writeKinds() map[string]kind {
	out := map[string]kind{
		"create": {change: worker.Change{Action: worker.ActionCreate, Config: fileConfig("new")}},
		"save":   {change: worker.Change{Action: worker.ActionSave, Config: fileConfig("two")}},
	}
	out[string(worker.ActionAlterOffsets)] = kind{change: worker.Change{Action: worker.ActionAlterOffsets, Offsets: fileOffset("3")}}
	for _, a := range []worker.Action{worker.ActionRestart, worker.ActionRestartTask, worker.ActionResetOffsets} {
		out[string(a)] = kind{change: worker.Change{Action: a}}
	}
	for _, a := range []worker.Action{worker.ActionPause, worker.ActionResume, worker.ActionStop, worker.ActionRestartAll, worker.ActionRestartFailed, worker.ActionDelete} {
		out[string(a)] = kind{change: worker.Change{Action: a}}
		out["bulk "+string(a)] = kind{change: worker.Change{Action: a}, bulk: true}
	}
	return out
}

// concerns reports whether a failure can happen to a kind of write. A line of a
// bulk run that is being sent cannot be cancelled, and has the time limit of any
// write, which no test waits for.
func (f failure) concerns(k kind) bool { return !k.bulk || !f.limit && !f.cancel }

// TestEveryWriteAndEveryFailure: what is said, what is stored, what is asked
// next, of every kind of write with every kind of failure, over the real adapter.
func TestEveryWriteAndEveryFailure(t *testing.T) {
	box, profile := startSandbox(t)
	before := map[string]specimen{}
	for what, kind := range writeKinds() {
		for how, fail := range failures() {
			if kind.change.Action != worker.ActionCreate && fail.concerns(kind) {
				before[nameOf(what, how)] = specimenFor(kind.change.Action)
			}
		}
	}
	populate(t, client(t, profile, sandboxPassword), before)
	for what, kind := range writeKinds() {
		for how, fail := range failures() {
			if !fail.concerns(kind) {
				continue
			}
			t.Run(fmt.Sprintf("%s/%s", what, how), func(t *testing.T) {
				t.Parallel()
				d := newDesk(t, box, profile)
				d.faulty.arm(fail)
				c := kind.change
				c.Profile, c.Name = d.id, nameOf(what, how)
				if kind.bulk {
					d.judgeLine(t, c, fail, d.line(t, c))
					return
				}
				out, err := d.make(t, c, fail)
				d.judge(t, c, fail, out, err)
			})
		}
	}
}

// make makes a single change, and cancels it if that is the failure.
func (d *desk) make(t *testing.T, c worker.Change, fail failure) (worker.Outcome, error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if fail.limit {
		ctx, cancel = context.WithTimeout(t.Context(), 700*time.Millisecond)
		defer cancel()
	}
	if fail.cancel {
		go func() { <-d.faulty.begun; cancel() }()
	}
	return d.Do(ctx, c)
}

// line makes a change as the only line of a bulk run, and returns that line once the
// write was answered or failed.
func (d *desk) line(t *testing.T, c worker.Change) write.BulkLine {
	t.Helper()
	id, err := d.Bulk(t.Context(), write.Bulk{Profile: c.Profile, Action: c.Action, Names: []string{c.Name}})
	if err != nil {
		t.Fatal(err)
	}
	underWay := []write.BulkLineState{write.LineQueued, write.LineSending, write.LineWaiting}
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		run, err := d.BulkState(id)
		if err != nil {
			t.Fatal(err)
		}
		if line := run.Lines[0]; !slices.Contains(underWay, line.State) {
			return line
		}
	}
	t.Fatal("the write was neither answered nor did it fail")
	return write.BulkLine{}
}

// judgeLine judges the text of a line: accepted, refused, or being verified.
func (d *desk) judgeLine(t *testing.T, c worker.Change, fail failure, line write.BulkLine) {
	t.Helper()
	landed := worker.LandedYes
	switch {
	case line.State == write.LineSettling && strings.Contains(line.Text, "Verifying whether it was done"),
		strings.Contains(line.Text, "It may vanish later."):
		landed = worker.LandedUnknown
	case line.State == write.LineRefused:
		landed = worker.LandedNo
	}
	if want := wanted(c, fail); !slices.Contains(want, landed) {
		t.Errorf("%s %q, want %v", line.State, line.Text, want)
	}
	if line.Text == "" {
		t.Error("it says nothing")
	}
	d.judgeRecord(t, c, landed)
}

// nameOf names the connector of a case.
func nameOf(kind, how string) string {
	return kind + "-" + strings.NewReplacer(" ", "-", ",", "").Replace(how)
}

// wanted returns the possible outcomes of a change with a failure.
func wanted(c worker.Change, fail failure) []worker.Landed {
	switch {
	case fail.answer == nil:
		return []worker.Landed{worker.LandedYes}
	case fail.sure:
		return []worker.Landed{worker.LandedNo}
	case strings.HasPrefix(string(c.Action), "restart"): // the state is the same before and after, so only a follow can tell
		return []worker.Landed{worker.LandedUnknown}
	case fail.acts:
		return []worker.Landed{worker.LandedYes}
	case slices.Contains([]worker.Action{worker.ActionPause, worker.ActionResume, worker.ActionStop}, c.Action):
		return []worker.Landed{worker.LandedUnknown} // it may still come
	case c.Action == worker.ActionDelete:
		return []worker.Landed{worker.LandedNo, worker.LandedUnknown}
	case c.Action == worker.ActionAlterOffsets || c.Action == worker.ActionResetOffsets: // without an answer it may still come
		return []worker.Landed{worker.LandedNo, worker.LandedUnknown}
	}
	return []worker.Landed{worker.LandedNo}
}

func (d *desk) judge(t *testing.T, c worker.Change, fail failure, out worker.Outcome, err error) {
	t.Helper()
	if want := wanted(c, fail); !slices.Contains(want, out.Landed) {
		t.Errorf("landed %s, want %v: %s", out.Landed, want, out.Text)
	}
	if (err != nil) != (out.Landed == worker.LandedNo) {
		t.Errorf("landed %s, but the error is %v", out.Landed, err)
	}
	if verified := fail.answer != nil && !fail.sure; out.Verified != verified {
		t.Errorf("verified %t: %s", out.Verified, out.Text)
	}
	if out.Text == "" || strings.Contains(out.Text, "It is not known whether") && out.Landed == worker.LandedNo {
		t.Errorf("said %q", out.Text)
	}
	if out.Landed != worker.LandedYes && out.Problem == nil {
		t.Error("no problem is named")
	}
	d.judgeRecord(t, c, out.Landed)
}

// judgeRecord checks that only the config of a deleted connector is stored.
func (d *desk) judgeRecord(t *testing.T, c worker.Change, landed worker.Landed) {
	t.Helper()
	if stored := d.stored.has(c.Name); c.Action == worker.ActionDelete && stored != (landed != worker.LandedNo) {
		t.Errorf("landed %s, and its config is stored: %t", landed, stored)
	}
}
