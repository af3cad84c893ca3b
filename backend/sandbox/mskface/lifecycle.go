package mskface

import (
	"slices"
	"strings"
)

// deleteConnector is DeleteConnector.
func (f service) deleteConnector(r request) (any, *refusal) {
	c, refused := f.state.find(r.arn)
	if refused != nil {
		return nil, refused
	}
	if version := r.query.Get("currentVersion"); version != "" && version != c.Version {
		return nil, badRequest("The version %s is not the current version of the connector", version)
	}
	if c.State == "DELETING" {
		return nil, badRequest("The connector is in the state DELETING and cannot be deleted")
	}
	if c.pending != nil && c.pending.arn != "" {
		c.pending.failAt, c.pending.why = 0, &said{"Deleted", "The connector is being deleted."}
		at := f.options.Clock()
		c.pending.ended = &at
	}
	c.State = "DELETING"
	c.pending = &change{steps: []string{"", ""}, failAt: -1, begun: f.options.Clock(), apply: func(c *connector, _ bool) { c.State = "" }}
	return map[string]string{"connectorArn": c.ARN, "connectorState": c.State}, nil
}

func (f service) pauseConnector(r request) (any, *refusal) {
	return f.move(r, "PAUSE", "PAUSING", "PAUSED", "RUNNING")
}

func (f service) resumeConnector(r request) (any, *refusal) {
	return f.move(r, "RESUME", "RESUMING", "RUNNING", "PAUSED")
}

func (f service) restartConnector(r request) (any, *refusal) {
	if text := r.query.Get("onlyFailedTasks"); text != "" && text != "true" && text != "false" {
		return nil, badRequest("onlyFailedTasks must be true or false")
	}
	return f.move(r, "RESTART", "RESTARTING", "RUNNING", "RUNNING", "FAILED")
}

// move changes the state of a connector that is in one of the states from. These calls have no
// body.
func (f service) move(r request, word, meanwhile, then string, from ...string) (any, *refusal) {
	c, refused := f.state.find(r.arn)
	if refused != nil {
		return nil, refused
	}
	if len(r.body) > 0 {
		return nil, badRequest("The operation has no body")
	}
	if !slices.Contains(from, c.State) {
		return nil, conflict("The connector is in the state %s, and the operation needs %s", c.State, strings.Join(from, " or "))
	}
	if c.State == "FAILED" { // it fails again for the same reason
		then = "FAILED"
	}
	o := &change{kind: word + "_CONNECTOR", word: word, steps: []string{"", ""}, failAt: -1, apply: func(c *connector, _ bool) { c.State = then }}
	f.begin(c, o, meanwhile)
	return map[string]string{"connectorArn": c.ARN, "connectorOperationArn": o.arn}, nil
}
