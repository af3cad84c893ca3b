package msk

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// A create and a delete have no operation at the service, so the state of the connector says
// how far they are. These precede the connector's ARN in the id of such an operation.
const (
	creation = "create:"
	deletion = "delete:"
)

// Operation is DescribeConnectorOperation. The state of the connector does not say whether an
// update worked: after one that failed it is RUNNING with its old config.
func (c operationReader) Operation(ctx context.Context, name, id string) (worker.Operation, error) {
	if arn, ok := strings.CutPrefix(id, creation); ok {
		return c.created(ctx, name, id, arn)
	}
	if arn, ok := strings.CutPrefix(id, deletion); ok {
		return c.deleted(ctx, name, id, arn)
	}
	out, err := c.api.DescribeConnectorOperation(ctx, &kafkaconnect.DescribeConnectorOperationInput{ConnectorOperationArn: &id})
	if err != nil {
		return worker.Operation{}, c.problem(ctx, call{action: "DescribeConnectorOperation", name: name, thing: "This change of “" + name + "”"}, err)
	}
	word := string(out.ConnectorOperationState)
	if word == "" {
		return worker.Operation{}, unreadable(call{}, 200, errOther)
	}
	if out.EndTime != nil && out.ConnectorArn != nil {
		c.notes.forget(*out.ConnectorArn)
	}
	o := worker.Operation{ID: id, State: stateOf(word, out.EndTime != nil), Steps: stepsOf(out.OperationSteps)}
	o.Text = textOf(o.State, word, out.OperationSteps)
	if out.ErrorInfo != nil {
		o.Text = sentences(o.Text, full(reasonOf((*types.StateDescription)(out.ErrorInfo))))
	}
	return o, nil
}

// stateOf translates the service's word. An operation that was rolled back has failed.
func stateOf(word string, ended bool) worker.OperationState {
	switch {
	case strings.HasSuffix(word, "_FAILED"), word == "ROLLBACK_COMPLETE":
		return worker.OperationFailed
	case strings.HasSuffix(word, "_COMPLETE"):
		return worker.OperationDone
	case ended:
		return worker.OperationFailed // a word that is not known here
	}
	return worker.OperationRunning
}

func textOf(state worker.OperationState, word string, steps []types.ConnectorOperationStep) string {
	if state == worker.OperationRunning {
		for _, s := range steps {
			if s.StepState == types.ConnectorOperationStepStateInProgress {
				return fmt.Sprintf("AWS says %s, at the step %s.", word, s.StepType)
			}
		}
	}
	return fmt.Sprintf("AWS says %s.", word)
}

// full adds a full stop to the service's words.
func full(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// stepsOf returns the progress of an operation.
func stepsOf(steps []types.ConnectorOperationStep) []connect.Step {
	out := []connect.Step{}
	for _, s := range steps {
		step := connect.Step{ID: string(s.StepType), Title: stepTitle(string(s.StepType)), State: connect.StepNotReached, Fact: string(s.StepType), Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}}
		switch s.StepState {
		case types.ConnectorOperationStepStateInProgress:
			step.State = connect.StepRunning
		case types.ConnectorOperationStepStateCompleted:
			step.State = connect.StepPassed
		case types.ConnectorOperationStepStateFailed:
			step.State, step.Fact = connect.StepFailed, string(s.StepType)+" failed"
		case types.ConnectorOperationStepStateCancelled:
			step.Fact = "cancelled"
		case types.ConnectorOperationStepStatePending:
		}
		out = append(out, step)
	}
	return out
}

// stepTitle names a step in words, or as the service does.
func stepTitle(word string) string {
	switch types.ConnectorOperationStepType(word) {
	case types.ConnectorOperationStepTypeInitializeUpdate:
		return "Prepared"
	case types.ConnectorOperationStepTypeValidateUpdate:
		return "Checked"
	case types.ConnectorOperationStepTypeUpdateConnectorConfiguration:
		return "Config changed"
	case types.ConnectorOperationStepTypeUpdateWorkerSetting:
		return "Capacity changed"
	case types.ConnectorOperationStepTypeFinalizeUpdate:
		return "Finished"
	}
	return word
}

// created reports how far the creation of a connector is.
func (c operationReader) created(ctx context.Context, name, id, arn string) (worker.Operation, error) {
	out, err := c.describeARN(ctx, call{name: name, arn: arn})
	if err != nil {
		return worker.Operation{}, err
	}
	word := string(out.ConnectorState)
	o := worker.Operation{ID: id, State: worker.OperationDone, Text: fmt.Sprintf("AWS says %s.", word)}
	switch word {
	case "CREATING":
		o.State, o.Text = worker.OperationRunning, "AWS says CREATING. That takes some minutes."
	case "FAILED", "DELETING":
		o.State, o.Text = worker.OperationFailed, sentences(o.Text, full(reasonOf(out.StateDescription)))
	}
	return o, nil
}

// deleted reports how far the deletion of a connector is.
func (c operationReader) deleted(ctx context.Context, name, id, arn string) (worker.Operation, error) {
	out, err := c.describeARN(ctx, call{name: name, arn: arn})
	if connect.CodeOf(err) == connect.CodeNotFound {
		c.lists.wrote()
		return worker.Operation{ID: id, State: worker.OperationDone, Text: "The connector is gone."}, nil
	}
	if err != nil {
		return worker.Operation{}, err
	}
	word := string(out.ConnectorState)
	o := worker.Operation{ID: id, State: worker.OperationRunning, Text: fmt.Sprintf("AWS says %s.", word)}
	if word == "FAILED" {
		o.State, o.Text = worker.OperationFailed, sentences(o.Text, full(reasonOf(out.StateDescription)))
	}
	return o, nil
}
