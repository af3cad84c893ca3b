package inspect

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

const (
	settingsAge    = 24 * time.Hour // plugins rarely change while a worker runs
	settingsAtOnce = 4
)

// SettingsRecord says when the settings of all plugins were read. At is in Unix
// milliseconds, 0 if they were not; Plugins counts those that were read,
// Unread has the classes without definitions.
type SettingsRecord struct {
	At      float64  `json:"at"`
	Plugins int      `json:"plugins"`
	Unread  []string `json:"unread"`
}

// settings caches the definitions of all plugins of each cluster, for one
// generation of its connection.
type settings struct {
	mu    sync.Mutex
	known map[connect.ProfileID]*read
}

// read is what was read of a cluster. After a cancelled round only the rest is
// read.
type read struct {
	generation  uint64
	began       time.Time
	done        time.Time // zero: not all of them yet
	plugins     []connect.Plugin
	definitions map[connect.Plugin][]connect.Definition
	unread      []string
}

func newSettings() *settings { return &settings{known: map[connect.ProfileID]*read{}} }

// of is what was read over this connection within a day; mu is held.
func (k *settings) of(conn worker.Connection, now time.Time) *read {
	r := k.known[conn.Profile.ID]
	if r == nil || r.generation != conn.Generation || now.Sub(r.began) >= settingsAge {
		return nil
	}
	return r
}

func (k *settings) record(conn worker.Connection, now time.Time) SettingsRecord {
	k.mu.Lock()
	defer k.mu.Unlock()
	r := k.of(conn, now)
	if r == nil || r.done.IsZero() {
		return SettingsRecord{Unread: []string{}}
	}
	return SettingsRecord{At: connect.UnixMilli(r.done), Plugins: len(r.plugins), Unread: append([]string{}, r.unread...)}
}

func (k *settings) count(conn worker.Connection, p connect.Plugin, now time.Time) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	if r := k.of(conn, now); r != nil {
		if defs, ok := r.definitions[p]; ok {
			return len(defs)
		}
	}
	return -1
}

// begin returns the read to continue, or a new one if it is too old, of another
// generation, or to be read again.
func (k *settings) begin(conn worker.Connection, now time.Time, again bool) *read {
	k.mu.Lock()
	defer k.mu.Unlock()
	r := k.of(conn, now)
	if r == nil || again {
		r = &read{generation: conn.Generation, began: now, definitions: map[connect.Plugin][]connect.Definition{}}
		k.known[conn.Profile.ID] = r
	}
	return r
}

func (k *settings) has(r *read, p connect.Plugin) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, ok := r.definitions[p]
	return ok
}

// ReadSettings reads the definitions of all plugins, four at a time, unless they were
// read within a day; again forces it. It calls report with a step after each plugin.
// What was read before a cancel stays in the cache.
func (s *Service) ReadSettings(ctx context.Context, id connect.ProfileID, again bool, report func(connect.Step)) (SettingsRecord, error) {
	conn, err := s.deps.Live.Connection(ctx, id)
	if err != nil {
		return SettingsRecord{}, err
	}
	if known := s.settings.record(conn, s.now()); known.At > 0 && !again {
		return known, nil
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "settings of all plugins"})
	definer, err := worker.Role[worker.Definer](ctx, conn.Worker, worker.Definitions)
	if err != nil {
		return SettingsRecord{}, err
	}
	plugins, err := listed(ctx, conn)
	if err != nil {
		return SettingsRecord{}, err
	}
	r := s.settings.begin(conn, s.now(), again)
	g := &reading{s: s, conn: conn, definer: definer, into: r, all: len(plugins), classes: byClass(plugins), report: report}
	if err := g.everything(ctx, plugins); err != nil {
		return SettingsRecord{}, err
	}
	s.settings.mu.Lock()
	slices.Sort(g.unread)
	r.plugins, r.unread, r.done = plugins, g.unread, s.now()
	s.settings.mu.Unlock()
	return s.settings.record(conn, s.now()), nil
}

// reading is one round over the plugins of a cluster.
type reading struct {
	s       *Service
	conn    worker.Connection
	definer worker.Definer
	into    *read
	all     int
	classes map[string][]connect.Plugin
	report  func(connect.Step)

	mu     sync.Mutex
	done   int
	unread []string
}

func (g *reading) everything(ctx context.Context, plugins []connect.Plugin) error {
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(settingsAtOnce)
	for _, p := range plugins {
		if within.Err() != nil {
			break
		}
		group.Go(func() error { return g.one(within, p) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return context.Cause(ctx)
}

// one reads one plugin. Only an error of the whole cluster ends the round: one
// plugin without definitions must not hide the others.
func (g *reading) one(ctx context.Context, p connect.Plugin) error {
	var fault error
	if !g.s.settings.has(g.into, p) {
		var defs []connect.Definition
		defs, fault = g.describe(ctx, p)
		switch {
		case fault == nil:
			g.s.settings.mu.Lock()
			g.into.definitions[p] = short(defs)
			g.s.settings.mu.Unlock()
		case ctx.Err() != nil || !aboutPlugin(fault):
			return fault
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done++
	if fault != nil {
		g.s.unread("the settings of "+p.Class, g.conn.Profile.ID, fault)
		g.unread = append(g.unread, p.Class)
	}
	g.report(connect.Step{ID: "settings", Title: "Reading the settings of all plugins", State: connect.StepRunning, Fact: fmt.Sprintf("%d of %d", g.done, g.all), Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}})
	return nil
}

// aboutPlugin reports whether an error is about one plugin, not the whole cluster.
func aboutPlugin(err error) bool {
	switch connect.CodeOf(err) {
	case connect.CodeNotFound, connect.CodeWorker, connect.CodeInvalid, connect.CodeTooLarge:
		return true
	default:
		return false
	}
}

// describe asks for the settings of a version if the workers can have several. Some
// plugins report a version that no worker accepts; it is left out if there is only
// one.
func (g *reading) describe(ctx context.Context, p connect.Plugin) ([]connect.Definition, error) {
	if p.Version == "" || !g.conn.Features().Can(worker.StatusVersion) {
		return g.definer.Definitions(ctx, p.Class, "")
	}
	defs, err := g.definer.Definitions(ctx, p.Class, p.Version)
	if err != nil && aboutPlugin(err) && len(g.classes[p.Class]) == 1 {
		return g.definer.Definitions(ctx, p.Class, "")
	}
	return defs, err
}

// short is what a search shows of definitions.
func short(defs []connect.Definition) []connect.Definition {
	out := make([]connect.Definition, 0, len(defs))
	for _, d := range defs {
		one := connect.Definition{Name: d.Name, Type: d.Type, Documentation: strings.Clone(firstRunes(d.Documentation, shownDocumentation))}
		if d.Type != connect.FieldPassword {
			one.Default = d.Default
		}
		out = append(out, one)
	}
	return out
}

func firstRunes(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return strings.TrimSpace(text[:i]) + "…"
		}
		n++
	}
	return text
}
