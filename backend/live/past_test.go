package live_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker/workerfake"
)

// pastStore stores the history of profiles in memory.
type pastStore struct {
	mu   sync.Mutex
	text map[connect.ProfileID]string
}

func (s *pastStore) Past(id connect.ProfileID) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if text, ok := s.text[id]; ok {
		return []byte(text), nil
	}
	return nil, connect.Errorf(connect.CodeNotFound, "nothing")
}

func (s *pastStore) StorePast(id connect.ProfileID, content []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text[id] = string(content)
	return nil
}

func (s *pastStore) ForgetPast(id connect.ProfileID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.text, id)
	return nil
}

func TestSinceIsRememberedOverRestartsOfTheApp(t *testing.T) {
	past := &pastStore{text: map[connect.ProfileID]string{}}
	f := workerfake.New("a", "b")
	f.Put("bad", connect.StateRunning, connect.StateFailed)
	config := f.Config("bad")
	config["db.password"] = "c4nary"
	f.SetConfig("bad", config)
	s := workerfake.StatusOf("bad", connect.StateRunning, connect.StateFailed)
	s.Tasks[0].Trace = workerfake.Trace("org.example.Login", "c4nary was refused")
	f.PutStatus(s)
	var since float64
	first := func(t *testing.T, w *livetest.World) {
		w.Opened(t)
		livetest.After(time.Minute)
		f.Put("a", connect.StatePaused, connect.StatePaused)
		livetest.After(10 * time.Second)
		since = w.Row(t, "a").Since
		w.Marks().Mark(livetest.Home, "bad", func(m *live.Mark) {
			m.Activity, m.Restarting = live.Activity{Kind: live.ActivitySettling, At: connect.UnixMilli(w.Now())}, true
		})
		w.Marks().Mark(livetest.Home, "bad", func(m *live.Mark) { *m = live.Mark{} })
	}
	livetest.WithinPast(t, livetest.One(f), past, first)
	if text := past.text[livetest.Home]; !strings.Contains(text, "was refused") || strings.Contains(text, "c4nary") {
		t.Fatalf("stored %s", text)
	}
	f.Put("b", connect.StateRunning, connect.StateFailed)
	livetest.WithinPast(t, livetest.One(f), past, func(t *testing.T, w *livetest.World) {
		w.Skew.Store(int64(time.Hour))
		w.Opened(t)
		if r := w.Row(t, "a"); r.Since != since || r.Before {
			t.Errorf("still paused: since %v, before %t, want %v", r.Since, r.Before, since)
		}
		if r := w.Row(t, "b"); !r.Before {
			t.Errorf("failed while the app was closed: %+v", r)
		}
		k, err := w.Known(livetest.Home, "bad")
		if err != nil || k.History.Restarts != 1 || !strings.Contains(k.History.Cause, "was refused") {
			t.Errorf("%+v, %v", k.History, err)
		}
		w.Save(t, func(p *connect.Profile) { p.URL = "http://else:1" })
		livetest.After(2 * time.Minute)
		w.Forget(t)
		if len(past.text) != 0 {
			t.Errorf("a deleted profile is remembered: %v", past.text)
		}
	})
}

// A start whose clock is wrong says nothing about since when something was so.
func TestSinceIsNotForgottenByTheClockAlone(t *testing.T) {
	past := &pastStore{text: map[connect.ProfileID]string{}}
	f := workerfake.New("a")
	var since float64
	livetest.WithinPast(t, livetest.One(f), past, func(t *testing.T, w *livetest.World) {
		w.Skew.Store(int64(time.Hour))
		w.Opened(t)
		livetest.After(time.Minute)
		since = w.Row(t, "a").Since
	})
	for _, skew := range []time.Duration{-9000 * time.Hour, 2 * time.Hour} {
		livetest.WithinPast(t, livetest.One(f), past, func(t *testing.T, w *livetest.World) {
			w.Skew.Store(int64(skew))
			w.Opened(t)
			livetest.After(2 * time.Minute)
			if got := w.Row(t, "a").Since; got != since {
				t.Errorf("with a clock that is off by %v: since %v, want %v", skew, got, since)
			}
		})
	}
}
