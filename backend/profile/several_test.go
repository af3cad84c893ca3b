package profile_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/wayin"
)

const xKey = connect.SecretHeader + "X-Key"

// full is an input with every secret but the token, which excludes the client secret.
func full() profile.Input {
	in := input("a")
	in.URL, in.MoreURLs, in.AdminURL = "https://one:8083", []string{"https://two:8083"}, "https://one:9083"
	in.Login, in.Username = connect.LoginOAuth, ""
	in.OAuth.TokenURL, in.OAuth.ClientID = "https://login.example/token", "orders"
	in.Headers = []connect.Header{{Name: "X-Key", Secret: true}, {Name: "X-Team", Value: "orders"}}
	in.Proxy = profile.Proxy{Mode: connect.ProxyOwn, URL: "http://proxy:3128", Username: "ada"}
	in.WayIn.Command = "ssh -L {port}:connect:8083 bastion"
	in.AgreeWayIn = true
	in.CAFile, in.Certificate.File = "/ca.jks", "/client.p12"
	in.Entered = connect.Secrets{}
	for _, key := range fullKeys {
		in.Entered[key] = connect.NewSecret("secret of " + string(key))
	}
	return in
}

var fullKeys = []connect.SecretKey{connect.SecretClientSecret, xKey, connect.SecretKeyStore, connect.SecretTrustStore, connect.SecretProxy}

func newFullBench() bench {
	b := newBench()
	b.ReadFile = func(string) ([]byte, error) { return []byte("\xfe\xed\xfe\xed"), nil }
	b.CheckWayIn = func(command string) error {
		_, err := wayin.Split(command)
		return err
	}
	return b
}

func (b bench) wantSecrets(t *testing.T, id connect.ProfileID, want ...connect.SecretKey) {
	t.Helper()
	secrets, err := b.SecretsFor(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range want {
		if secrets[key].Reveal() != "secret of "+string(key) {
			t.Errorf("%s is %q", key, secrets[key].Reveal())
		}
	}
	if len(secrets) != len(want) || len(b.keyring.Stored()) != len(want) {
		t.Errorf("%d secrets and %d entries, want %d", len(secrets), len(b.keyring.Stored()), len(want))
	}
}

func TestEachSecretHasItsOwnEntry(t *testing.T) {
	b := newFullBench()
	saved := b.save(t, full())
	b.wantSecrets(t, saved.Profile.ID, fullKeys...)
	for _, s := range saved.Profile.Secrets {
		if !s.Stored || s.SessionOnly {
			t.Errorf("%+v", s)
		}
	}
	// One new secret replaces one entry.
	before := b.stored(t, saved.Profile.ID).SecretEntries
	edit := profile.Input{View: saved.Profile, Entered: connect.Secrets{xKey: connect.NewSecret("secret of " + string(xKey))}}
	b.save(t, edit)
	after := b.stored(t, saved.Profile.ID).SecretEntries
	for key, entry := range before {
		if (after[key] == entry) == (key == xKey) {
			t.Errorf("%s is in %s, and was in %s", key, after[key], entry)
		}
	}
	b.wantSecrets(t, saved.Profile.ID, fullKeys...)
	// A removed one is deleted, and so is one that the profile has no room for any more.
	edit.Entered = connect.Secrets{connect.SecretTrustStore: connect.NewSecret("")}
	edit.Proxy = profile.Proxy{}
	view := b.save(t, edit).Profile
	if len(b.keyring.Stored()) != 3 || len(view.Secrets) != 4 {
		t.Errorf("%d entries, %+v", len(b.keyring.Stored()), view.Secrets)
	}
}

func TestACopyHasEverySecretAndAgreesToNoCommand(t *testing.T) {
	b := newFullBench()
	saved := b.save(t, full())
	if !saved.Profile.WayIn.Agreed {
		t.Fatal("the way in was agreed to")
	}
	in := profile.Input{View: saved.Profile, CopySecret: saved.Profile.ID}
	in.ID, in.Name = "", "copy"
	saved2 := b.save(t, in)
	if saved2.Profile.WayIn.Agreed {
		t.Error("nobody has read the command of the copy")
	}
	if err := b.Delete(t.Context(), saved.Profile.ID); err != nil {
		t.Fatal(err)
	}
	b.wantSecrets(t, saved2.Profile.ID, fullKeys...)
}

func TestAWayInIsAgreedToCommandByCommand(t *testing.T) {
	b := newFullBench()
	in := input("a")
	in.Login = connect.LoginNone
	in.WayIn.Command = "ssh -L {port}:connect:8083 bastion"
	in.WayIn.Agreed = true // the page cannot say so in passing
	saved := b.save(t, in)
	if saved.Profile.WayIn.Agreed {
		t.Fatal("agreed without a word")
	}
	edit := profile.Input{View: saved.Profile, AgreeWayIn: true}
	if saved = b.save(t, edit); !saved.Profile.WayIn.Agreed {
		t.Fatal("not agreed")
	}
	if saved = b.save(t, profile.Input{View: saved.Profile}); !saved.Profile.WayIn.Agreed {
		t.Error("an edit of something else takes the agreement back")
	}
	edit = profile.Input{View: saved.Profile}
	edit.WayIn.Command += " -v"
	if tested, _, err := b.Resolve(t.Context(), edit); err != nil || tested.WayIn.MayStart() {
		t.Errorf("a test starts another command: %v", err)
	}
	if saved = b.save(t, edit); saved.Profile.WayIn.Agreed {
		t.Error("another command is agreed to")
	}
	edit.WayIn.Command = "ssh -L {port}:connect:8083 bastion"
	if saved = b.save(t, edit); saved.Profile.WayIn.Agreed {
		t.Error("the first command again is agreed to")
	}
}

func TestASecretIsEnteredAgainWhereItsPlaceGrew(t *testing.T) {
	again := func(keys ...connect.SecretKey) []connect.SecretKey { return keys }
	tests := map[string]struct {
		change func(*profile.Input)
		again  []connect.SecretKey
	}{
		"another name":          {func(in *profile.Input) { in.Name = "b" }, nil},
		"a worker less":         {func(in *profile.Input) { in.MoreURLs = nil }, nil},
		"another path":          {func(in *profile.Input) { in.MoreURLs = []string{"https://two:8083/base"} }, nil},
		"the workers swapped":   {func(in *profile.Input) { in.URL, in.MoreURLs = "https://two:8083", []string{"https://one:8083"} }, nil},
		"a further worker":      {func(in *profile.Input) { in.MoreURLs = append(in.MoreURLs, "https://three:8083") }, again(xKey)},
		"another admin address": {func(in *profile.Input) { in.AdminURL = "https://admin:8083" }, again(xKey)},
		"plain http":            {func(in *profile.Input) { in.URL = "http://one:8083" }, again(xKey)},
		"another way in":        {func(in *profile.Input) { in.WayIn.Command += " -v" }, again(xKey)},
		"another token address": {func(in *profile.Input) { in.OAuth.TokenURL = "https://login.example.org/token" }, again(connect.SecretClientSecret)},
		"another token path":    {func(in *profile.Input) { in.OAuth.TokenURL += "/v2" }, nil},
		"another proxy":         {func(in *profile.Input) { in.Proxy.URL = "http://proxy:3129" }, again(connect.SecretProxy)},
		"another truststore":    {func(in *profile.Input) { in.CAFile = "/other.jks" }, again(connect.SecretTrustStore)},
		"another certificate":   {func(in *profile.Input) { in.Certificate.File = "/other.p12" }, again(connect.SecretKeyStore)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := newFullBench()
			saved := b.save(t, full())
			edit := profile.Input{View: saved.Profile, Entered: connect.Secrets{}}
			test.change(&edit)
			for _, key := range test.again {
				for what, try := range map[string]func() error{
					"save": func() error { _, err := b.Save(t.Context(), edit); return err },
					"test": func() error { _, _, err := b.Resolve(t.Context(), edit); return err },
				} {
					err := try()
					wantCode(t, err, connect.CodeSecretMissing)
					if field := connect.ProblemOf(err).Field; field != "secrets."+string(key) {
						t.Errorf("%s: the problem is at %q, want %s", what, field, key)
					}
				}
				edit.Entered[key] = connect.NewSecret("secret of " + string(key))
			}
			if _, err := b.Save(t.Context(), edit); err != nil {
				t.Fatal(err)
			}
			b.wantSecrets(t, saved.Profile.ID, fullKeys...)
		})
	}
}

func TestAProcessThatEndsAnywhereLeavesSeveralSecretsTogether(t *testing.T) {
	two := func(url, text string) profile.Input {
		in := withPassword(input("a"), "password "+text)
		in.URL = url
		in.Headers = []connect.Header{{Name: "X-Key", Secret: true}}
		in.Entered[xKey] = connect.NewSecret("header " + text)
		return in
	}
	for n := 0; ; n++ {
		b := newBench()
		saved := b.save(t, two("http://old:8083", "old"))
		m := &mortal{Store: b.store, Secrets: b.keyring, left: n}
		edit := two("http://new:8083", "new")
		edit.ID = saved.Profile.ID
		_, err := (&profile.Service{Store: m, Secrets: m}).Save(t.Context(), edit)
		if m.left >= 0 {
			if err != nil {
				t.Fatal(err)
			}
			return
		}
		if err := b.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		p := b.stored(t, saved.Profile.ID)
		want := strings.TrimSuffix(strings.TrimPrefix(p.URL, "http://"), ":8083")
		secrets, err := b.SecretsFor(t.Context(), p.ID)
		if err != nil || secrets[connect.SecretPassword].Reveal() != "password "+want || secrets[xKey].Reveal() != "header "+want {
			t.Errorf("ended before write %d: %s gets %q and %q, %v", n, p.URL, secrets[connect.SecretPassword].Reveal(), secrets[xKey].Reveal(), err)
		}
		if held := slices.Sorted(maps.Values(b.keyring.Stored())); !slices.Equal(held, []string{"header " + want, "password " + want}) {
			t.Errorf("ended before write %d: %s, and the keyring holds %q", n, p.URL, held)
		}
	}
}

func TestAFailedSecondSecretLeavesNeither(t *testing.T) {
	b := newBench()
	calls := 0
	b.store.Fail = func(method string) error {
		if method == "MarkSecret" {
			if calls++; calls == 2 {
				return errors.New("disk full")
			}
		}
		return nil
	}
	in := withPassword(input("a"), "pw")
	in.Headers = []connect.Header{{Name: "X-Key", Secret: true}}
	in.Entered[xKey] = connect.NewSecret("key")
	if _, err := b.Save(t.Context(), in); err == nil {
		t.Fatal("the failure is not reported")
	}
	if list, err := b.List(t.Context()); err != nil || len(list) > 0 || len(b.keyring.Stored()) > 0 {
		t.Errorf("%d profiles and %d entries are left, %v", len(list), len(b.keyring.Stored()), err)
	}
}

func TestATokenCannotBeEmpty(t *testing.T) {
	b := newBench()
	in := input("a")
	in.Login, in.Entered = connect.LoginBearer, connect.Secrets{connect.SecretToken: connect.NewSecret("")}
	saved := b.save(t, in)
	_, err := b.SecretsFor(t.Context(), saved.Profile.ID)
	wantCode(t, err, connect.CodeSecretMissing)
}
