package wire

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"
)

// When the limit is reached, a transport closes the connection and may report that
// instead of the limit.
func TestABodyReportsTheTimeLimit(t *testing.T) {
	for name, c := range map[string]struct {
		takes time.Duration
		err   error
		want  error
	}{
		"late and cut off":          {takes: 2 * time.Second, err: io.ErrUnexpectedEOF, want: context.DeadlineExceeded},
		"in time and cut off":       {err: io.ErrUnexpectedEOF, want: io.ErrUnexpectedEOF},
		"late, but read to its end": {takes: 2 * time.Second, err: io.EOF, want: io.EOF},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				limited := timeLimit(time.Second, roundTripper(func(*http.Request) (*http.Response, error) {
					return &http.Response{Body: io.NopCloser(iotest.ErrReader(c.err))}, nil
				}))
				req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://worker.invalid/", http.NoBody)
				if err != nil {
					t.Fatal(err)
				}
				resp, err := limited.RoundTrip(req)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = resp.Body.Close() }()
				time.Sleep(c.takes)
				synctest.Wait()
				if _, err := resp.Body.Read(make([]byte, 8)); !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
			})
		})
	}
}
