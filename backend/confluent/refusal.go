package confluent

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
)

// refused makes an Error of an unexpected answer.
func (c *connection) refused(k call, resp *http.Response) error {
	text, readErr := io.ReadAll(io.LimitReader(resp.Body, wire.HeadLimit))
	cause := errors.Join(errors.New(resp.Status), readErr)
	a := parseAnswer(resp.StatusCode, text)
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		return c.tooMany(k, resp, cause)
	case k.needs != "" && noRoute(a):
		c.abilities.deny(k.needs)
		return c.unsupported(k, cause)
	case k.write() && resp.StatusCode < http.StatusBadRequest:
		return unclear(k, resp, cause)
	}
	return c.refusal(k, a, resp.StatusCode, cause)
}

// noRoute reports whether the service does not have the route of a call.
func noRoute(a answer) bool {
	return a.status == http.StatusMethodNotAllowed || a.status == http.StatusNotImplemented || a.status == http.StatusNotFound && !a.service
}

// refusal makes an Error of a parsed refusal.
func (c *connection) refusal(k call, a answer, status int, cause error) error {
	v := judge(k, a)
	if v.sure {
		status = 0 // a 500 that says that nothing was done
	}
	return &connect.Error{Code: v.code, Text: v.say(k), Unsure: v.unsure(k), Worker: c.shown(k, wordsOf(a)), Status: status, Err: cause}
}

// tooMany makes an Error of a 429, and holds back polls for as long as the service asked.
func (c *connection) tooMany(k call, resp *http.Response, cause error) error {
	text := "Confluent Cloud has had too many calls."
	if wait, ok := wire.AskedToWait(resp, c.now()); ok {
		text = wire.WaitText(wait)
		c.mu.Lock()
		c.waitTill, c.waitText = c.now().Add(wait), text
		c.mu.Unlock()
	}
	return &connect.Error{Code: connect.CodeWorker, Text: say(text, k.words.undone), Status: resp.StatusCode, Err: cause}
}

// wordsOf returns the message of the service, or the start of the text of another server, but
// no web page.
func wordsOf(a answer) string {
	if a.service || a.page() {
		return a.message
	}
	const enough = 2 << 10
	return strings.ToValidUTF8(a.text[:min(len(a.text), enough)], "")
}

// shownLimit is how much of a message is shown, in bytes.
const shownLimit = 8 << 10

// shown masks the service's words about a call.
func (c *connection) shown(k call, message string) string {
	masker := redact.For(k.config, c.learned.secret()...).And(c.learned.about(k.name))
	for _, secret := range c.secrets {
		if !secret.Empty() {
			masker.Known = append(masker.Known, secret.Reveal())
		}
	}
	text := masker.Text(message)
	if len(text) > shownLimit {
		text = strings.ToValidUTF8(text[:shownLimit], "") + " …"
	}
	return text
}

// unsupported says what the service lacks.
func (c *connection) unsupported(k call, cause error) error {
	return &connect.Error{Code: connect.CodeUnsupported, Text: say(c.abilities.features().Why(k.needs), k.words.undone), Err: cause}
}

// unanswered makes an Error of a call without an answer.
func (c *connection) unanswered(k call, err error) error {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e // from the read-only guard, or from the password store
	}
	t := c.base.Diagnose(err)
	v := meaning{code: t.Code, text: t.Text, next: t.Next}
	if k.write() && t.Code == connect.CodeNotConnect { // something answered
		v.code, v.maybe = connect.CodeUnclear, true
	}
	if t.Sent && k.write() {
		v.maybe = true
		if v.code == connect.CodeUnreachable {
			v.code = connect.CodeTimeout // the code for "it may have been done"
		}
	}
	return &connect.Error{Code: v.code, Text: v.say(k), Unsure: v.unsure(k), Err: err}
}

// unreadable makes an Error of an expected status with an unexpected body.
func (c *connection) unreadable(k call, resp *http.Response, err error) error {
	_, lost := errors.AsType[*net.OpError](err)
	switch {
	case lost, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, io.ErrUnexpectedEOF):
		return c.unanswered(k, err)
	case k.write():
		return unclear(k, resp, err)
	case errors.Is(err, jsonstream.ErrTooLarge):
		return &connect.Error{Code: connect.CodeTooLarge, Text: "The answer was larger than Sluiceway reads, so it was not read.", Status: resp.StatusCode, Err: err}
	}
	return &connect.Error{
		Code: connect.CodeNotConnect, Status: resp.StatusCode, Err: err,
		Text: say(wrongServer(resp, "Something answers there, but not as Confluent Cloud does."), "Check the address of the API."),
	}
}

// unclear makes an Error of an answer to a write that the service does not give. The write may
// have landed.
func unclear(k call, resp *http.Response, err error) error {
	return &connect.Error{
		Code: connect.CodeUnclear, Unsure: k.words.maybe(), Status: resp.StatusCode, Err: err,
		Text: wrongServer(resp, "The answer is not one that Confluent Cloud gives."),
	}
}

func wrongServer(resp *http.Response, otherwise string) string {
	if strings.Contains(resp.Header.Get("Content-Type"), "html") {
		return "A web page came back instead of the answer of Confluent Cloud. It may be the login page of a proxy."
	}
	return otherwise
}

// say joins sentences.
func say(sentences ...string) string {
	var out []string
	for _, s := range sentences {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// say joins what happened, what was not changed, and what to do next.
func (v meaning) say(k call) string {
	if v.maybe {
		return say(v.text, v.next)
	}
	return say(v.text, k.words.undone, v.next)
}

// unsure says that a write may have been done nevertheless.
func (v meaning) unsure(k call) string {
	if v.maybe {
		return k.words.maybe()
	}
	return ""
}
