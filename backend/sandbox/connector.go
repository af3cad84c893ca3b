package sandbox

import (
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"time"

	"sluiceway/backend/connect"
)

// connector is one connector of the simulated cluster, with its plan.
type connector struct {
	name   string
	seed   uint64
	config settings
	plugin plugin
	known  bool // the class is on the workers
	target connect.State

	instance life
	tasks    []*life
	sets     []taskSet
	flow     flow

	label  []byte // the name as JSON
	status statusCache
	info   infoCache
}

// taskSet is the list of task configs from a time on. It lives in the config
// topic of a real cluster, apart from the states of the tasks.
type taskSet struct {
	at      time.Time
	configs []settings
}

// statusCache keeps an encoded status for as long as no state changes.
type statusCache struct {
	raw         []byte
	from, until time.Time // until is zero when nothing is planned
}

// infoCache keeps an encoded info for as long as the task set is the same.
type infoCache struct {
	raw []byte
	set time.Time
}

// jitter is a small delay that differs between connectors, tasks and seeds and
// is the same every time.
func (c *connector) jitter(label string) time.Duration {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strconv.FormatUint(c.seed, 10) + "/" + c.name + "/" + label))
	return time.Duration(h.Sum64()%400) * time.Millisecond
}

// touch settles what ran so far and drops what was encoded; every change of
// the plan begins with it.
func (c *connector) touch(now time.Time) {
	c.settle(now)
	c.status, c.info = statusCache{}, infoCache{}
}

// set is the current list of task configs.
func (c *connector) set(now time.Time) taskSet {
	for _, s := range slices.Backward(c.sets) {
		if !s.at.After(now) {
			return s
		}
	}
	return taskSet{}
}

// connectorType is what the worker says about the class.
func (c *connector) connectorType() connect.ConnectorType {
	if !c.known {
		return connect.TypeUnknown
	}
	return connect.ConnectorType(c.plugin.kind)
}

// infoBody is ConnectorInfo on the wire.
type infoBody struct {
	Name   string                `json:"name"`
	Config settings              `json:"config"`
	Tasks  []connect.TaskID      `json:"tasks"`
	Type   connect.ConnectorType `json:"type"`
}

func (c *connector) infoAt(now time.Time) infoBody {
	out := infoBody{Name: c.name, Config: maps.Clone(c.config), Tasks: []connect.TaskID{}, Type: c.connectorType()}
	for i := range c.set(now).configs {
		out.Tasks = append(out.Tasks, connect.TaskID{Connector: c.name, Task: i})
	}
	return out
}

// encodedInfo is infoAt as JSON, kept until the task set changes.
func (c *connector) encodedInfo(now time.Time) []byte {
	at := c.set(now).at
	if c.info.raw == nil || !c.info.set.Equal(at) {
		c.info = infoCache{raw: toJSON(c.infoAt(now)), set: at}
	}
	return c.info.raw
}

// stateBody is ConnectorStateInfo on the wire.
type stateBody struct {
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

// stateAt is the status; false while there is none yet.
func (c *connector) stateAt(now time.Time) (stateBody, bool) {
	p, there := c.instance.now(now)
	if !there {
		return stateBody{}, false
	}
	out := stateBody{Name: c.name, Connector: c.stateOf(&c.instance, p), Tasks: []taskBody{}, Type: c.connectorType()}
	for i, task := range c.tasks {
		if p, there := task.now(now); there {
			out.Tasks = append(out.Tasks, taskBody{ID: i, instanceBody: c.stateOf(task, p)})
		}
	}
	return out, true
}

func (c *connector) stateOf(l *life, p phase) instanceBody {
	out := instanceBody{State: p.state, WorkerID: l.worker, Trace: p.trace}
	if c.plugin.version != "" && !p.unloaded {
		out.Version = &c.plugin.version
	}
	return out
}

// encodedState is stateAt as JSON, kept until the next planned change; nil
// while there is none.
func (c *connector) encodedState(now time.Time) []byte {
	kept := c.status
	if kept.raw != nil && !now.Before(kept.from) && (kept.until.IsZero() || now.Before(kept.until)) {
		return kept.raw
	}
	body, there := c.stateAt(now)
	if !there {
		return nil
	}
	c.status = statusCache{raw: toJSON(body), from: now, until: c.nextChange(now)}
	return c.status.raw
}

func (c *connector) nextChange(now time.Time) time.Time {
	next := c.instance.next(now)
	for _, task := range c.tasks {
		if t := task.next(now); !t.IsZero() && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	return next
}
