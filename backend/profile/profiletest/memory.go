package profiletest

import (
	"context"
	"maps"
	"slices"
	"sync"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

var (
	_ profile.Store   = (*Memory)(nil)
	_ profile.Secrets = (*Keyring)(nil)
)

// Memory is a profile.Store in memory. The zero value is empty.
type Memory struct {
	mu       sync.Mutex
	profiles []connect.Profile
	marks    map[string]string

	// Fail, if set, is called before every write and returns its error.
	Fail func(method string) error
}

func (m *Memory) begin(ctx context.Context, write string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if write != "" && m.Fail != nil {
		return m.Fail(write)
	}
	return nil
}

func (m *Memory) index(id connect.ProfileID) int {
	return slices.IndexFunc(m.profiles, func(p connect.Profile) bool { return p.ID == id })
}

// Profiles implements profile.Store.
func (m *Memory) Profiles(ctx context.Context) ([]connect.Profile, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.profiles), m.begin(ctx, "")
}

// Profile implements profile.Store.
func (m *Memory) Profile(ctx context.Context, id connect.ProfileID) (connect.Profile, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.begin(ctx, ""); err != nil {
		return connect.Profile{}, err
	}
	if i := m.index(id); i >= 0 {
		return m.profiles[i], nil
	}
	return connect.Profile{}, connect.Errorf(connect.CodeNotFound, "No such profile.")
}

// PutProfile implements profile.Store.
func (m *Memory) PutProfile(ctx context.Context, p connect.Profile) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.begin(ctx, "PutProfile"); err != nil {
		return err
	}
	if i := m.index(p.ID); i >= 0 {
		m.profiles[i] = p
	} else {
		m.profiles = append(m.profiles, p)
	}
	return nil
}

// DeleteProfile implements profile.Store.
func (m *Memory) DeleteProfile(ctx context.Context, id connect.ProfileID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.begin(ctx, "DeleteProfile"); err != nil {
		return err
	}
	i := m.index(id)
	if i < 0 {
		return connect.Errorf(connect.CodeNotFound, "No such profile.")
	}
	m.profiles = slices.Delete(m.profiles, i, i+1)
	return nil
}

// OrderProfiles implements profile.Store.
func (m *Memory) OrderProfiles(ctx context.Context, ids []connect.ProfileID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.begin(ctx, "OrderProfiles"); err != nil {
		return err
	}
	place := func(p connect.Profile) int {
		if i := slices.Index(ids, p.ID); i >= 0 {
			return i
		}
		return len(ids)
	}
	slices.SortStableFunc(m.profiles, func(a, b connect.Profile) int { return place(a) - place(b) })
	return nil
}

// SecretMarks implements profile.Store.
func (m *Memory) SecretMarks(ctx context.Context) (map[string]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.marks), m.begin(ctx, "")
}

// MarkSecret implements profile.Store.
func (m *Memory) MarkSecret(ctx context.Context, name, word string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.begin(ctx, "MarkSecret"); err != nil {
		return err
	}
	if m.marks == nil {
		m.marks = map[string]string{}
	}
	if word == "" {
		delete(m.marks, name)
	} else {
		m.marks[name] = word
	}
	return nil
}

// Keyring is a profile.Secrets in memory. The zero value is an empty keyring that answers
// immediately.
type Keyring struct {
	mu      sync.Mutex
	stored  map[string]string
	session map[string]string

	// None simulates a computer without a keyring.
	None bool
	// Asked counts the calls that would have reached a real keyring.
	Asked int
}

// Stored returns the contents of the keyring.
func (k *Keyring) Stored() map[string]string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return maps.Clone(k.stored)
}

// Get implements profile.Secrets.
func (k *Keyring) Get(_ context.Context, name, _ string) (connect.Secret, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if text, ok := k.session[name]; ok {
		return connect.NewSecret(text), nil
	}
	k.Asked++
	if k.None {
		return connect.Secret{}, connect.Errorf(connect.CodeKeyring, "No keyring.")
	}
	if text, ok := k.stored[name]; ok {
		return connect.NewSecret(text), nil
	}
	return connect.Secret{}, connect.Errorf(connect.CodeNotFound, "No such entry.")
}

// Set implements profile.Secrets.
func (k *Keyring) Set(_ context.Context, name, _ string, secret connect.Secret) (bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.Asked++
	if k.stored == nil {
		k.stored, k.session = map[string]string{}, map[string]string{}
	}
	if k.None {
		k.session[name] = secret.Reveal()
		return true, nil
	}
	delete(k.session, name)
	k.stored[name] = secret.Reveal()
	return false, nil
}

// Delete implements profile.Secrets.
func (k *Keyring) Delete(_ context.Context, name, _ string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.Asked++
	delete(k.session, name)
	if k.None {
		return connect.Errorf(connect.CodeKeyring, "No keyring.")
	}
	delete(k.stored, name)
	return nil
}

// Session implements profile.Secrets.
func (k *Keyring) Session(name string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, ok := k.session[name]
	return ok
}
