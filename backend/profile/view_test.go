package profile

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
)

// Every field of a profile must survive the way to the page and back.
func TestAViewHasEveryField(t *testing.T) {
	want := connect.Profile{
		ID: "p1", Kind: "apache", Name: "orders", URL: "https://h:1/base", Environment: "eu", Color: 3, Login: connect.LoginBasic, Username: "ada",
		CAFile: "/ca.pem", SkipVerify: true, TimeLimit: 1500 * time.Millisecond, ReadOnly: true, SingleWorker: true,
	}
	text, err := json.Marshal((&Service{}).view(want, nil))
	if err != nil {
		t.Fatal(err)
	}
	var view View
	if err := json.Unmarshal(text, &view); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, Input{View: view}.change().Profile); diff != "" {
		t.Error(diff)
	}
}

// An input can be decoded with a password, but not encoded.
func TestAPasswordIsDecodedButNotEncoded(t *testing.T) {
	var in Input
	if err := json.Unmarshal([]byte(`{"name": "orders", "password": "pw", "passwordSet": true, "copySecret": "p2"}`), &in); err != nil {
		t.Fatal(err)
	}
	if c := in.change(); c.password.Reveal() != "pw" || !c.passwordSet || c.copySecret != "p2" || c.Name != "orders" {
		t.Errorf("%+v", in)
	}
	if text, err := json.Marshal(in); err == nil {
		t.Errorf("encoded as %s", text)
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
