package cluster

import (
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// Connector is one connector of the simulated cluster, with its plan.
type Connector struct {
	Name   string
	seed   uint64
	Config plugins.Settings
	plugin plugins.Plugin
	known  bool // the class is on the workers
	target connect.State

	instance timeline
	tasks    []*timeline
	sets     []taskSet
	progress progress

	label  []byte // the name as JSON
	status statusCache
	info   infoCache
}

// taskSet is the list of task configs from a time on. It lives in the config
// topic of a real cluster, apart from the states of the tasks.
type taskSet struct {
	at      time.Time
	Configs []plugins.Settings
}

// statusCache is an encoded status, valid until a state changes.
type statusCache struct {
	raw         []byte
	from, until time.Time // until is zero when nothing is planned
}

// infoCache is an encoded info, valid until the task set changes.
type infoCache struct {
	raw []byte
	set time.Time
}

// jitter is a small delay that differs between connectors, tasks and seeds and
// is the same every time.
func (c *Connector) jitter(label string) time.Duration {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strconv.FormatUint(c.seed, 10) + "/" + c.Name + "/" + label))
	return time.Duration(h.Sum64()%400) * time.Millisecond
}

// touch settles the progress and drops the caches; every change of the plan calls
// it first.
func (c *Connector) touch(now time.Time) {
	c.settle(now)
	c.status, c.info = statusCache{}, infoCache{}
}

// Set is the current list of task configs.
func (c *Connector) Set(now time.Time) taskSet {
	for _, s := range slices.Backward(c.sets) {
		if !s.at.After(now) {
			return s
		}
	}
	return taskSet{}
}

// connectorType is what the worker says about the class.
func (c *Connector) connectorType() connect.ConnectorType {
	if !c.known {
		return connect.TypeUnknown
	}
	return connect.ConnectorType(c.plugin.Kind)
}

// InfoBody is ConnectorInfo on the wire.
type InfoBody struct {
	Name   string                `json:"name"`
	Config plugins.Settings      `json:"config"`
	Tasks  []connect.TaskID      `json:"tasks"`
	Type   connect.ConnectorType `json:"type"`
}

// InfoAt is what the worker says of the connector and its task configs.
func (c *Connector) InfoAt(now time.Time) InfoBody {
	out := InfoBody{Name: c.Name, Config: maps.Clone(c.Config), Tasks: []connect.TaskID{}, Type: c.connectorType()}
	for i := range c.Set(now).Configs {
		out.Tasks = append(out.Tasks, connect.TaskID{Connector: c.Name, Task: i})
	}
	return out
}

// EncodedInfo is InfoAt as JSON, cached until the task set changes.
func (c *Connector) EncodedInfo(now time.Time) []byte {
	at := c.Set(now).at
	if c.info.raw == nil || !c.info.set.Equal(at) {
		c.info = infoCache{raw: plugins.ToJSON(c.InfoAt(now)), set: at}
	}
	return c.info.raw
}

// StateBody is ConnectorStateInfo on the wire.
type StateBody struct {
	Name      string                `json:"name"`
	Connector instanceBody          `json:"connector"`
	Tasks     []taskBody            `json:"tasks"`
	Type      connect.ConnectorType `json:"type"`
}

type instanceBody struct {
	State    connect.State `json:"state"`
	WorkerID string        `json:"worker_id"`
	Version  *string       `json:"version"`
	Trace    string        `json:"trace,omitempty"`
}

type taskBody struct {
	ID int `json:"id"`
	instanceBody
}

// StateAt is the status; false while there is none yet.
func (c *Connector) StateAt(now time.Time) (StateBody, bool) {
	p, there := c.instance.now(now)
	if !there {
		return StateBody{}, false
	}
	out := StateBody{Name: c.Name, Connector: c.stateOf(&c.instance, p), Tasks: []taskBody{}, Type: c.connectorType()}
	for i, task := range c.tasks {
		if p, there := task.now(now); there {
			out.Tasks = append(out.Tasks, taskBody{ID: i, instanceBody: c.stateOf(task, p)})
		}
	}
	return out, true
}

func (c *Connector) stateOf(l *timeline, p phase) instanceBody {
	out := instanceBody{State: p.state, WorkerID: l.worker, Trace: p.trace}
	if c.plugin.Version != "" && !p.unloaded {
		out.Version = &c.plugin.Version
	}
	return out
}

// EncodedState is StateAt as JSON, cached until the next planned change; nil while
// there is no status.
func (c *Connector) EncodedState(now time.Time) []byte {
	kept := c.status
	if kept.raw != nil && !now.Before(kept.from) && (kept.until.IsZero() || now.Before(kept.until)) {
		return kept.raw
	}
	body, there := c.StateAt(now)
	if !there {
		return nil
	}
	c.status = statusCache{raw: plugins.ToJSON(body), from: now, until: c.nextChange(now)}
	return c.status.raw
}

func (c *Connector) nextChange(now time.Time) time.Time {
	next := c.instance.next(now)
	for _, task := range c.tasks {
		if t := task.next(now); !t.IsZero() && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	return next
}
