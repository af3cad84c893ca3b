package inspect

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func about(t *testing.T, w *world) ClusterAbout {
	t.Helper()
	out, err := w.About(t.Context(), livetest.Home)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func readSettings(t *testing.T, w *world, again bool) SettingsRecord {
	t.Helper()
	out, err := w.ReadSettings(t.Context(), livetest.Home, again, func(connect.Step) {})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func findKey(t *testing.T, w *world, key string) KeySearch {
	t.Helper()
	out, err := w.FindKey(livetest.Home, key)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func keysOf(hits []KeyHit) []string {
	out := make([]string, 0, len(hits))
	for _, h := range hits {
		out = append(out, h.Short+" "+h.Key)
	}
	return out
}

// The fake lists every class in this version, too.
type twoVersions struct{ *workerfake.Fake }

func (f *twoVersions) Plugins(ctx context.Context, connectorsOnly bool) ([]connect.Plugin, error) {
	list, err := f.Fake.Plugins(ctx, connectorsOnly)
	return append(list, list[0], connect.Plugin{Class: workerfake.Sink, Type: connect.KindSink, Version: "0.9"}), err
}

func TestAboutCountsWhatEachWorkerRuns(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		f.Put("a", running, running, failed)
		f.Put("b", running)
		w.Opened(t)
		got := about(t, w)
		tasks, connectors, broken := 0, 0, 0
		for _, load := range got.Workers {
			tasks, connectors, broken = tasks+load.Tasks, connectors+load.Connectors, broken+load.Failed
		}
		if connectors != 2 || tasks != 2 || broken != 1 {
			t.Errorf("workers: %+v", got.Workers)
		}
		if got.Version == "" || got.ConnectorsOnly != "" {
			t.Errorf("%+v", got)
		}
		kinds := map[connect.PluginKind]bool{}
		for _, p := range got.Plugins {
			kinds[p.Kind] = true
			if p.Settings != -1 {
				t.Errorf("settings of %s were not read: %d", p.Class, p.Settings)
			}
		}
		if len(kinds) != 6 {
			t.Errorf("kinds: %v", kinds)
		}
	})
}

func TestTwoVersionsAreTwoRows(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.OnDial = func(connect.Profile, connect.Secrets) (worker.Worker, error) { return &twoVersions{f}, nil }
		f.Put("a", running, running)
		w.Opened(t)
		var rows []string
		for _, p := range about(t, w).Plugins {
			if p.Class == workerfake.Sink {
				rows = append(rows, p.Version+" "+strings.Repeat("x", p.InUse))
			}
		}
		if diff := cmp.Diff([]string{"1.0 x", "0.9 "}, rows); diff != "" {
			t.Error(diff)
		}
	})
}

func TestAPluginIsInUseWhereverAConfigNamesIt(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		f.Put("a", running, running)
		set(f, "a", "transforms", "one,two", "transforms.one.type", "org.example.transformation", "transforms.two.type", "org.example.transformation",
			"key.converter", "org.example.converter", "note", "org.example.predicate")
		f.Put("a", running, running)
		w.Opened(t)
		used := map[connect.PluginKind]int{}
		for _, p := range about(t, w).Plugins {
			used[p.Kind] += p.InUse
		}
		want := map[connect.PluginKind]int{"source": 0, "sink": 1, "transformation": 1, "predicate": 0, "converter": 1, "header_converter": 0}
		if diff := cmp.Diff(want, used); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSettingsAreReadOnceADayFourAtATime(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		var mu sync.Mutex
		now, most := 0, 0
		f.OnCall(func(_ context.Context, call string) error {
			if !strings.HasPrefix(call, "definitions") {
				return nil
			}
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			time.Sleep(time.Second) // of the bubble's clock
			mu.Lock()
			now--
			mu.Unlock()
			return nil
		})
		before := f.CountPrefix("definitions")
		first := readSettings(t, w, false)
		asked := f.CountPrefix("definitions") - before
		if asked != first.Plugins || first.At == 0 || most != settingsAtOnce {
			t.Errorf("asked %d times, %d at once: %+v", asked, most, first)
		}
		if second := readSettings(t, w, false); second.At != first.At || f.CountPrefix("definitions")-before != asked {
			t.Errorf("read again: %+v", second)
		}
		if readSettings(t, w, true); f.CountPrefix("definitions")-before != 2*asked {
			t.Error("“Read again” did not read again")
		}
		w.Skew.Add(int64(settingsAge))
		if len(findKey(t, w, "topics").Hits) != 0 {
			t.Error("believed for longer than a day")
		}
	})
}

func TestAnotherConnectionForgetsTheSettings(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		readSettings(t, w, false)
		w.Save(t, func(p *connect.Profile) { p.URL = "http://other:8083" })
		if len(findKey(t, w, "topics").Hits) != 0 {
			t.Error("the settings of another address are believed")
		}
	})
}

func TestWhatWasReadBeforeACancelIsNotReadAgain(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		ctx, cancel := context.WithCancel(t.Context())
		steps := 0
		_, err := w.ReadSettings(ctx, livetest.Home, false, func(connect.Step) {
			if steps++; steps == 6 { // of 7, four of which the fake cannot describe
				cancel()
			}
		})
		if err == nil {
			t.Fatal("a cancelled round is not one that was done")
		}
		known := 0
		for _, p := range about(t, w).Plugins {
			if p.Settings >= 0 {
				known++
			}
		}
		before := f.CountPrefix("definitions")
		all := readSettings(t, w, false)
		// The plugins that the fake cannot describe are asked for each time.
		if asked := f.CountPrefix("definitions") - before; known == 0 || asked != all.Plugins-known {
			t.Errorf("%d were known, %d of %d asked for again", known, asked, all.Plugins)
		}
	})
}

func TestAKeyIsFoundWithWhereItIsSet(t *testing.T) {
	f := workerfake.New()
	within(t, f, func(t *testing.T, w *world) {
		secret, plain := "hunter2", "fail"
		f.Define("org.example.IndexSink", workerfake.Class{Type: connect.TypeSink, Definitions: []connect.Definition{
			{Name: "behavior.on.null.values", Type: connect.FieldString, Default: &plain, Documentation: strings.Repeat("é", 1000)},
			{Name: "behavior.on.malformed.documents", Type: connect.FieldString},
			{Name: "index.token", Type: connect.FieldPassword, Default: &secret},
		}})
		f.Put("a", running, running)
		set(f, "a", connect.KeyClass, "org.example.IndexSink", "behavior.on.null.values", "ignore")
		f.Put("a", running, running)
		w.Opened(t)
		readSettings(t, w, false)
		got := findKey(t, w, " Behavior.on.NULL.values ")
		if diff := cmp.Diff([]string{"IndexSink behavior.on.null.values"}, keysOf(got.Hits)); diff != "" || got.Total != 1 {
			t.Fatal(diff)
		}
		hit := got.Hits[0]
		if !slices.Equal(hit.SetIn, []string{"a"}) || hit.Default != "fail" || len([]rune(hit.Documentation)) != shownDocumentation+1 {
			t.Errorf("%+v", hit)
		}
		if diff := cmp.Diff([]string{"IndexSink behavior.on.malformed.documents"}, keysOf(got.Similar)); diff != "" {
			t.Error(diff)
		}
		mistyped := findKey(t, w, "behaviour.on.null.values")
		if len(mistyped.Hits) != 0 || len(mistyped.Similar) == 0 || mistyped.Similar[0].Key != "behavior.on.null.values" {
			t.Errorf("mistyped: %+v", mistyped)
		}
		if token := findKey(t, w, "index.token").Hits; len(token) != 1 || token[0].HasDefault {
			t.Errorf("the default of a password: %+v", token)
		}
	})
}

func TestAboutSaysWhatTheClusterCanDo(t *testing.T) {
	f := workerfake.New("a")
	f.Lack(worker.Stop)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		list := about(t, w).Abilities
		i := slices.IndexFunc(list, func(a Ability) bool { return a.Title == "Stop" })
		if i < 0 || list[i].Why == "" {
			t.Fatalf("%+v", list)
		}
		for _, a := range list {
			if a.Title != "Stop" && a.Why != "" {
				t.Errorf("%+v", a)
			}
		}
	})
}
