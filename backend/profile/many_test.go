package profile_test

import (
	"slices"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

func TestAnImportSavesWhatItCan(t *testing.T) {
	b := newFullBench()
	b.save(t, input("taken"))
	first, last := full(), withPassword(input("last"), "pw")
	first.Name, first.SkipVerify = "first", true
	bad := input("bad")
	bad.URL = "ftp://x"
	results := b.SaveAll(t.Context(), []profile.Input{first, input("taken"), bad, last})
	var fields []string
	for _, r := range results {
		fields = append(fields, string(r.Problem.Code)+" "+r.Problem.Field)
	}
	if want := []string{" ", "exists name", "invalid url", " "}; !slices.Equal(fields, want) {
		t.Fatalf("the problems are %q", fields)
	}
	list, err := b.List(t.Context())
	if err != nil || len(list) != 3 || list[1].ID != results[0].Saved.Profile.ID || list[2].Name != "last" {
		t.Errorf("%+v, %v", list, err)
	}
	if p := b.stored(t, results[0].Saved.Profile.ID); p.WayIn != (connect.WayIn{}) || p.SkipVerify {
		t.Errorf("an import brings %+v, checks off: %t", p.WayIn, p.SkipVerify)
	}
	if results[3].Saved.Keyring != profile.KeyringStored || b.secret(t, results[3].Saved.Profile.ID) != "pw" {
		t.Errorf("%+v", results[3])
	}
}

// An import adds clusters; it cannot replace one whose id it names.
func TestAnImportReplacesNothing(t *testing.T) {
	b := newBench()
	saved := b.save(t, input("a"))
	in := profile.Input{View: saved.Profile}
	in.Name = "b"
	if r := b.SaveAll(t.Context(), []profile.Input{in}); r[0].Problem.Code != "" || r[0].Saved.Profile.ID == saved.Profile.ID {
		t.Errorf("%+v", r)
	}
}

func TestMatches(t *testing.T) {
	b := newFullBench()
	b.Kinds = kinds()
	plain := input("plain")
	plain.URL, plain.MoreURLs = "https://one.example:443/base", []string{"http://two.example:8083"}
	managed := input("managed")
	managed.Kind, managed.URL, managed.Scope, managed.Account = "managed", "", "eu-central-1", "dev"
	wayIn := input("way in")
	wayIn.URL, wayIn.WayIn.Command = "http://localhost:{port}", "ssh -L {port}:connect:8083 bastion"
	ids := map[connect.ProfileID]string{}
	for _, in := range []profile.Input{plain, managed, wayIn} {
		ids[b.save(t, in).Profile.ID] = in.Name
	}
	for name, c := range map[string]struct {
		change func(*profile.Input)
		want   string
	}{
		"the same address":       {func(in *profile.Input) { in.URL = "two.example" }, "plain"},
		"a further worker":       {func(in *profile.Input) { in.MoreURLs = []string{"HTTPS://One.example/base/connectors"} }, "plain"},
		"named kind":             {func(in *profile.Input) { in.Kind, in.URL = "plain", "http://two.example:8083" }, "plain"},
		"another path":           {func(in *profile.Input) { in.URL = "https://one.example/other" }, ""},
		"another port":           {func(in *profile.Input) { in.URL = "two.example:8084" }, ""},
		"no address":             {func(in *profile.Input) { in.URL = "${HOST}" }, ""},
		"the port of a way in":   {func(in *profile.Input) { in.URL = "http://localhost:{port}" }, ""},
		"the same scope":         {func(in *profile.Input) { in.Kind, in.Scope, in.Account = "managed", " eu-central-1", "dev" }, "managed"},
		"scope, another account": {func(in *profile.Input) { in.Kind, in.Scope, in.Account = "managed", "eu-central-1", "prod" }, ""},
		"scope, another kind":    {func(in *profile.Input) { in.Scope, in.Account = "eu-central-1", "dev" }, ""},
		"another scope":          {func(in *profile.Input) { in.Kind, in.Scope, in.Account = "managed", "eu-west-1", "dev" }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := input("new")
			in.URL = "http://new.example:8083"
			c.change(&in)
			got, err := b.Matches(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, id := range got {
				names = append(names, ids[id])
			}
			if want := (c.want != ""); len(names) > 1 || (len(names) == 1) != want || want && names[0] != c.want {
				t.Errorf("matches %q, want %q", names, c.want)
			}
		})
	}
	own, err := b.Get(t.Context(), firstOf(ids, "plain"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := b.Matches(t.Context(), profile.Input{View: own}); err != nil || got == nil || len(got) > 0 {
		t.Errorf("a profile matches itself: %v, %v", got, err)
	}
}

func firstOf(ids map[connect.ProfileID]string, name string) connect.ProfileID {
	for id, one := range ids {
		if one == name {
			return id
		}
	}
	return ""
}
