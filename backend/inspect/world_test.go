package inspect

import (
	"testing"

	"go.uber.org/goleak"

	"sluiceway/backend/connect"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/write"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	running = connect.StateRunning
	failed  = connect.StateFailed
)

// world is the page of connectors over a live view of one fake.
type world struct {
	*livetest.World
	*Service
	write *write.Service
}

// within runs a test in a bubble on one cluster, which is open.
func within(t *testing.T, f *workerfake.Fake, test func(t *testing.T, w *world)) {
	t.Helper()
	f.Manual()
	livetest.Within(t, livetest.One(f), func(t *testing.T, lw *livetest.World) {
		writes := write.New(write.Deps{Live: lw.Service, Now: lw.Now})
		defer writes.Close()
		test(t, &world{World: lw, write: writes, Service: New(Deps{
			Live: lw.Service, Write: writes, Now: lw.Now, StoresWhere: func() connect.StoredHow { return connect.StoredSealed },
		})})
	})
}

func (w *world) detail(t *testing.T, name string) Detail {
	t.Helper()
	d, err := w.Detail(livetest.Home, name)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// set changes keys of a stored config.
func set(f *workerfake.Fake, name string, pairs ...string) {
	config := f.Config(name)
	for i := 0; i < len(pairs); i += 2 {
		config[pairs[i]] = pairs[i+1]
	}
	f.SetConfig(name, config)
}

// source makes a connector a source.
func source(f *workerfake.Fake, name string) {
	f.Put(name, running, running)
	config := f.Config(name)
	delete(config, "topics")
	config[connect.KeyClass], config["topic"] = workerfake.Source, name
	f.SetConfig(name, config)
	f.Put(name, running, running)
}
