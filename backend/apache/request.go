package apache

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
	"sluiceway/backend/worker"
)

// call is one request of the API: what is sent, what is expected, and the words for
// its failure.
type call struct {
	method string
	path   []string // segments, not escaped
	query  url.Values
	body   any   // encoded as JSON; nil sends none
	want   []int // statuses of success; empty: 200 only
	limit  int64 // bytes of the answer; jsonstream.AnswerLimit if 0

	needs  worker.Feature // the feature that the worker lacks if it does not know the route
	name   string         // the connector it is about, if any
	config connect.Config // the config that is sent; its secrets are masked in the worker's message
	words  words
}

// words are the parts of an error text that depend on the call.
type words struct {
	thing   string // what a 404 is about: "The connector “x”"
	undone  string // of a write: "Nothing was restarted."
	whether string // of a write: "“x” was restarted"
	check   string // of a write: where to see whether it was done: "its state"
}

// maybe returns the sentence for a write that may have been done.
func (w words) maybe() string {
	if w.whether == "" {
		return ""
	}
	return "It is not known whether " + w.whether + ". Check " + w.check + " before you try again."
}

func (k call) answerLimit() int64 {
	if k.limit == 0 {
		return jsonstream.AnswerLimit
	}
	return k.limit
}

func (k call) write() bool { return k.method != http.MethodGet && !k.validates() }

// validates reports whether the call is the PUT that changes nothing.
func (k call) validates() bool {
	return len(k.path) == 4 && k.path[0] == "connector-plugins" && k.path[3] == "validate"
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
	req, err := http.NewRequestWithContext(ctx, k.method, c.base.At(nil, nil).String(), body)
	if err != nil {
		return nil, err
	}
	req.URL = c.base.At(k.path, k.query)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "sluiceway")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// encode encodes JSON without Go's HTML escapes, so that the call log and exported
// commands show the text as it was typed.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// send sends every call. read reads an answer with an expected status; any other
// answer is a *connect.Error.
func (c *connection) send(ctx context.Context, k call, read func(*http.Response) error) error {
	if c.abilities.lacks(k.needs) {
		return c.unsupported(k, nil)
	}
	req, err := c.newRequest(ctx, k)
	if err != nil {
		return &connect.Error{Code: connect.CodeInternal, Text: say("Sluiceway could not write this request.", k.words.undone), Err: err}
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
		if err := read(resp); err != nil {
			return err
		}
		c.abilities.confirmed(k.needs)
		return nil
	}
	return c.refused(k, resp)
}

// do sends a write that is answered without a body.
func (c *connection) do(ctx context.Context, k call) (worker.Receipt, error) {
	var out worker.Receipt
	err := c.send(ctx, k, func(resp *http.Response) error {
		out.Status = resp.StatusCode
		body, err := io.ReadAll(io.LimitReader(resp.Body, wire.HeadLimit))
		switch {
		case err != nil:
			return c.unreadable(k, resp, err)
		case len(bytes.TrimSpace(body)) > 0:
			return unclear(k, resp, errUnexpected)
		}
		return nil
	})
	if err != nil {
		return worker.Receipt{}, err
	}
	return out, nil
}

// errUnexpected is an answer with another shape than the call expects.
var errUnexpected = errors.New("the answer does not have the format of this call")

// fetch sends a call and decodes its answer. good reports whether it has the
// expected shape.
func fetch[T any](ctx context.Context, c *connection, k call, good func(T) bool) (T, error) {
	out, _, err := fetchStatus(ctx, c, k, good)
	return out, err
}

// fetchStatus is fetch for calls whose status is needed, too.
func fetchStatus[T any](ctx context.Context, c *connection, k call, good func(T) bool) (T, int, error) {
	return fetchWith(ctx, c, k, good, jsonstream.DecodeJSON)
}

func fetchWith[T any](ctx context.Context, c *connection, k call, good func(T) bool, decode func(io.Reader, int64, any) error) (out T, status int, err error) {
	err = c.send(ctx, k, func(resp *http.Response) error {
		status = resp.StatusCode
		err := decode(resp.Body, k.answerLimit(), &out)
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

// isList accepts a list, but not null.
func isList[T any](list []T) bool { return list != nil }
