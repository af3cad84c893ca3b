package write

import (
	"slices"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

func TestAQuestionShowsWhatWouldBeSent(t *testing.T) {
	for _, c := range []struct {
		name   string
		lacks  []worker.Feature
		change worker.Change
		want   []string
	}{
		{"one request", nil, worker.Change{Name: "a", Action: worker.ActionPause}, []string{"pause a"}},
		{"what has failed, in one request", nil, worker.Change{Name: "bad", Action: worker.ActionRestartFailed}, []string{"restart_failed bad"}},
		{"what has failed, one at a time", []worker.Feature{worker.RestartFailed}, worker.Change{Name: "bad", Action: worker.ActionRestartFailed}, []string{"restart_task bad/1", "restart_task bad/2"}},
		{"all, one at a time", []worker.Feature{worker.RestartFailed}, worker.Change{Name: "bad", Action: worker.ActionRestartAll}, []string{"restart bad", "restart_task bad/0", "restart_task bad/1", "restart_task bad/2"}},
		{"a save that restarts", nil, worker.Change{Name: "bad", Action: worker.ActionSave, Config: sinkConfig(), RestartTasks: true}, []string{"save bad", "restart_all bad"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := workerfake.New("a")
			f.Put("bad", running, running, failed, failed)
			f.Lack(c.lacks...)
			within(t, f, func(t *testing.T, w *world) {
				w.Edit(production)
				w.Opened(t)
				c.change.Profile = livetest.Home
				_, err := w.Do(t.Context(), c.change)
				w.wantRequests(t, err, c.want)
			})
		})
	}
}

func TestAQuestionAboutManyNamesAFew(t *testing.T) {
	f := workerfake.New("a", "b", "c", "d", "e", "f", "g")
	within(t, f, func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		_, err := w.Bulk(t.Context(), Bulk{Profile: livetest.Home, Action: worker.ActionPause, Names: []string{"a", "b", "c", "d", "e", "f", "g", "gone"}})
		w.wantRequests(t, err, []string{"pause a", "pause b", "pause c", "pause d", "pause e", "and 2 more"})
	})
}

func TestAQuestionOfALockedProfileIsForgotten(t *testing.T) {
	within(t, workerfake.New("a"), func(t *testing.T, w *world) {
		w.Edit(production)
		w.Opened(t)
		_, err := w.act(t, "a", worker.ActionPause, 0)
		w.Lock(livetest.Home)
		if _, err := w.Question(livetest.Home, connect.AsError(err).Consent); connect.CodeOf(err) != connect.CodeNotFound {
			t.Errorf("%v", err)
		}
	})
}

// wantRequests checks what the question behind a refusal shows.
func (w *world) wantRequests(t *testing.T, refused error, want []string) {
	t.Helper()
	q, err := w.Question(livetest.Home, connect.AsError(refused).Consent)
	if err != nil || !slices.Equal(q.Requests, want) {
		t.Errorf("%q, want %q (%v)", q.Requests, want, err)
	}
}
