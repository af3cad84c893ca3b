package write

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/worker/workertest"
)

func entryOf(partition, offset string) connect.OffsetEntry {
	var e connect.OffsetEntry
	if err := json.Unmarshal([]byte(`{"partition":`+partition+`,"offset":`+offset+`}`), &e); err != nil {
		panic(err)
	}
	return e
}

// sinkEntry is the offset of a sink's only partition.
func sinkEntry(offset string) connect.OffsetEntry {
	return entryOf(`{"kafka_topic":"a","kafka_partition":0}`, `{"kafka_offset":`+offset+`}`)
}

// stopped is a cluster with a stopped connector that has stored offset 7.
func stopped() *workerfake.Fake {
	f := workerfake.New()
	f.Put("a", connect.StateStopped)
	f.SetOffsets("a", connect.Offsets{Entries: []connect.OffsetEntry{sinkEntry("7")}})
	return f
}

func (w *world) alter(t *testing.T, entries ...connect.OffsetEntry) (worker.Outcome, error) {
	t.Helper()
	return w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionAlterOffsets, Offsets: entries})
}

func (w *world) resetOffsets(t *testing.T, typed string) (worker.Outcome, error) {
	t.Helper()
	return w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionResetOffsets, Typed: typed})
}

func offsetsOf(t *testing.T, f *workerfake.Fake) string {
	t.Helper()
	o, err := f.Offsets(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range o.Entries {
		all = append(all, string(e.Offset["kafka_offset"]))
	}
	return strings.Join(all, " ")
}

func TestOffsetsAreChangedAndReset(t *testing.T) {
	f := stopped()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		out, err := w.alter(t, sinkEntry("3"))
		if err != nil || out.Landed != worker.LandedYes || out.Text != "The offsets were changed, says the fake." || offsetsOf(t, f) != "3" {
			t.Errorf("%+v, %v, %q", out, err, offsetsOf(t, f))
		}
		out, err = w.resetOffsets(t, "")
		if err != nil || out.Landed != worker.LandedYes || offsetsOf(t, f) != "" {
			t.Errorf("%+v, %v, %q", out, err, offsetsOf(t, f))
		}
	})
}

// Whatever the answer, the outcome says whether the offsets are the new ones.
func TestAChangeOfOffsetsWithoutAClearAnswerIsVerified(t *testing.T) {
	for name, c := range map[string]struct {
		err  *connect.Error
		acts bool
		want worker.Landed
		says string
	}{
		"refused":                    {&connect.Error{Code: connect.CodeInvalid, Text: "No.", Status: 400}, false, worker.LandedNo, "No."},
		"an error, and not made":     {&connect.Error{Code: connect.CodeWorker, Text: "Broken.", Status: 500}, false, worker.LandedNo, "Broken. Offsets were not changed."},
		"an error, and made":         {&connect.Error{Code: connect.CodeWorker, Text: "Broken.", Status: 500}, true, worker.LandedYes, "The cluster gave no clear answer, but the offsets are the new ones."},
		"no answer, and not made":    {&connect.Error{Code: connect.CodeTimeout, Text: "Silence."}, false, worker.LandedUnknown, "They may still change."},
		"no answer, and made":        {&connect.Error{Code: connect.CodeTimeout, Text: "Silence."}, true, worker.LandedYes, "the offsets are the new ones."},
		"an odd answer, and made":    {&connect.Error{Code: connect.CodeUnclear, Text: "A page."}, true, worker.LandedYes, "the offsets are the new ones."},
		"a rebalance, so not made":   {&connect.Error{Code: connect.CodeRebalancing, Text: "Rebalancing.", Status: 409}, false, worker.LandedNo, "Rebalancing."},
		"a login that was not taken": {&connect.Error{Code: connect.CodeUnauthorized, Text: "Who?", Status: 401}, false, worker.LandedNo, "Who?"},
	} {
		for _, action := range []worker.Action{worker.ActionAlterOffsets, worker.ActionResetOffsets} {
			t.Run(name+" "+string(action), func(t *testing.T) {
				f := stopped()
				within(t, f, func(t *testing.T, w *world) {
					w.Opened(t)
					fail := func(_ context.Context, call string) error {
						if isWrite(call) {
							return c.err
						}
						return nil
					}
					if c.acts {
						f.OnDone(fail)
					} else {
						f.OnCall(fail)
					}
					out, err := w.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: action, Offsets: []connect.OffsetEntry{sinkEntry("3")}})
					if out.Landed != c.want || !strings.Contains(out.Text, c.says) || (err != nil) != (c.want == worker.LandedNo) {
						t.Errorf("%+v, %v", out, err)
					}
					if n := len(sentTo(f)); n != 1 {
						t.Errorf("sent %d times", n)
					}
				})
			})
		}
	}
}

// A change of offsets on production asks; the consent is for these offsets. A reset wants the name.
func TestProductionAsksBeforeOffsetsAreChanged(t *testing.T) {
	f := stopped()
	within(t, f, func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		_, err := w.alter(t, sinkEntry("3"))
		if connect.CodeOf(err) != connect.CodeConsent || !strings.Contains(err.Error(), "change the offsets of a on") {
			t.Fatal(err)
		}
		if err := w.Allow(livetest.Home, connect.AsError(err).Consent, false); err != nil {
			t.Fatal(err)
		}
		if _, err := w.alter(t, sinkEntry("4")); connect.CodeOf(err) != connect.CodeConsent {
			t.Errorf("other offsets: %v", err)
		}
		if _, err := w.alter(t, sinkEntry("3")); err != nil || offsetsOf(t, f) != "3" {
			t.Errorf("%v, %q", err, offsetsOf(t, f))
		}
		if _, err := w.resetOffsets(t, "b"); connect.CodeOf(err) != connect.CodeConfirm || !strings.Contains(err.Error(), "not reset") {
			t.Errorf("the wrong name: %v", err)
		}
		if _, err := w.resetOffsets(t, "a"); err != nil || offsetsOf(t, f) != "" {
			t.Errorf("%v, %q", err, offsetsOf(t, f))
		}
	})
}

func TestOffsetsThatMakeNoSenseAreNotSent(t *testing.T) {
	f := stopped()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		for _, entries := range [][]connect.OffsetEntry{nil, {sinkEntry(`"3"`)}, {entryOf(`{}`, `{"kafka_offset":1}`)}} {
			if _, err := w.alter(t, entries...); connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), "Nothing was sent.") {
				t.Errorf("%+v: %v", entries, err)
			}
		}
		if sent := sentTo(f); len(sent) > 0 {
			t.Errorf("sent %q", sent)
		}
	})
}

// requesting is a cluster that changes offsets by a request, which it carries out after its answer.
type requesting struct {
	managed
	now *request
}

// request is how far a change of offsets is.
type request struct {
	mu sync.Mutex
	op worker.Operation
}

func (r *request) set(state worker.OperationState, text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.op.State, r.op.Text = state, text
}

func (r *request) get() worker.Operation {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.op
}

func (r requesting) Features() worker.Features {
	if !r.Fake.Features().Known() {
		return worker.Unknown()
	}
	all := worker.AllFeatures()
	lacks := map[worker.Feature]string{}
	for _, f := range []worker.Feature{worker.RestartFailed, worker.RestartTask, worker.Test, worker.Metrics, worker.Users, worker.Provision, worker.Resize, worker.Links} {
		lacks[f] = workertest.Lacks(f)
	}
	return worker.NewFeatures(all, lacks)
}

func (r requesting) AlterOffsets(context.Context, string, []connect.OffsetEntry) (worker.Receipt, error) {
	r.now.set(worker.OperationRunning, "The service pauses the connector.")
	return worker.Receipt{Status: 202, Operation: "op"}, nil
}

func (r requesting) Operation(context.Context, string, string) (worker.Operation, error) {
	return r.now.get(), nil
}

func withinRequest(t *testing.T, test func(t *testing.T, w *world, f *workerfake.Fake, now *request)) {
	t.Helper()
	f := workerfake.New("a")
	within(t, f, func(t *testing.T, w *world) {
		now := &request{op: worker.Operation{ID: "op"}}
		w.OnDial = func(connect.Profile, connect.Secrets) (worker.Worker, error) { return requesting{managed{f}, now}, nil }
		w.Opened(t)
		out, err := w.alter(t, sinkEntry("3"))
		if err != nil || out.Text != "Change of offsets accepted. The service is working on it." {
			t.Fatalf("%+v, %v", out, err)
		}
		livetest.After(2 * time.Second)
		test(t, w, f, now)
	})
}

func TestARequestToChangeOffsetsIsFollowed(t *testing.T) {
	withinRequest(t, func(t *testing.T, w *world, f *workerfake.Fake, now *request) {
		f.Put("a", connect.StatePaused, connect.StatePaused)
		livetest.After(time.Minute)
		now.set(worker.OperationDone, "The offsets are changed.")
		livetest.After(10 * time.Second)
		if v := w.page(t, "a").Follow; v.State != FollowFollowing || v.Text != "The offsets are changed, waiting for the connector to run again" {
			t.Errorf("%+v", v)
		}
		f.Put("a", running, running)
		livetest.After(10 * time.Second)
		v := w.page(t, "a").Follow
		if last := v.Steps[len(v.Steps)-1]; v.State != FollowSettled || last.State != connect.StepPassed || v.Steps[0].Fact != "202" {
			t.Errorf("%+v", v)
		}
		if len(w.notices) != 1 || w.notices[0].Text != "a: The offsets were changed." || w.notices[0].Tone != ToneGood {
			t.Errorf("notified %+v", w.notices)
		}
	})
}

func TestARequestToChangeOffsetsFails(t *testing.T) {
	withinRequest(t, func(t *testing.T, w *world, _ *workerfake.Fake, now *request) {
		now.set(worker.OperationFailed, "No such topic. Offsets were not changed.")
		livetest.After(10 * time.Second)
		if v := w.page(t, "a").Follow; v.State != FollowFailed || v.Text != "Change of offsets failed: No such topic. Offsets were not changed." {
			t.Errorf("%+v", v)
		}
	})
}

// A request that takes longer than it is followed goes on, and can be checked again.
func TestARequestToChangeOffsetsIsCheckedAgain(t *testing.T) {
	withinRequest(t, func(t *testing.T, w *world, _ *workerfake.Fake, now *request) {
		if err := w.FollowAgain(livetest.Home, "a"); err == nil {
			t.Error("followed twice")
		}
		livetest.After(16 * time.Minute)
		v := w.page(t, "a").Follow
		if v.State != FollowEnded || v.Text != "Not finished after 15 min. The service goes on." || !v.Again {
			t.Fatalf("%+v", v)
		}
		if err := w.FollowAgain(livetest.Home, "a"); err != nil {
			t.Fatal(err)
		}
		now.set(worker.OperationDone, "The offsets are changed.")
		livetest.After(20 * time.Second)
		if v := w.page(t, "a").Follow; v.State != FollowSettled || v.Again {
			t.Errorf("%+v", v)
		}
	})
}
