package apache

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
)

// hostile is an answer that no worker gives, the call it is given to, and what
// that call ends with.
type hostile struct {
	answer func(http.ResponseWriter)
	call   func(context.Context, *Client) error
	code   connect.Code
}

func readStatus(ctx context.Context, c *Client) error { _, err := c.Status(ctx, "a"); return err }
func readNames(ctx context.Context, c *Client) error  { _, err := c.Names(ctx); return err }
func readList(ctx context.Context, c *Client) error   { _, err := c.Statuses(ctx); return err }
func readInfos(ctx context.Context, c *Client) error  { _, err := c.Infos(ctx); return err }
func restartOne(ctx context.Context, c *Client) error {
	return failure(c.Restart(ctx, "a", connect.RestartOptions{}))
}

func readPlugins(ctx context.Context, c *Client) error { _, err := c.Plugins(ctx, true); return err }

func says(text string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { _, _ = io.WriteString(w, text) }
}

// endless repeats a text until the client stops reading.
func endless(status int, head, text string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		_, err := io.WriteString(w, head)
		for chunk := strings.Repeat(text, 1+(64<<10)/len(text)); err == nil; {
			_, err = io.WriteString(w, chunk)
		}
	}
}

// bomb is a text that is small on the wire and huge behind gzip.
func bomb(status int, head string, megabytes int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		z := gzip.NewWriter(w)
		_, err := io.WriteString(z, head)
		for chunk := bytes.Repeat([]byte("x"), 1<<20); err == nil && megabytes > 0; megabytes-- {
			_, err = z.Write(chunk)
		}
		_ = z.Close()
	}
}

func deep(open, end string, levels int) string {
	return strings.Repeat(open, levels) + "1" + strings.Repeat(end, levels)
}

func hostiles() map[string]hostile {
	return map[string]hostile{
		"endless text":        {endless(200, `{"name":"`, "x"), readStatus, connect.CodeTooLarge},
		"endless blanks":      {endless(200, "", " \n"), readStatus, connect.CodeTooLarge},
		"endless names":       {endless(200, `["a"`, `,""`), readNames, connect.CodeTooLarge},
		"endless entries":     {endless(200, `{"a":{}`, `,"b":{}`), readList, connect.CodeTooLarge},
		"endless entry":       {endless(200, `{"a":{"status":{"tasks":[{}`, `,{}`), readList, connect.CodeTooLarge},
		"endless tasks":       {endless(200, `{"a":{}`, `,"b":{"status":{"tasks":[`+strings.Repeat("{},", 9_999)+`{}]}}`), readList, connect.CodeTooLarge},
		"endless config":      {endless(200, `{"a":{"info":{"config":{"k":"`, "x"), readInfos, connect.CodeTooLarge},
		"endless plugins":     {endless(200, `[{}`, `,{}`), readPlugins, connect.CodeTooLarge},
		"endless refusal":     {endless(500, "<html>", "password=x "), restartOne, connect.CodeWorker},
		"endless words":       {endless(400, `{"error_code":400,"message":"`, "password=x "), restartOne, connect.CodeWorker},
		"endless rebalance":   {endless(409, `{"error_code":409,"message":"`, "rebalance "), restartOne, connect.CodeWorker},
		"bomb":                {bomb(200, `{"k":"`, 64), readConfig, connect.CodeTooLarge},
		"bomb in a list":      {bomb(200, `{"a":{"status":{"name":"`, 512), readList, connect.CodeTooLarge},
		"bomb of a refusal":   {bomb(500, `<html>`, 512), restartOne, connect.CodeWorker},
		"100 MB of status":    {bomb(200, `{"name":"a","connector":{"state":"FAILED","trace":"`, 100), readStatus, connect.CodeTooLarge},
		"web page":            {says("<!doctype html><title>Log in</title>"), readStatus, connect.CodeNotConnect},
		"nothing":             {says(""), readStatus, connect.CodeNotConnect},
		"deep lists":          {says(`{"tasks":` + deep("[", "]", 200_000) + "}"), readStatus, connect.CodeNotConnect},
		"deep objects":        {says(deep(`{"a":`, "}", 200_000)), readStatus, connect.CodeNotConnect},
		"deep, not asked for": {says(`{"name":"a","connector":{"state":"RUNNING"},"x":` + deep(`[{"a":`, "}]", 2_000) + `}`), readStatus, ""},
		"NUL":                 {says("\x00\x00\x00"), readStatus, connect.CodeNotConnect},
		"NUL in a text":       {says(`{"name":"a` + "\x00" + `"}`), readStatus, connect.CodeNotConnect},
		"escaped NUL":         {says(`{"k":"a\u0000b"}`), readConfig, ""},
		"not UTF-8":           {says("{\"k\":\"\xff\xfe\"}"), readConfig, ""},
		"half a surrogate":    {says(`{"k":"\ud800"}`), readConfig, ""},
		"keys twice":          {says(`{"k":"a","k":"b","k":{}}`), readConfig, connect.CodeNotConnect},
		"another shape":       {says(`{"tasks":{"0":"x"},"connector":[]}`), readStatus, connect.CodeNotConnect},
		"numbers too large":   {says(`{"tasks":[{"id":1e999}]}`), readStatus, connect.CodeNotConnect},
		"two answers":         {says(`{"k":"a"}{"k":"b"}`), readConfig, connect.CodeNotConnect},
		"broken gzip": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, "this is no gzip at all")
		}, readStatus, connect.CodeNotConnect},
		"secrets that do not end": {says(`{"name":"a","connector":{"state":"FAILED","trace":"` + strings.Repeat(`{password=, `, 80_000) + `"}}`), readStatus, ""},
	}
}

// TestHostileAnswers: whatever the answer, the call ends with a sentence and has read
// a limited amount.
func TestHostileAnswers(t *testing.T) {
	t.Parallel()
	for name, h := range hostiles() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log := wire.NewCallLog(wire.CallLogOptions{})
			c := serve(t, func(o *wire.Options) {
				o.Log = log
				o.Profile.TimeLimit = 5 * time.Minute // how much is read is judged here, not how fast
			}, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				h.answer(w)
			})
			err := h.call(connect.WithoutRetry(t.Context()), c)
			var e shown
			if h.code != "" || err != nil {
				e = wantCode(t, err, h.code)
			}
			if len(e.Worker) > workerLimit+8 || strings.Contains(e.Text+e.Worker, "\x00") {
				t.Errorf("%d bytes are shown: %.80q", len(e.Worker), e.Worker)
			}
			for _, call := range log.Page("", 0, 0).Calls {
				detail, _ := log.Detail(call.ID)
				if len(detail.Answer) > 64<<10 || call.GotBytes > jsonstream.ListLimit+wire.HeadLimit+1 {
					t.Errorf("%d bytes were read, %d are stored", call.GotBytes, len(detail.Answer))
				}
			}
		})
	}
}

// A body that drips ends with the time limit, and with a cancel at once.
func TestDrippingBodies(t *testing.T) {
	t.Parallel()
	var drops atomic.Int64
	drip := func(w http.ResponseWriter, req *http.Request) {
		_, _ = io.WriteString(w, `{"name":"`)
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for req.Context().Err() == nil {
			select {
			case <-tick.C:
			case <-req.Context().Done():
			}
			_, _ = io.WriteString(w, "x")
			_ = http.NewResponseController(w).Flush()
			drops.Add(1)
		}
	}
	for _, list := range []func(context.Context, *Client) error{readStatus, readList, readNames} {
		c := serve(t, func(o *wire.Options) { o.Profile.TimeLimit = 50 * time.Millisecond }, drip)
		wantCode(t, list(connect.WithoutRetry(t.Context()), c), connect.CodeTimeout)
	}
	ctx, cancel := context.WithCancel(t.Context())
	c := serve(t, nil, drip)
	before := drops.Load()
	go func() {
		for drops.Load() < before+5 {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if err := readStatus(ctx, c); connect.CodeOf(err) != connect.CodeCanceled || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Heads that do not end, too.
func TestEndlessHeads(t *testing.T) {
	t.Parallel()
	c := serve(t, nil, func(w http.ResponseWriter, _ *http.Request) {
		conn, out, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer func() { _ = conn.Close() }()
		_, err = out.WriteString("HTTP/1.1 200 OK\r\n")
		for n := 0; err == nil; n++ {
			_, err = fmt.Fprintf(out, "X-%d: %s\r\n", n, strings.Repeat("x", 4000))
		}
	})
	if err := readStatus(connect.WithoutRetry(t.Context()), c); err == nil {
		t.Error("it was accepted")
	}
}
