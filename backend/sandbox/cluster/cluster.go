package cluster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// workers are the advertised addresses of the two simulated workers. They
// cannot be reached; a status names them.
func workers() []string { return []string{"worker-1:8083", "worker-2:8083"} }

// Cluster is the state of the sandbox since its start or its last reset. It has no
// lock and no clock: every method is given the time.
type Cluster struct {
	plugins    *plugins.Registry
	providers  plugins.Providers
	seed       uint64
	Connectors map[string]*Connector
	Names      []string                     // sorted
	deleted    map[string]*deletedConnector // deleted, still with a status
	left       map[string]progress          // offsets that deleted connectors left behind
	handed     int                          // tasks and connectors given to workers so far
	Listed     [4]int                       // the lengths of the last expanded lists
}

// deletedConnector still answers with its status for a moment.
type deletedConnector struct {
	*Connector

	until time.Time
}

// NewCluster makes a cluster without connectors. seed varies small delays.
func NewCluster(plugins *plugins.Registry, providers plugins.Providers, seed uint64) *Cluster {
	return &Cluster{
		plugins: plugins, providers: providers, seed: seed,
		Connectors: map[string]*Connector{}, deleted: map[string]*deletedConnector{}, left: map[string]progress{},
	}
}

// nextWorker assigns work to the workers in turn.
func (s *Cluster) nextWorker() string {
	all := workers()
	s.handed++
	return all[s.handed%len(all)]
}

// Create adds a connector that is not there and plans its start.
func (s *Cluster) Create(name string, config plugins.Settings, target connect.State, now time.Time) *Connector {
	c := &Connector{Name: name, seed: s.seed, target: target}
	c.instance.worker = s.nextWorker()
	if kept, again := s.left[name]; again {
		c.progress = kept
		delete(s.left, name)
	}
	c.progress.settled = now
	s.Configure(c, config)
	s.Connectors[name] = c
	delete(s.deleted, name)
	at, _ := slices.BinarySearch(s.Names, name)
	s.Names = slices.Insert(s.Names, at, name)
	s.begin(c, now)
	return c
}

// Configure gives a connector its config, and the plugin of it.
func (s *Cluster) Configure(c *Connector, config plugins.Settings) {
	before := c.plugin.Kind
	c.Config = config
	class := config.Text(connect.KeyClass)
	version := config.Text("connector.plugin.version")
	defer func() {
		if before != "" && before != c.plugin.Kind {
			c.progress.marks = nil // sources and sinks store their offsets in different places
		}
	}()
	if c.plugin, c.known = s.plugins.Find(class, version, plugins.ConnectorKinds()...); !c.known {
		c.plugin = plugins.Plugin{Class: class}
	}
}

// Remove deletes a connector. Its status stays for a moment, its offsets stay
// until a reset.
func (s *Cluster) Remove(name string, now time.Time) bool {
	c, there := s.Connectors[name]
	if !there {
		return false
	}
	c.touch(now)
	delete(s.Connectors, name)
	if at, found := slices.BinarySearch(s.Names, name); found {
		s.Names = slices.Delete(s.Names, at, at+1)
	}
	c.progress.topics = c.progress.ran
	s.left[name] = c.progress
	c.known = false
	s.deleted[name] = &deletedConnector{Connector: c, until: now.Add(plugins.ToForget)}
	return true
}

// Status returns the connector of a name, or one that was deleted a moment ago.
func (s *Cluster) Status(name string, now time.Time) (*Connector, bool) {
	if c, there := s.Connectors[name]; there {
		return c, true
	}
	if g, there := s.deleted[name]; there {
		if now.Before(g.until) {
			return g.Connector, true
		}
		delete(s.deleted, name)
	}
	return nil, false
}

// outcomeOf works out what becomes of a connector: by the settings that every
// plugin of the sandbox has, then by those of its plugin.
func (s *Cluster) outcomeOf(c *Connector) plugins.Outcome {
	if !c.known {
		return plugins.Outcome{Instance: &plugins.Failure{Trace: plugins.StartTrace(plugins.ConnectException, "Failed to load "+c.plugin.Class)}}
	}
	config, err := s.providers.Resolve(c.Config)
	if err != nil {
		return plugins.Outcome{Instance: &plugins.Failure{Trace: plugins.StartTrace(plugins.ConfigException, strings.TrimPrefix(err.Error(), plugins.ConfigException+": "))}}
	}
	if f, requested := requestedFailure(config); requested {
		return f
	}
	if missing := missingTopicDefault(config); c.plugin.Kind == connect.KindSource && missing != "" {
		return plugins.Outcome{Instance: &plugins.Failure{Trace: plugins.StartTrace(plugins.ConfigException, fmt.Sprintf("Missing required configuration %q which has no default value.", missing))}}
	}
	if c.plugin.Outcome != nil {
		return c.plugin.Outcome(config)
	}
	return plugins.Outcome{}
}

// missingTopicDefault: with groups for new topics the two numbers of the
// default group are required, which neither validate nor create checks.
func missingTopicDefault(config plugins.Settings) string {
	if len(config.List("topic.creation.groups")) == 0 {
		return ""
	}
	for _, name := range []string{"topic.creation.default.replication.factor", "topic.creation.default.partitions"} {
		if !config.Has(name) {
			return name
		}
	}
	return ""
}

// requestedFailure applies the settings that make any connector of the sandbox
// fail.
func requestedFailure(config plugins.Settings) (plugins.Outcome, bool) {
	if !config.Has("sandbox.fail.after.ms") {
		return plugins.Outcome{}, false
	}
	ms, err := strconv.ParseInt(strings.TrimSpace(config.Text("sandbox.fail.after.ms")), 10, 32)
	if err != nil || ms < 0 {
		return plugins.Outcome{}, false
	}
	message := config.Text("sandbox.fail.message")
	if message == "" {
		message = "The setting sandbox.fail.after.ms asked for this failure"
	}
	bad := &plugins.Failure{Trace: plugins.RequestedTrace(message), After: time.Duration(ms) * time.Millisecond}
	if config.Text("sandbox.fail.connector") == "true" {
		return plugins.Outcome{Instance: bad}, true
	}
	only := config.List("sandbox.fail.tasks")
	return plugins.Outcome{Task: func(id int) *plugins.Failure {
		if len(only) > 0 && !slices.Contains(only, strconv.Itoa(id)) {
			return nil
		}
		return bad
	}}, true
}
