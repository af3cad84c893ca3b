package profile

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
)

// every returns a profile with every field set. The entries of secrets are not part of a view.
func every() connect.Profile {
	return connect.Profile{
		ID: "p1", Kind: "apache", Name: "orders", URL: "https://h:1/base", MoreURLs: []string{"https://h:2"}, AdminURL: "https://h:3",
		Scope: "eu-1", Account: "dev", Environment: "eu", Color: 3, Login: connect.LoginOAuth, Username: "ada",
		OAuth: connect.OAuth{
			TokenURL: "https://t", ClientID: "id", Scopes: []string{"a"}, Audience: "aud", Params: []connect.Param{{Name: "p", Value: "v"}},
		},
		Headers: []connect.Header{{Name: "X-A", Value: "1"}, {Name: "X-B", Secret: true}},
		CAFile:  "/ca.pem", ServerName: "name", Pin: "ab", SkipVerify: true, Certificate: connect.Certificate{File: "/c", KeyFile: "/k"},
		Proxy:     connect.Proxy{Mode: connect.ProxyOwn, URL: "http://p:1", Username: "u"},
		WayIn:     connect.WayIn{Command: "ssh {port}", Limit: 3 * time.Second},
		TimeLimit: 1500 * time.Millisecond, Denied: connect.Denied{Edit: true, Offsets: true}, SingleWorker: true, GroupID: "g", OffsetTopic: "o",
	}
}

// Every field of a profile must survive the way to the page and back.
func TestAViewHasEveryField(t *testing.T) {
	want := every()
	fields := reflect.ValueOf(want)
	for i := range fields.NumField() {
		if name := fields.Type().Field(i).Name; fields.Field(i).IsZero() && name != "SecretEntries" {
			t.Errorf("the test does not set %s", name)
		}
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
	if err := json.Unmarshal([]byte(`{"name": "orders", "entered": {"password": "pw"}, "copySecret": "p2", "agreeWayIn": true}`), &in); err != nil {
		t.Fatal(err)
	}
	if c := in.change(); c.entered[connect.SecretPassword].Reveal() != "pw" || c.copySecret != "p2" || c.Name != "orders" || !c.agreeWayIn {
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
