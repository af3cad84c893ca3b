package workbench

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/records"
)

func TestDraftRowsKnowWhatHappenedElsewhere(t *testing.T) {
	exists := func(_ connect.ProfileID, name string) (there, known bool) { return name == "there", name != "unknown" }
	for _, test := range []struct {
		mode connect.DraftMode
		name string
		note DraftNote
	}{
		{connect.DraftEdit, "there", DraftUntouched},
		{connect.DraftEdit, "gone", DraftDeleted},
		{connect.DraftEdit, "unknown", DraftUntouched},
		{connect.DraftCreate, "gone", DraftUntouched},
	} {
		view := draftsView([]records.DraftEntry{{Mode: test.mode, Name: test.name}}, nil, records.SealingKeyring, exists)
		if row := view.Drafts[0]; row.Note != test.note || row.Name != test.name {
			t.Errorf("%s of %s has note %q, want %q", test.mode, test.name, row.Note, test.note)
		}
	}
	for name, taken := range map[string]bool{"there": true, "gone": false, "unknown": false} {
		view := draftsView(nil, []records.DeletedEntry{{Name: name}}, records.SealingKeyring, exists)
		if row := view.Deleted[0]; row.NameTaken != taken {
			t.Errorf("%s is taken: %t", name, row.NameTaken)
		}
	}
}
