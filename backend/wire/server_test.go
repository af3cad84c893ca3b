package wire

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"sluiceway/backend/connect"
)

// requests are what a server received.
type requests struct {
	mu   sync.Mutex
	seen []request
}

type request struct {
	line, body string
	header     http.Header
	host       string
}

func (r *requests) add(req *http.Request) request {
	body, _ := io.ReadAll(req.Body)
	one := request{line: req.Method + " " + req.RequestURI, body: string(body), header: req.Header.Clone(), host: req.Host}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen = append(r.seen, one)
	return one
}

func (r *requests) all() []request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]request{}, r.seen...)
}

// server is a server on loopback that records its requests before answer writes.
func server(t *testing.T, answer func(w http.ResponseWriter, req request)) (*httptest.Server, *requests) {
	t.Helper()
	seen := &requests{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { answer(w, seen.add(req)) }))
	t.Cleanup(srv.Close)
	return srv, seen
}

func fine(w http.ResponseWriter, _ request) { _, _ = io.WriteString(w, "{}") }

// clientFor returns a client of the profile and its base.
func clientFor(t *testing.T, o Options) (*http.Client, Base) {
	t.Helper()
	base, err := NewBase(o.Profile.URL)
	if err != nil {
		t.Fatal(err)
	}
	client, err := NewClient(o, base, Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.CloseIdleConnections)
	return client, base
}

// answer is what came back of a call: a status and a body, or a Trouble.
type answer struct {
	status int
	body   string
	Trouble
}

func call(t *testing.T, client *http.Client, base Base, method, body string, segments ...string) answer {
	t.Helper()
	return callWith(connect.WithoutRetry(t.Context()), t, client, base, method, body, segments...)
}

func callWith(ctx context.Context, t *testing.T, client *http.Client, base Base, method, body string, segments ...string) answer {
	t.Helper()
	var content io.Reader
	if body != "" {
		content = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, base.At(segments, nil).String(), content)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		return answer{Trouble: base.Diagnose(err)}
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return answer{Trouble: base.Diagnose(err)}
	}
	return answer{status: resp.StatusCode, body: string(text)}
}

// wholeLog is everything that the call log holds.
func wholeLog(log *CallLog) string {
	var out strings.Builder
	for _, row := range log.Page("", 0, 0).Calls {
		c, _ := log.Detail(row.ID)
		out.WriteString(strings.Join([]string{c.Method, c.Path, c.URL, c.Request, c.Answer, c.Failure, c.Purpose.Text}, " ") + "\n")
	}
	return out.String()
}
