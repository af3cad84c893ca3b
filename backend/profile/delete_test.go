package profile_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

type attached struct {
	b       bench
	deleted []connect.ProfileID
	err     error
}

func (a *attached) CountProfile(context.Context, connect.ProfileID) (drafts, deleted int, err error) {
	return 3, 2, nil
}

func (a *attached) DeleteProfile(ctx context.Context, id connect.ProfileID) error {
	if _, err := a.b.store.Profile(ctx, id); connect.CodeOf(err) != connect.CodeNotFound {
		a.err = errors.New("the profile is still there")
	}
	a.deleted = append(a.deleted, id)
	return a.err
}

func TestDelete(t *testing.T) {
	b := newBench()
	hook := &attached{b: b}
	b.Attached = hook
	id := b.save(t, withPassword(input("a"), "pw")).Profile.ID
	if preview, err := b.DeletePreview(t.Context(), id); preview != (profile.DeletePreview{Drafts: 3, Deleted: 2}) || err != nil {
		t.Errorf("preview is %+v, %v", preview, err)
	}
	if err := b.Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]connect.ProfileID{id}, hook.deleted); diff != "" {
		t.Error(diff)
	}
	if stored := b.keyring.Stored(); len(stored) != 0 {
		t.Error("the password is still in the keyring")
	}
	wantCode(t, b.Delete(t.Context(), id), connect.CodeNotFound)
}

func TestAPasswordIsSweptAfterADeleteWithoutKeyring(t *testing.T) {
	b := newBench()
	id := b.save(t, withPassword(input("a"), "pw")).Profile.ID
	b.keyring.None = true
	if err := b.Delete(t.Context(), id); err != nil {
		t.Fatalf("a dead keyring prevents a delete: %v", err)
	}
	if err := b.Sweep(t.Context()); err == nil {
		t.Error("a sweep without a keyring returned no error")
	}
	b.keyring.None = false
	if err := b.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if stored := b.keyring.Stored(); len(stored) != 0 {
		t.Error("the password is still in the keyring")
	}
	if marks, _ := b.store.SecretMarks(t.Context()); len(marks) != 0 {
		t.Errorf("marks are left: %v", marks)
	}
}

func TestListingDoesNotCallTheKeyring(t *testing.T) {
	b := newBench()
	id := b.save(t, withPassword(input("a"), "pw")).Profile.ID
	asked := b.keyring.Asked
	list, err := b.List(t.Context())
	if err != nil || len(list) != 1 || !hasPassword(list[0]) {
		t.Errorf("%+v, %v", list, err)
	}
	if needs, err := b.NeedsKeyring(t.Context(), id); err != nil || !needs {
		t.Errorf("needs the keyring: %t, %v", needs, err)
	}
	if n, err := b.PasswordsStored(t.Context()); n != 1 || err != nil {
		t.Errorf("%d passwords, %v", n, err)
	}
	if b.keyring.Asked != asked {
		t.Error("the keyring was called")
	}
}

func TestResolveStoresNothing(t *testing.T) {
	b := newBench()
	saved := b.save(t, withPassword(input("a"), "stored"))
	edit := profile.Input{View: saved.Profile}
	edit.URL = "localhost:8083/other"
	p, secret, err := b.Resolve(t.Context(), edit)
	if err != nil || p.URL != "http://localhost:8083/other" || secret[connect.SecretPassword].Reveal() != "stored" {
		t.Errorf("%+v, %v", p, err)
	}
	_, secret, err = b.Resolve(t.Context(), withPassword(edit, "typed"))
	if err != nil || secret[connect.SecretPassword].Reveal() != "typed" {
		t.Errorf("the typed password is not used: %v", err)
	}
	if _, _, err := b.Resolve(t.Context(), withPassword(input(""), "typed")); err != nil {
		t.Error(err)
	}
	if list, _ := b.List(t.Context()); len(list) != 1 || list[0].URL != saved.Profile.URL {
		t.Error("a test of a connection saved something")
	}
	if text := b.secret(t, saved.Profile.ID); text != "stored" {
		t.Errorf("the password became %q", text)
	}
}

func TestNoPasswordInErrors(t *testing.T) {
	b := newBench()
	const canary = "canary-Xy9-password"
	in := withPassword(input(""), canary)
	in.URL = "http://user:" + canary + "@host:bad/"
	_, err := b.Save(t.Context(), in)
	if err == nil || bytes.Contains([]byte(err.Error()), []byte(canary)) {
		t.Errorf("the error is %v", err)
	}
}
