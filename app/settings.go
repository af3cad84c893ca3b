package app

import (
	"encoding/json"
	"sync"

	"sluiceway/backend/connect"
)

const settingsKey = "settings"

// blobs keeps small texts by name; boltstore does.
type blobs interface {
	Blob(name string) ([]byte, error)
	PutBlob(name string, value []byte) error
}

func defaultSettings() SettingsView {
	return SettingsView{
		Theme: "system", Zoom: 100, ShowSandbox: true,
		PollOpen: 5000, PollOthers: 60000,
		ValidateTyping: true,
		LastProfile:    connect.SandboxID,
		Panels:         map[string]string{},
	}
}

// settings holds the settings in memory and on disk. A store that cannot be
// read leaves the defaults in memory and is not written over.
type settings struct {
	store blobs

	mu         sync.Mutex
	now        SettingsView
	fault      error  // why nothing can be read; then nothing is written either
	unreadable []byte // what could be read and not understood, until it is set aside
}

func loadSettings(store blobs) (*settings, error) {
	s := &settings{store: store, now: defaultSettings()}
	text, err := store.Blob(settingsKey)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return s, nil
	}
	if err != nil {
		s.fault = err
		return s, err
	}
	if err := json.Unmarshal(text, &s.now); err != nil {
		s.now, s.unreadable = defaultSettings(), text
		return s, connect.Errorf(connect.CodeDamaged, "The settings could not be read, so the defaults hold. What is there is kept: %w", err)
	}
	if s.now.Panels == nil {
		s.now.Panels = map[string]string{}
	}
	return s, nil
}

func (s *settings) get() SettingsView {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *settings) put(next SettingsView) error {
	if next.Panels == nil {
		next.Panels = map[string]string{}
	}
	next.Zoom = min(max(next.Zoom, 70), 200)
	text, err := json.Marshal(next)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.setAside(); err != nil {
		return err
	}
	if err := s.store.PutBlob(settingsKey, text); err != nil {
		return err
	}
	s.now = next
	return nil
}

// setAside keeps what could not be understood before it is written over. mu
// must be held.
func (s *settings) setAside() error {
	if s.fault != nil || s.unreadable == nil {
		return s.fault
	}
	if err := s.store.PutBlob(settingsKey+".unreadable", s.unreadable); err != nil {
		return err
	}
	s.unreadable = nil
	return nil
}
