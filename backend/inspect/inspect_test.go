package inspect

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/worker/workertest"
	"sluiceway/backend/write"
)

func raw(fields ...string) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for i := 0; i < len(fields); i += 2 {
		out[fields[i]] = json.RawMessage(fields[i+1])
	}
	return out
}

func TestDeleteFacts(t *testing.T) {
	f := workerfake.New("a")
	f.SetTopics("a", "old", "a")
	f.SetOffsets("a", connect.Offsets{Entries: make([]connect.OffsetEntry, 5)})
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		got, err := w.DeleteFacts(t.Context(), livetest.Home, "a")
		want := DeleteFacts{
			Tasks: 1, Type: connect.TypeSink, Topics: []string{"a", "b", "old"}, Group: "connect-a",
			Offsets: "5 partitions, in that consumer group. A new connector with this name would continue from there.", Users: []worker.User{}, StoredDays: 30, StoresWhere: connect.StoredSealed,
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	})
}

func TestTopics(t *testing.T) {
	f := workerfake.New("a", "b")
	set(f, "a", "errors.deadletterqueue.topic.name", "dlq")
	f.SetConfig("b", connect.Config{"name": "b", "topics.regex": "a.*"})
	f.SetTopics("a", "old", "a")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		got, err := w.Topics(t.Context(), livetest.Home, "a")
		got.ReadAt = 0
		want := TopicsView{
			State:  TopicsKnown,
			Topics: []TopicView{{Name: "a", Key: "topics", AlsoBy: []string{"b"}}, {Name: "old", AlsoBy: []string{}}},
			Unused: []Setting{{Key: "errors.deadletterqueue.topic.name", Text: "dlq"}, {Key: "topics", Text: "b"}},
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
		f.OnCall(func(_ context.Context, call string) error {
			if call == "topics a" {
				return connect.Errorf(connect.CodeForbidden, "no")
			}
			return nil
		})
		if got, err := w.Topics(t.Context(), livetest.Home, "a"); err != nil || got.State != TopicsDisabled {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestOffsetsOfASource(t *testing.T) {
	f := workerfake.New("a")
	source(f, "a")
	f.SetOffsets("a", connect.Offsets{Entries: []connect.OffsetEntry{
		{Partition: raw("table", `"z"`), Offset: raw("id", `9007199254740993`, "ts", `null`)},
		{Partition: raw("table", `"b"`, "protocol", `"1"`), Offset: nil},
	}})
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		got, err := w.Offsets(t.Context(), livetest.Home, "a")
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
	f := workerfake.New("it's")
	f.Lack(worker.Offsets)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		got, err := w.Offsets(t.Context(), livetest.Home, "it's")
		if err != nil || got.State != OffsetsUnsupported || got.Text != workertest.Lacks(worker.Offsets) || f.CountPrefix("offsets") != 0 {
			t.Errorf("%+v, %v", got, err)
		}
		if !strings.HasSuffix(got.Command, `--group "connect-it's"`) {
			t.Errorf("command %s", got.Command)
		}
	})
}

func TestSearchLeavesSecretsOut(t *testing.T) {
	f := workerfake.New("a", "b")
	set(f, "a", "connection.password", "hunter2")
	set(f, "b", "tasks.max", "40")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
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
			got, err := w.Search(livetest.Home, c.terms)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%v: got %v, %v, want %v", c.terms, got, err, c.want)
			}
		}
	})
}

func TestSecretsOfTheConfigAreMasked(t *testing.T) {
	f := workerfake.New()
	f.Put("a", running, failed)
	source(f, "a")
	set(f, "a", "connection.password", "s3cr3t-canary", "pin", "0815-canary") // of pin, only the plugin knows that it is one
	s := workerfake.StatusOf("a", running, failed)
	s.Type, s.Tasks[0].Trace = connect.TypeSource, workerfake.Trace("org.example.Login", "user x with s3cr3t-canary and 0815-canary was refused")
	f.PutStatus(s)
	f.SetOffsets("a", connect.Offsets{Entries: []connect.OffsetEntry{{Partition: raw("at", `"s3cr3t-canary"`), Offset: raw("n", `1`)}}})
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		trace, err := w.Trace(t.Context(), livetest.Home, "a", 0)
		if err != nil {
			t.Fatal(err)
		}
		offsets, err := w.Offsets(t.Context(), livetest.Home, "a")
		if err != nil {
			t.Fatal(err)
		}
		d := w.detail(t, "a")
		shown, err := json.Marshal([]any{d, trace, offsets, w.Row(t, "a")})
		if err != nil || strings.Contains(string(shown), "canary") {
			t.Errorf("%v %s", err, shown)
		}
		if !d.Secret || len(trace.Causes) != 2 || !trace.Causes[0].Root || !strings.Contains(d.Causes[0].Text, "was refused") {
			t.Errorf("%+v\n%+v", d, trace)
		}
	})
}

func TestOffers(t *testing.T) {
	f := workerfake.New("ok", "x;y")
	f.Put("bad", running, failed, running, failed)
	f.Put("idle", connect.StatePaused, connect.StatePaused)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
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
		w.Save(t, func(p *connect.Profile) { p.Environment = connect.EnvProduction })
		for _, a := range w.detail(t, "bad").Actions {
			if (a.Asks != "") != (a.ID == worker.ActionStop) {
				t.Errorf("%s: %q; a stop has its question for when production is unlocked, nothing else has one", a.ID, a.Asks)
			}
		}
		w.Save(t, func(p *connect.Profile) { p.Denied = connect.DeniedAll() })
		if d := w.detail(t, "bad"); len(d.Actions) != 0 || !strings.Contains(d.Refused, "read-only") {
			t.Errorf("%+v", d.Actions)
		}
	})
}

func TestDetailOfOneThatVanished(t *testing.T) {
	f := workerfake.New("a", "b")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Drop("b")
		livetest.After(11 * time.Second)
		d := w.detail(t, "b")
		if !d.Gone || d.GoneAt == 0 || d.Row.Verdict != health.Running || len(d.Actions) != 0 {
			t.Errorf("%+v", d)
		}
		if _, err := w.Detail(livetest.Home, "never"); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("one that never was: %v", err)
		}
		f.Put("b", running, running)
		livetest.After(5 * time.Second)
		if d := w.detail(t, "b"); d.Gone {
			t.Error("still gone after it came back")
		}
	})
}

// The list finds a source by what it writes to: by its settings, and by what was
// seen in use.
func TestTheRowOfASourceKnowsItsTopics(t *testing.T) {
	f := workerfake.New("a")
	source(f, "src")
	f.SetTopics("src", "orders.v2", "src")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		if r := w.Row(t, "src"); r.Topics != "src" || r.TopicCount != -1 {
			t.Errorf("by its settings: %+v", r)
		}
		if _, err := w.Topics(t.Context(), livetest.Home, "src"); err != nil {
			t.Fatal(err)
		}
		if r := w.Row(t, "src"); r.Topics != "orders.v2, src" {
			t.Errorf("once they were read: %+v", r)
		}
	})
}

func TestWhatDeletingSeveralLeavesBehindIsSaidOnce(t *testing.T) {
	f := workerfake.New("a", "b", "odd")
	source(f, "src")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		f.Drop("odd")
		f.SetConfig("odd", nil)
		w.Save(t, func(p *connect.Profile) { p.Environment = connect.EnvProduction })
		w.SetPassword(t, "other")
		synctest.Wait()
		got, err := w.BulkDeleteFacts(t.Context(), livetest.Home, []string{"b", "a", "src", "odd"})
		want := BulkDeleteFacts{
			Connectors: 4, Running: 3, Topics: []string{"a", "b"}, Groups: []string{"connect-a", "connect-b"}, OffsetsStay: true, Unread: []string{"odd"},
			ConfirmByCount: true, StoredDays: 30, StoresWhere: "sealed",
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	})
}

// A kind of cluster that says nothing of consumer groups is not said to have one.
func TestWhatAKindDoesNotSayOfOffsetsIsNotSaid(t *testing.T) {
	p := workerfake.NewPoor("a")
	within(t, workerfake.New(), func(t *testing.T, w *world) {
		w.OnDial = func(connect.Profile, connect.Secrets) (worker.Worker, error) { return p, nil }
		w.Opened(t)
		facts, err := w.DeleteFacts(t.Context(), livetest.Home, "a")
		if err != nil || facts.Group != "" || facts.Offsets != "" || facts.Type != connect.TypeSink || len(facts.Topics) != 2 {
			t.Errorf("%+v, %v", facts, err)
		}
		many, err := w.BulkDeleteFacts(t.Context(), livetest.Home, []string{"a"})
		if err != nil || len(many.Groups) > 0 || many.OffsetsStay {
			t.Errorf("%+v, %v", many, err)
		}
		offsets, err := w.Offsets(t.Context(), livetest.Home, "a")
		if err != nil || offsets.State != OffsetsUnsupported || offsets.Group+offsets.Command+offsets.Where != "" || offsets.Text == "" {
			t.Errorf("%+v, %v", offsets, err)
		}
	})
}

// A class that is missing on a worker is a sentence that says what to do: on the
// row, at the task and as the root cause.
func TestAMissingClassIsASentence(t *testing.T) {
	f := workerfake.New()
	f.Put("a", running, failed)
	s := workerfake.StatusOf("a", running, failed)
	s.Tasks[0].Trace = workerfake.Trace("java.lang.ClassNotFoundException", "com.mysql.cj.jdbc.Driver")
	f.PutStatus(s)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		d := w.detail(t, "a")
		const want = "The class com.mysql.cj.jdbc.Driver is missing on the worker. The plugin, or a library that it needs, is not installed there."
		for what, text := range map[string]string{"row": d.Row.CauseText, "task": d.Tasks[0].CauseText, "cause": d.Causes[0].Text} {
			if !strings.HasPrefix(text, want) {
				t.Errorf("%s: %q", what, text)
			}
		}
		if d.Causes[0].Short != "ClassNotFoundException" {
			t.Errorf("%+v", d.Causes[0])
		}
	})
}

// Right after a change a worker still reports the failure before it. That is not
// shown as what is wrong now.
func TestAnOldFailureIsNotTodaysCause(t *testing.T) {
	f := workerfake.New("a")
	f.Put("a", running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		if d := w.detail(t, "a"); len(d.Causes) != 1 || d.Tasks[0].CauseText == "" || !d.Tasks[0].HasTrace {
			t.Fatalf("%+v", d)
		}
		config := f.Config("a")
		config["topics"] = "other"
		if _, err := w.write.Do(t.Context(), worker.Change{Profile: livetest.Home, Name: "a", Action: worker.ActionSave, Config: config}); err != nil {
			t.Fatal(err)
		}
		f.Put("a", running, failed) // as it was, until the worker has restarted it
		livetest.After(time.Second)
		if d := w.detail(t, "a"); len(d.Causes) != 0 || d.Tasks[0].CauseText != "" || d.Tasks[0].HasTrace || d.Follow.State != write.FollowFollowing {
			t.Errorf("%+v", d)
		}
		livetest.After(4 * time.Second)
		if d := w.detail(t, "a"); len(d.Causes) != 1 || d.Tasks[0].CauseText == "" || d.Follow.State != write.FollowFailed {
			t.Errorf("%+v", d)
		}
	})
}
