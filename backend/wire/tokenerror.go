package wire

import (
	"fmt"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
)

// tokenError means that there is no token, so nothing was sent to the worker.
type tokenError struct {
	host       string
	base       Base
	status     int    // 0: not answered
	code       string // the error of RFC 6749 §5.2, if it is one
	words      string // the server's description, masked
	page       bool   // a web page was answered
	unreadable bool   // the answer is not that of a token server
	cause      error  // without an answer
}

func (e *tokenError) Error() string {
	if e.cause != nil && !e.unreadable {
		return "no token from " + e.host + ": " + e.cause.Error()
	}
	return strings.TrimRight(fmt.Sprintf("no token from %s: status %d, %s: %s", e.host, e.status, e.code, e.words), ": ")
}

func (e *tokenError) Unwrap() error { return e.cause }

func isPage(resp *http.Response) bool {
	return strings.Contains(resp.Header.Get("Content-Type"), "html")
}

// diagnose explains why there is no token.
func (e *tokenError) diagnose() Trouble {
	t := Trouble{Code: connect.CodeUnauthorized, At: StageToken, Fix: connect.FixLogin, Words: e.words, Short: "token refused"}
	switch {
	case e.unreadable, e.page && e.status < http.StatusBadRequest:
		t.Short = "no token in the answer"
		t.Text, t.Next = e.host+" did not answer with a token.", "Check the token URL in the cluster's profile: it may be that of a login page."
	case e.cause != nil:
		t = e.base.Diagnose(e.cause)
		t.At, t.Sent, t.Short = StageToken, false, "token: "+t.Short
		t.Text = "No token could be fetched from " + e.host + ". " + t.Text
		if t.Code == connect.CodeTimeout {
			t.Code = connect.CodeUnreachable // nothing was sent to the worker
			t.Text, t.Next = "No token could be fetched: "+e.host+" did not answer within the time limit.", "Check the token URL in the cluster's profile."
		}
		if t.Code == connect.CodeNotConnect {
			t.Next = "Check the token URL in the cluster's profile."
		}
	case e.page:
		t.Short = "a web page instead of a token"
		t.Text = fmt.Sprintf("%s answered %d with a web page instead of a token.", e.host, e.status)
		t.Next = "Check the token URL in the cluster's profile."
	default:
		t.Text, t.Next = e.refused()
		if e.status >= http.StatusInternalServerError || e.status == http.StatusTooManyRequests {
			t.Code, t.Fix, t.Short = connect.CodeUnreachable, connect.FixNone, fmt.Sprintf("token: status %d", e.status)
		}
	}
	return t
}

// refused returns what happened and what to do next. The codes are those of RFC 6749 §5.2.
func (e *tokenError) refused() (text, next string) {
	switch e.code {
	case "invalid_client":
		return e.host + " does not accept the client or its secret.", "Check the client and its secret in the cluster's profile."
	case "invalid_scope":
		return e.host + " does not grant a scope of this login.", "Check the scopes in the cluster's profile."
	case "unauthorized_client", "unsupported_grant_type":
		return e.host + " does not let this client log in with its own credentials.", "Allow client credentials for it at " + e.host + "."
	case "invalid_target":
		return e.host + " does not know the audience of this login.", "Check the audience in the cluster's profile."
	case "invalid_grant":
		return e.host + " refused the login.", "Check the client and its secret, and whether this computer's clock is right."
	case "access_denied":
		return e.host + " does not allow this client to log in.", "Ask those who run it."
	}
	switch {
	case e.status == http.StatusNotFound, e.status == http.StatusMethodNotAllowed:
		return fmt.Sprintf("%s answered %d: there is nothing at the token URL that gives tokens.", e.host, e.status), "Check the token URL in the cluster's profile."
	case e.status == http.StatusUnauthorized, e.status == http.StatusForbidden:
		return e.host + " does not accept the client or its secret.", "Check the client and its secret in the cluster's profile."
	case e.status >= http.StatusInternalServerError, e.status == http.StatusTooManyRequests:
		return fmt.Sprintf("%s answered %d instead of a token.", e.host, e.status), "Try again later."
	}
	return fmt.Sprintf("%s refused to give a token, with status %d.", e.host, e.status), "Check the login in the cluster's profile."
}
