package profile_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/profile/profiletest"
)

// keyringHolds reports whether the keyring contains exactly these passwords.
func (b bench) keyringHolds(want ...string) bool {
	return slices.Equal(slices.Sorted(maps.Values(b.keyring.Stored())), want)
}

func moved(saved profile.Saved, url string) profile.Input {
	edit := profile.Input{View: saved.Profile}
	edit.URL = url
	return edit
}

func TestAFailedEditLeavesTheOldPasswordAtTheOldAddress(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "development"))
	b.store.Fail = func(method string) error {
		if method == "PutProfile" {
			return errors.New("disk full")
		}
		return nil
	}
	if _, err := b.Save(t.Context(), withPassword(moved(saved, "https://production.example"), "production")); err == nil {
		t.Fatal("the failure is not reported")
	}
	b.store.Fail = nil
	if text := b.secret(t, saved.Profile.ID); text != "development" {
		t.Errorf("%s gets the password %q", saved.Profile.URL, text)
	}
	if !b.keyringHolds("development") {
		t.Errorf("the keyring holds %v", b.keyring.Stored())
	}
}

// errKilled is the error of every call after the simulated end of the process.
var errKilled = errors.New("killed")

// mortal counts the writes to store and keyring, and fails from the nth write on.
type mortal struct {
	profile.Store
	profile.Secrets
	left int
}

func (m *mortal) spend() error {
	if m.left--; m.left < 0 {
		return errKilled
	}
	return nil
}

func (m *mortal) PutProfile(ctx context.Context, p connect.Profile) error {
	if err := m.spend(); err != nil {
		return err
	}
	return m.Store.PutProfile(ctx, p)
}

func (m *mortal) DeleteProfile(ctx context.Context, id connect.ProfileID) error {
	if err := m.spend(); err != nil {
		return err
	}
	return m.Store.DeleteProfile(ctx, id)
}

func (m *mortal) MarkSecret(ctx context.Context, name, word string) error {
	if err := m.spend(); err != nil {
		return err
	}
	return m.Store.MarkSecret(ctx, name, word)
}

func (m *mortal) Set(ctx context.Context, name, purpose string, secret connect.Secret) (bool, error) {
	if err := m.spend(); err != nil {
		return false, err
	}
	return m.Secrets.Set(ctx, name, purpose, secret)
}

func (m *mortal) Delete(ctx context.Context, name, purpose string) error {
	if err := m.spend(); err != nil {
		return err
	}
	return m.Secrets.Delete(ctx, name, purpose)
}

func TestAProcessThatEndsAnywhereLeavesAddressAndPasswordTogether(t *testing.T) {
	const newURL = "https://production.example"
	steps := map[string]struct {
		do    func(s *profile.Service, saved profile.Saved) error
		valid map[string][]string // by the address of the profile afterwards: the allowed contents of the keyring after the sweep
	}{
		"edit": {func(s *profile.Service, saved profile.Saved) error {
			_, err := s.Save(t.Context(), withPassword(moved(saved, newURL), "production"))
			return err
		}, map[string][]string{"http://localhost:8083": {"development"}, newURL: {"production"}}},
		"login none": {func(s *profile.Service, saved profile.Saved) error {
			edit := moved(saved, newURL)
			edit.Login = connect.LoginNone
			_, err := s.Save(t.Context(), edit)
			return err
		}, map[string][]string{"http://localhost:8083": {"development"}, newURL: nil}},
		"set to empty": {func(s *profile.Service, saved profile.Saved) error {
			_, err := s.Save(t.Context(), withPassword(moved(saved, newURL), ""))
			return err
		}, map[string][]string{"http://localhost:8083": {"development"}, newURL: nil}},
		"add": {func(s *profile.Service, _ profile.Saved) error {
			_, err := s.Save(t.Context(), withPassword(input("second"), "second"))
			return err
		}, map[string][]string{"http://localhost:8083": {"development", "second"}}},
		"delete": {func(s *profile.Service, saved profile.Saved) error {
			return s.Delete(t.Context(), saved.Profile.ID)
		}, map[string][]string{"http://localhost:8083": {"development"}, "": nil}},
	}
	for name, step := range steps {
		t.Run(name, func(t *testing.T) {
			for n := 0; ; n++ {
				b := newBench()
				saved := b.save(t, withPassword(input("a"), "development"))
				m := &mortal{Store: b.store, Secrets: b.keyring, left: n}
				err := step.do(&profile.Service{Store: m, Secrets: m}, saved)
				if m.left >= 0 {
					if err != nil {
						t.Fatal(err)
					}
					return
				}
				b.checkAfterKill(t, n, step.valid)
			}
		})
	}
}

// checkAfterKill simulates the next start, with the same store and keyring and a sweep.
func (b bench) checkAfterKill(t *testing.T, n int, valid map[string][]string) {
	t.Helper()
	next := bench{Service: &profile.Service{Store: b.store, Secrets: b.keyring}, store: b.store, keyring: b.keyring}
	if err := next.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := next.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	url, named := "", 0
	for _, e := range list {
		url = list[0].URL
		if hasPassword(e) {
			named++
			next.secret(t, e.ID)
		}
	}
	want := valid[url]
	if url == "http://localhost:8083" && len(list) == 1 && len(want) > 1 {
		want = want[:1] // the second one was not added
	}
	if !next.keyringHolds(want...) || named != len(want) {
		t.Errorf("ended before write %d: %s with %v in the keyring, %d in use", n, url, next.keyring.Stored(), named)
	}
	if url != "" && len(want) > 0 {
		if text := next.secret(t, list[0].ID); text != want[0] {
			t.Errorf("ended before write %d: %s gets %q", n, url, text)
		}
	}
	if marks, _ := next.store.SecretMarks(t.Context()); len(marks) > len(list) {
		t.Errorf("ended before write %d: marks are left: %v", n, marks)
	}
}

func TestAnotherAddressNeedsThePasswordAgain(t *testing.T) {
	const old = "https://connect.example:8443/base"
	for url, same := range map[string]bool{
		"https://CONNECT.example:8443/other": true, // same server, other path
		"http://connect.example:8443":        false,
		"https://connect.example":            false,
		"https://connect.example.org:8443":   false,
	} {
		t.Run(url, func(t *testing.T) {
			b := newBench()
			in := withPassword(input("a"), "pw")
			in.URL = old
			saved := b.save(t, in)
			copied := moved(saved, url)
			copied.ID, copied.Name, copied.CopySecret = "", "copy", saved.Profile.ID
			for what, edit := range map[string]profile.Input{"edit": moved(saved, url), "copy": copied} {
				_, secret, err := b.Resolve(t.Context(), edit)
				if ok := err == nil && secret[connect.SecretPassword].Reveal() == "pw"; ok != same {
					t.Errorf("%s: a test of the connection: %v", what, err)
				}
				if !same {
					wantCode(t, err, connect.CodeSecretMissing)
				}
				if _, err := b.Save(t.Context(), edit); (err == nil) != same {
					t.Errorf("%s: a save: %v", what, err)
				}
			}
			if _, secret, err := b.Resolve(t.Context(), withPassword(moved(saved, url), "typed")); err != nil || secret[connect.SecretPassword].Reveal() != "typed" {
				t.Errorf("with the password typed again: %v", err)
			}
		})
	}
}

// swapping saves a new password while the keyring is being called.
type swapping struct {
	*profiletest.Keyring
	once func()
}

func (s *swapping) Get(ctx context.Context, name, purpose string) (connect.Secret, error) {
	if f := s.once; f != nil {
		s.once = nil
		f()
	}
	return s.Keyring.Get(ctx, name, purpose)
}

func TestAPasswordIsReadAgainWhenItWasChangedMeanwhile(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "old"))
	before := b.stored(t, saved.Profile.ID)
	keys := &swapping{Keyring: b.keyring, once: func() { b.save(t, withPassword(profile.Input{View: saved.Profile}, "new")) }}
	s := &profile.Service{Store: b.store, Secrets: keys}
	if secret, err := s.SecretsFor(t.Context(), saved.Profile.ID); err != nil || secret[connect.SecretPassword].Reveal() != "new" {
		t.Errorf("%v", err)
	}
	// A caller with the old profile must never get the new password.
	if secrets, err := s.SecretsOf(t.Context(), before); connect.CodeOf(err) != connect.CodeSecretMissing || len(secrets) > 0 {
		t.Errorf("the old profile gets a password, %v", err)
	}
}

// sweeping sweeps right after the keyring has stored a password.
type sweeping struct {
	*profiletest.Keyring
	sweep func() error
}

func (s *sweeping) Set(ctx context.Context, name, purpose string, secret connect.Secret) (bool, error) {
	session, err := s.Keyring.Set(ctx, name, purpose, secret)
	return session, errors.Join(err, s.sweep())
}

func TestASweepDoesNotAffectASaveInProgress(t *testing.T) {
	b := newBench()
	keys := &sweeping{Keyring: b.keyring}
	b.Service = &profile.Service{Store: b.store, Secrets: keys}
	keys.sweep = func() error { return b.Sweep(t.Context()) }
	saved := b.save(t, withPassword(input("a"), "pw"))
	if text := b.secret(t, saved.Profile.ID); text != "pw" {
		t.Errorf("the password is %q", text)
	}
}

func TestTwoSavesAtOnceLoseNoPassword(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "old"))
	keys := &sweeping{Keyring: b.keyring}
	slow := &profile.Service{Store: b.store, Secrets: keys}
	keys.sweep = func() error {
		keys.sweep = func() error { return nil }
		_, err := b.Save(t.Context(), withPassword(profile.Input{View: saved.Profile}, "first"))
		return err
	}
	_, err := slow.Save(t.Context(), withPassword(profile.Input{View: saved.Profile}, "second"))
	wantCode(t, err, connect.CodeConflict)
	if text := b.secret(t, saved.Profile.ID); text != "first" || !b.keyringHolds("first") {
		t.Errorf("the password is %q, the keyring holds %v", text, b.keyring.Stored())
	}
}

func TestPasswordsAreCounted(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "pw"))
	b.save(t, withPassword(input("empty"), ""))
	b.keyring.None = true
	if err := b.Delete(t.Context(), saved.Profile.ID); err != nil {
		t.Fatal(err)
	}
	if n, err := b.PasswordsStored(t.Context()); n != 1 || err != nil {
		t.Errorf("%d passwords, %v: the deleted one is still in the keyring", n, err)
	}
	if n, err := b.Leftovers(t.Context()); n != 1 || err != nil {
		t.Errorf("%d leftovers, %v", n, err)
	}
}
