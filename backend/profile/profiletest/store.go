// Package profiletest has conformance suites for the interfaces of package profile, and
// implementations in memory.
package profiletest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// Full returns a profile with every field set.
func Full(id connect.ProfileID, name string) connect.Profile {
	return connect.Profile{
		ID: id, Name: name, URL: "https://connect.example:8443/base", Environment: "lab", Color: 5,
		MoreURLs: []string{"https://connect-2.example:8443/base"}, AdminURL: "https://connect.example:9443", Kind: "some", Scope: "eu-1", Account: "orders",
		Login: connect.LoginOAuth, Username: "admin", CAFile: "/etc/ssl/ca.pem", ServerName: "connect", Pin: "ab01", SkipVerify: true,
		OAuth: connect.OAuth{
			TokenURL: "https://login.example/token", ClientID: "orders", Scopes: []string{"read", "write"}, Audience: "connect",
			Params: []connect.Param{{Name: "resource", Value: "kafka"}},
		},
		Headers:       []connect.Header{{Name: "X-Team", Value: "orders"}, {Name: "X-Key", Secret: true}},
		Certificate:   connect.Certificate{File: "/etc/ssl/client.pem", KeyFile: "/etc/ssl/client.key"},
		Proxy:         connect.Proxy{Mode: connect.ProxyOwn, URL: "http://proxy.example:3128", Username: "ada"},
		WayIn:         connect.WayIn{Command: "ssh -N -L {port}:connect:8083 bastion", Agreed: "ssh -N -L {port}:connect:8083 bastion", Limit: 20 * time.Second},
		SecretEntries: map[connect.SecretKey]string{connect.SecretClientSecret: "profile/a/1", connect.SecretHeader + "X-Key": "profile/a/2"},
		TimeLimit:     25 * time.Second, Denied: connect.Denied{Create: true, Delete: true, Offsets: true}, SingleWorker: true,
		GroupID: "connect-orders", OffsetTopic: "connect-offsets",
	}
}

// RunStore runs the suite for profile.Store. open returns an empty store.
func RunStore(t *testing.T, open func(t *testing.T) profile.Store) {
	t.Helper()
	t.Run("a profile is stored completely", func(t *testing.T) {
		s := open(t)
		want := Full("a", "orders — ü")
		must(t, s.PutProfile(t.Context(), want))
		got, err := s.Profile(t.Context(), "a")
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("not found", func(t *testing.T) {
		s := open(t)
		_, err := s.Profile(t.Context(), "a")
		wantCode(t, err, connect.CodeNotFound)
		wantCode(t, s.DeleteProfile(t.Context(), "a"), connect.CodeNotFound)
		wantOrder(t, s)
	})
	t.Run("order", func(t *testing.T) { runOrder(t, open(t)) })
	t.Run("marks", func(t *testing.T) { runMarks(t, open(t)) })
	t.Run("a cancelled context", func(t *testing.T) { runEnded(t, open(t)) })
	t.Run("concurrent use", func(t *testing.T) { runMany(t, open(t)) })
}

func runOrder(t *testing.T, s profile.Store) {
	t.Helper()
	ctx := t.Context()
	for _, id := range []connect.ProfileID{"c", "a", "b"} {
		must(t, s.PutProfile(ctx, Full(id, string(id))))
	}
	wantOrder(t, s, "c", "a", "b")

	must(t, s.PutProfile(ctx, Full("a", "renamed"))) // replaces without moving
	wantOrder(t, s, "c", "a", "b")

	must(t, s.OrderProfiles(ctx, []connect.ProfileID{"b", "gone", "c", "b"}))
	wantOrder(t, s, "b", "c", "a")

	must(t, s.DeleteProfile(ctx, "c"))
	wantOrder(t, s, "b", "a")

	must(t, s.PutProfile(ctx, Full("c", "c"))) // a new one: at the end
	wantOrder(t, s, "b", "a", "c")
}

func runMarks(t *testing.T, s profile.Store) {
	t.Helper()
	ctx := t.Context()
	must(t, s.MarkSecret(ctx, "x", "kept"))
	must(t, s.MarkSecret(ctx, "y", "orphan"))
	must(t, s.MarkSecret(ctx, "x", "session"))
	must(t, s.MarkSecret(ctx, "z", ""))
	marks, err := s.SecretMarks(ctx)
	must(t, err)
	if want := map[string]string{"x": "session", "y": "orphan"}; !maps.Equal(want, marks) {
		t.Errorf("marks are %v, want %v", marks, want)
	}
	must(t, s.MarkSecret(ctx, "x", ""))
	marks, err = s.SecretMarks(ctx)
	must(t, err)
	if want := map[string]string{"y": "orphan"}; !maps.Equal(want, marks) {
		t.Errorf("marks are %v, want %v", marks, want)
	}
}

func runEnded(t *testing.T, s profile.Store) {
	t.Helper()
	must(t, s.PutProfile(t.Context(), Full("a", "a")))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, listErr := s.Profiles(ended)
	_, getErr := s.Profile(ended, "a")
	_, marksErr := s.SecretMarks(ended)
	for what, err := range map[string]error{
		"Profiles": listErr, "Profile": getErr, "SecretMarks": marksErr,
		"PutProfile": s.PutProfile(ended, Full("b", "b")), "DeleteProfile": s.DeleteProfile(ended, "a"),
		"OrderProfiles": s.OrderProfiles(ended, nil), "MarkSecret": s.MarkSecret(ended, "x", "kept"),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want a cancelled context", what, err)
		}
	}
	wantOrder(t, s, "a")
}

func runMany(t *testing.T, s profile.Store) {
	t.Helper()
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			id := connect.ProfileID(fmt.Sprint("p", i))
			if err := s.PutProfile(t.Context(), Full(id, string(id))); err != nil {
				t.Error(err)
			}
			if _, err := s.Profiles(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	all, err := s.Profiles(t.Context())
	must(t, err)
	if len(all) != 8 {
		t.Errorf("%d profiles, want 8", len(all))
	}
}

func wantOrder(t *testing.T, s profile.Store, want ...connect.ProfileID) {
	t.Helper()
	all, err := s.Profiles(t.Context())
	must(t, err)
	var got []connect.ProfileID
	for _, p := range all {
		got = append(got, p.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t *testing.T, err error, code connect.Code) {
	t.Helper()
	if connect.CodeOf(err) != code {
		t.Errorf("error %v has code %q, want %q", err, connect.CodeOf(err), code)
	}
}
