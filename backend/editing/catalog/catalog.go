// Package catalog caches what workers say about their plugins: definitions,
// compiled checks and lists, until the connection changes. It asks a worker for
// what is missing.
package catalog

import (
	"context"
	"maps"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// From says where the definitions of a form come from.
type From string

// The sources. Nowhere: the plugin is not there, or the worker does not answer.
const (
	FromDefinitions From = "definitions"
	FromValidate    From = "validate"
	FromNowhere     From = "none"
)

// age is how long the definitions and the plugin list of a cluster are cached:
// during an upgrade workers differ, and a plugin may be replaced under the same
// version.
const age = 10 * time.Minute

// Plugin is what is known about a plugin. Listed is the worker's order of
// groups, if a validation returned it. Required are the keys that validations of
// earlier forms required.
type Plugin struct {
	From        From
	Definitions []connect.Definition
	Listed      []string
	Required    map[string]bool
	Hidden      *form.Answer // of the stand-in validation: what it hides and recommends
	Problem     *connect.Error
	at          time.Time
}

// Key identifies a plugin of a cluster.
type Key struct {
	Profile        connect.ProfileID
	Class, Version string
}

// learned is what is cached for one generation of a connection: another address
// or version may have other plugins under the same names.
type learned struct {
	generation uint64
	plugins    map[Key]Plugin
	checks     map[Key]Check
	required   map[Key]map[string]bool // keys that a validation required, whatever their definitions say
	list       pluginList
}

// Check is a compiled local check.
type Check func(connect.Config) []form.Local

// Options are the parts that a catalog works with; all must be set.
type Options struct {
	Now     func() time.Time
	Secrecy form.Secrecy
	Compile func(definitions []connect.Definition) (Check, error)
}

// Catalog caches definitions, compiled checks and plugin lists.
type Catalog struct {
	o Options

	mu      sync.Mutex
	learned map[connect.ProfileID]*learned
}

type pluginList struct {
	plugins []connect.Plugin
	at      time.Time
}

// New makes an empty catalog.
func New(o Options) *Catalog {
	return &Catalog{o: o, learned: map[connect.ProfileID]*learned{}}
}

func newLearned(generation uint64) *learned {
	return &learned{
		generation: generation, plugins: map[Key]Plugin{}, checks: map[Key]Check{}, required: map[Key]map[string]bool{},
	}
}

// of returns the cache of a generation and drops an older one; mu is held. A
// late answer, from before a change of the profile, is not cached.
func (c *Catalog) of(profile connect.ProfileID, generation uint64) *learned {
	l, ok := c.learned[profile]
	if !ok || l.generation < generation {
		l = newLearned(generation)
		c.learned[profile] = l
	}
	if l.generation > generation {
		return newLearned(generation)
	}
	return l
}

// Definitions returns what a worker says about a plugin, from the cache if that
// is fresh. It always returns a Plugin; an error is in its Problem.
func (c *Catalog) Definitions(ctx context.Context, conn worker.Connection, key Key) Plugin {
	k := c.definitionsOnly(ctx, conn, key)
	k.Required = c.required(conn.Generation, key)
	return k
}

func (c *Catalog) definitionsOnly(ctx context.Context, conn worker.Connection, key Key) Plugin {
	c.mu.Lock()
	k, ok := c.of(key.Profile, conn.Generation).plugins[key]
	c.mu.Unlock()
	if ok && c.o.Now().Sub(k.at) < age {
		return k
	}
	k = c.ask(ctx, conn.Worker, key)
	if k.From == FromNowhere {
		return k
	}
	k.at = c.o.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.of(key.Profile, conn.Generation)
	l.plugins[key] = k
	delete(l.checks, key)
	return k
}

// Require caches the keys that a validation required, for the next form.
func (c *Catalog) Require(generation uint64, key Key, required map[string]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.of(key.Profile, generation)
	if l.required[key] == nil {
		l.required[key] = map[string]bool{}
	}
	maps.Copy(l.required[key], required)
}

// required returns the keys that validations of a plugin required so far.
func (c *Catalog) required(generation uint64, key Key) map[string]bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.of(key.Profile, generation).required[key])
}

// Check returns the local check of a plugin, compiled at its first use.
func (c *Catalog) Check(generation uint64, key Key, definitions []connect.Definition) (Check, error) {
	c.mu.Lock()
	check, ok := c.of(key.Profile, generation).checks[key]
	c.mu.Unlock()
	if ok {
		return check, nil
	}
	check, err := c.o.Compile(definitions)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of(key.Profile, generation).checks[key] = check
	return check, nil
}

// List asks a worker for its plugins of all kinds: the picker offers connectors,
// and forms show the versions of the others.
func (c *Catalog) List(ctx context.Context, conn worker.Connection) ([]connect.Plugin, error) {
	plugins, err := conn.Worker.Plugins(ctx, false)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of(conn.Profile.ID, conn.Generation).list = pluginList{plugins: plugins, at: c.o.Now()}
	return plugins, nil
}

// Remembered returns the plugin list that was read last, without asking.
func (c *Catalog) Remembered(conn worker.Connection) []connect.Plugin {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l := c.of(conn.Profile.ID, conn.Generation).list; c.o.Now().Sub(l.at) < age {
		return l.plugins
	}
	return nil
}
