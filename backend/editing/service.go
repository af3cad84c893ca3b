package editing

import (
	"context"
	"crypto/rand"
	"log/slog"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing/catalog"
	"sluiceway/backend/editing/picker"
)

// Service holds the open forms. Its parts open and send them, show stored
// configs, and list plugins. It may be used from any goroutine.
type Service struct {
	*core
	*Opener
	*Sender
	*Reader
	*picker.Picker
}

// New makes a service. Nothing is read before the first form is opened.
func New(deps Deps) *Service {
	deps = withDefaults(deps)
	c := &core{
		deps: deps, forms: newRegistry(),
		catalog: catalog.New(catalog.Options{Now: deps.Now, Secrecy: deps.Secrecy, Compile: deps.Compile}),
	}
	return &Service{
		core: c, Opener: &Opener{core: c}, Sender: &Sender{core: c}, Reader: &Reader{core: c},
		Picker: picker.New(picker.Options{Connect: c.connect, Catalog: c.catalog, Live: deps.Live, Drafts: deps.Drafts.List, Secrecy: deps.Secrecy}),
	}
}

func withDefaults(d Deps) Deps {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.NewID == nil {
		d.NewID = rand.Text
	}
	if d.Live == nil {
		d.Live = func(connect.ProfileID) []Live { return nil }
	}
	if d.OnChange == nil {
		d.OnChange = func(connect.DraftID, int) {}
	}
	if d.OnStored == nil {
		d.OnStored = func(connect.DraftID, time.Time) {}
	}
	if d.OnDrafts == nil {
		d.OnDrafts = func() {}
	}
	if d.SaveNote == nil {
		d.SaveNote = func() string { return "" }
	}
	return withPure(d)
}

// Shutdown stores every draft and ends the background work. ctx limits the
// writing. Later calls fail.
func (s *Service) Shutdown(ctx context.Context) {
	if !s.forms.close() {
		return
	}
	for _, o := range s.forms.all() {
		o.mu.Lock()
		o.asker.drop()
		o.mu.Unlock()
		o.disk.write(ctx)
	}
	s.forms.end()
}

// ClusterChanged notifies the open forms of a cluster that it changed. present
// reports whether a connector exists there; it must be quick.
func (s *Service) ClusterChanged(profile connect.ProfileID, present func(name string) bool) {
	for _, o := range s.forms.all() {
		if o.profile == profile {
			o.poller.clusterChanged(present)
		}
	}
}
