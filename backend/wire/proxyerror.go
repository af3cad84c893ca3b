package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"sluiceway/backend/connect"
)

// proxyError means that a proxy did not let the request through, so the worker did not get it.
type proxyError struct {
	host   string
	own    bool // it is the profile's own
	login  bool // it was given a login
	status int  // of its answer; 0: none
	cause  error
}

func (e *proxyError) Error() string {
	if e.cause != nil {
		return e.cause.Error()
	}
	return fmt.Sprintf("the proxy answered %d", e.status)
}

func (e *proxyError) Unwrap() error { return e.cause }

func newProxyError(o Options, proxy *url.URL) *proxyError {
	_, password := proxy.User.Password()
	return &proxyError{host: shownHost(proxy), own: o.Profile.Proxy.Mode == connect.ProxyOwn, login: password}
}

// tunnelRefused makes an error of a proxy's refusal to open a tunnel. net/http itself would
// return only the words of the status.
func tunnelRefused(o Options) func(context.Context, *url.URL, *http.Request, *http.Response) error {
	return func(_ context.Context, proxy *url.URL, _ *http.Request, resp *http.Response) error {
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		e := newProxyError(o, proxy)
		e.status = resp.StatusCode
		return e
	}
}

// throughProxy makes errors of what a proxy did with a request.
func throughProxy(o Options, choose chooser, next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		proxy, chosen := choose(req)
		if chosen == nil && proxy != nil && proxy.Scheme != "socks5" && req.URL.Scheme == "http" {
			// Proxies close the connections of forwarded requests without notice. A write on
			// one that was just closed would end without a clear answer.
			req = req.Clone(req.Context())
			req.Close = true
		}
		resp, err := next.RoundTrip(req)
		if chosen != nil || proxy == nil {
			return resp, err
		}
		e := newProxyError(o, proxy)
		if err == nil && refusedLogin(resp) {
			Drain(resp.Body)
			_ = resp.Body.Close()
			e.status = resp.StatusCode
			return nil, e
		}
		if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "proxyconnect" || op.Op == "socks connect") {
			e.cause = err
			return nil, e
		}
		return resp, err
	})
}

// refusedLogin reports whether a proxy refused its login. tinyproxy answers a wrong one like
// a server, with 401.
func refusedLogin(resp *http.Response) bool {
	return resp.StatusCode == http.StatusProxyAuthRequired ||
		resp.StatusCode == http.StatusUnauthorized && strings.HasPrefix(resp.Header.Get("Server"), "tinyproxy/")
}

// diagnose explains what the proxy did. worker is the address behind it.
func (e *proxyError) diagnose(worker string) Trouble {
	t := Trouble{Code: connect.CodeUnreachable, At: StageProxy}
	who, where := "The proxy "+e.host, "Check the proxy in the cluster's profile."
	if !e.own {
		where = "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY, or choose another proxy in the cluster's profile."
	}
	words := ""
	if e.cause != nil {
		words = e.cause.Error()
	}
	_, unknown := errors.AsType[*net.DNSError](e.cause)
	switch {
	case e.status == http.StatusProxyAuthRequired, e.status == http.StatusUnauthorized, strings.Contains(words, "authentication"):
		t.Short, t.Text, t.Next = "proxy wants a login", who+" wants a login, and none was given. The worker was not reached.", where
		if e.login {
			t.Short, t.Text = "proxy refused the login", who+" refused the login. The worker was not reached."
		}
	case e.status == http.StatusForbidden, strings.Contains(words, "not allowed by ruleset"):
		t.Short, t.Text = "proxy refused", who+" does not allow connections to "+worker+"."
		t.Next = "Ask those who run it, or use another proxy."
	case e.status != 0:
		t.At, t.Short = StageBehind, fmt.Sprintf("proxy answered %d", e.status)
		t.Text, t.Next = fmt.Sprintf("%s answered %d: it did not reach %s.", who, e.status, worker), "Check the address of the cluster, and whether the proxy can reach it."
	case strings.Contains(words, "socks connect") && !strings.Contains(words, "proxyconnect"):
		t.At, t.Short, t.Text = StageBehind, "proxy did not reach the worker", who+" could not connect to "+worker+"."
		t.Next = "Check the address of the cluster, and whether the proxy can reach it."
	case unknown:
		t.Short, t.Text, t.Next = "proxy not found", "The name of the proxy "+e.host+" could not be resolved, so the worker was not reached.", where
	case errors.Is(e.cause, syscall.ECONNREFUSED):
		t.Short, t.Text, t.Next = "proxy not reached", "Nothing is listening at the proxy "+e.host+", so the worker was not reached.", where
	case strings.Contains(words, "x509: ") || strings.Contains(words, "tls: "):
		t.Short, t.Text, t.Next = "proxy not trusted", "The TLS connection to the proxy "+e.host+" failed, so the worker was not reached.", where
	default:
		t.Short, t.Text, t.Next = "proxy not reached", who+" did not answer, so the worker was not reached.", where
	}
	return t
}
