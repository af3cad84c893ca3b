package wire

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
	"golang.org/x/sync/singleflight"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// A token is renewed before it ends: by renewEarly, or by a fifth of a short life.
const renewEarly = 30 * time.Second

// tokens fetches and holds the access token of a profile, in memory only. Concurrent
// requests share one call for a token.
type tokens struct {
	config *clientcredentials.Config // remembers how the server wants the secret
	base   Base                      // of the token URL
	client *http.Client
	limit  time.Duration
	now    func() time.Time
	mask   func(string) string
	flight singleflight.Group

	mu      sync.Mutex
	token   *oauth2.Token // nil: none yet
	renewAt time.Time     // zero: when it is refused
}

// newTokens returns an Error with CodeInvalid if the token URL cannot be used.
func newTokens(o Options) (*tokens, error) {
	login := o.Profile.OAuth
	base, err := NewBase(login.TokenURL)
	if err != nil {
		return nil, &connect.Error{Code: connect.CodeInvalid, Text: "The token URL of this cluster cannot be used. Nothing was sent. It looks like https://login.example.com/oauth2/token.", Err: err}
	}
	transport, err := newTransport(o.ofTokens())
	if err != nil {
		return nil, err
	}
	secret := o.Secrets[connect.SecretClientSecret].Reveal()
	known := append(o.known(), url.QueryEscape(secret))
	t := &tokens{
		config: &clientcredentials.Config{ClientID: login.ClientID, ClientSecret: secret, TokenURL: withWayPort(login.TokenURL), Scopes: login.Scopes, EndpointParams: params(login)},
		base:   base, limit: o.timeLimit(), now: o.Pace.Clock(),
		mask: func(text string) string { return redact.Text(text, known...) },
	}
	masked := Dialect{
		Record: func(_ string, _ []string, status int) Record {
			if status < http.StatusBadRequest {
				return RecordSize // it is the token
			}
			return RecordMasked
		},
		Masker: func([]string, []byte) redact.Masker { return redact.Masker{Known: known} },
	}
	t.client = &http.Client{
		Transport:     throughWayIn(o, o.Log.recorder(o.ofTokens(), base, masked, transport)),
		CheckRedirect: func(req *http.Request, _ []*http.Request) error { return &redirectError{to: req.URL} },
	}
	return t, nil
}

func params(login connect.OAuth) url.Values {
	out := url.Values{}
	for _, p := range login.Params {
		out.Add(p.Name, p.Value)
	}
	if login.Audience != "" {
		out.Set("audience", login.Audience)
	}
	return out
}

// login sends requests with a token. If the worker refuses it, a new token is fetched and
// the request sent once more: a 401 changed nothing.
func (t *tokens) login(next http.RoundTripper) http.RoundTripper {
	return roundTripper(func(req *http.Request) (*http.Response, error) {
		token, err := t.get(req.Context(), "")
		if err != nil {
			return nil, err
		}
		resp, err := next.RoundTrip(withToken(req, token))
		if err != nil || resp.StatusCode != http.StatusUnauthorized || req.Body != nil && req.Body != http.NoBody && req.GetBody == nil {
			return resp, err
		}
		Drain(resp.Body)
		_ = resp.Body.Close()
		if token, err = t.get(req.Context(), token.AccessToken); err != nil {
			return nil, err
		}
		again := withToken(req, token)
		if req.GetBody != nil {
			if again.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
		return next.RoundTrip(again)
	})
}

func withToken(req *http.Request, token *oauth2.Token) *http.Request {
	clone := req.Clone(req.Context())
	clone.Header.Set("Authorization", "Bearer "+token.AccessToken)
	return clone
}

// get returns the current token, or a new one if that ends soon or is the refused one.
func (t *tokens) get(ctx context.Context, refused string) (*oauth2.Token, error) {
	if token := t.current(refused); token != nil {
		return token, nil
	}
	trace := traceOf(ctx)
	result := t.flight.DoChan("token", func() (any, error) {
		if token := t.current(refused); token != nil {
			return token, nil // another request fetched it meanwhile
		}
		return t.fetch(connect.PurposeOf(ctx), trace)
	})
	select {
	case r := <-result:
		token, _ := r.Val.(*oauth2.Token)
		return token, r.Err
	case <-ctx.Done():
		return nil, &tokenError{host: t.base.Host(), base: t.base, cause: ctx.Err()}
	}
}

func (t *tokens) current(refused string) *oauth2.Token {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token == nil || t.token.AccessToken == refused || !t.renewAt.IsZero() && !t.now().Before(t.renewAt) {
		return nil
	}
	return t.token
}

// fetch gets a token with a context of its own, because other requests wait for it, too.
// The hooks of the request must not take the call for one to the worker.
func (t *tokens) fetch(purpose connect.Purpose, trace Trace) (*oauth2.Token, error) {
	ctx, cancel := context.WithTimeout(context.WithValue(context.Background(), oauth2.HTTPClient, t.client), t.limit)
	defer cancel()
	ctx = WithTrace(ctx, Trace{Dated: trace.Dated})
	started := t.now()
	trace.tokenStarted()
	token, err := t.config.Token(connect.WithPurpose(ctx, connect.Purpose{You: purpose.You, Text: "token of the login"}))
	if err != nil {
		return nil, t.failed(err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.token, t.renewAt = token, time.Time{}
	var lasts time.Duration
	if !token.Expiry.IsZero() {
		lasts = time.Until(token.Expiry).Round(time.Second)
		t.renewAt = started.Add(lasts - min(renewEarly, lasts/5))
	}
	trace.tokenDone(t.base.Host(), lasts)
	return token, nil
}

// failed makes a tokenError of an error of the library, whose text contains the answer.
func (t *tokens) failed(err error) error {
	out := &tokenError{host: t.base.Host(), base: t.base}
	refusal, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok {
		out.cause = err
		_, network := errors.AsType[*url.Error](err)
		out.unreadable = !network
		return out
	}
	out.code, out.words = refusal.ErrorCode, t.mask(refusal.ErrorDescription)
	if refusal.Response != nil {
		out.status, out.page = refusal.Response.StatusCode, isPage(refusal.Response)
	}
	return out
}
