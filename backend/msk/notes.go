package msk

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"
	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

const (
	// mostNotes is how many running connectors one poll asks for their last operation.
	mostNotes = 8
	// mostOperations is how many operations are read to find the last update.
	mostOperations = 20
)

// notes has, for each connector that is running, what came of its last update. The list does
// not say it: after an update that failed, a connector is RUNNING with its old config.
type notes struct {
	mu      sync.Mutex
	last    map[string]note
	refused bool // IAM does not allow to read operations
}

// note is a sentence about the last update if it failed, and the version that it is about.
type note struct {
	version, text string
}

// stale forgets the note of a connector that is not running, and returns the running ones
// whose note is not known.
func (n *notes) stale(rows []types.ConnectorSummary) []types.ConnectorSummary {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []types.ConnectorSummary
	for _, row := range rows {
		known, ok := n.last[*row.ConnectorArn]
		switch {
		case row.ConnectorState != types.ConnectorStateRunning:
			delete(n.last, *row.ConnectorArn)
		case n.refused, ok && known.version == aws.ToString(row.CurrentVersion), len(out) == mostNotes:
		default:
			out = append(out, row)
		}
	}
	return out
}

func (n *notes) put(arn string, now note) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.last == nil {
		n.last = map[string]note{}
	}
	n.last[arn] = now
}

// forget makes the note of a connector be read again: its update has ended.
func (n *notes) forget(arn string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.last, arn)
}

func (n *notes) of(arn string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.last[arn].text
}

// readNotes reads the last updates of running connectors, once for each version and each time
// that a connector has become RUNNING. One that cannot be read is read with a later poll.
func (c stateReader) readNotes(ctx context.Context, rows []types.ConnectorSummary) {
	var g errgroup.Group
	g.SetLimit(describeAtOnce)
	for _, row := range c.notes.stale(rows) {
		g.Go(func() error {
			text, err := c.lastUpdate(ctx, *row.ConnectorName, *row.ConnectorArn)
			if connect.CodeOf(err) == connect.CodeForbidden {
				c.notes.mu.Lock()
				c.notes.refused = true
				c.notes.mu.Unlock()
			}
			if err == nil {
				c.notes.put(*row.ConnectorArn, note{aws.ToString(row.CurrentVersion), text})
			}
			return nil
		})
	}
	_ = g.Wait() // never fails
}

// lastUpdate returns a sentence if the last update of a connector failed.
func (c stateReader) lastUpdate(ctx context.Context, name, arn string) (string, error) {
	out, err := c.api.ListConnectorOperations(ctx, &kafkaconnect.ListConnectorOperationsInput{ConnectorArn: &arn, MaxResults: aws.Int32(mostOperations)})
	if err != nil {
		return "", c.problem(ctx, call{action: "ListConnectorOperations", name: name, arn: arn}, err)
	}
	var last *types.ConnectorOperationSummary
	for i, o := range out.ConnectorOperations {
		if strings.HasPrefix(string(o.ConnectorOperationType), "UPDATE_") && o.CreationTime != nil && (last == nil || o.CreationTime.After(*last.CreationTime)) {
			last = &out.ConnectorOperations[i]
		}
	}
	if last == nil || stateOf(string(last.ConnectorOperationState), last.EndTime != nil) != worker.OperationFailed || aws.ToString(last.ConnectorOperationArn) == "" {
		return "", nil
	}
	done, err := c.api.DescribeConnectorOperation(ctx, &kafkaconnect.DescribeConnectorOperationInput{ConnectorOperationArn: last.ConnectorOperationArn})
	if err != nil {
		return "", c.problem(ctx, call{action: "DescribeConnectorOperation", name: name, arn: arn}, err)
	}
	reason := ""
	if done.ErrorInfo != nil {
		reason = reasonOf((*types.StateDescription)(done.ErrorInfo))
	}
	return c.masked(call{arn: arn, config: done.TargetConnectorConfiguration}, noteText(last, reason)), nil
}

func noteText(o *types.ConnectorOperationSummary, reason string) string {
	at := o.CreationTime
	if o.EndTime != nil {
		at = o.EndTime
	}
	text := fmt.Sprintf("The update of %s failed, so the connector runs as before.", at.Local().Format("2 Jan 15:04"))
	return sentences(text, full(reason))
}
