// Package dial holds the live connection of one profile, with its current address,
// login, permissions and version.
package dial

import (
	"context"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Dialer holds the live connection of one profile. Its generation grows whenever
// an earlier worker must not be used any more.
type Dialer struct {
	dial  func(p connect.Profile, secrets connect.Secrets) (worker.Worker, error)
	read  func(ctx context.Context) (connect.Secrets, error) // the secrets; may wait for the person
	queue chan struct{}                                      // held while dialling, so that the keyring prompts once

	mu         sync.Mutex
	profile    connect.Profile
	generation uint64
	worker     worker.Worker // nil: not dialed yet
	secrets    connect.Secrets
	version    string // as last reported
	closed     bool
}

// New returns the dialer of a profile. It dials on first use. read returns the secrets of the profile and may wait for
// the person.
func New(p connect.Profile, dial func(connect.Profile, connect.Secrets) (worker.Worker, error), read func(context.Context) (connect.Secrets, error)) *Dialer {
	return &Dialer{dial: dial, read: read, queue: make(chan struct{}, 1), profile: p, generation: 1}
}

// Removed is the error of a cluster whose profile was deleted.
func Removed() error {
	return connect.Errorf(connect.CodeNotFound, "This cluster does not exist any more. Its profile may have been deleted.")
}

// Current returns what there is of the connection, without waiting.
func (d *Dialer) Current() worker.Connection {
	d.mu.Lock()
	defer d.mu.Unlock()
	return worker.Connection{Profile: d.profile, Generation: d.generation, Worker: d.worker}
}

// Connection dials if necessary. If the profile changes meanwhile, it drops the
// worker with the old password or address and dials again.
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
		secrets, err := d.read(ctx)
		if err != nil {
			return worker.Connection{}, err
		}
		conn.Worker, err = d.dial(conn.Profile, secrets)
		if err != nil {
			return worker.Connection{}, err
		}
		if d.install(conn, secrets) {
			return conn, nil
		}
		closeIdle(conn.Worker)
	}
}

// IsClosed reports whether the profile was deleted or the service closed.
func (d *Dialer) IsClosed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closed
}

// install stores a new worker, unless the connection changed meanwhile.
func (d *Dialer) install(conn worker.Connection, secrets connect.Secrets) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.generation != conn.Generation || d.closed {
		return false
	}
	d.worker, d.secrets = conn.Worker, secrets
	return true
}

// Set applies a changed profile. A worker is made for one profile, so it is dialed
// again unless only fields changed that it does not use.
func (d *Dialer) Set(p connect.Profile) {
	d.mu.Lock()
	old := d.profile
	d.profile = p
	if !slices.Equal(old.URLs(), p.URLs()) || old.Scope != p.Scope {
		d.version = ""
	}
	d.mu.Unlock()
	old.Name, old.Environment, old.Color, old.GroupID, old.OffsetTopic = p.Name, p.Environment, p.Color, p.GroupID, p.OffsetTopic
	if old.ReadOnly() == p.ReadOnly() {
		old.Denied = p.Denied // the worker of a read-only profile refuses writes itself
	}
	if !old.Equal(p) {
		d.Drop()
	}
}

// Drop drops the worker and the password. Calls under way are not interrupted.
func (d *Dialer) Drop() {
	d.mu.Lock()
	w := d.worker
	d.generation++
	d.worker, d.secrets = nil, nil
	d.mu.Unlock()
	closeIdle(w)
}

// Reported records the version that the workers run. A new version is a new
// generation, because definitions and features may differ.
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

// SecretsOf returns the secrets that a connection was made with.
func (d *Dialer) SecretsOf(conn worker.Connection) connect.Secrets {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.worker != conn.Worker {
		return nil
	}
	return d.secrets
}

// closeIdle closes the idle connections of a worker.
func closeIdle(w worker.Worker) {
	if idle, ok := w.(worker.Closer); ok {
		idle.Close()
	}
}
