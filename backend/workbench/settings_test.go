package workbench

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
)

type memoryBlobs map[string][]byte

func (m memoryBlobs) Blob(name string) ([]byte, error) {
	value, ok := m[name]
	if !ok {
		return nil, connect.Errorf(connect.CodeNotFound, "nothing is stored as %s", name)
	}
	return value, nil
}

func (m memoryBlobs) PutBlob(name string, value []byte) error {
	m[name] = value
	return nil
}

func TestSettingsSurviveARestart(t *testing.T) {
	store := memoryBlobs{}
	first, err := loadSettings(store)
	if err != nil {
		t.Fatal(err)
	}
	next := first.get()
	next.Theme, next.Zoom, next.PollOpen = "dark", 500, 0
	next.Panels = map[string]string{"docs": "320"}
	if err := first.put(next); err != nil {
		t.Fatal(err)
	}
	second, err := loadSettings(store)
	if err != nil {
		t.Fatal(err)
	}
	next.Zoom = 200
	if diff := cmp.Diff(next, second.get()); diff != "" {
		t.Errorf("stored settings differ (-want +got):\n%s", diff)
	}
}

func TestASettingThatAnOlderVersionDidNotStoreIsAtItsDefault(t *testing.T) {
	s, err := loadSettings(memoryBlobs{settingsKey: []byte(`{"theme":"dark"}`)})
	if err != nil {
		t.Fatal(err)
	}
	if now := s.get(); !now.ClearClipboard || now.Theme != "dark" {
		t.Errorf("got %+v", now)
	}
}

func TestUnreadableSettingsAreReportedAndNotOverwritten(t *testing.T) {
	store := memoryBlobs{settingsKey: []byte("{not json")}
	s, err := loadSettings(store)
	if connect.CodeOf(err) != connect.CodeDamaged {
		t.Fatalf("got %v, want a report of damage", err)
	}
	if s.get().Theme != "system" {
		t.Errorf("the defaults do not apply")
	}
	if string(store[settingsKey]) != "{not json" {
		t.Errorf("unreadable settings were overwritten")
	}
}
