package app

import (
	"context"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/keychain"
	"sluiceway/backend/workbench"
)

// heard reports whether an event about the keyring was sent.
func (r *recorder) heard(state keychain.EventState) bool {
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
		ProfileView: ProfileView{Name: "echo", URL: e.URL, Environment: "dev", Login: "basic", Username: canaryUser, TimeLimit: 10_000},
		Password:    canaryLogin, PasswordSet: true,
	}
}

type saving struct {
	result SaveResult
	err    error
}

// saveBehind saves a profile while the keyring waits, until the person is told.
func saveBehind(t *testing.T, a *App, events *recorder, input ProfileInput) chan saving {
	t.Helper()
	done := make(chan saving, 1)
	go func() {
		result, err := a.Profiles.Save("", input)
		done <- saving{result, err}
	}()
	until(t, events, "the person is told that the keyring waits", func() bool { return events.heard("waiting") })
	if view := must[KeyringView](t)(a.Desktop.Keyring("", false)); view.State != "waiting" || view.Text == "" {
		t.Errorf("meanwhile: %+v", view)
	}
	return done
}

func TestAPasswordIsKeptForTheSessionAndThenForGood(t *testing.T) {
	worker, kept := startEcho(t), newShelf()
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: kept})
	release := kept.block()
	done := saveBehind(t, a, events, worker.input())
	if err := a.Desktop.KeyringChoice("", "for ever"); connect.ProblemOf(err).Code != connect.CodeInvalid {
		t.Errorf("another choice: %v", err)
	}
	if err := a.Desktop.KeyringChoice("", "session"); err != nil {
		t.Fatal(err)
	}
	saved := <-done
	if saved.err != nil || saved.result.Keyring != "session" || !saved.result.Profile.SessionOnly {
		t.Fatalf("saved for the session: %+v", saved)
	}
	id := saved.result.Profile.ID
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the password works without the keyring", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", id)).Phase == "ready"
	})
	if state := must[ClusterState](t)(a.Clusters.State("", id)); state.Keyring != "session" {
		t.Errorf("the page is not told: %+v", state.Keyring)
	}
	release()
	until(t, events, "the late answer is used", func() bool {
		return kept.holds(canaryLogin) && must[ClusterState](t)(a.Clusters.State("", id)).Keyring == ""
	})
	for _, p := range must[[]ProfileView](t)(a.Profiles.List("")) {
		if p.SessionOnly {
			t.Errorf("still said to be lost at the end: %+v", p)
		}
	}
}

func TestCancelWhileTheKeyringWaits(t *testing.T) {
	worker, kept := startEcho(t), newShelf()
	a, events := openAppOn(t, t.TempDir(), workbench.Options{Keyring: kept})
	release := kept.block()
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
	asked := kept.asked()
	release() // the keyring takes what was under way
	until(t, events, "the password that nobody wants is removed again", func() bool { return kept.asked() > asked && !kept.holds(canaryLogin) })
}

// A start asks the keyring nothing, a cluster that needs it says so, and a late
// answer opens it.
func TestAStartWithABlockedKeyring(t *testing.T) {
	worker, kept := startEcho(t), newShelf()
	home := t.TempDir()
	a, _ := openAppOn(t, home, workbench.Options{Keyring: kept})
	id := must[SaveResult](t)(a.Profiles.Save("", worker.input())).Profile.ID
	a.shutdown(context.Background())

	asked := kept.asked()
	release := kept.block()
	a, events := openAppOn(t, home, workbench.Options{Keyring: kept})
	boot := must[Boot](t)(a.Desktop.Boot(""))
	must[[]ProfileView](t)(a.Profiles.List(""))
	must[DraftsView](t)(a.Drafts.List(""))
	must[KeyringView](t)(a.Desktop.Keyring("", false))
	until(t, events, "the sandbox is looked at", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", box)).Phase == "ready" || open(t, a, box)
	})
	if kept.asked() != asked || len(boot.Clusters) != 2 {
		t.Errorf("the keyring was asked %d times by a start", kept.asked()-asked)
	}
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the person is told that the keyring waits", func() bool { return events.heard("waiting") })
	until(t, events, "the cluster says so, too", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", id)).Keyring == "waiting"
	})
	if err := a.Desktop.KeyringChoice("", "session"); err != nil {
		t.Fatal(err)
	}
	until(t, events, "the look ends, and is no failure", func() bool {
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
