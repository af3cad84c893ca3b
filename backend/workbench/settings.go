package workbench

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"sluiceway/backend/connect"
)

const settingsKey = "settings"

// blobs stores small texts by name, as boltstore does.
type blobs interface {
	Blob(name string) ([]byte, error)
	PutBlob(name string, value []byte) error
}

// Theme is which colours the window has.
type Theme string

// The themes.
const (
	ThemeSystem Theme = "system"
	ThemeLight  Theme = "light"
	ThemeDark   Theme = "dark"
)

// Settings are the choices of a person, as the page and the disk have them. Polling
// intervals are in milliseconds; 0 polls the open cluster only on demand, and the
// others never.
type Settings struct {
	Theme                Theme             `json:"theme"`
	Zoom                 int               `json:"zoom"` // percent
	ShowSandbox          bool              `json:"showSandbox"`
	ShowManagedSandboxes bool              `json:"showManagedSandboxes"` // the managed services that the sandbox simulates
	PollOpen             float64           `json:"pollOpen"`
	PollOthers           float64           `json:"pollOthers"`
	ValidateTyping       bool              `json:"validateTyping"`
	ValidateProduction   bool              `json:"validateProduction"`
	ClearClipboard       bool              `json:"clearClipboard"` // of a copied secret, after a minute
	WelcomeClosed        bool              `json:"welcomeClosed"`
	ShowDescriptions     bool              `json:"showDescriptions"`
	LastProfile          connect.ProfileID `json:"lastProfile"`
	LastRoute            string            `json:"lastRoute"`
	Panels               map[string]string `json:"panels"` // sizes and folds, by the page's own keys
}

// DefaultSettings apply until they are changed.
func DefaultSettings() Settings {
	return Settings{
		Theme: "system", Zoom: 100, ShowSandbox: true,
		PollOpen: 5000, PollOthers: 60000,
		ValidateTyping: true, ClearClipboard: true,
		LastProfile: connect.SandboxID,
		Panels:      map[string]string{},
	}
}

// settingsStore holds the settings in memory and on disk. If the disk cannot be read,
// the defaults are in memory and the disk is not overwritten.
type settingsStore struct {
	store blobs

	mu         sync.Mutex
	now        Settings
	fault      error  // why nothing can be read; then nothing is written either
	unreadable []byte // what could be read and not decoded, until it is set aside
}

func loadSettings(store blobs) (*settingsStore, error) {
	s := &settingsStore{store: store, now: DefaultSettings()}
	text, err := store.Blob(settingsKey)
	if connect.CodeOf(err) == connect.CodeNotFound {
		return s, nil
	}
	if err != nil {
		s.fault = err
		return s, err
	}
	if err := json.Unmarshal(text, &s.now); err != nil {
		s.now, s.unreadable = DefaultSettings(), text
		return s, connect.Errorf(connect.CodeDamaged, "The stored settings could not be read, so the defaults apply. The stored ones were not changed: %w", err)
	}
	if s.now.Panels == nil {
		s.now.Panels = map[string]string{}
	}
	return s, nil
}

func (s *settingsStore) get() Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *settingsStore) put(next Settings) error {
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

// setAside stores what could not be decoded under another name, before it is
// overwritten. mu must be held.
func (s *settingsStore) setAside() error {
	if s.fault != nil || s.unreadable == nil {
		return s.fault
	}
	if err := s.store.PutBlob(settingsKey+".unreadable", s.unreadable); err != nil {
		return err
	}
	s.unreadable = nil
	return nil
}

// Settings returns the current settings.
func (w *Workbench) Settings() Settings { return w.settings.get() }

// ChangeSettings stores and applies the settings. It returns the settings that apply
// afterwards.
func (w *Workbench) ChangeSettings(ctx context.Context, next Settings) (Settings, error) {
	before := w.settings.get()
	if err := w.settings.put(next); err != nil {
		return before, err
	}
	after := w.settings.get()
	w.applyPolling(after)
	if after.ShowManagedSandboxes {
		if err := w.faces.start(context.WithoutCancel(ctx), w); err != nil {
			return after, err
		}
	}
	if before.ShowSandbox != after.ShowSandbox || before.ShowManagedSandboxes != after.ShowManagedSandboxes {
		if err := w.Live.Sync(ctx); err != nil {
			return after, err
		}
	}
	return after, nil
}

func (w *Workbench) applyPolling(s Settings) {
	w.Live.SetPolling(time.Duration(s.PollOpen)*time.Millisecond, time.Duration(s.PollOthers)*time.Millisecond)
}
