package emqx

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
)

// messageLimit is how much of a message of the service is shown, in bytes.
const messageLimit = 8 << 10

func say(parts ...string) string {
	var out []string
	for _, part := range parts {
		if part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, " ")
}

// unsure is the sentence about a write that may have been done.
func (k call) unsure() string {
	if k.whether == "" {
		return ""
	}
	return "It is not known whether " + k.whether + ". Check its state before you try again."
}

// unanswered maps an error of net/http.
func (c *connection) unanswered(k call, err error) error {
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e // of the read-only guard
	}
	t := c.base.Diagnose(err)
	out := &connect.Error{Code: t.Code, Text: say(t.Text, t.Next), Err: err}
	switch {
	case !k.write():
	case t.Sent:
		out.Unsure = k.unsure()
	default:
		out.Text = say(t.Text, k.undone, t.Next)
	}
	if errors.Is(err, context.Canceled) && !k.write() {
		return context.Canceled
	}
	return out
}

// unreadable is an answer with a good status that is not EMQX's.
func (c *connection) unreadable(k call, resp *http.Response, err error) error {
	if t := c.base.Diagnose(err); t.Code == connect.CodeTimeout || t.Code == connect.CodeCanceled {
		return &connect.Error{Code: t.Code, Text: say(t.Text, t.Next), Unsure: k.unsure(), Err: err}
	}
	out := &connect.Error{Code: connect.CodeNotConnect, Text: "The address answers, but not as EMQX does. Check the address; it ends before /api/v5.", Status: resp.StatusCode, Err: err}
	switch {
	case errors.Is(err, jsonstream.ErrTooLarge):
		out.Code, out.Text = connect.CodeTooLarge, "The answer of EMQX is too large to read."
	case k.write():
		out.Code, out.Unsure = connect.CodeUnclear, k.unsure()
	}
	return out
}

// refusal is the body of a refusal. Message is often JSON text.
type refusal struct {
	Code    string          `json:"code"`
	Message json.RawMessage `json:"message"`
	Rules   []string        `json:"rules"`
}

func (r refusal) text() string {
	var text string
	if json.Unmarshal(r.Message, &text) == nil {
		return text
	}
	return string(r.Message)
}

func (c *connection) refused(k call, resp *http.Response) error {
	head, err := io.ReadAll(io.LimitReader(resp.Body, wire.HeadLimit))
	if err != nil {
		return c.unreadable(k, resp, err)
	}
	var body refusal
	if json.Unmarshal(head, &body) != nil || body.Code == "" {
		body = refusal{}
	}
	code, text := c.judge(k, resp.StatusCode, body)
	out := &connect.Error{Code: code, Text: text, Status: resp.StatusCode}
	message := body.text()
	if wrong := parseWrong(message); len(wrong) > 0 {
		out.Findings, message = findings(wrong), ""
		out.Worker = c.mask(k, summary(wrong))
	}
	if message != "" {
		out.Worker = c.mask(k, message)
	}
	if len(body.Rules) > 0 {
		out.Worker = say(out.Worker, "Rules: "+strings.Join(body.Rules, ", ")+".")
	}
	for i := range out.Findings {
		out.Findings[i].Text = c.mask(k, out.Findings[i].Text)
	}
	if k.write() && resp.StatusCode >= http.StatusInternalServerError && resp.StatusCode != http.StatusNotImplemented {
		out.Unsure = k.unsure()
	}
	return out
}

// mask hides the secrets of the call in a message of the service.
func (c *connection) mask(k call, message string) string {
	masker := redact.For(k.config)
	for _, secret := range c.secrets {
		if !secret.Empty() {
			masker.Known = append(masker.Known, secret.Reveal())
		}
	}
	text := masker.Text(message)
	if len(text) > messageLimit {
		text = strings.ToValidUTF8(text[:messageLimit], "") + " …"
	}
	return text
}

// judge maps a status and the service's code to ours, with a sentence.
func (c *connection) judge(k call, status int, body refusal) (connect.Code, string) {
	known := body.Code != ""
	switch {
	case status == http.StatusUnauthorized && body.Code == "API_KEY_NOT_ALLOW":
		return connect.CodeForbidden, say("This API key may not make this call.", k.undone)
	case status == http.StatusUnauthorized:
		return connect.CodeUnauthorized, say("EMQX refused the login.", k.undone)
	case status == http.StatusForbidden:
		if k.needs != "" {
			c.abilities.denied(k.needs, "This login may not do that: EMQX refused it because of its role.")
		}
		return connect.CodeForbidden, say("This login may not do that.", k.undone, "Use an API key or a user with the role administrator.")
	case status == http.StatusNotFound && known && k.thing != "":
		return connect.CodeNotFound, say(k.thing+" does not exist.", k.undone)
	case status == http.StatusNotFound && known:
		return connect.CodeNotFound, "EMQX does not have this."
	case status == http.StatusNotFound, status >= 300 && status < 400:
		return connect.CodeNotConnect, "Something answers there, but not as EMQX does. Check the address; it ends before /api/v5."
	case body.Code == "ALREADY_EXISTS":
		return connect.CodeExists, say(k.thing+" exists already.", k.undone, "Choose another name, or edit that one.")
	case body.Code == "TEST_FAILED":
		return connect.CodeInvalid, "The test failed: EMQX could not connect with these settings. Nothing was stored."
	case status == http.StatusBadRequest && len(body.Rules) > 0:
		return connect.CodeInvalid, say(k.thing+" is used by rules.", k.undone, "Remove it from these rules first.")
	case status == http.StatusBadRequest:
		return connect.CodeInvalid, say("EMQX refused the input.", k.undone)
	case status == http.StatusNotImplemented:
		return connect.CodeUnsupported, say("EMQX cannot do that with this type.", k.undone)
	case status == http.StatusServiceUnavailable:
		return connect.CodeStarting, "EMQX is not ready, or one of its nodes does not answer. Try again in 15 s."
	case status == http.StatusBadGateway, status == http.StatusGatewayTimeout:
		return connect.CodeUnreachable, fmt.Sprintf("A proxy answered %d: it got no answer from EMQX.", status)
	}
	return connect.CodeWorker, fmt.Sprintf("EMQX answered with status %d.", status)
}
