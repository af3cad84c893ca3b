package write

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func TestDeleteStoresTheConfigFirst(t *testing.T) {
	f := workerfake.New("a", "b")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(_ context.Context, call string) error {
			if !slices.Equal(w.recorded(), []string{"a"}) {
				t.Errorf("%s before its config was stored", call)
			}
			return nil
		})
		f.OnDone(func(context.Context, string) error {
			f.Put("a", running, running) // workers list it for a moment more
			return nil
		})
		out, err := w.remove(t, "a", "")
		if err != nil || out.Landed != worker.LandedYes || !strings.Contains(out.Text, "30 days") || out.Stored != "sealed" {
			t.Fatalf("%+v, %v", out, err)
		}
		livetest.After(6 * time.Second)
		st := w.Head(t, livetest.Home)
		if st.Total != 1 || len(st.Deleted) != 1 || st.Deleted[0].Name != "a" || st.Deleted[0].ID != "kept-a" {
			t.Errorf("%+v", st)
		}
		if err := w.Marks().DismissDeleted(livetest.Home, "a"); err != nil {
			t.Fatal(err)
		}
		if st := w.Head(t, livetest.Home); len(st.Deleted) != 0 {
			t.Errorf("%+v", st.Deleted)
		}
	})
}

func TestDeleteIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		change      func(*world, *workerfake.Fake)
		want        connect.Code
		sent        int
	}{
		{"production, wrong name", "b", func(w *world, _ *workerfake.Fake) {
			w.Edit(func(p *connect.Profile) { p.Environment = connect.EnvProduction })
		}, connect.CodeConfirm, 0},
		{"production, right name", "a", func(w *world, _ *workerfake.Fake) {
			w.Edit(func(p *connect.Profile) { p.Environment = connect.EnvProduction })
		}, "", 1},
		{"read-only", "a", func(w *world, _ *workerfake.Fake) {
			w.Edit(func(p *connect.Profile) { p.Denied = connect.DeniedAll() })
		}, connect.CodeReadOnly, 0},
		{"the config cannot be stored", "a", func(w *world, _ *workerfake.Fake) { w.storeErr = errors.New("disk full") }, connect.CodeInternal, 0},
		{"gone already", "a", func(_ *world, f *workerfake.Fake) {
			onWrite(f, func(context.Context, string) error {
				return &connect.Error{Code: connect.CodeNotFound, Text: "There is no such connector.", Status: 404}
			})
		}, "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := workerfake.New("a")
			within(t, f, func(t *testing.T, w *world) {
				c.change(w, f)
				w.Opened(t)
				_, err := w.remove(t, "a", c.typed)
				if connect.CodeOf(err) != c.want || f.Count("delete a") != c.sent {
					t.Errorf("%v, %d requests", err, f.Count("delete a"))
				}
			})
		})
	}
}

// An answer that is no config is nothing that could be stored, and whatever
// gave it is not to be trusted with a delete.
func TestADeleteNeedsAConfigThatNamesItsClass(t *testing.T) {
	for _, config := range []connect.Config{{}, nil, {"name": "a", "connector.class": " "}} {
		f := workerfake.New("a")
		within(t, f, func(t *testing.T, w *world) {
			w.Opened(t)
			f.SetConfig("a", config)
			out, err := w.remove(t, "a", "")
			if connect.CodeOf(err) != connect.CodeUnclear || !strings.Contains(out.Text, "connector.class") || !strings.Contains(out.Text, "Nothing was deleted") {
				t.Errorf("%v: %+v, %v", config, out, err)
			}
			if sent := sentTo(f); len(sent) > 0 || len(w.recorded()) > 0 {
				t.Errorf("%v: sent %q, stored %q", config, sent, w.recorded())
			}
		})
	}
}

func TestADeleteWithoutAnAnswerIsVerified(t *testing.T) {
	f := workerfake.New("a", "b")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(_ context.Context, call string) error {
			if call == "delete a" {
				f.Drop("a")
			}
			return connect.Errorf(connect.CodeTimeout, "No answer.")
		})
		if out, err := w.remove(t, "a", ""); err != nil || out.Landed != worker.LandedYes {
			t.Errorf("%+v, %v", out, err)
		}
		if out, err := w.remove(t, "b", ""); err != nil || out.Landed != worker.LandedUnknown || out.Problem == nil || !strings.Contains(out.Text, "still there") {
			t.Errorf("%+v, %v", out, err)
		}
		livetest.After(2 * time.Minute)
		if got := w.recorded(); !slices.Equal(got, []string{"a"}) || len(w.notices) != 1 || w.notices[0].Tone != "bad" {
			t.Errorf("a minute later: stored %q, notices %+v", got, w.notices)
		}
	})
}

// What was not answered may still be done a while later.
func TestADeleteThatLandsLateIsFound(t *testing.T) {
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		onWrite(f, func(context.Context, string) error { return connect.Errorf(connect.CodeTimeout, "No answer.") })
		if out, err := w.remove(t, "a", ""); err != nil || out.Landed != worker.LandedUnknown {
			t.Fatalf("%+v, %v", out, err)
		}
		livetest.After(10 * time.Second)
		f.Drop("a")
		livetest.After(10 * time.Second)
		if st := w.Head(t, livetest.Home); len(st.Deleted) != 1 || st.Deleted[0].ID != "kept-a" || len(w.recorded()) != 1 {
			t.Errorf("%+v, stored %q", st.Deleted, w.recorded())
		}
	})
}

// A refused delete leaves nothing under "Recently deleted": the connector lives.
func TestARefusedDeleteLeavesNothingStored(t *testing.T) {
	for _, err := range []*connect.Error{
		{Code: connect.CodeForbidden, Text: "Not allowed.", Status: 403},
		{Code: connect.CodeRebalancing, Text: "The cluster is rebalancing.", Status: 409},
		{Code: connect.CodeWorker, Text: "The worker returned an error.", Status: 502},
		{Code: connect.CodeUnclear, Text: "The answer is none that Connect gives.", Status: 200},
	} {
		f := workerfake.New("a")
		within(t, f, func(t *testing.T, w *world) {
			w.Opened(t)
			onWrite(f, func(context.Context, string) error { return err })
			out, got := w.remove(t, "a", "")
			if got == nil || out.Landed != worker.LandedNo || len(w.recorded()) != 0 {
				t.Errorf("%s: %+v, %v, stored %q", err.Code, out, got, w.recorded())
			}
		})
	}
}
