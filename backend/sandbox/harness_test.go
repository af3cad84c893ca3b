package sandbox

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sluiceway/backend/sandbox/cluster"
	"sluiceway/backend/sandbox/plugins"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fakeClock moves when a test says so.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *fakeClock { return &fakeClock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)} }

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// bench is a running sandbox with what a test needs to talk to it.
type bench struct {
	*Sandbox

	t     *testing.T
	clock *fakeClock
	http  *http.Client
}

func start(t *testing.T, options Options) *bench {
	t.Helper()
	clock := newClock()
	if options.Clock == nil {
		options.Clock = clock.Now
	}
	s, err := Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	client := &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &bench{Sandbox: s, t: t, clock: clock, http: client}
}

// empty is a sandbox without connectors.
func empty(t *testing.T) *bench {
	t.Helper()
	return start(t, Options{Empty: true})
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) decode(t *testing.T, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), into); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
}

// ask sends a request; the path goes out as it is, also "..".
func (b *bench) ask(method, path, body string, change ...func(*http.Request)) answer {
	b.t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	request, err := http.NewRequestWithContext(b.t.Context(), method, b.URL()+"/", reader)
	if err != nil {
		b.t.Fatal(err)
	}
	raw, query, _ := strings.Cut(path, "?")
	request.URL.Opaque, request.URL.RawQuery = raw, query
	if body != "" {
		request.Header.Set("Content-Type", "application/json; charset=utf-8")
	}
	for _, c := range change {
		c(request)
	}
	response, err := b.http.Do(request)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	return answer{response.StatusCode, response.Header, string(text)}
}

// want asks and checks the status.
func (b *bench) want(status int, method, path, body string) answer {
	b.t.Helper()
	got := b.ask(method, path, body)
	if got.status != status {
		b.t.Fatalf("%s %s: %d %s, want %d", method, path, got.status, got.body, status)
	}
	return got
}

// raw sends bytes that no HTTP client would.
func (b *bench) raw(text string) string {
	b.t.Helper()
	var dialer net.Dialer
	conn, err := dialer.DialContext(b.t.Context(), "tcp", strings.TrimPrefix(b.URL(), "http://"))
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, text); err != nil {
		b.t.Fatal(err)
	}
	got, err := io.ReadAll(conn)
	if err != nil {
		b.t.Fatal(err)
	}
	return string(got)
}

const (
	sourceClass = plugins.FilePackage + "FileStreamSourceConnector"
	sinkClass   = plugins.FilePackage + "FileStreamSinkConnector"
)

func config(t *testing.T, class string, pairs ...string) string {
	t.Helper()
	out := map[string]string{"connector.class": class}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i]] = pairs[i+1]
	}
	return string(plugins.ToJSON(out))
}

// create makes a connector and gives it time to run or fail.
func (b *bench) create(name, class string, pairs ...string) {
	b.t.Helper()
	b.want(http.StatusCreated, http.MethodPut, "/connectors/"+name+"/config", config(b.t, class, pairs...))
	b.clock.pass(5 * time.Second)
}

// states is the status of a connector in one line: its own state, then those
// of its tasks.
func (b *bench) states(name string) string {
	b.t.Helper()
	got := b.ask(http.MethodGet, "/connectors/"+name+"/status", "")
	if got.status != http.StatusOK {
		return "none"
	}
	var body cluster.StateBody
	got.decode(b.t, &body)
	out := []string{string(body.Connector.State)}
	for _, task := range body.Tasks {
		out = append(out, string(task.State))
	}
	return strings.Join(out, " ")
}

// waits records what a sandbox would have waited for.
type waits struct {
	mu  sync.Mutex
	all []time.Duration
}

func (w *waits) wait(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, d)
	return ctx.Err()
}
