package emqxface

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// Version is the version that the nodes report.
const Version = "5.8.6"

// Options configure a [Face].
type Options struct {
	Key, Secret    string // the API key
	User, Password string // the login of the dashboard; empty: none
	Role           string // of the login; empty: administrator
	Empty          bool   // only the MQTT broker, which sources need
	Now            func() time.Time
}

// Face is a running cluster.
type Face struct {
	o      Options
	server *http.Server
	url    string
	done   chan struct{}

	mu     sync.Mutex
	items  map[id]*item
	tokens map[string]bool // false: expired
	rules  []rule
}

// Start starts a cluster on a free loopback port.
func Start(ctx context.Context, o Options) (*Face, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	f := &Face{o: o, url: "http://" + listener.Addr().String(), done: make(chan struct{}), tokens: map[string]bool{}}
	if err := f.Reset(); err != nil {
		_ = listener.Close()
		return nil, err
	}
	f.server = &http.Server{Handler: f.handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		defer close(f.done)
		if err := f.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			_ = listener.Close()
		}
	}()
	return f, nil
}

// URL is the address of the first node, without a path.
func (f *Face) URL() string { return f.url }

// Close ends the server and its connections.
func (f *Face) Close() error {
	err := f.server.Close()
	<-f.done
	return err
}

// Reset restores the connectors of the start.
func (f *Face) Reset() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.items, f.rules = map[id]*item{}, nil
	return f.plan()
}

// ExpireTokens ends every login, as EMQX does after an hour.
func (f *Face) ExpireTokens() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for token := range f.tokens {
		f.tokens[token] = false
	}
}

// Logins returns how many tokens were issued.
func (f *Face) Logins() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.tokens)
}

func (f *Face) newToken() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	token := rand.Text()
	f.tokens[token] = true
	return token
}

// nodes are the nodes of the cluster, in the order of every answer.
func nodes() []string { return []string{"emqx@10.0.0.11", "emqx@10.0.0.12"} }
