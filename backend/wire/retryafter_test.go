package wire

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"sluiceway/backend/connect"
)

func TestAskedToWait(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{
		"20": 20 * time.Second, " 0 ": 0, "999999": time.Hour,
		now.Add(90 * time.Second).Format(http.TimeFormat): 90 * time.Second,
		now.Add(-time.Minute).Format(http.TimeFormat):     0,
	} {
		if got, ok := AskedToWait(&http.Response{Header: http.Header{"Retry-After": {text}}}, now); !ok || got != want {
			t.Errorf("%q: %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "soon", "-5", "1.5", "99999999999999999999"} {
		if got, ok := AskedToWait(&http.Response{Header: http.Header{"Retry-After": {text}}}, now); ok {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// managed is a client of a service that asks to wait with a 429.
func managed(t *testing.T, answers http.HandlerFunc, slept *[]time.Duration) (*http.Client, string) {
	t.Helper()
	server := httptest.NewServer(answers)
	t.Cleanup(server.Close)
	base, err := NewBase(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	pace := Pace{Now: time.Now, Jitter: func() float64 { return 0.5 }, Sleep: func(_ context.Context, d time.Duration) error {
		*slept = append(*slept, d)
		return nil
	}}
	client, err := NewClient(Options{Profile: connect.Profile{URL: server.URL, Login: connect.LoginNone}, Pace: pace}, base, Dialect{
		Unpack: true, Retryable: func(_ bool, status int, _ []byte) bool { return status == http.StatusTooManyRequests },
	})
	if err != nil {
		t.Fatal(err)
	}
	return client, server.URL
}

func TestAServiceIsNotCalledBeforeTheTimeThatItAskedFor(t *testing.T) {
	var slept []time.Duration
	calls := 0
	client, url := managed(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls++; calls == 1 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}, &slept)
	var said error
	ctx := connect.WithOnRetry(t.Context(), func(r connect.Retry) { said = r.Err })
	get := func() *http.Response {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = resp.Body.Close() })
		return resp
	}
	if resp := get(); resp.StatusCode != http.StatusOK || len(slept) != 1 || slept[0] != 7*time.Second {
		t.Errorf("%d after waiting %v", resp.StatusCode, slept)
	}
	if e, ok := errors.AsType[*connect.Error](said); !ok || e.Text != "The service asked to wait 7 s." {
		t.Errorf("said %v", said)
	}
}

// A wait that is longer than a read may take is not begun.
func TestALongWaitIsLeftToTheCaller(t *testing.T) {
	var slept []time.Duration
	client, url := managed(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "600")
		w.WriteHeader(http.StatusTooManyRequests)
	}, &slept)
	resp, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusTooManyRequests || len(slept) > 0 {
		t.Errorf("%d after waiting %v", resp.StatusCode, slept)
	}
}

func TestAnAnswerIsUnpackedWithoutAHeader(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = io.WriteString(z, `["a"]`)
	_ = z.Close()
	for name, body := range map[string][]byte{`["a"]`: packed.Bytes(), `["b"]`: []byte(`["b"]`), "": {}, "x": []byte("x")} {
		var slept []time.Duration
		client, url := managed(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }, &slept)
		resp, err := client.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(resp.Body)
		if err != nil || string(got) != name {
			t.Errorf("want %q, got %q, %v", name, got, err)
		}
		_ = resp.Body.Close()
	}
}
