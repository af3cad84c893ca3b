package app

import (
	"context"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/profile"
	"sluiceway/backend/workbench"
)

// sent reports whether an event about the keyring was sent.
func (r *recorder) sent(state keychain.EventState) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.events {
		if k, ok := e.payload.(KeyringEvent); ok && k.State == state && k.For != "" {
			return true
		}
	}
	return false
}

func (e *echo) input() ProfileInput {
	return ProfileInput{
		View:    ProfileView{Permissions: profile.AllPermissions(), Name: "echo", URL: e.URL, Environment: "dev", Login: "basic", Username: canaryUser, TimeLimit: 10_000},
		Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret(canaryLogin)},
	}
}

type saving struct {
	result SaveResult
	err    error
}

// saveBehind saves a profile while the keyring is blocked, until the page is notified.
func saveBehind(t *testing.T, a *App, events *recorder, input ProfileInput) chan saving {
	t.Helper()
	done := make(chan saving, 1)
	go func() {
		result, err := a.Profiles.Save("", input)
		done <- saving{result, err}
	}()
	until(t, events, "the page is notified that the keyring waits", func() bool { return events.sent("waiting") })
	if view := must[KeyringView](t)(a.Desktop.Keyring("", false)); view.Kind != "waiting" || view.Text == "" {
		t.Errorf("meanwhile: %+v", view)
	}
	return done
}

func TestAPasswordIsStoredForTheSessionAndThenForGood(t *testing.T) {
	worker, keys := startEcho(t), newSlowKeyring()
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: keys})
	release := keys.block()
	done := saveBehind(t, a, events, worker.input())
	if err := a.Desktop.KeyringChoice("", "for ever"); connect.ProblemOf(err).Code != connect.CodeInvalid {
		t.Errorf("another choice: %v", err)
	}
	if err := a.Desktop.KeyringChoice("", "session"); err != nil {
		t.Fatal(err)
	}
	saved := <-done
	if saved.err != nil || saved.result.Keyring != "session" || !saved.result.Profile.Secrets[0].SessionOnly {
		t.Fatalf("saved for the session: %+v", saved)
	}
	id := saved.result.Profile.ID
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the password works without the keyring", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", id)).Phase == "ready"
	})
	if state := must[ClusterState](t)(a.Clusters.State("", id)); state.Keyring != "session" {
		t.Errorf("the page is not notified: %+v", state.Keyring)
	}
	release()
	until(t, events, "the late answer is used", func() bool {
		return keys.holds(canaryLogin) && must[ClusterState](t)(a.Clusters.State("", id)).Keyring == ""
	})
	for _, p := range must[[]ProfileView](t)(a.Profiles.List("")) {
		if p.Secrets[0].SessionOnly {
			t.Errorf("still said to be lost at the end: %+v", p)
		}
	}
}

func TestCancelWhileTheKeyringWaits(t *testing.T) {
	worker, keys := startEcho(t), newSlowKeyring()
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: keys})
	release := keys.block()
	done := saveBehind(t, a, events, worker.input())
	if err := a.Desktop.KeyringChoice("", "cancel"); err != nil {
		t.Fatal(err)
	}
	if saved := <-done; connect.ProblemOf(saved.err).Code != connect.CodeCanceled {
		t.Errorf("cancelled: %+v", saved)
	}
	if list := must[[]ProfileView](t)(a.Profiles.List("")); len(list) != 0 {
		t.Errorf("it was saved all the same: %+v", list)
	}
	asked := keys.asked()
	release() // the keyring finishes what was under way
	until(t, events, "the password that nobody wants is removed again", func() bool { return keys.asked() > asked && !keys.holds(canaryLogin) })
}

// A start does not call the keyring, a cluster that needs it says so, and a late answer
// opens the cluster.
func TestAStartWithABlockedKeyring(t *testing.T) {
	worker, keys := startEcho(t), newSlowKeyring()
	home := t.TempDir()
	a, _ := openAppOn(t, home, workbench.Options{Keyring: keys})
	id := must[SaveResult](t)(a.Profiles.Save("", worker.input())).Profile.ID
	a.shutdown(context.Background())

	asked := keys.asked()
	release := keys.block()
	a, events := openAppOn(t, home, workbench.Options{Keyring: keys})
	boot := must[Boot](t)(a.Desktop.Boot(""))
	must[[]ProfileView](t)(a.Profiles.List(""))
	must[DraftsView](t)(a.Drafts.List(""))
	must[KeyringView](t)(a.Desktop.Keyring("", false))
	until(t, events, "the sandbox is polled", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", box)).Phase == "ready" || open(t, a, box)
	})
	if keys.asked() != asked || len(boot.Clusters) != 2 {
		t.Errorf("the keyring was asked %d times by a start", keys.asked()-asked)
	}
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the page is notified that the keyring waits", func() bool { return events.sent("waiting") })
	until(t, events, "the cluster says so, too", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", id)).Keyring == "waiting"
	})
	if err := a.Desktop.KeyringChoice("", "session"); err != nil {
		t.Fatal(err)
	}
	until(t, events, "the poll ends, and is not a failure", func() bool {
		state := must[ClusterState](t)(a.Clusters.State("", id))
		return state.StartedAt == 0 && state.Problem.Code == connect.CodeKeyringWait && state.FailedAt == 0
	})
	release()
	until(t, events, "the late answer is used", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", id)).Phase == "ready"
	})
}

func open(t *testing.T, a *App, id connect.ProfileID) bool {
	t.Helper()
	must[ClusterState](t)(a.Clusters.Open("", id))
	return false
}
