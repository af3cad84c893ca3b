package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// workers are the advertised addresses of the two simulated workers. They
// cannot be reached; a status names them.
func workers() []string { return []string{"worker-1:8083", "worker-2:8083"} }

// cluster is the state that one start of the sandbox goes through. It is
// guarded by Sandbox.mu and knows no clock: every method is told the time.
type cluster struct {
	plugins    *registry
	providers  providers
	seed       uint64
	connectors map[string]*connector
	names      []string          // sorted
	ghosts     map[string]*ghost // deleted, their status not yet gone
	left       map[string]flow   // offsets that deleted connectors left behind
	handed     int               // tasks and connectors given to workers so far
	listed     [4]int            // the lengths of the last expanded lists
}

// ghost is a deleted connector whose status still answers.
type ghost struct {
	*connector

	until time.Time
}

func (s *Sandbox) newCluster() *cluster {
	out := &cluster{
		plugins: s.plugins, providers: s.providers, seed: s.options.Seed,
		connectors: map[string]*connector{}, ghosts: map[string]*ghost{}, left: map[string]flow{},
	}
	now := s.options.Clock()
	switch {
	case s.options.Empty:
	case s.options.Scale > 0:
		out.fill(s.options.Scale, now)
	default:
		out.openShop(now)
	}
	return out
}

// nextWorker hands out work in turns.
func (s *cluster) nextWorker() string {
	all := workers()
	s.handed++
	return all[s.handed%len(all)]
}

// create adds a connector that is not there and plans its start.
func (s *cluster) create(name string, config settings, target connect.State, now time.Time) *connector {
	c := &connector{name: name, seed: s.seed, target: target}
	c.instance.worker = s.nextWorker()
	if kept, again := s.left[name]; again {
		c.flow = kept
		delete(s.left, name)
	}
	c.flow.settled = now
	s.configure(c, config)
	s.connectors[name] = c
	delete(s.ghosts, name)
	at, _ := slices.BinarySearch(s.names, name)
	s.names = slices.Insert(s.names, at, name)
	s.begin(c, now)
	return c
}

// configure gives a connector its config, and the plugin of it.
func (s *cluster) configure(c *connector, config settings) {
	before := c.plugin.kind
	c.config = config
	class := config.text(connect.KeyClass)
	version := config.text("connector.plugin.version")
	defer func() {
		if before != "" && before != c.plugin.kind {
			c.flow.marks = nil // a source keeps its offsets elsewhere than a sink
		}
	}()
	if c.plugin, c.known = s.plugins.find(class, version, connectorKinds()...); !c.known {
		c.plugin = plugin{class: class}
	}
}

// remove deletes a connector. Its status stays for a moment, its offsets for
// good.
func (s *cluster) remove(name string, now time.Time) bool {
	c, there := s.connectors[name]
	if !there {
		return false
	}
	c.touch(now)
	delete(s.connectors, name)
	if at, found := slices.BinarySearch(s.names, name); found {
		s.names = slices.Delete(s.names, at, at+1)
	}
	c.flow.topics = c.flow.ran
	s.left[name] = c.flow
	c.known = false
	s.ghosts[name] = &ghost{connector: c, until: now.Add(toForget)}
	return true
}

// status finds what answers for a name: a connector, or one that was deleted a
// moment ago.
func (s *cluster) status(name string, now time.Time) (*connector, bool) {
	if c, there := s.connectors[name]; there {
		return c, true
	}
	if g, there := s.ghosts[name]; there {
		if now.Before(g.until) {
			return g.connector, true
		}
		delete(s.ghosts, name)
	}
	return nil, false
}

// fateOf works out what becomes of a connector: settings every plugin of the
// sandbox obeys come first, then those of its plugin.
func (s *cluster) fateOf(c *connector) fate {
	if !c.known {
		return fate{instance: &failure{trace: startTrace(connectException, "Failed to load "+c.plugin.class)}}
	}
	config, err := s.providers.resolve(c.config)
	if err != nil {
		return fate{instance: &failure{trace: startTrace(configException, strings.TrimPrefix(err.Error(), configException+": "))}}
	}
	if f, told := toldFate(config); told {
		return f
	}
	if missing := missingTopicDefault(config); c.plugin.kind == connect.KindSource && missing != "" {
		return fate{instance: &failure{trace: startTrace(configException, fmt.Sprintf("Missing required configuration %q which has no default value.", missing))}}
	}
	if c.plugin.fate != nil {
		return c.plugin.fate(config)
	}
	return fate{}
}

// missingTopicDefault: with groups for new topics the two numbers of the
// default group are required, which neither validate nor create checks.
func missingTopicDefault(config settings) string {
	if len(config.list("topic.creation.groups")) == 0 {
		return ""
	}
	for _, name := range []string{"topic.creation.default.replication.factor", "topic.creation.default.partitions"} {
		if !config.has(name) {
			return name
		}
	}
	return ""
}

// toldFate obeys the settings that make any connector of the sandbox fail.
func toldFate(config settings) (fate, bool) {
	if !config.has("sandbox.fail.after.ms") {
		return fate{}, false
	}
	ms, err := strconv.ParseInt(strings.TrimSpace(config.text("sandbox.fail.after.ms")), 10, 32)
	if err != nil || ms < 0 {
		return fate{}, false
	}
	message := config.text("sandbox.fail.message")
	if message == "" {
		message = "The setting sandbox.fail.after.ms asked for this failure"
	}
	bad := &failure{trace: toldTrace(message), after: time.Duration(ms) * time.Millisecond}
	if config.text("sandbox.fail.connector") == "true" {
		return fate{instance: bad}, true
	}
	only := config.list("sandbox.fail.tasks")
	return fate{task: func(id int) *failure {
		if len(only) > 0 && !slices.Contains(only, strconv.Itoa(id)) {
			return nil
		}
		return bad
	}}, true
}
