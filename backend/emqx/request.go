package emqx

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
	"sluiceway/backend/worker"
)

// call is one request of the API, and the words for its failure.
type call struct {
	method string
	path   []string // segments, not escaped
	query  url.Values
	body   any   // encoded as JSON; nil sends none
	limit  int64 // bytes of the answer; jsonstream.AnswerLimit if 0
	open   bool  // needs no login

	needs   worker.Feature // what a refusal by the role denies
	config  connect.Config // what is sent; its secrets are masked in the service's message
	thing   string         // what a 404 is about
	undone  string         // of a write: "Nothing was deleted."
	whether string         // of a write: "it was deleted"
}

func (k call) write() bool { return k.method != http.MethodGet && !harmless(k.path) }

// about is a call about an item.
func about(method string, r ref, rest ...string) call {
	return call{method: method, path: append([]string{string(r.kind), r.id()}, rest...), thing: r.about()}
}

// encode encodes JSON without Go's HTML escapes.
func encode(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

func (c *connection) newRequest(ctx context.Context, k call, token string) (*http.Request, error) {
	var body io.Reader
	if k.body != nil {
		data, err := encode(k.body)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data) // sets GetBody, which retries and the call log use
	}
	u := c.base.At(k.path, k.query)
	req, err := http.NewRequestWithContext(ctx, k.method, u.String(), body)
	if err != nil {
		return nil, err
	}
	req.URL = u
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "sluiceway")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	return req, nil
}

// send sends a call, and once again with a new token if the old one has ended. read reads
// an answer with a status below 300.
func (c *connection) send(ctx context.Context, k call, read func(*http.Response) error) error {
	if k.write() {
		c.writes.Add(1)
		defer c.writes.Add(1)
	}
	for again := false; ; again = true {
		token := ""
		if !k.open {
			var err error
			if token, err = c.tokenFor(ctx); err != nil {
				return err
			}
		}
		err := c.sendOnce(ctx, k, token, read)
		refused, ok := errors.AsType[*connect.Error](err)
		if again || token == "" || !ok || refused.Status != http.StatusUnauthorized {
			return err
		}
		c.session.drop(token) // TOKEN_TIME_OUT: nothing was done
	}
}

func (c *connection) sendOnce(ctx context.Context, k call, token string, read func(*http.Response) error) error {
	req, err := c.newRequest(ctx, k, token)
	if err != nil {
		return &connect.Error{Code: connect.CodeInternal, Text: say("Sluiceway could not write this request.", k.undone), Err: err}
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return c.unanswered(k, err)
	}
	defer func() {
		wire.Drain(resp.Body)
		_ = resp.Body.Close()
	}()
	if resp.StatusCode < http.StatusMultipleChoices {
		return read(resp)
	}
	return c.refused(k, resp)
}

// get decodes the answer of a call into out.
func (c *connection) get(ctx context.Context, k call, out any) error {
	_, err := c.fetch(ctx, k, out)
	return err
}

func (c *connection) fetch(ctx context.Context, k call, out any) (status int, err error) {
	limit := k.limit
	if limit == 0 {
		limit = jsonstream.AnswerLimit
	}
	err = c.send(ctx, k, func(resp *http.Response) error {
		status = resp.StatusCode
		if err := jsonstream.DecodeJSON(resp.Body, limit, out); err != nil {
			return c.unreadable(k, resp, err)
		}
		return nil
	})
	return status, err
}

// do sends a write that is answered without a body: 204. Any other success is not EMQX.
func (c *connection) do(ctx context.Context, k call) (worker.Receipt, error) {
	var out worker.Receipt
	err := c.send(ctx, k, func(resp *http.Response) error {
		if out.Status = resp.StatusCode; resp.StatusCode != http.StatusNoContent {
			return c.unreadable(k, resp, errUnexpected)
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
