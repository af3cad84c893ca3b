package workbench

import (
	"context"
	"crypto/rand"
	"slices"
	"sync"

	"sluiceway/backend/confluent"
	"sluiceway/backend/connect"
	"sluiceway/backend/emqx"
	"sluiceway/backend/msk"
	"sluiceway/backend/sandbox/confluentface"
	"sluiceway/backend/sandbox/emqxface"
	"sluiceway/backend/sandbox/mskface"
	"sluiceway/backend/worker"
)

// face is a managed service that the sandbox simulates. start starts its server and returns
// the profile of it, with everything but id and name.
type face struct {
	id    connect.ProfileID
	name  string
	start func(ctx context.Context, w *Workbench) (running, error)
}

// running is a face that was started.
type running struct {
	profile connect.Profile
	secrets connect.Secrets
	reset   func() error
	close   func() error
}

// faces are shown below the sandbox, in this order.
func faces() []face {
	return []face{
		{"sandbox-confluent", "Sandbox Confluent Cloud", startConfluent},
		{"sandbox-emqx", "Sandbox EMQX", startEMQX},
		{"sandbox-msk", "Sandbox MSK", startMSK},
	}
}

// managedSandboxes has the faces that were started: all of them when they are first
// shown, so that a start of the app does not wait for servers that hardly anybody uses.
type managedSandboxes struct {
	mu      sync.Mutex
	started map[connect.ProfileID]running
}

// start starts the faces that are not running yet.
func (m *managedSandboxes) start(ctx context.Context, w *Workbench) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range faces() {
		if _, ok := m.started[f.id]; ok {
			continue
		}
		one, err := f.start(ctx, w)
		if err != nil {
			return connect.Errorf(connect.CodeInternal, "%s could not be started: %w", f.name, err)
		}
		one.profile.ID, one.profile.Name = f.id, f.name
		one.profile.Environment, one.profile.TimeLimit = connect.EnvSandbox, connect.DefaultTimeLimit
		if m.started == nil {
			m.started = map[connect.ProfileID]running{}
		}
		m.started[f.id] = one
		w.onClose(func() { w.Logged("close "+f.name, one.close()) })
	}
	return nil
}

// profiles returns the profiles of the faces that were started, in their order.
func (m *managedSandboxes) profiles() []connect.Profile {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []connect.Profile
	for _, f := range faces() {
		if one, ok := m.started[f.id]; ok {
			out = append(out, one.profile)
		}
	}
	return out
}

func (m *managedSandboxes) secretsOf(id connect.ProfileID) connect.Secrets {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.started[id].secrets
}

// reset restores every face that was started, and returns their ids.
func (m *managedSandboxes) reset() ([]connect.ProfileID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []connect.ProfileID
	for id, one := range m.started {
		if err := one.reset(); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, nil
}

// ofKind fills in what a profile of a kind needs.
func ofKind(kind worker.Kind, p connect.Profile) connect.Profile {
	p.Kind = kind.ID
	return p
}

func startEMQX(ctx context.Context, w *Workbench) (running, error) {
	secret := rand.Text()
	server, err := emqxface.Start(ctx, emqxface.Options{Key: sandboxUser, Secret: secret, Now: w.Now})
	if err != nil {
		return running{}, err
	}
	return running{
		profile: ofKind(emqx.Kind(nil, nil), connect.Profile{URL: server.URL(), Login: connect.LoginBasic, Username: sandboxUser}),
		secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)},
		reset:   server.Reset, close: server.Close,
	}, nil
}

func startConfluent(ctx context.Context, w *Workbench) (running, error) {
	secret := rand.Text()
	server, err := confluentface.Start(ctx, confluentface.Options{Key: sandboxUser, Secret: secret, Clock: w.Now})
	if err != nil {
		return running{}, err
	}
	return running{
		profile: ofKind(confluent.Kind(nil), connect.Profile{URL: server.URL(), Scope: confluentface.Scope, Login: connect.LoginBasic, Username: sandboxUser}),
		secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)},
		reset:   func() error { server.Reset(); return nil }, close: server.Close,
	}, nil
}

func startMSK(ctx context.Context, w *Workbench) (running, error) {
	secret := rand.Text()
	server, err := mskface.Start(ctx, mskface.Options{KeyID: sandboxUser, Secret: secret, Clock: w.Now})
	if err != nil {
		return running{}, err
	}
	return running{
		profile: ofKind(msk.Kind(nil), connect.Profile{URL: server.URL(), Scope: mskface.Region, Login: connect.LoginBasic, Username: sandboxUser}),
		secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)},
		reset:   func() error { server.Reset(); return nil }, close: server.Close,
	}, nil
}
