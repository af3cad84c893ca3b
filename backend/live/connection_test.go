package live_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func connection(t *testing.T, w *livetest.World) worker.Connection {
	t.Helper()
	conn, err := w.Connection(t.Context(), livetest.Home)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// A connection is replaced when what it was made with changes, and only then.
func TestTheGenerationGrowsWithWhatAConnectionIsMadeOf(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, w *livetest.World)
		grows  bool
	}{
		{"renamed", func(t *testing.T, w *livetest.World) { w.Save(t, func(p *connect.Profile) { p.Name = "other" }) }, false},
		{"another colour", func(t *testing.T, w *livetest.World) { w.Save(t, func(p *connect.Profile) { p.Color = 3 }) }, false},
		{"read-only", func(t *testing.T, w *livetest.World) {
			w.Save(t, func(p *connect.Profile) { p.Denied = connect.DeniedAll() })
		}, true},
		{"a permission", func(t *testing.T, w *livetest.World) {
			w.Save(t, func(p *connect.Profile) { p.Denied.Delete = true })
		}, false},
		{"an offset topic", func(t *testing.T, w *livetest.World) {
			w.Save(t, func(p *connect.Profile) { p.OffsetTopic = "connect-offsets" })
		}, false},
		{"a group id", func(t *testing.T, w *livetest.World) {
			w.Save(t, func(p *connect.Profile) { p.GroupID = "connect-orders" })
		}, false},
		{"production", func(t *testing.T, w *livetest.World) {
			w.Save(t, func(p *connect.Profile) { p.Environment = connect.EnvProduction })
		}, false},
		{"another address", func(t *testing.T, w *livetest.World) { w.Save(t, func(p *connect.Profile) { p.URL = "http://else:1" }) }, true},
		{"another user", func(t *testing.T, w *livetest.World) { w.Save(t, func(p *connect.Profile) { p.Username = "u" }) }, true},
		{"another time limit", func(t *testing.T, w *livetest.World) {
			w.Save(t, func(p *connect.Profile) { p.TimeLimit = time.Minute })
		}, true},
		{"another password", func(t *testing.T, w *livetest.World) { w.SetPassword(t, "other") }, true},
		{"another version", func(_ *testing.T, w *livetest.World) {
			w.Fakes[livetest.Home].SetVersion("4.4.0")
			livetest.After(6 * time.Minute)
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			livetest.Within(t, livetest.One(workerfake.New("a")), func(t *testing.T, w *livetest.World) {
				w.Opened(t)
				before := connection(t, w)
				c.change(t, w)
				synctest.Wait()
				after := connection(t, w)
				if grew := after.Generation > before.Generation; grew != c.grows {
					t.Errorf("generation %d, then %d", before.Generation, after.Generation)
				}
				if p, err := w.Profile(livetest.Home); err != nil || !after.Profile.Equal(p) {
					t.Errorf("the connection has the profile %+v, the live view %+v, %v", after.Profile, p, err)
				}
			})
		})
	}
}

// Saving a colour or a password must not make the features of the cluster unknown.
func TestASavedProfileKeepsItsFeatures(t *testing.T) {
	livetest.Within(t, livetest.One(workerfake.New("a")), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		w.Save(t, func(p *connect.Profile) { p.Color = 5 })
		w.SetPassword(t, "other")
		synctest.Wait()
		conn := connection(t, w)
		if !conn.Features().Known() || !conn.Features().Can(worker.Stop) {
			t.Error("after a save nobody asked the new connection what the cluster can do")
		}
	})
}

func TestADeletedProfileHasNoConnection(t *testing.T) {
	livetest.Within(t, livetest.One(workerfake.New("a")), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		w.Forget(t)
		if _, err := w.Connection(t.Context(), livetest.Home); connect.CodeOf(err) != connect.CodeNotFound {
			t.Error(err)
		}
		if _, ok := w.Peek(livetest.Home); ok {
			t.Error("there is something to peek at")
		}
	})
}

// A password that changes while a connection is made with the old one.
func TestAWorkerMadeWithAnOldPasswordIsDropped(t *testing.T) {
	livetest.Within(t, livetest.One(workerfake.New("a")), func(t *testing.T, w *livetest.World) {
		f := w.Fakes[livetest.Home]
		var used []string
		w.OnDial = func(_ connect.Profile, secrets connect.Secrets) (worker.Worker, error) {
			used = append(used, secrets[connect.SecretPassword].Reveal())
			if len(used) == 1 {
				w.SetPassword(t, "new")
			}
			return f, nil
		}
		if err := w.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		conn := connection(t, w)
		if !slices.Equal(used, []string{"hunter2", "new"}) || conn.Generation != 2 {
			t.Errorf("dialed with %q, generation %d", used, conn.Generation)
		}
	})
}

// The probe only explains a failure; it must not delay a corrected address.
func TestAProbeEndsWhenThereIsSomethingBetterToDo(t *testing.T) {
	for name, act := range map[string]func(t *testing.T, w *livetest.World){
		"refresh":         func(t *testing.T, w *livetest.World) { _ = w.Refresh(t.Context(), livetest.Home) },
		"another address": func(t *testing.T, w *livetest.World) { w.Save(t, func(p *connect.Profile) { p.URL = "http://else:1" }) },
	} {
		t.Run(name, func(t *testing.T) {
			f := workerfake.New("a")
			livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
				failing(f, livetest.Refused())
				w.OnProbe = func(ctx context.Context) { <-ctx.Done() }
				w.Opened(t)
				polls := f.Count("statuses")
				f.OnCall(nil)
				begun := time.Now()
				act(t, w)
				synctest.Wait()
				if f.Count("statuses") == polls || time.Since(begun) > time.Second {
					t.Errorf("polled %d times after %v", f.Count("statuses")-polls, time.Since(begun))
				}
			})
		})
	}
}

// After two saves at once, the list of profiles that was read last counts.
func TestConcurrentSyncsLoseNoProfile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		profiles := []connect.Profile{{ID: "a", URL: "http://a:1"}}
		reads := 0
		s := live.New(live.Deps{
			Dial:    func(connect.Profile, connect.Secrets) (worker.Worker, error) { return workerfake.New(), nil },
			Secrets: func(context.Context, connect.ProfileID) (connect.Secrets, error) { return nil, nil },
			Profiles: func(context.Context) ([]connect.Profile, error) {
				mu.Lock()
				read := slices.Clone(profiles)
				reads++
				slow := reads == 2
				mu.Unlock()
				if slow {
					time.Sleep(time.Second) // an older list arrives late
				}
				return read, nil
			},
		})
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		go func() { _ = s.Sync(t.Context()) }()
		synctest.Wait()
		mu.Lock()
		profiles = append(profiles, connect.Profile{ID: "b", URL: "http://b:1"})
		mu.Unlock()
		if err := s.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Second)
		if _, ok := s.Peek("b"); !ok {
			t.Error("the new cluster has disappeared")
		}
	})
}

// What was read at an old address says nothing about the new one.
func TestAnAnswerOfTheOldAddressIsDropped(t *testing.T) {
	f := workerfake.New("old")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		conn := connection(t, w)
		f.Drop("old")
		w.Save(t, func(p *connect.Profile) { p.URL = "http://else:1" })
		w.Marks().Observe(conn, "old", workerfake.StatusOf("old", connect.StateRunning))
		synctest.Wait()
		if page, err := w.Rows(livetest.Home, 0, 0); err != nil || len(page.Rows) != 0 {
			t.Errorf("%+v, %v", page.Rows, err)
		}
	})
}

func TestManyWorkersAreListedInLinearTime(t *testing.T) {
	f := workerfake.New("a")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		s := workerfake.StatusOf("a", connect.StateRunning)
		for i := range 200_000 {
			s.Tasks = append(s.Tasks, connect.TaskStatus{ID: i, State: connect.StateRunning, WorkerID: fmt.Sprintf("w%d:8083", (i*7919)%200_000)})
		}
		f.PutStatus(s)
		w.Opened(t)
		st := w.Head(t, livetest.Home)
		if len(st.Workers) != 1000 || !slices.IsSorted(st.Workers) {
			t.Errorf("%d workers are listed", len(st.Workers))
		}
	})
}

func TestAConnectorWithoutANameIsNotListed(t *testing.T) {
	f := workerfake.New("a", "")
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		if st := w.Head(t, livetest.Home); st.Total != 1 {
			t.Errorf("%d connectors", st.Total)
		}
	})
}

// A read that failed does not mean that there are no passwords: until the plugin
// has answered, every value of the config is masked.
func TestUnreadDefinitionsMaskEverything(t *testing.T) {
	f := workerfake.New()
	f.Put("a", connect.StateRunning, connect.StateFailed)
	config := f.Config("a")
	config["pin"], config["region"] = "0815-canary", "eu-central"
	f.SetConfig("a", config)
	s := workerfake.StatusOf("a", connect.StateRunning, connect.StateFailed)
	s.Tasks[0].Trace = workerfake.Trace("org.example.Login", "0815-canary was refused in eu-central")
	f.PutStatus(s)
	livetest.Within(t, livetest.One(f), func(t *testing.T, w *livetest.World) {
		f.OnCall(func(_ context.Context, call string) error {
			if call == "definitions "+workerfake.Sink {
				return connect.Errorf(connect.CodeTimeout, "No answer.")
			}
			return nil
		})
		w.Opened(t)
		if got := w.Row(t, "a").CauseText; got != "•••••••• was refused in ••••••••" {
			t.Errorf("while they are not known: %q", got)
		}
		f.OnCall(nil)
		livetest.After(90 * time.Second)
		if got := w.Row(t, "a").CauseText; got != "•••••••• was refused in eu-central" {
			t.Errorf("once they are: %q", got)
		}
	})
}
