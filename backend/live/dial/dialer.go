// Package dial holds the live connection of one profile, which carries today's
// address, login, permissions and version.
package dial

import (
	"context"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Dialer holds the live connection of one profile. Its generation grows
// whenever a worker made before is not to be used any more.
type Dialer struct {
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

// New makes the dialer of a profile. Nothing is dialed before it is needed.
// password may wait for the person.
func New(p connect.Profile, dial func(connect.Profile, connect.Secret) (worker.Worker, error), password func(context.Context) (connect.Secret, error)) *Dialer {
	return &Dialer{dial: dial, password: password, queue: make(chan struct{}, 1), profile: p, generation: 1}
}

// Removed is the error of a cluster whose profile is not there any more.
func Removed() error {
	return connect.Errorf(connect.CodeNotFound, "This cluster does not exist any more. Its profile may have been deleted.")
}

// Current returns the connection as far as it is there, without waiting.
func (d *Dialer) Current() worker.Connection {
	d.mu.Lock()
	defer d.mu.Unlock()
	return worker.Connection{Profile: d.profile, Generation: d.generation, Worker: d.worker}
}

// Connection dials where needed. A change of the profile meanwhile has it dial
// again: what was made with the old password or address is dropped.
func (d *Dialer) Connection(ctx context.Context) (worker.Connection, error) {
	if conn := d.Current(); conn.Worker != nil {
		return conn, nil
	}
	select {
	case d.queue <- struct{}{}:
		defer func() { <-d.queue }()
	case <-ctx.Done():
		return worker.Connection{}, ctx.Err()
	}
	for {
		conn := d.Current()
		if conn.Worker != nil {
			return conn, nil
		}
		if d.IsClosed() {
			return worker.Connection{}, Removed()
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

// IsClosed tells that the profile was deleted, or the service closed.
func (d *Dialer) IsClosed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closed
}

// install takes a worker over, unless the connection changed since it was begun.
func (d *Dialer) install(conn worker.Connection, secret connect.Secret) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.generation != conn.Generation || d.closed {
		return false
	}
	d.worker, d.secret = conn.Worker, secret
	return true
}

// Set takes a changed profile over. A worker knows the profile that it was
// made for, so that only what it does not use may change without dialing again.
func (d *Dialer) Set(p connect.Profile) {
	d.mu.Lock()
	old := d.profile
	d.profile = p
	if old.URL != p.URL {
		d.version = ""
	}
	d.mu.Unlock()
	old.Name, old.Environment, old.Color, old.ReadOnly = p.Name, p.Environment, p.Color, p.ReadOnly
	if old != p {
		d.Drop()
	}
}

// Drop forgets the worker and the password. Calls under way go on.
func (d *Dialer) Drop() {
	d.mu.Lock()
	w := d.worker
	d.generation++
	d.worker, d.secret = nil, connect.Secret{}
	d.mu.Unlock()
	closeIdle(w)
}

// Reported takes over which version the workers run. Another one than before
// is another generation, because definitions and features may be others.
func (d *Dialer) Reported(conn worker.Connection, version string) {
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

// Close drops the connection for good.
func (d *Dialer) Close() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.Drop()
}

// SecretOf returns the password that a connection was made with.
func (d *Dialer) SecretOf(conn worker.Connection) connect.Secret {
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
