package mskface

import (
	"maps"
	"reflect"
)

type updateBody struct {
	Capacity *capacity         `json:"capacity"`
	Config   map[string]string `json:"connectorConfiguration"`
}

// updateConnector is UpdateConnector: either the config or the capacity, with the version that
// it replaces.
func (f service) updateConnector(r request) (any, *refusal) {
	c, refused := f.state.find(r.arn)
	if refused != nil {
		return nil, refused
	}
	var in updateBody
	if refused := r.read(&in); refused != nil {
		return nil, refused
	}
	switch version := r.query.Get("currentVersion"); {
	case version == "":
		return nil, badRequest("currentVersion is required")
	case version != c.Version:
		return nil, badRequest("The version %s is not the current version of the connector", version)
	case (in.Capacity == nil) == (in.Config == nil):
		return nil, badRequest("Exactly one of capacity and connectorConfiguration must be specified")
	case c.State == "PAUSED":
		return nil, badRequest("A paused connector can be updated only with skipHealthValidation")
	case c.State != "RUNNING":
		return nil, badRequest("The connector is in the state %s and cannot be updated", c.State)
	}
	o := &change{word: "UPDATE", failAt: -1}
	if in.Config != nil {
		if maps.Equal(in.Config, c.config) {
			return nil, badRequest("The connector configuration is identical to the current value")
		}
		f.updateConfig(c, o, in.Config)
	} else {
		if refused := checkCapacity(in.Capacity); refused != nil {
			return nil, refused
		}
		if reflect.DeepEqual(*in.Capacity, c.Capacity) {
			return nil, badRequest("The capacity is identical to the current value")
		}
		updateCapacity(c, o, in.Capacity)
	}
	f.begin(c, o, "UPDATING")
	return map[string]string{"connectorArn": c.ARN, "connectorState": c.State, "connectorOperationArn": o.arn}, nil
}

func (f service) updateConfig(c *connector, o *change, config map[string]string) {
	o.kind = "UPDATE_CONNECTOR_CONFIGURATION"
	o.steps = []string{"INITIALIZE_UPDATE", "VALIDATE_UPDATE", "UPDATE_CONNECTOR_CONFIGURATION", "FINALIZE_UPDATE"}
	o.originConfig, o.targetConfig = c.config, config
	if o.why = f.wrong(c, config); o.why != nil {
		o.failAt = 1
	}
	o.apply = func(c *connector, failed bool) {
		c.State = "RUNNING" // even if the update failed
		if !failed {
			c.config = config
			c.touch()
		}
	}
}

func updateCapacity(c *connector, o *change, next *capacity) {
	o.kind = "UPDATE_WORKER_SETTING"
	o.steps = []string{"INITIALIZE_UPDATE", "VALIDATE_UPDATE", "UPDATE_WORKER_SETTING", "FINALIZE_UPDATE"}
	before := c.Capacity
	o.originCapacity, o.targetCapacity = &before, next
	o.apply = func(c *connector, _ bool) {
		c.State, c.Capacity = "RUNNING", *next
		c.touch()
	}
}

// begin starts an operation on a connector.
func (f service) begin(c *connector, o *change, state string) {
	o.connector, o.begun = c.ARN, f.options.Clock()
	o.arn = arnOf("connector-operation", c.Name+"/"+newID()+"/"+newID())
	c.State, c.pending = state, o
	f.state.operations = append(f.state.operations, o)
}
