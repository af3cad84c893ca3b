package msk

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// errOther is an answer about something else than the call.
var errOther = errors.New("the answer is about another connector, or incomplete")

func updateCall(name string, config connect.Config) call {
	return call{
		action: "UpdateConnector", name: name, config: config, write: true, undone: "The stored config is as it was.",
		whether: fmt.Sprintf("the change of “%s” was accepted", name), check: "the stored config",
	}
}

// PutConfig is UpdateConnector with a config, which replaces the stored one. It names the
// version that it replaces. The service refuses an equal config, so that is not sent.
func (c configWriter) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	if err := checkConfig(name, config, "The stored config is as it was."); err != nil {
		return worker.Receipt{}, err
	}
	k := updateCall(name, config)
	now, err := c.describe(ctx, k)
	if err != nil {
		return worker.Receipt{}, err
	}
	next := withoutName(name, config, now.ConnectorConfiguration)
	receipt := worker.Receipt{Status: http.StatusOK, Connector: connectorOf(name, next)}
	if connect.Config(next).Equal(now.ConnectorConfiguration) {
		return receipt, nil
	}
	receipt.Operation, err = c.update(ctx, k, now, &kafkaconnect.UpdateConnectorInput{ConnectorConfiguration: next})
	return receipt, err
}

// Resize is UpdateConnector with a capacity.
func (c provisioner) Resize(ctx context.Context, name string, values connect.Config) (worker.Receipt, error) {
	k := updateCall(name, nil)
	k.undone, k.check = "The capacity is as it was.", "the capacity"
	now, err := c.describe(ctx, k)
	if err != nil {
		return worker.Receipt{}, err
	}
	next := settingsOf(now)
	before := next.Clone()
	for _, s := range settings() {
		text, set := values[s.key]
		switch {
		case !set || text == next[s.key]:
		case !s.resizable:
			return worker.Receipt{}, connect.Errorf(connect.CodeInvalid, "“%s” cannot be changed. %s Delete the connector and create it again with another one.", s.title, k.undone)
		default:
			next[s.key] = text
		}
	}
	receipt := worker.Receipt{Status: http.StatusOK}
	if next.Equal(before) {
		return receipt, nil
	}
	r := &reader{values: next}
	capacity := r.capacity()
	if len(r.problems) > 0 {
		return worker.Receipt{}, connect.Errorf(connect.CodeInvalid, "%s %s", sentences(r.problems...), k.undone)
	}
	receipt.Operation, err = c.update(ctx, k, now, &kafkaconnect.UpdateConnectorInput{Capacity: capacityUpdate(capacity)})
	return receipt, err
}

func capacityUpdate(c *types.Capacity) *types.CapacityUpdate {
	if p := c.ProvisionedCapacity; p != nil {
		return &types.CapacityUpdate{ProvisionedCapacity: &types.ProvisionedCapacityUpdate{McuCount: p.McuCount, WorkerCount: p.WorkerCount}}
	}
	a := c.AutoScaling
	return &types.CapacityUpdate{AutoScaling: &types.AutoScalingUpdate{
		McuCount: a.McuCount, MinWorkerCount: a.MinWorkerCount, MaxWorkerCount: a.MaxWorkerCount,
		ScaleInPolicy:  &types.ScaleInPolicyUpdate{CpuUtilizationPercentage: a.ScaleInPolicy.CpuUtilizationPercentage},
		ScaleOutPolicy: &types.ScaleOutPolicyUpdate{CpuUtilizationPercentage: a.ScaleOutPolicy.CpuUtilizationPercentage},
	}}
}

// update sends one half of a connector: its config or its capacity. The service refuses both
// together. It returns the ARN of the operation.
func (c *connection) update(ctx context.Context, k call, now *kafkaconnect.DescribeConnectorOutput, in *kafkaconnect.UpdateConnectorInput) (string, error) {
	k.arn = aws.ToString(now.ConnectorArn)
	in.ConnectorArn, in.CurrentVersion = now.ConnectorArn, now.CurrentVersion
	defer c.lists.wrote()
	out, err := c.api.UpdateConnector(ctx, in)
	if err != nil {
		return "", c.stale(ctx, k, now, c.problem(ctx, k, err))
	}
	if aws.ToString(out.ConnectorOperationArn) == "" {
		return "", unreadable(k, http.StatusOK, errOther)
	}
	return *out.ConnectorOperationArn, nil
}

// stale finds out whether a change was refused because the connector has another version by
// now. The service answers that like any other wrong input.
func (c *connection) stale(ctx context.Context, k call, before *kafkaconnect.DescribeConnectorOutput, refused error) error {
	if connect.CodeOf(refused) != connect.CodeInvalid {
		return refused
	}
	now, err := c.describeARN(ctx, k)
	if err != nil || aws.ToString(now.CurrentVersion) == aws.ToString(before.CurrentVersion) {
		return refused
	}
	return &connect.Error{
		Code: connect.CodeConflict, Status: http.StatusBadRequest, Err: refused,
		Text: sentences("The connector was changed elsewhere meanwhile.", k.undone, "Compare the configs and send it again."),
	}
}
