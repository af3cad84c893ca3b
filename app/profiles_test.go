package app

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
	"sluiceway/backend/records"
)

func TestProfileGoesToThePageAndBack(t *testing.T) {
	want := profiletest.Full("p1", "orders")
	view := profileViewOf(profile.Entry{Profile: want, HasPassword: true, SessionOnly: true})
	if !view.HasPassword || !view.SessionOnly {
		t.Errorf("view is %+v", view)
	}
	got := profileInputOf(ProfileInput{ProfileView: view, Password: "pw", PasswordSet: true, CopySecret: "p2"})
	if diff := cmp.Diff(want, got.Profile); diff != "" {
		t.Error(diff)
	}
	if got.Password.Reveal() != "pw" || !got.PasswordSet || got.CopySecret != "p2" {
		t.Errorf("input is %+v", got)
	}
}

func TestDurationOf(t *testing.T) {
	for ms, want := range map[float64]time.Duration{0: 0, 1500: 1500 * time.Millisecond, 0.5: 500 * time.Microsecond, -5: -1, math.Inf(1): 365 * 24 * time.Hour, math.Inf(-1): -1} {
		if got := durationOf(ms); got != want {
			t.Errorf("%v ms is %v, want %v", ms, got, want)
		}
	}
	if got := durationOf(math.NaN()); got != -1 {
		t.Errorf("no number is %v", got)
	}
}

func TestParsedURLTellsTheProblemAsText(t *testing.T) {
	got := parsedURLOf(connect.ParseURL("ada:pw@localhost:8083/connectors"))
	if got.URL != "http://localhost:8083" || got.Username != "ada" || got.Password != "pw" || len(got.Notes) == 0 || got.Problem != "" {
		t.Errorf("%+v", got)
	}
	if got := parsedURLOf(connect.ParseURL("ftp://x")); got.Problem == "" || got.Notes == nil {
		t.Errorf("%+v", got)
	}
}

func TestDraftRowsKnowWhatHappenedElsewhere(t *testing.T) {
	exists := func(_ connect.ProfileID, name string) (there, told bool) { return name == "there", name != "unknown" }
	for _, test := range []struct {
		mode connect.DraftMode
		name string
		note DraftNote
	}{
		{connect.DraftEdit, "there", ""},
		{connect.DraftEdit, "gone", "deleted"},
		{connect.DraftEdit, "unknown", ""},
		{connect.DraftCreate, "gone", ""},
	} {
		if row := draftRowOf(records.Row{Mode: test.mode, Name: test.name}, exists); row.Note != test.note {
			t.Errorf("%s of %s has note %q, want %q", test.mode, test.name, row.Note, test.note)
		}
	}
	for name, taken := range map[string]bool{"there": true, "gone": false, "unknown": false} {
		if row := deletedRowOf(records.DeletedRow{Name: name}, exists); row.NameTaken != taken {
			t.Errorf("%s is taken: %t", name, row.NameTaken)
		}
	}
}
