package picker

import (
	"context"
	"testing"

	"sluiceway/backend/connect"
)

// Until the keyring was used, a list of drafts has counts but no configs.
func TestASealedDraftShowsHowManySettingsItHas(t *testing.T) {
	drafts := []connect.Draft{
		{ID: "sealed", Profile: "p", Mode: connect.DraftCreate, Class: "org.example.Sink", Count: 7},
		{ID: "open", Profile: "p", Mode: connect.DraftCreate, Class: "org.example.Sink", Count: 1, Config: connect.Config{connect.KeyClass: "org.example.Sink"}},
	}
	p := New(Options{
		Drafts: func(context.Context) ([]connect.Draft, error) { return drafts, nil },
		Live:   func(connect.ProfileID) []Live { return nil },
	})
	starts := p.starts(t.Context(), "p", "org.example.Sink")
	if len(starts) != 2 || starts[0].Set != 7 || starts[1].Set != 1 {
		t.Errorf("the starts are %+v, want 7 and 1 settings", starts)
	}
}
