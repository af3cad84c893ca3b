package mskface

import "time"

// change is something that takes a while. Those of the service's operations have an ARN; a
// create and a delete have none.
type change struct {
	arn, connector string // ARNs
	kind           string // UPDATE_CONNECTOR_CONFIGURATION
	word           string // the first part of its states: UPDATE
	steps          []string
	failAt         int // index of the step that fails; -1: none
	why            *said
	begun          time.Time
	ended          *time.Time
	done           int // steps that were completed
	originConfig   map[string]string
	targetConfig   map[string]string
	originCapacity *capacity
	targetCapacity *capacity
	apply          func(c *connector, failed bool)
}

// advance reports whether the change has ended at a time.
func (c *change) advance(now time.Time, pace time.Duration) bool {
	last := len(c.steps)
	if c.failed() {
		last = c.failAt + 1
	}
	if elapsed := int(now.Sub(c.begun) / pace); elapsed < last {
		c.done = elapsed
		return false
	}
	c.done = last
	if c.failed() {
		c.done = c.failAt
	}
	at := c.begun.Add(pace * time.Duration(last))
	c.ended = &at
	return true
}

func (c *change) failed() bool { return c.failAt >= 0 }

func (c *change) end(on *connector) { c.apply(on, c.failed()) }

// state is the service's word for the state.
func (c *change) state() string {
	switch {
	case c.ended != nil && c.failed():
		return c.word + "_FAILED"
	case c.ended != nil:
		return c.word + "_COMPLETE"
	case c.done == 0 && c.word == "UPDATE":
		return "PENDING"
	}
	return c.word + "_IN_PROGRESS"
}

type stepRow struct {
	Type  string `json:"stepType"`
	State string `json:"stepState"`
}

// progress lists the steps. An operation other than an update reports none.
func (c *change) progress() []stepRow {
	out := []stepRow{}
	if c.word != "UPDATE" {
		return out
	}
	for i, step := range c.steps {
		row := stepRow{step, "PENDING"}
		switch {
		case i < c.done:
			row.State = "COMPLETED"
		case c.ended != nil && c.failed() && i == c.failAt:
			row.State = "FAILED"
		case c.ended != nil && c.failed():
			row.State = "CANCELLED"
		case c.ended == nil && i == c.done:
			row.State = "IN_PROGRESS"
		}
		out = append(out, row)
	}
	return out
}
