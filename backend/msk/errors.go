package msk

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"
	"github.com/aws/smithy-go"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/wire/jsonstream"
)

// messageLimit is how much of the service's message is shown, in bytes.
const messageLimit = 8 << 10

// call is what an error must say about a call.
type call struct {
	action string // of IAM, without the service: “UpdateConnector”
	name   string // the connector, if any
	arn    string
	config connect.Config // that was sent
	thing  string         // what a 404 is about, if it is not the connector

	write   bool
	undone  string // “Nothing was paused.”
	whether string // “orders was paused”
	check   string // where to see it: “its state”
}

func (k call) maybe() string {
	if k.whether == "" {
		return ""
	}
	return "It is not known whether " + k.whether + ". Check " + k.check + " before you try again."
}

// problem makes a connect.Error of an error of the SDK.
func (c *connection) problem(ctx context.Context, k call, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*connect.Error](err); ok {
		return e // from the read-only guard
	}
	status := statusOf(err)
	if said, ok := errors.AsType[smithy.APIError](err); ok && status > 0 {
		return c.refused(k, said, status)
	}
	if aboutLogin(err) && ctx.Err() == nil {
		return c.noLogin(k, err)
	}
	lost := errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
	if status > 0 && !lost {
		if v := judge(k, "", "", status); status >= http.StatusBadRequest && v.code != connect.CodeNotConnect {
			return c.refused(k, &smithy.GenericAPIError{}, status)
		}
		return unreadable(k, status, err)
	}
	return c.unanswered(k, err)
}

// statusOf returns the HTTP status of an answer, or 0 if there was none.
func statusOf(err error) int {
	if answered, ok := errors.AsType[interface {
		error
		HTTPStatusCode() int
	}](err); ok {
		return answered.HTTPStatusCode()
	}
	return 0
}

// aboutLogin reports whether the SDK had no login to sign with. It has no type for that.
func aboutLogin(err error) bool {
	return strings.Contains(err.Error(), "get identity") || strings.Contains(err.Error(), "refresh cached credentials")
}

// noLogin explains a login that could not be made. Nothing was sent to the service.
func (c *connection) noLogin(k call, err error) error {
	account := c.profile.Account
	if _, expired := errors.AsType[*ssocreds.InvalidTokenError](err); expired || strings.Contains(err.Error(), "SSO") {
		login := "aws sso login"
		if account != "" {
			login += " --profile " + account
		}
		return &connect.Error{Code: connect.CodeUnauthorized, Text: sentences("The AWS login has expired or was never made.", k.undone, "Run “"+login+"”, then refresh."), Err: err}
	}
	text := "The AWS configuration of this computer has no login."
	if account != "" {
		text = "The AWS profile “" + account + "” gives no login."
	}
	return &connect.Error{Code: connect.CodeUnauthorized, Text: sentences(text, k.undone, "Log in with the aws command line, or choose another AWS profile in the cluster's profile."), Err: err}
}

// refused makes an Error of an answer with an error of AWS.
func (c *connection) refused(k call, said smithy.APIError, status int) error {
	v := judge(k, said.ErrorCode(), said.ErrorMessage(), status)
	if v.denied != "" {
		c.abilities.deny(v.denied, v.text)
	}
	out := &connect.Error{Code: v.code, Text: sentences(v.text, k.undone, v.next), Worker: c.masked(k, said.ErrorMessage()), Status: status, Err: errors.New(said.ErrorCode())} // the message may repeat a secret
	if k.write && v.maybe {
		out.Text, out.Unsure = sentences(v.text, v.next), k.maybe()
	}
	return out
}

// masked hides secrets of the config that was sent, and of the stored one, in a message of
// the service.
func (c *connection) masked(k call, message string) string {
	masker := redact.For(k.config)
	if k.arn != "" {
		c.learned.mu.Lock()
		masker = masker.And(redact.For(c.learned.configs[k.arn]))
		c.learned.mu.Unlock()
	}
	text := masker.Text(strings.ReplaceAll(message, "\x00", ""))
	if len(text) > messageLimit {
		text = strings.ToValidUTF8(text[:messageLimit], "") + " …"
	}
	return text
}

// unreadable makes an Error of an answer that the service does not give.
func unreadable(k call, status int, err error) error {
	switch {
	case k.write && status < http.StatusBadRequest:
		return &connect.Error{Code: connect.CodeUnclear, Text: "The answer is not one that MSK Connect gives.", Unsure: k.maybe(), Status: status, Err: err}
	case errors.Is(err, jsonstream.ErrTooLarge):
		return &connect.Error{Code: connect.CodeTooLarge, Text: "The answer was larger than Sluiceway reads, so it was not read.", Status: status, Err: err}
	}
	return &connect.Error{Code: connect.CodeNotConnect, Text: sentences("Something answers there, but not as MSK Connect does.", k.undone, "Check the region and the address in the cluster's profile."), Status: status, Err: err}
}

// unanswered makes an Error of a call without an answer.
func (c *connection) unanswered(k call, err error) error {
	t := c.base.Diagnose(err)
	out := &connect.Error{Code: t.Code, Text: sentences(t.Text, k.undone, t.Next), Err: err}
	if !k.write || !t.Sent && t.Code != connect.CodeNotConnect { // something answered
		return out
	}
	out.Text, out.Unsure = sentences(t.Text, t.Next), k.maybe()
	switch t.Code {
	case connect.CodeUnreachable:
		out.Code = connect.CodeTimeout // the code for “it may have been done”
	case connect.CodeNotConnect:
		out.Code = connect.CodeUnclear
	default:
	}
	return out
}

// sentences joins sentences.
func sentences(all ...string) string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}
