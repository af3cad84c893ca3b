package confluent

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
	"sluiceway/backend/worker"
)

// call is one request of the API: what is sent, what is expected, and the words for its
// failure.
type call struct {
	method string
	path   []string // segments, not escaped
	query  url.Values
	whole  bool  // the path is below the root of the API, not below the cluster
	body   any   // encoded as JSON; nil sends none
	want   []int // statuses of success; empty: 200 only
	limit  int64 // bytes of the answer; jsonstream.AnswerLimit if 0

	needs  worker.Feature // what is missing if the route is not there
	name   string         // the connector it is about, if any
	class  string         // the plugin it is about, if any
	config connect.Config // the config that is sent; its secrets are masked in the service's message
	words  words
}

// words are the parts of an error text that depend on the call.
type words struct {
	thing   string // what a 404 is about: "The connector “x”"
	undone  string // of a write: "Nothing was restarted."
	whether string // of a write: "“x” was restarted"
	check   string // of a write: where to see whether it was done
}

// maybe returns the sentence for a write that may have been done.
func (w words) maybe() string {
	if w.whether == "" {
		return ""
	}
	return "It is not known whether " + w.whether + ". Check " + w.check + " before you try again."
}

func (k call) write() bool { return k.method != http.MethodGet && !isValidate(k.method, k.path) }

func (k call) answerLimit() int64 {
	if k.limit == 0 {
		return jsonstream.AnswerLimit
	}
	return k.limit
}

// url returns the address of a call.
func (c *connection) url(k call) *url.URL {
	if k.whole {
		return c.root.At(k.path, k.query)
	}
	return c.base.At(k.path, k.query)
}

func (c *connection) newRequest(ctx context.Context, k call) (*http.Request, error) {
	var body io.Reader
	if k.body != nil {
		data, err := encode(k.body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data) // sets GetBody, which retries and the call log use
	}
	req, err := http.NewRequestWithContext(ctx, k.method, c.root.At(nil, nil).String(), body)
	if err != nil {
		return nil, err
	}
	req.URL = c.url(k)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "sluiceway")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// encode encodes JSON without Go's HTML escapes, so that the call log shows the text as it was
// typed.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// send sends every call. read reads an answer with an expected status; any other answer is a
// *connect.Error.
func (c *connection) send(ctx context.Context, k call, read func(*http.Response) error) error {
	if c.abilities.lacks(k.needs) {
		return c.unsupported(k, nil)
	}
	if err := c.mustWait(ctx, k); err != nil {
		return err
	}
	req, err := c.newRequest(ctx, k)
	if err != nil {
		return &connect.Error{Code: connect.CodeInternal, Text: say("Sluiceway could not write this request.", k.words.undone), Err: err}
	}
	if k.write() {
		c.list.forget()
		defer c.list.forget()
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return c.unanswered(k, err)
	}
	defer func() {
		wire.Drain(resp.Body)
		_ = resp.Body.Close()
	}()
	if resp.StatusCode == http.StatusOK && len(k.want) == 0 || slices.Contains(k.want, resp.StatusCode) {
		return read(resp)
	}
	return c.refused(k, resp)
}

// mustWait refuses a poll before the time that the service asked for. Any other call is sent:
// it waits by itself if it is refused.
func (c *connection) mustWait(ctx context.Context, k call) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if connect.MayRetry(ctx) || !c.now().Before(c.waitTill) {
		return nil
	}
	return &connect.Error{Code: connect.CodeWorker, Status: http.StatusTooManyRequests, Text: say(c.waitText, "Nothing was sent.", k.words.undone)}
}

// errUnexpected is an answer with another shape than the call expects.
var errUnexpected = errors.New("the answer does not have the format of this call")

// fetch sends a call and decodes its answer. good reports whether it has the expected shape.
func fetch[T any](ctx context.Context, c *connection, k call, good func(T) bool) (out T, status int, err error) {
	err = c.send(ctx, k, func(resp *http.Response) error {
		status = resp.StatusCode
		err := jsonstream.DecodeJSON(resp.Body, k.answerLimit(), &out)
		if err == nil && !good(out) {
			err = errUnexpected
		}
		if err != nil {
			return c.unreadable(k, resp, err)
		}
		return nil
	})
	if err != nil {
		var none T
		return none, status, err
	}
	return out, status, nil
}

// do sends a write whose answer has nothing to read, unless it is an error after all.
func (c *connection) do(ctx context.Context, k call) (worker.Receipt, error) {
	var out worker.Receipt
	err := c.send(ctx, k, func(resp *http.Response) error {
		out.Status = resp.StatusCode
		text, err := io.ReadAll(io.LimitReader(resp.Body, wire.HeadLimit))
		if err != nil {
			return c.unreadable(k, resp, err)
		}
		if a := parseAnswer(resp.StatusCode, text); a.service && a.message != "" {
			return c.refusal(k, a, resp.StatusCode, errUnexpected)
		} else if text := strings.TrimSpace(string(text)); text != "" && !strings.HasPrefix(text, "{") {
			return unclear(k, resp, errUnexpected)
		}
		return nil
	})
	if err != nil {
		return worker.Receipt{}, err
	}
	return out, nil
}
