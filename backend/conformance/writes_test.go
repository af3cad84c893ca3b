package conformance

import (
	"context"
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

// failure is a way in which the answer to a write goes wrong. Acts means that
// the worker has done it all the same.
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

// faulty stands before the sandbox, and answers writes in its place.
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
	if fail == nil || r.Method == http.MethodGet {
		f.inner.ServeHTTP(w, r)
		return
	}
	if fail.answer == nil {
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

func (s *stored) StoreDeleted(_ context.Context, _ connect.ProfileID, name string, _ connect.ConnectorType, config connect.Config) (string, connect.StoredHow, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if config[connect.KeyClass] == "" {
		return "", "", connect.Errorf(connect.CodeInternal, "no config")
	}
	s.ids[name] = true
	return name, "sealed", nil
}

func (s *stored) Forget(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.ids, id)
	return nil
}

func (s *stored) has(name string) bool { s.mu.Lock(); defer s.mu.Unlock(); return s.ids[name] }

// desk is the write path over the real adapter, before a worker that fails as
// it is told.
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
		Secret: func(context.Context, connect.ProfileID) (connect.Secret, error) {
			return connect.NewSecret(sandboxPassword), nil
		},
		Dial: func(p connect.Profile, secret connect.Secret) (worker.Worker, error) {
			return apache.New(wire.Options{Profile: p, Secret: wire.FixedSecret(secret), Pace: instant, Log: wire.NewCallLog(wire.CallLogOptions{})})
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

// shortly waits for less than the verification would.
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

// populate makes the connectors that are changed, and waits until they run, or
// are paused where they are to be resumed.
func populate(t *testing.T, c *apache.Client, names []string) {
	t.Helper()
	for _, name := range names {
		if _, err := c.Create(t.Context(), name, fileConfig("one"), initialOf(name)); err != nil {
			t.Fatal(err)
		}
	}
	run := 0
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		all, err := c.Statuses(t.Context())
		run = 0
		for _, s := range all {
			paused := initialOf(s.Name) == connect.InitialPaused && s.Connector.State == connect.StatePaused
			if paused || len(s.Tasks) == 1 && s.Tasks[0].State == connect.StateRunning {
				run++
			}
		}
		if err == nil && run == len(names) {
			return
		}
	}
	t.Fatalf("of %d connectors %d are as they should be", len(names), run)
}

func initialOf(name string) connect.InitialState {
	if strings.HasPrefix(name, string(worker.ActionResume)) {
		return connect.InitialPaused
	}
	return ""
}

func fileConfig(topic string) connect.Config {
	config := sandboxSource().Config.Clone()
	config[connect.KeyClass], config["topic"] = sandboxSource().Class, topic
	return config
}

func writeKinds() map[string]worker.Change {
	out := map[string]worker.Change{
		"create": {Action: worker.ActionCreate, Config: fileConfig("new")},
		"save":   {Action: worker.ActionSave, Config: fileConfig("two")},
		"delete": {Action: worker.ActionDelete},
	}
	for _, a := range []worker.Action{worker.ActionPause, worker.ActionResume, worker.ActionStop, worker.ActionRestart, worker.ActionRestartAll, worker.ActionRestartTask} {
		out[string(a)] = worker.Change{Action: a}
	}
	return out
}

// TestEveryWriteAndEveryFailure: what is said, what is stored, what is asked
// next, of every kind of write with every kind of failure, over the real adapter.
func TestEveryWriteAndEveryFailure(t *testing.T) {
	box, profile := startSandbox(t)
	var names []string
	for kind := range writeKinds() {
		for how := range failures() {
			if kind != "create" {
				names = append(names, nameOf(kind, how))
			}
		}
	}
	populate(t, client(t, profile, sandboxPassword), names)
	for kind, change := range writeKinds() {
		for how, fail := range failures() {
			t.Run(fmt.Sprintf("%s/%s", kind, how), func(t *testing.T) {
				t.Parallel()
				d := newDesk(t, box, profile)
				d.faulty.arm(fail)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if fail.limit {
					ctx, cancel = context.WithTimeout(t.Context(), 700*time.Millisecond)
					defer cancel()
				}
				if fail.cancel {
					go func() { <-d.faulty.begun; cancel() }()
				}
				c := change
				c.Profile, c.Name = d.id, nameOf(kind, how)
				out, err := d.Do(ctx, c)
				d.judge(t, c, fail, out, err)
			})
		}
	}
}

// nameOf names the connector of a case.
func nameOf(kind, how string) string {
	return kind + "-" + strings.NewReplacer(" ", "-", ",", "").Replace(how)
}

func (d *desk) judge(t *testing.T, c worker.Change, fail failure, out worker.Outcome, err error) {
	t.Helper()
	restart := strings.HasPrefix(string(c.Action), "restart")
	want := []worker.Landed{worker.LandedYes}
	switch {
	case fail.answer == nil:
	case fail.sure:
		want = []worker.Landed{worker.LandedNo}
	case restart: // the state is the same before and after: a follow has to tell
		want = []worker.Landed{worker.LandedUnknown}
	case !fail.acts && slices.Contains([]worker.Action{worker.ActionPause, worker.ActionResume, worker.ActionStop}, c.Action):
		want = []worker.Landed{worker.LandedUnknown} // it may still come
	case !fail.acts && c.Action == worker.ActionDelete:
		want = []worker.Landed{worker.LandedNo, worker.LandedUnknown}
	case !fail.acts:
		want = []worker.Landed{worker.LandedNo}
	}
	if !slices.Contains(want, out.Landed) {
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
	if c.Action == worker.ActionDelete {
		if kept := d.stored.has(c.Name); kept != (out.Landed != worker.LandedNo) {
			t.Errorf("landed %s, and its config is stored: %t", out.Landed, kept)
		}
	}
}
