package apache

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
)

// meaning is what an answer means: a code and the first sentence for the person.
// Done is how much of a write may have been done.
type meaning struct {
	code connect.Code
	text string
	next string // what to do next
	done done
}

type done int

const (
	notDone done = iota
	maybeDone
)

// refused makes an Error of an unexpected answer.
func (c *connection) refused(k call, resp *http.Response) error {
	body, readErr := io.ReadAll(io.LimitReader(resp.Body, wire.HeadLimit))
	a := parseAnswer(resp.StatusCode, body)
	if a.noRoute() && k.needs != "" || k.needs != "" && a.has("Unrecognized field") {
		c.abilities.denied(k.needs)
		return c.unsupported(k, errors.New(resp.Status))
	}
	if k.write() && resp.StatusCode < http.StatusBadRequest {
		return unclear(k, resp, errors.Join(errors.New(resp.Status), readErr))
	}
	v := judge(k, a)
	if v.code == connect.CodeUnauthorized {
		v.next = c.loginHint()
	}
	return &connect.Error{
		Code:   v.code,
		Text:   v.say(k),
		Unsure: v.unsure(k),
		Worker: c.masks.words(k, wordsOf(a)),
		Status: resp.StatusCode,
		Err:    errors.Join(errors.New(resp.Status), readErr),
	}
}

// wordsOf returns the message of the worker, or the start of the text of another
// server, but no web page.
func wordsOf(a answer) string {
	if a.worker || a.page() {
		return a.message
	}
	const enough = 2 << 10
	return strings.ToValidUTF8(a.text[:min(len(a.text), enough)], "")
}

func (c *connection) loginHint() string {
	switch c.profile.Login {
	case connect.LoginBasic:
		return "Check the user name and the password in the cluster's profile."
	case connect.LoginBearer:
		return "Check whether the token in the cluster's profile has expired."
	case connect.LoginOAuth:
		return "A new token was refused, too. Check the scopes and the audience in the cluster's profile."
	case connect.LoginNone, connect.LoginSession:
	}
	return "It asks for a login, and the cluster's profile has none."
}

// unsupported says what the worker lacks, and which Kafka added it.
func (c *connection) unsupported(k call, cause error) error {
	features := c.abilities.features()
	why := features.Why(k.needs)
	if why == "" || !features.Known() { // an answer alone says so
		why = "The worker answered that it has no such call."
	}
	return &connect.Error{Code: connect.CodeUnsupported, Text: say(why, k.words.undone), Err: cause}
}

// unanswered makes an Error of a call without an answer.
func (c *connection) unanswered(k call, err error) error {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e // from the read-only guard, or from the password store
	}
	t := c.base.Diagnose(err)
	v := meaning{code: t.Code, text: t.Text, next: t.Next}
	if k.write() && t.Code == connect.CodeNotConnect { // something answered
		v.code, v.done = connect.CodeUnclear, maybeDone
	}
	if t.Sent && k.write() {
		v.done = maybeDone
		if v.code == connect.CodeUnreachable {
			v.code = connect.CodeTimeout // the code for "it may have been done"
		}
	}
	return &connect.Error{Code: v.code, Text: v.say(k), Unsure: v.unsure(k), Worker: t.Words, Err: err}
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
	return notConnect(resp, err)
}

// unclear makes an Error of an answer to a write that Kafka Connect does not give.
// The write may have landed.
func unclear(k call, resp *http.Response, err error) error {
	what := "The answer is not one that Kafka Connect gives."
	if isPage(resp) {
		what = "A web page came back instead of the answer of Kafka Connect. It may be the login page of a proxy."
	}
	return &connect.Error{Code: connect.CodeUnclear, Text: what, Unsure: k.words.maybe(), Status: resp.StatusCode, Err: err}
}

func isPage(resp *http.Response) bool {
	return strings.Contains(resp.Header.Get("Content-Type"), "html")
}

func notConnect(resp *http.Response, err error) error {
	what := "Something answers there, but not as a Kafka Connect worker does."
	if isPage(resp) {
		what = "A web page answers there, not a Kafka Connect worker. It may be the login page of a proxy."
	}
	return &connect.Error{Code: connect.CodeNotConnect, Text: say(what, "Check the address, its port and its path."), Status: resp.StatusCode, Err: err}
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
	if v.done == maybeDone {
		return say(v.text, v.next)
	}
	return say(v.text, k.words.undone, v.next)
}

// unsure says that a write may have been done nevertheless.
func (v meaning) unsure(k call) string {
	if v.done == maybeDone {
		return k.words.maybe()
	}
	return ""
}
