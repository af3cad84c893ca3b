package write

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func production(p *connect.Profile) { p.Environment = connect.EnvProduction }

func sinkConfig() connect.Config {
	return connect.Config{connect.KeyClass: workerfake.Sink, "topics": "a"}
}

// everyChange is one change of every kind.
func everyChange() map[string]worker.Change {
	out := map[string]worker.Change{
		"create": {Name: "new", Action: worker.ActionCreate, Config: sinkConfig()},
		"save":   {Name: "bad", Action: worker.ActionSave, Config: sinkConfig()},
	}
	for _, a := range []worker.Action{worker.ActionPause, worker.ActionResume, worker.ActionStop, worker.ActionRestart, worker.ActionRestartAll, worker.ActionRestartFailed, worker.ActionRestartTask} {
		out[string(a)] = worker.Change{Name: "bad", Action: a}
	}
	for name, c := range out {
		c.Profile = livetest.Home
		out[name] = c
	}
	return out
}

// actionWords is what a person is asked to allow: the words of its button.
var actionWords = map[string]string{
	"create": "create the connector", "save": "save the config", "pause": "pause the connector", "resume": "resume the connector",
	"stop": "stop the connector", "restart": "restart the connector", "restart_all": "restart the connector and its task",
	"restart_failed": "restart 1 failed task", "restart_task": "restart task 0",
}

func TestProductionAsksForEveryChange(t *testing.T) {
	for name, change := range everyChange() {
		t.Run(name, func(t *testing.T) {
			f := workerfake.New("a")
			f.Put("bad", running, failed)
			within(t, f, func(t *testing.T, w *world) {
				w.Edit(production)
				w.Opened(t)
				_, err := w.Do(t.Context(), change)
				asked := connect.AsError(err)
				if connect.CodeOf(err) != connect.CodeConsent || asked.Consent == "" || !strings.Contains(asked.Text, change.Name) || !strings.Contains(asked.Text, "home") {
					t.Fatalf("%+v", asked)
				}
				if asked.Action != actionWords[name] {
					t.Errorf("asks to %q, want %q", asked.Action, actionWords[name])
				}
				if sent := sentTo(f); len(sent) > 0 {
					t.Fatalf("sent %q before it was allowed", sent)
				}
				if err := w.Allow(livetest.Home, asked.Consent, false); err != nil {
					t.Fatal(err)
				}
				if _, err := w.Do(t.Context(), change); err != nil {
					t.Fatalf("allowed, but %v", err)
				}
				sent := len(sentTo(f))
				if _, err := w.Do(t.Context(), change); connect.CodeOf(err) != connect.CodeConsent && connect.CodeOf(err) != connect.CodeExists {
					t.Errorf("a consent counts once: %v", err)
				}
				if len(sentTo(f)) != sent || sent == 0 {
					t.Errorf("sent %q", sentTo(f))
				}
			})
		})
	}
}

func TestAConsentIsForOneChangeAndAShortWhile(t *testing.T) {
	for _, c := range []struct {
		name  string
		wait  time.Duration
		allow connect.ProfileID
		other worker.Change
		code  connect.Code
	}{
		{name: "in time", wait: time.Minute, other: worker.Change{Name: "a", Action: worker.ActionPause}},
		{name: "too late", wait: 3 * time.Minute, other: worker.Change{Name: "a", Action: worker.ActionPause}, code: connect.CodeConsent},
		{name: "another connector", other: worker.Change{Name: "b", Action: worker.ActionPause}, code: connect.CodeConsent},
		{name: "another action", other: worker.Change{Name: "a", Action: worker.ActionStop}, code: connect.CodeConsent},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := workerfake.New("a", "b")
			within(t, f, func(t *testing.T, w *world) {
				w.Edit(production)
				w.Opened(t)
				_, err := w.act(t, "a", worker.ActionPause, 0)
				if err := w.Allow(livetest.Home, connect.AsError(err).Consent, false); err != nil {
					t.Fatal(err)
				}
				livetest.After(c.wait)
				c.other.Profile = livetest.Home
				if _, err := w.Do(t.Context(), c.other); connect.CodeOf(err) != c.code {
					t.Errorf("%v", err)
				}
			})
		})
	}
}

func TestUnlockEndsByTheWallClockAndByHand(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		unlock := func() {
			t.Helper()
			_, err := w.act(t, "a", worker.ActionRestart, 0)
			if err := w.Allow(livetest.Home, connect.AsError(err).Consent, true); err != nil {
				t.Fatal(err)
			}
		}
		locked := func(when string) {
			t.Helper()
			if _, err := w.act(t, "a", worker.ActionRestart, 0); connect.CodeOf(err) != connect.CodeConsent || !w.Unlocked(livetest.Home).Until.IsZero() {
				t.Errorf("%s: %v, %+v", when, err, w.Unlocked(livetest.Home))
			}
		}
		unlock()
		before := w.unlocks
		for range 3 {
			if _, err := w.act(t, "a", worker.ActionRestart, 0); err != nil {
				t.Fatal(err)
			}
		}
		if w.unlocks != before+3 {
			t.Errorf("notified %d times of 3 changes", w.unlocks-before)
		}
		if got := w.Unlocked(livetest.Home); got.Changes != 3 || got.Until.Sub(w.Now()) != 15*time.Minute {
			t.Errorf("%+v", got)
		}
		livetest.After(14 * time.Minute)
		if err := w.Prolong(livetest.Home); err != nil {
			t.Fatal(err)
		}
		livetest.After(14 * time.Minute)
		if _, err := w.act(t, "a", worker.ActionRestart, 0); err != nil {
			t.Errorf("prolonged, but %v", err)
		}
		livetest.After(2 * time.Minute)
		locked("after its time")
		if err := w.Prolong(livetest.Home); connect.CodeOf(err) != connect.CodeConsent {
			t.Errorf("a locked profile was prolonged: %v", err)
		}
		unlock()
		w.Skew.Store(int64(time.Hour)) // the machine slept
		locked("after sleep")
		unlock()
		w.Skew.Store(0) // the clock was set back
		locked("before it was unlocked")
		unlock()
		notified := w.unlocks
		w.Lock(livetest.Home)
		if w.unlocks != notified+1 {
			t.Error("nobody was notified of the lock")
		}
		locked("locked by hand")
		unlock()
		w.Save(t, func(p *connect.Profile) { p.URL = "http://else:1" })
		livetest.After(time.Second)
		locked("at another address")
	})
}

func TestADeleteWantsTheNameAlsoWhileUnlocked(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		_, err := w.act(t, "a", worker.ActionPause, 0)
		if err := w.Allow(livetest.Home, connect.AsError(err).Consent, true); err != nil {
			t.Fatal(err)
		}
		if _, err := w.remove(t, "a", ""); connect.CodeOf(err) != connect.CodeConfirm {
			t.Errorf("without the name: %v", err)
		}
		w.Lock(livetest.Home)
		if out, err := w.remove(t, "a", "a"); err != nil || out.Landed != worker.LandedYes {
			t.Errorf("with the name: %+v, %v", out, err)
		}
	})
}

func TestAConsentToASaveIsForWhatItSends(t *testing.T) {
	changed := sinkConfig()
	changed["topics"] = "others"
	for name, c := range map[string]struct {
		config       connect.Config
		restartTasks bool
		code         connect.Code
	}{
		"the same":            {config: sinkConfig()},
		"another config":      {config: changed, code: connect.CodeConsent},
		"its tasks restarted": {config: sinkConfig(), restartTasks: true, code: connect.CodeConsent},
	} {
		t.Run(name, func(t *testing.T) {
			within(t, workerfake.New("a"), func(t *testing.T, w *world) {
				w.Edit(production)
				w.Opened(t)
				save := worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionSave, Config: sinkConfig()}
				_, err := w.Do(t.Context(), save)
				if err := w.Allow(livetest.Home, connect.AsError(err).Consent, false); err != nil {
					t.Fatal(err)
				}
				save.Config, save.RestartTasks = c.config, c.restartTasks
				if _, err := w.Do(t.Context(), save); connect.CodeOf(err) != c.code {
					t.Errorf("%v", err)
				}
			})
		})
	}
}

func TestAConsentOfAnotherProfileIsNone(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		_, err := w.act(t, "a", worker.ActionPause, 0)
		if err := w.Allow("other", connect.AsError(err).Consent, false); connect.CodeOf(err) != connect.CodeNotFound {
			t.Error(err)
		}
		if err := w.Allow(livetest.Home, "made up", true); connect.CodeOf(err) != connect.CodeNotFound {
			t.Error(err)
		}
		if _, err := w.act(t, "a", worker.ActionPause, 0); connect.CodeOf(err) != connect.CodeConsent {
			t.Error(err)
		}
	})
}

func TestABulkRunAsksOnceForAllItsLines(t *testing.T) {
	f := workerfake.New("a", "b", "c")
	within(t, f, func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		run := Bulk{Profile: livetest.Home, Action: worker.ActionPause, Names: []string{"a", "b", "c"}}
		_, err := w.Bulk(t.Context(), run)
		asked := connect.AsError(err)
		if connect.CodeOf(err) != connect.CodeConsent || !strings.Contains(asked.Text, "pause 3 connectors (a, b, c)") || asked.Action != "pause 3 connectors" {
			t.Fatalf("%v", err)
		}
		if err := w.Allow(livetest.Home, asked.Consent, false); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Bulk(t.Context(), run); err != nil {
			t.Fatal(err)
		}
		livetest.After(2 * time.Minute)
		sent := sentTo(f)
		slices.Sort(sent)
		if fmt.Sprint(sent) != "[pause a pause b pause c]" {
			t.Errorf("sent %q", sent)
		}
	})
}

func TestABulkDelete(t *testing.T) {
	f := workerfake.New("a", "b", "c")
	within(t, f, func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		f.SetConfig("b", nil)
		run := Bulk{Profile: livetest.Home, Action: worker.ActionDelete, Names: []string{"a", "b", "c"}, Typed: "2"}
		if _, err := w.Bulk(t.Context(), run); connect.CodeOf(err) != connect.CodeConfirm {
			t.Fatalf("with another number: %v", err)
		}
		run.Typed = "3"
		id, err := w.Bulk(t.Context(), run)
		if err != nil {
			t.Fatal(err)
		}
		livetest.After(5 * time.Second)
		b, err := w.BulkState(id)
		if err != nil || b.Title != "Deleting 3 connectors" || statesOfLines(b) != "done refused done" || b.EndedAt == 0 {
			t.Errorf("%+v, %v", b, err)
		}
		if !strings.Contains(b.Lines[0].Text, "30 days") || !strings.Contains(b.Lines[1].Text, "Nothing was deleted") {
			t.Errorf("%+v", b.Lines)
		}
		if got := w.recorded(); len(got) != 2 || f.Config("b") == nil || f.Config("a") != nil {
			t.Errorf("stored %q", got)
		}
	})
}
