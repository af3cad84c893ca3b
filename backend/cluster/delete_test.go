package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workertest"
)

func raw(fields ...string) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for i := 0; i < len(fields); i += 2 {
		out[fields[i]] = json.RawMessage(fields[i+1])
	}
	return out
}

func TestDeleteKeepsTheConfigFirst(t *testing.T) {
	f := newFake("a", "b")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(_ context.Context, call string) error {
			if !slices.Equal(w.keeps, []string{"a"}) {
				t.Errorf("%s before its config was kept", call)
			}
			return nil // and workers list it for a moment more
		}
		r, err := w.Delete(t.Context(), home, "a", "")
		if err != nil || r.Landed != "yes" || !strings.Contains(r.Text, "30 days") {
			t.Fatalf("%+v, %v", r, err)
		}
		after(6 * time.Second)
		st := w.state(t, home)
		if st.Total != 1 || len(st.Deleted) != 1 || st.Deleted[0].Name != "a" || st.Deleted[0].ID != "kept-a" {
			t.Errorf("%+v", st)
		}
		if err := w.DismissDeleted(home, "a"); err != nil {
			t.Fatal(err)
		}
		if st := w.state(t, home); len(st.Deleted) != 0 {
			t.Errorf("%+v", st.Deleted)
		}
	})
}

func TestDeleteIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		change      func(*world)
		want        connect.Code
		sent        int
	}{
		{"production, wrong name", "b", func(w *world) { w.profiles[0].Environment = connect.EnvProduction }, connect.CodeConfirm, 0},
		{"production, right name", "a", func(w *world) { w.profiles[0].Environment = connect.EnvProduction }, "", 1},
		{"read-only", "a", func(w *world) { w.profiles[0].ReadOnly = true }, connect.CodeReadOnly, 0},
		{"the config cannot be kept", "a", func(w *world) { w.keepErr = errors.New("disk full") }, connect.CodeInternal, 0},
		{"gone already", "a", func(w *world) {
			w.fakes[home].write = func(context.Context, string) error { return notFound() }
		}, "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFake("a")
			within(t, one(f), func(t *testing.T, w *world) {
				c.change(w)
				w.opened(t)
				_, err := w.Delete(t.Context(), home, "a", c.typed)
				if connect.CodeOf(err) != c.want || f.count("delete a") != c.sent {
					t.Errorf("%v, %d requests", err, f.count("delete a"))
				}
			})
		})
	}
}

func TestDeleteWithoutAnswerLooks(t *testing.T) {
	f := newFake("a", "b")
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		f.write = func(_ context.Context, call string) error {
			if call == "delete a" {
				f.drop("a")
			}
			return connect.Errorf(connect.CodeTimeout, "No answer.")
		}
		if r, err := w.Delete(t.Context(), home, "a", ""); err != nil || r.Landed != "yes" {
			t.Errorf("%+v, %v", r, err)
		}
		if r, err := w.Delete(t.Context(), home, "b", ""); err != nil || r.Landed != "unknown" || r.Problem == nil {
			t.Errorf("%+v, %v", r, err)
		}
	})
}

func TestDeleteFacts(t *testing.T) {
	f := newFake("a")
	f.topics = func(string) ([]string, error) { return []string{"old", "a"}, nil }
	f.offset = func(string) (connect.Offsets, error) {
		return connect.Offsets{Entries: make([]connect.OffsetEntry, 5)}, nil
	}
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		got, err := w.DeleteFacts(t.Context(), home, "a")
		want := DeleteFacts{
			Running: 1, Tasks: 1, State: running, Type: connect.TypeSink, Topics: []string{"a", "b", "old"}, Group: "connect-a",
			Offsets: "5 partitions, in that consumer group. A new connector with this name would go on from there.", KeepDays: 30, Keeps: "sealed",
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	})
}

func TestTopics(t *testing.T) {
	f := newFake("a", "b")
	f.configs["a"]["errors.deadletterqueue.topic.name"] = "dlq"
	f.configs["b"] = connect.Config{"name": "b", "topics.regex": "a.*"}
	f.topics = func(string) ([]string, error) { return []string{"old", "a"}, nil }
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		got, err := w.Topics(t.Context(), home, "a")
		got.ReadAt = time.Time{}
		want := TopicsView{
			State:  TopicsKnown,
			Topics: []TopicView{{Name: "a", Key: "topics", AlsoBy: []string{"b"}}, {Name: "old"}},
			Unused: []Setting{{Key: "errors.deadletterqueue.topic.name", Text: "dlq"}, {Key: "topics", Text: "b"}},
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
		f.topics = func(string) ([]string, error) { return nil, connect.Errorf(connect.CodeForbidden, "no") }
		if got, err := w.Topics(t.Context(), home, "a"); err != nil || got.State != TopicsDisabled {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestOffsetsOfASource(t *testing.T) {
	f := newFake("a")
	s := f.statuses["a"]
	s.Type = connect.TypeSource
	f.statuses["a"] = s
	f.offset = func(string) (connect.Offsets, error) {
		return connect.Offsets{Entries: []connect.OffsetEntry{
			{Partition: raw("table", `"z"`), Offset: raw("id", `9007199254740993`, "ts", `null`)},
			{Partition: raw("table", `"b"`, "protocol", `"1"`), Offset: nil},
		}}, nil
	}
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		got, err := w.Offsets(t.Context(), home, "a")
		if err != nil {
			t.Fatal(err)
		}
		if got.Sink || got.Group != "" || !slices.Equal(got.PartitionKeys, []string{"protocol", "table"}) || !slices.Equal(got.OffsetKeys, []string{"id", "ts"}) {
			t.Errorf("%+v", got)
		}
		want := []Cell{{Text: "9007199254740993", Number: true}, {Text: "null"}}
		last := got.Rows[1]
		if !cmp.Equal(last.Offset, want) || !cmp.Equal(last.Partition, []Cell{{Missing: true}, {Text: "z"}}) {
			t.Errorf("%+v", last)
		}
		if !got.Rows[0].Offset[0].Missing {
			t.Errorf("a null offset: %+v", got.Rows[0])
		}
	})
}

func TestOffsetsOfAnOldWorker(t *testing.T) {
	f := newFake("it's")
	f.lacks = []worker.Feature{worker.Offsets}
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		got, err := w.Offsets(t.Context(), home, "it's")
		if err != nil || got.State != OffsetsUnsupported || got.Text != workertest.Lacks(worker.Offsets) || f.count("offsets") != 0 {
			t.Errorf("%+v, %v", got, err)
		}
		if !strings.HasSuffix(got.Command, `--group "connect-it's"`) {
			t.Errorf("command %s", got.Command)
		}
	})
}

func TestSearchLeavesSecretsOut(t *testing.T) {
	f := newFake("a", "b")
	f.configs["a"]["connection.password"] = "hunter2"
	f.configs["b"]["tasks.max"] = "40"
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		synctest.Wait()
		for _, c := range []struct {
			terms []string
			want  []string
		}{
			{[]string{"tasks.max=4"}, []string{"a"}},
			{[]string{"tasks.max=4*"}, []string{"a", "b"}},
			{[]string{"*max=4", "EXAMPLE"}, []string{"a"}},
			{[]string{"hunter"}, []string{}},
			{[]string{"connection.password=hunter2"}, []string{}},
			{[]string{"*=hunter*"}, []string{}},
			{[]string{"connection.pass"}, []string{"a"}},
			{nil, []string{"a", "b"}},
		} {
			got, err := w.Search(home, c.terms)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%v: got %v, %v, want %v", c.terms, got, err, c.want)
			}
		}
	})
}

func TestSecretsOfTheConfigAreMasked(t *testing.T) {
	f := newFake()
	f.put("a", running, failed)
	f.configs["a"]["connection.password"] = "s3cr3t-canary"
	f.configs["a"]["pin"] = "0815-canary" // only the plugin knows that this is one
	f.statuses["a"].Tasks[0].Trace = traceText("org.example.Login", "user x with s3cr3t-canary and 0815-canary was refused")
	f.offset = func(string) (connect.Offsets, error) {
		return connect.Offsets{Entries: []connect.OffsetEntry{{Partition: raw("at", `"s3cr3t-canary"`), Offset: raw("n", `1`)}}}, nil
	}
	s := f.statuses["a"]
	s.Type = connect.TypeSource
	f.statuses["a"] = s
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		trace, err := w.Trace(t.Context(), home, "a", 0)
		if err != nil {
			t.Fatal(err)
		}
		offsets, err := w.Offsets(t.Context(), home, "a")
		if err != nil {
			t.Fatal(err)
		}
		d := w.detail(t, "a")
		shown, err := json.Marshal([]any{d, trace, offsets, w.row(t, "a")})
		if err != nil || strings.Contains(string(shown), "canary") {
			t.Errorf("%v %s", err, shown)
		}
		if !d.Secret || len(trace.Causes) != 2 || !trace.Causes[0].Root || !strings.Contains(d.Causes[0].Text, "was refused") {
			t.Errorf("%+v\n%+v", d, trace)
		}
	})
}

func TestOffers(t *testing.T) {
	f := newFake("ok", "x;y")
	f.put("bad", running, failed, running, failed)
	f.put("idle", connect.StatePaused, connect.StatePaused)
	within(t, one(f), func(t *testing.T, w *world) {
		w.opened(t)
		for _, c := range []struct{ name, want string }{
			{"bad", "*Restart 2 failed tasks|Restart connector and all 3 tasks|Restart connector only|Pause|Stop…|Edit config|Delete…"},
			{"ok", "Restart connector and its task|Restart connector only|Pause|Stop…|Edit config|Delete…"},
			{"idle", "Restart connector and its task|Restart connector only|*Resume|Stop…|Edit config|Delete…"},
			{"x;y", "Pause"},
		} {
			d := w.detail(t, c.name)
			var labels []string
			for _, a := range d.Actions {
				if a.Primary {
					a.Label = "*" + a.Label
				}
				labels = append(labels, a.Label)
			}
			if got := strings.Join(labels, "|"); got != c.want {
				t.Errorf("%s: %s", c.name, got)
			}
		}
		if d := w.detail(t, "x;y"); !strings.Contains(d.Refused, "“x;y”") {
			t.Errorf("refused %q", d.Refused)
		}
		w.profiles[0].Environment = connect.EnvProduction
		if err := w.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := w.detail(t, "bad").Actions[0].Asks; got != "You are about to restart 2 failed tasks of bad on a production cluster. Nothing has been sent yet." {
			t.Error(got)
		}
		w.profiles[0].ReadOnly = true
		if err := w.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		if d := w.detail(t, "bad"); len(d.Actions) != 0 || !strings.Contains(d.Refused, "read-only") {
			t.Errorf("%+v", d.Actions)
		}
	})
}
