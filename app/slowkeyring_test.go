package app

import (
	"sync"

	"github.com/zalando/go-keyring"
)

// slowKeyring is a keyring that can be blocked.
type slowKeyring struct {
	mu      sync.Mutex
	entries map[string]string
	blocked chan struct{} // not nil: every call waits until it is closed
	calls   int
}

func newSlowKeyring() *slowKeyring { return &slowKeyring{entries: map[string]string{}} }

func (s *slowKeyring) enter() {
	s.mu.Lock()
	blocked := s.blocked
	s.calls++
	s.mu.Unlock()
	if blocked != nil {
		<-blocked
	}
}

func (s *slowKeyring) block() (release func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	blocked := make(chan struct{})
	s.blocked = blocked
	return func() {
		s.mu.Lock()
		s.blocked = nil
		s.mu.Unlock()
		close(blocked)
	}
}

func (s *slowKeyring) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

func (s *slowKeyring) holds(secret string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, text := range s.entries {
		if text == secret {
			return true
		}
	}
	return false
}

// Set stores an entry.
func (s *slowKeyring) Set(service, user, secret string) error {
	s.enter()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entries[service+"/"+user] = secret
	return nil
}

// Get reads an entry.
func (s *slowKeyring) Get(service, user string) (string, error) {
	s.enter()
	s.mu.Lock()
	defer s.mu.Unlock()
	if secret, there := s.entries[service+"/"+user]; there {
		return secret, nil
	}
	return "", keyring.ErrNotFound
}

// Delete removes an entry.
func (s *slowKeyring) Delete(service, user string) error {
	s.enter()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.entries, service+"/"+user)
	return nil
}
