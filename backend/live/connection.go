package live

import (
	"context"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// dialer holds the live connection of one profile. Its generation grows
// whenever a worker made before is not to be used any more.
type dialer struct {
	dial     func(p connect.Profile, secret connect.Secret) (worker.Worker, error)
	password func(ctx context.Context) (connect.Secret, error)
	queue    chan struct{} // held by whoever dials, so that the person is asked for a password once

	mu         sync.Mutex
	profile    connect.Profile
	generation uint64
	worker     worker.Worker // nil: not dialed yet
	secret     connect.Secret
	version    string // as last reported
	closed     bool
}

// Connection returns the live connection of a profile. It may wait for the
// keyring.
func (s *Service) Connection(ctx context.Context, id connect.ProfileID) (worker.Connection, error) {
	c, err := s.clusters.get(id)
	if err != nil {
		return worker.Connection{}, err
	}
	return c.dialer.connection(ctx)
}

// Peek returns the connection as far as it is there, without waiting.
func (s *Service) Peek(id connect.ProfileID) (worker.Connection, bool) {
	c, err := s.clusters.get(id)
	if err != nil {
		return worker.Connection{}, false
	}
	return c.dialer.current(), true
}

func (d *dialer) current() worker.Connection {
	d.mu.Lock()
	defer d.mu.Unlock()
	return worker.Connection{Profile: d.profile, Generation: d.generation, Worker: d.worker}
}

// connection dials where needed. A change of the profile meanwhile has it dial
// again: what was made with the old password or address is dropped.
func (d *dialer) connection(ctx context.Context) (worker.Connection, error) {
	if conn := d.current(); conn.Worker != nil {
		return conn, nil
	}
	select {
	case d.queue <- struct{}{}:
		defer func() { <-d.queue }()
	case <-ctx.Done():
		return worker.Connection{}, ctx.Err()
	}
	for {
		conn := d.current()
		if conn.Worker != nil {
			return conn, nil
		}
		if d.isClosed() {
			return worker.Connection{}, removed()
		}
		secret, err := d.password(ctx)
		if err != nil {
			return worker.Connection{}, err
		}
		conn.Worker, err = d.dial(conn.Profile, secret)
		if err != nil {
			return worker.Connection{}, err
		}
		if d.install(conn, secret) {
			return conn, nil
		}
		closeIdle(conn.Worker)
	}
}

func (d *dialer) isClosed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closed
}

// install takes a worker over, unless the connection changed since it was begun.
func (d *dialer) install(conn worker.Connection, secret connect.Secret) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.generation != conn.Generation || d.closed {
		return false
	}
	d.worker, d.secret = conn.Worker, secret
	return true
}

// set takes a changed profile over. A worker knows the profile that it was
// made for, so that only what it does not use may change without dialing again.
func (d *dialer) set(p connect.Profile) {
	d.mu.Lock()
	old := d.profile
	d.profile = p
	if old.URL != p.URL {
		d.version = ""
	}
	d.mu.Unlock()
	old.Name, old.Environment, old.Color, old.ReadOnly = p.Name, p.Environment, p.Color, p.ReadOnly
	if old != p {
		d.drop()
	}
}

// drop forgets the worker and the password. Calls under way go on.
func (d *dialer) drop() {
	d.mu.Lock()
	w := d.worker
	d.generation++
	d.worker, d.secret = nil, connect.Secret{}
	d.mu.Unlock()
	closeIdle(w)
}

// reported takes over which version the workers run. Another one than before
// is another generation, because definitions and features may be others.
func (d *dialer) reported(conn worker.Connection, version string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.worker != conn.Worker || d.version == version {
		return
	}
	if d.version != "" {
		d.generation++
	}
	d.version = version
}

func (d *dialer) close() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.drop()
}

// secretOf returns the password that a connection was made with.
func (d *dialer) secretOf(conn worker.Connection) connect.Secret {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.worker != conn.Worker {
		return connect.Secret{}
	}
	return d.secret
}

// closeIdle closes the idle connections of a worker.
func closeIdle(w worker.Worker) {
	if idle, ok := w.(worker.Closer); ok {
		idle.Close()
	}
}
