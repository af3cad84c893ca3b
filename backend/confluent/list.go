package confluent

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/jsonstream"
)

// fresh is how long an answer may be shared by the calls of one poll.
const fresh = time.Second

// lister reads names, statuses and configs with one request for the calls of one poll, which
// come side by side: the service counts every call. An answer is shared once with each of
// them, and never after a write.
type lister struct {
	read func(context.Context) (listed, error)

	mu  sync.Mutex
	now *round
}

// listed is the list of connectors.
type listed struct {
	names    []string
	statuses map[string]connect.Status
	infos    map[string]connect.Connector
	tasks    int // of all statuses
}

// mostTasks limits the tasks of a list, because small entries take many times their size in
// memory.
const mostTasks = 500_000

// round is one request, and the calls that share it.
type round struct {
	done   chan struct{}
	cancel context.CancelFunc
	out    listed
	err    error

	// The lock of the lister guards these.
	taken   map[string]bool
	waiting int
	endedAt time.Time
}

// forget makes the next call send a request: something was changed.
func (l *lister) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.now = nil
}

// get returns the list. who names the call, so that each call of a poll gets it once.
func (l *lister) get(ctx context.Context, who string) (listed, error) {
	r := l.join(ctx, who)
	defer l.leave(r)
	select {
	case <-r.done:
		return r.out, r.err
	case <-ctx.Done():
		return listed{}, ctx.Err()
	}
}

func (l *lister) join(ctx context.Context, who string) *round {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.now
	if r == nil || r.taken[who] || !r.endedAt.IsZero() && time.Since(r.endedAt) > fresh {
		r = l.begin(ctx)
	}
	r.taken[who] = true
	r.waiting++
	return r
}

// begin sends a request that goes on as long as any call waits for it. The lock must be held.
func (l *lister) begin(ctx context.Context) *round {
	shared, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := &round{done: make(chan struct{}), cancel: cancel, taken: map[string]bool{}}
	l.now = r
	go func() {
		defer cancel()
		r.out, r.err = l.read(shared)
		l.mu.Lock()
		r.endedAt = time.Now()
		if r.err != nil && l.now == r && r.waiting == 0 {
			l.now = nil
		}
		l.mu.Unlock()
		close(r.done)
	}()
	return r
}

// leave ends the request if nothing waits for it any more.
func (l *lister) leave(r *round) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r.waiting--; r.waiting > 0 || !r.endedAt.IsZero() {
		return
	}
	r.cancel()
	if l.now == r {
		l.now = nil
	}
}

// entry is one connector of the expanded list.
type entry struct {
	ID struct {
		ID string `json:"id"`
	} `json:"id"`
	Info   *connect.Connector `json:"info"`
	Status *status            `json:"status"`
}

// readList is GET …/connectors?expand=info,status,id.
func (c *connection) readList(ctx context.Context) (listed, error) {
	out := listed{names: []string{}, statuses: map[string]connect.Status{}, infos: map[string]connect.Connector{}}
	ids := map[string]string{}
	k := call{method: http.MethodGet, path: []string{"connectors"}, query: url.Values{"expand": {"info,status,id"}}, limit: jsonstream.ListLimit}
	err := c.send(ctx, k, func(resp *http.Response) error {
		skipped, err := jsonstream.DecodeMap(resp.Body, k.limit, true, func(name string, value []byte) error {
			return out.add(name, value, ids)
		})
		if err != nil {
			return c.unreadable(k, resp, err)
		}
		out.names = append(out.names, skipped...)
		return nil
	})
	if err != nil {
		return listed{}, err
	}
	slices.Sort(out.names)
	c.learned.do(func() {
		c.learned.ids = ids
		c.learned.configs = map[string]connect.Config{}
		for name, info := range out.infos {
			c.learned.configs[name] = info.Config
		}
	})
	c.abilities.answered()
	return out, nil
}

func (l *listed) add(name string, value []byte, ids map[string]string) error {
	if name == "" {
		return nil
	}
	var e entry
	if err := json.Unmarshal(value, &e); err != nil {
		return err
	}
	l.names = append(l.names, name)
	if e.ID.ID != "" {
		ids[name] = e.ID.ID
	}
	if e.Info != nil && e.Info.Config != nil {
		e.Info.Name = name
		l.infos[name] = *e.Info
	}
	if e.Status != nil {
		if l.tasks += len(e.Status.Tasks); l.tasks > mostTasks {
			return jsonstream.ErrTooLarge
		}
		l.statuses[name] = e.Status.read(name)
	}
	return nil
}
