package editing

import (
	"context"
	"maps"
	"sync"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// Where the definitions of a form come from.
const (
	FromDefinitions = "definitions"
	FromValidate    = "validate"
	FromNowhere     = "none"
)

// catalogAge is how long the definitions and the plugin list of a cluster are
// believed: during an upgrade workers differ, and a plugin may be exchanged
// under the same version.
const catalogAge = 10 * time.Minute

// known is what is known of a plugin. Listed is the worker's order of groups,
// where a validate told it. Required are the keys that validates of earlier
// forms missed.
type known struct {
	from        string
	definitions []connect.Definition
	listed      []string
	required    map[string]bool
	hidden      *form.Answer // of the stand-in validation: what it hides and recommends
	problem     *connect.Error
	at          time.Time
}

// pluginKey says whose definitions are meant.
type pluginKey struct {
	profile        connect.ProfileID
	class, version string
}

// learned is what was learned of a cluster under one generation of its
// connection: another address or version may have other plugins under the
// same names.
type learned struct {
	generation uint64
	plugins    map[pluginKey]known
	checks     map[pluginKey]Check
	required   map[pluginKey]map[string]bool // keys that a validate missed, whatever their definitions say
	list       pluginList
}

// catalog remembers definitions, compiled checks and plugin lists.
type catalog struct {
	deps Deps

	mu      sync.Mutex
	learned map[connect.ProfileID]*learned
}

type pluginList struct {
	plugins []connect.Plugin
	at      time.Time
}

func newCatalog(deps Deps) *catalog {
	return &catalog{deps: deps, learned: map[connect.ProfileID]*learned{}}
}

func newLearned(generation uint64) *learned {
	return &learned{
		generation: generation, plugins: map[pluginKey]known{}, checks: map[pluginKey]Check{}, required: map[pluginKey]map[string]bool{},
	}
}

// of returns what was learned of a cluster under a generation, forgetting an
// older one; mu is held. An answer that comes in late, from before a change of
// the profile, goes nowhere.
func (c *catalog) of(profile connect.ProfileID, generation uint64) *learned {
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

// definitions returns what a worker says about a plugin, from memory where
// that is fresh. It always answers: what went wrong is in problem.
func (c *catalog) definitions(ctx context.Context, conn worker.Connection, key pluginKey) known {
	k := c.definitionsOnly(ctx, conn, key)
	k.required = c.required(conn.Generation, key)
	return k
}

func (c *catalog) definitionsOnly(ctx context.Context, conn worker.Connection, key pluginKey) known {
	c.mu.Lock()
	k, ok := c.of(key.profile, conn.Generation).plugins[key]
	c.mu.Unlock()
	if ok && c.deps.Now().Sub(k.at) < catalogAge {
		return k
	}
	k = c.ask(ctx, conn.Worker, key)
	if k.from == FromNowhere {
		return k
	}
	k.at = c.deps.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.of(key.profile, conn.Generation)
	l.plugins[key] = k
	delete(l.checks, key)
	return k
}

func (c *catalog) ask(ctx context.Context, w worker.Worker, key pluginKey) known {
	if key.class == "" {
		return known{from: FromNowhere, problem: connect.Errorf(connect.CodeInvalid, "The config names no connector.class, so nothing is known about its settings. Add it to see the form.")}
	}
	defs, err := describe(ctx, w, key)
	switch connect.CodeOf(err) {
	case "":
		return known{from: FromDefinitions, definitions: defs}
	case connect.CodeUnsupported:
		return c.askByValidate(ctx, w, key.class)
	default:
		return known{from: FromNowhere, problem: c.noDefinitions(key.class, err)}
	}
}

func describe(ctx context.Context, w worker.Worker, key pluginKey) ([]connect.Definition, error) {
	definer, err := worker.Role[worker.Definer](ctx, w, worker.Definitions)
	if err != nil {
		return nil, err
	}
	defs, err := definer.Definitions(ctx, key.class, key.version)
	if err != nil && key.version != "" && ctx.Err() == nil && connect.CodeOf(err) != connect.CodeUnsupported {
		// Some plugins report a version that no worker understands.
		return definer.Definitions(ctx, key.class, "")
	}
	return defs, err
}

// askByValidate gets definitions from a worker that does not describe plugins without running them. Its validate wants a
// name, and topics of a sink: stand-ins that go into this one request and
// nowhere else. Which of the two forms of topics fits is not known of a class
// before its definitions are, and topics are unknown to a source, so they are
// always sent.
func (c *catalog) askByValidate(ctx context.Context, w worker.Worker, class string) known {
	standIns := connect.Config{connect.KeyName: "sluiceway-reads-definitions", "topics": "sluiceway-reads-definitions"}
	config := standIns.Clone()
	config[connect.KeyClass] = class
	v, err := validate(ctx, w, class, config)
	if err != nil {
		return known{from: FromNowhere, problem: c.noDefinitions(class, err)}
	}
	a := form.Read(v, connect.Config{}, standIns, c.deps.Secrecy)
	if len(a.Definitions) == 0 {
		return known{from: FromNowhere, problem: connect.Errorf(connect.CodeWorker, "The worker names no setting of %s. The form shows the keys as they are.", class)}
	}
	return known{from: FromValidate, definitions: a.Definitions, listed: a.Groups, hidden: &form.Answer{Hidden: a.Hidden, Recommended: a.Recommended}}
}

func (c *catalog) noDefinitions(class string, err error) *connect.Error {
	code := connect.CodeOf(err)
	text := "The worker could not describe the settings of " + class + ". The form shows the keys as they are; nothing is lost."
	if code == connect.CodeNotFound {
		text = "The plugin " + class + " is not on the workers of this cluster. The form shows the keys as they are; nothing is lost."
	}
	return &connect.Error{Code: code, Text: text, Worker: redact.Text(workerWords(err)), Err: err}
}

// require remembers for the next form of a plugin what a validate missed.
func (c *catalog) require(generation uint64, key pluginKey, required map[string]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	l := c.of(key.profile, generation)
	if l.required[key] == nil {
		l.required[key] = map[string]bool{}
	}
	maps.Copy(l.required[key], required)
}

// required returns the keys that validates of a plugin missed so far.
func (c *catalog) required(generation uint64, key pluginKey) map[string]bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.of(key.profile, generation).required[key])
}

// check returns the compiled check of a plugin, making it on first need.
func (c *catalog) check(generation uint64, key pluginKey, definitions []connect.Definition) (Check, error) {
	c.mu.Lock()
	check, ok := c.of(key.profile, generation).checks[key]
	c.mu.Unlock()
	if ok {
		return check, nil
	}
	check, err := c.deps.Compile(definitions)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of(key.profile, generation).checks[key] = check
	return check, nil
}

// list returns the connector plugins of a cluster; fresh asks the worker.
func (c *catalog) list(ctx context.Context, conn worker.Connection) ([]connect.Plugin, error) {
	plugins, err := conn.Worker.Plugins(ctx, true)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of(conn.Profile.ID, conn.Generation).list = pluginList{plugins: plugins, at: c.deps.Now()}
	return plugins, nil
}

// remembered returns the plugin list that was read last, without asking.
func (c *catalog) remembered(conn worker.Connection) []connect.Plugin {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l := c.of(conn.Profile.ID, conn.Generation).list; c.deps.Now().Sub(l.at) < catalogAge {
		return l.plugins
	}
	return nil
}
