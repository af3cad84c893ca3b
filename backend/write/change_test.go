package write

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

// A profile may change while a run is under way: what it allows now counts.
func TestAProfileChangesDuringABulkRun(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, w *world)
		want   string
	}{
		{"renamed", func(t *testing.T, w *world) { w.Save(t, func(p *connect.Profile) { p.Name = "other" }) }, "done done done"},
		{"another password", func(t *testing.T, w *world) { w.SetPassword(t, "other") }, "done done done"},
		{"read-only", func(t *testing.T, w *world) { w.Save(t, func(p *connect.Profile) { p.Denied = connect.DeniedAll() }) }, "done done refused"},
		{"another address", func(t *testing.T, w *world) { w.Save(t, func(p *connect.Profile) { p.URL = "http://else:1" }) }, "done done canceled"},
		{"deleted", func(t *testing.T, w *world) { w.World.Forget(t) }, "done done canceled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := workerfake.New("a", "b", "c")
			within(t, f, func(t *testing.T, w *world) {
				w.Opened(t)
				id, err := w.Bulk(t.Context(), Bulk{Profile: livetest.Home, Action: worker.ActionPause, Names: []string{"a", "b", "c"}})
				if err != nil {
					t.Fatal(err)
				}
				livetest.After(100 * time.Millisecond) // two are followed, one is queued
				c.change(t, w)
				f.Put("a", connect.StatePaused, connect.StatePaused)
				f.Put("b", connect.StatePaused, connect.StatePaused)
				livetest.After(time.Second)
				f.Put("c", connect.StatePaused, connect.StatePaused)
				livetest.After(time.Minute)
				b, err := w.BulkState(id)
				if err != nil || statesOfLines(b) != c.want || b.EndedAt == 0 {
					t.Errorf("%+v, %v", b, err)
				}
				if sent := f.Count("pause c"); sent != map[bool]int{true: 1, false: 0}[c.want == "done done done"] {
					t.Errorf("pause c was sent %d times", sent)
				}
			})
		})
	}
}

// A follow asks for the connection at each check, so that it goes on with the
// new password and ends where the cluster is another one.
func TestAProfileChangesDuringAFollow(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T, w *world)
		want   FollowState
	}{
		{"renamed", func(t *testing.T, w *world) { w.Save(t, func(p *connect.Profile) { p.Name = "other" }) }, FollowSettled},
		{"read-only", func(t *testing.T, w *world) { w.Save(t, func(p *connect.Profile) { p.Denied = connect.DeniedAll() }) }, FollowSettled},
		{"another password", func(t *testing.T, w *world) { w.SetPassword(t, "other") }, FollowSettled},
		{"another address", func(t *testing.T, w *world) { w.Save(t, func(p *connect.Profile) { p.URL = "http://else:1" }) }, FollowStopped},
		{"deleted", func(t *testing.T, w *world) { w.World.Forget(t) }, FollowStopped},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := workerfake.New("a")
			within(t, f, func(t *testing.T, w *world) {
				w.Opened(t)
				if _, err := w.act(t, "a", worker.ActionPause, 0); err != nil {
					t.Fatal(err)
				}
				follow := w.follow(livetest.Home, "a")
				c.change(t, w)
				f.Put("a", connect.StatePaused, connect.StatePaused)
				livetest.After(20 * time.Second)
				follow.mu.Lock()
				defer follow.mu.Unlock()
				if follow.state != c.want {
					t.Errorf("%s", follow.state)
				}
			})
		})
	}
}

// The line of a follow that is not seen to its end does not settle for ever.
func TestABulkLineEndsWithItsFollow(t *testing.T) {
	for name, end := range map[string]func(t *testing.T, w *world, f *workerfake.Fake){
		"the connector vanishes": func(_ *testing.T, _ *world, f *workerfake.Fake) { f.Drop("a") },
		"another action": func(t *testing.T, w *world, _ *workerfake.Fake) {
			if _, err := w.act(t, "a", worker.ActionResume, 0); err != nil {
				t.Fatal(err)
			}
		},
		"not followed any more": func(_ *testing.T, w *world, _ *workerfake.Fake) { w.StopFollowing(livetest.Home, "a") },
	} {
		t.Run(name, func(t *testing.T) {
			f := workerfake.New("a")
			within(t, f, func(t *testing.T, w *world) {
				w.Opened(t)
				id, err := w.Bulk(t.Context(), Bulk{Profile: livetest.Home, Action: worker.ActionPause, Names: []string{"a"}})
				if err != nil {
					t.Fatal(err)
				}
				livetest.After(time.Second)
				end(t, w, f)
				livetest.After(15 * time.Second)
				b, err := w.BulkState(id)
				if err != nil || b.EndedAt == 0 || b.Lines[0].State == LineSettling || b.Lines[0].Text == "" {
					t.Errorf("%+v, %v", b, err)
				}
			})
		})
	}
}

// Two clicks at once send one request.
func TestADoubleClickSendsOnce(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		hold := make(chan struct{})
		onWrite(f, func(context.Context, string) error { <-hold; return nil })
		codes := make(chan connect.Code, 2)
		for range 2 {
			go func() {
				_, err := w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionPause})
				codes <- connect.CodeOf(err)
			}()
		}
		synctest.Wait()
		close(hold)
		synctest.Wait()
		first, second := <-codes, <-codes
		if f.Count("pause a") != 1 || first+second != connect.CodeInvalid {
			t.Errorf("sent %d times, %q and %q", f.Count("pause a"), first, second)
		}
		if k, err := w.Known(livetest.Home, "a"); err != nil || k.Row.Activity.Kind != live.ActivitySettling {
			t.Errorf("%+v, %v", k.Row.Activity, err)
		}
	})
}
