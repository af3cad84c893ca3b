package wire

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"sluiceway/backend/connect"
)

// Addresses are the workers of a cluster, in the order in which they are tried. The one that
// answered is preferred until it fails. It is safe for concurrent use.
type Addresses struct {
	bases []Base

	mu       sync.Mutex
	current  int // tried first
	answered bool
	silent   []bool
}

// NewAddresses parses the URLs of a profile. It returns an Error with CodeInvalid if one of
// them cannot be used.
func NewAddresses(urls []string) (*Addresses, error) {
	a := &Addresses{silent: make([]bool, len(urls))}
	for _, text := range urls {
		b, err := NewBase(text)
		if err != nil {
			return nil, err
		}
		a.bases = append(a.bases, b)
	}
	return a, nil
}

// First returns the first address, below which requests are built.
func (a *Addresses) First() Base { return a.bases[0] }

// Current returns the address that is tried first.
func (a *Addresses) Current() Base {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.bases[a.current]
}

// Answered returns the URL of the worker that answered last, or the empty text.
func (a *Addresses) Answered() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.answered {
		return ""
	}
	return a.bases[a.current].shown()
}

// Silent returns the URLs that did not answer when they were last tried.
func (a *Addresses) Silent() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := []string{}
	for i, is := range a.silent {
		if is {
			out = append(out, a.bases[i].shown())
		}
	}
	return out
}

// Check sends GET / to every worker but the preferred one, so that Silent is up to date. It
// is meant for a client of NewClient with these addresses.
func (a *Addresses) Check(ctx context.Context, client *http.Client) {
	ctx = connect.WithPurpose(connect.WithoutRetry(ctx), connect.Purpose{You: connect.PurposeOf(ctx).You, Text: "check of the other workers"})
	var wait sync.WaitGroup
	for _, i := range a.order(ctx)[1:] {
		req, err := http.NewRequestWithContext(OnlyAt(ctx, i), http.MethodGet, a.First().At(nil, nil).String(), http.NoBody)
		if err != nil {
			continue
		}
		req.Header.Set("Accept", "application/json")
		wait.Go(func() {
			if resp, err := client.Do(req); err == nil {
				Drain(resp.Body)
				_ = resp.Body.Close()
			}
		})
	}
	wait.Wait()
}

// shown returns the URL as the profile has it.
func (b Base) shown() string { return b.url.Scheme + "://" + shownHost(&b.url) + b.url.RawPath }

// OnlyAt makes calls with ctx go to the address with this index, and to no other.
func OnlyAt(ctx context.Context, i int) context.Context { return context.WithValue(ctx, onlyKey{}, i) }

type onlyKey struct{}

// order returns the indices in the order in which to try them.
func (a *Addresses) order(ctx context.Context) []int {
	if only, ok := ctx.Value(onlyKey{}).(int); ok {
		return []int{only}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	out := []int{a.current}
	for i := range a.bases {
		if i != a.current {
			out = append(out, i)
		}
	}
	return out
}

// note records whether an address answered.
func (a *Addresses) note(ctx context.Context, i int, answered, usable bool) {
	_, check := ctx.Value(onlyKey{}).(int)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.silent[i] = !answered
	if usable && !check {
		a.current, a.answered = i, true
	}
}

// of returns the base to which a URL belongs.
func (a *Addresses) of(u *url.URL) (Base, bool) {
	i := slices.IndexFunc(a.bases, func(b Base) bool {
		return b.url.Scheme == u.Scheme && strings.EqualFold(b.url.Host, u.Host) && strings.HasPrefix(u.EscapedPath(), b.url.RawPath)
	})
	if i < 0 {
		return Base{}, false
	}
	return a.bases[i], true
}

// baseOf returns the base of a request: one of the addresses, or b if there is only that.
func (o Options) baseOf(b Base, u *url.URL) Base {
	if o.Addresses == nil {
		return b
	}
	if of, ok := o.Addresses.of(u); ok {
		return of
	}
	return b
}

// mayLogIn reports whether the login of the profile may be sent to a host.
func (o Options) mayLogIn(b Base, u *url.URL) bool {
	same := func(of Base) bool { return strings.EqualFold(u.Hostname(), of.url.Hostname()) }
	return same(b) || o.Addresses != nil && slices.ContainsFunc(o.Addresses.bases, same)
}
