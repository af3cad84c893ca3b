package apache

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// reply is one answer of a fake worker.
type reply struct {
	status int
	kind   string // content type; JSON if empty
	body   string
	header map[string]string
	hangUp bool // close the connection without an answer
}

func ok(body string) reply { return reply{status: http.StatusOK, body: body} }

func refusal(status int, message string) reply {
	text, err := encode(map[string]any{"error_code": status, "message": message})
	if err != nil {
		text = []byte(err.Error())
	}
	return reply{status: status, body: string(text)}
}

// seen is one request as it arrived.
type seen struct {
	line, body, auth string
}

// fake is a worker that returns the answers of a test, in that order, and nothing
// else. Answers that were not requested fail the test.
type fake struct {
	t   *testing.T
	srv *httptest.Server

	mu      sync.Mutex
	replies map[string][]reply
	seen    []seen
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{t: t, replies: map[string][]reply{}}
	f.srv = httptest.NewServer(f)
	t.Cleanup(func() {
		f.srv.Close()
		for line, left := range f.replies {
			if len(left) > 0 {
				t.Errorf("%d answers to %q were not asked for", len(left), line)
			}
		}
	})
	return f
}

func (f *fake) on(line string, replies ...reply) *fake {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.replies[line] = append(f.replies[line], replies...)
	return f
}

// ServeHTTP matches the request line as it came over the wire.
func (f *fake) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		f.t.Error(err)
	}
	line := req.Method + " " + req.RequestURI
	f.mu.Lock()
	f.seen = append(f.seen, seen{line, string(body), req.Header.Get("Authorization")})
	left := f.replies[line]
	if len(left) > 0 {
		f.replies[line] = left[1:]
	}
	f.mu.Unlock()
	if len(left) == 0 {
		f.t.Errorf("not expected: %s", line)
		w.WriteHeader(http.StatusTeapot)
		return
	}
	left[0].write(w)
}

func (r reply) write(w http.ResponseWriter) {
	if r.hangUp {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if r.kind != "" {
		w.Header().Set("Content-Type", r.kind)
	}
	for k, v := range r.header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(r.status)
	_, _ = io.WriteString(w, r.body)
}

func (f *fake) lines() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for _, s := range f.seen {
		out = append(out, s.line)
	}
	return out
}

func (f *fake) wantLines(want ...string) {
	f.t.Helper()
	if got := f.lines(); !slices.Equal(got, want) {
		f.t.Errorf("the worker was asked\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// still is a pace that does not wait, and remembers how long it would have.
type still struct {
	mu    sync.Mutex
	at    time.Time
	slept []time.Duration
}

func (s *still) pace() wire.Pace {
	return wire.Pace{
		Now: func() time.Time {
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.at
		},
		Sleep: func(ctx context.Context, d time.Duration) error {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.at = s.at.Add(d)
			s.slept = append(s.slept, d)
			return ctx.Err()
		},
		Jitter: func() float64 { return 0.5 },
	}
}

// client is a client of the fake that does not wait. change may be nil.
func (f *fake) client(change func(*wire.Options)) *Client {
	f.t.Helper()
	s := &still{at: time.Unix(1000, 0)}
	o := wire.Options{Profile: connect.Profile{ID: "p", URL: f.srv.URL}, Pace: s.pace()}
	if change != nil {
		change(&o)
	}
	c, err := New(o)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(c.Close)
	return c
}

// shown is what a person sees of an error, and its cause.
type shown struct {
	Text, Worker string
	Err          error
}

func wantCode(t *testing.T, err error, want connect.Code) shown {
	t.Helper()
	if got := connect.CodeOf(err); got != want {
		t.Fatalf("code %q, want %q: %v", got, want, err)
	}
	e, isOurs := err.(*connect.Error) //nolint:errorlint // the client returns it bare
	if err != nil && !isOurs {
		t.Fatalf("%T is not *connect.Error: %v", err, err)
	}
	return shown{say(e.Text, e.Unsure), e.Worker, e.Err}
}

// failure is the error of a call whose answer does not matter.
func failure[T any](_ T, err error) error { return err }

// readConfig is the plainest of reads.
func readConfig(ctx context.Context, c *Client) error {
	_, err := fetch(ctx, c.connection, aboutConnector("a", "config"), func(connect.Config) bool { return true })
	return err
}
