package mskface

import "time"

type operationRow struct {
	ARN     string     `json:"connectorOperationArn"`
	Type    string     `json:"connectorOperationType"`
	State   string     `json:"connectorOperationState"`
	Created time.Time  `json:"creationTime"`
	Ended   *time.Time `json:"endTime,omitempty"`
}

func (c *change) row() operationRow {
	return operationRow{ARN: c.arn, Type: c.kind, State: c.state(), Created: c.begun, Ended: c.ended}
}

// listOperations is ListConnectorOperations, newest first.
func (f service) listOperations(r request) (any, *refusal) {
	c, refused := f.state.find(r.arn)
	if refused != nil {
		return nil, refused
	}
	rows := []operationRow{}
	for i := range f.state.operations {
		if o := f.state.operations[len(f.state.operations)-1-i]; o.connector == c.ARN {
			rows = append(rows, o.row())
		}
	}
	page, next, refused := pageOf(rows, r)
	return answerList("connectorOperations", page, next), refused
}

type workerSetting struct {
	Capacity *capacity `json:"capacity"`
}

// describeOperation is DescribeConnectorOperation.
func (f service) describeOperation(r request) (any, *refusal) {
	for _, o := range f.state.operations {
		if o.arn != r.arn {
			continue
		}
		out := struct {
			operationRow
			Connector    string            `json:"connectorArn"`
			Steps        []stepRow         `json:"operationSteps"`
			OriginConfig map[string]string `json:"originConnectorConfiguration,omitempty"`
			TargetConfig map[string]string `json:"targetConnectorConfiguration,omitempty"`
			Origin       *workerSetting    `json:"originWorkerSetting,omitempty"`
			Target       *workerSetting    `json:"targetWorkerSetting,omitempty"`
			Error        *said             `json:"errorInfo,omitempty"`
		}{operationRow: o.row(), Connector: o.connector, Steps: o.progress(), OriginConfig: o.originConfig, TargetConfig: o.targetConfig}
		if o.originCapacity != nil {
			out.Origin, out.Target = &workerSetting{o.originCapacity}, &workerSetting{o.targetCapacity}
		}
		if o.ended != nil && o.failed() {
			out.Error = o.why
		}
		return out, nil
	}
	return nil, notFound("The connector operation %s does not exist", r.arn)
}
