package msk

import (
	"context"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"
	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
)

const (
	describeAtOnce = 4
	// mostReasons is how many failed connectors one poll asks for their reasons.
	mostReasons = 8
)

// Statuses is ListConnectors. The reason of a failure is not in the list, so it is read for
// some failed connectors with each poll, once for each version and state.
func (c stateReader) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	rows, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	c.described.only(rows)
	c.reasons(ctx, rows)
	c.readNotes(ctx, rows)
	out := make(map[string]connect.Status, len(rows))
	for _, row := range rows {
		known, ok := c.described.of(*row.ConnectorArn)
		reason := ""
		if ok && known.is(row) {
			reason = known.reason
		}
		status := statusOfState(*row.ConnectorName, string(row.ConnectorState), reason, known.config)
		status.Connector.Note = c.notes.of(*row.ConnectorArn)
		out[*row.ConnectorName] = status
	}
	return out, nil
}

// is reports whether the description is about the row as it is now.
func (d description) is(row types.ConnectorSummary) bool {
	return d.version == aws.ToString(row.CurrentVersion) && d.state == string(row.ConnectorState)
}

// reasons reads why connectors have failed. One that cannot be read is read with a later poll.
func (c stateReader) reasons(ctx context.Context, rows []types.ConnectorSummary) {
	var g errgroup.Group
	g.SetLimit(describeAtOnce)
	asked := 0
	for _, row := range rows {
		known, _ := c.described.of(*row.ConnectorArn)
		if row.ConnectorState != types.ConnectorStateFailed || known.is(row) || asked == mostReasons {
			continue
		}
		asked++
		g.Go(func() error {
			_, err := c.describeARN(ctx, call{name: *row.ConnectorName, arn: *row.ConnectorArn})
			return err
		})
	}
	_ = g.Wait() // a reason that is missing is no failure of the poll
}

// Status is DescribeConnector.
func (c stateReader) Status(ctx context.Context, name string) (connect.Status, error) {
	out, err := c.describe(ctx, aboutConnector(name))
	if err != nil {
		return connect.Status{}, err
	}
	status := statusOfState(name, string(out.ConnectorState), reasonOf(out.StateDescription), namedConfig(name, out.ConnectorConfiguration))
	if status.Connector.State == connect.StateRunning {
		status.Connector.Note = c.notes.of(aws.ToString(out.ConnectorArn))
	}
	return status, nil
}

// statusOfState translates the service's word for a state. Words that are not known here are
// passed through.
func statusOfState(name, word, reason string, config connect.Config) connect.Status {
	s := connect.Status{Name: name, Type: typeOf(config), Connector: connect.InstanceStatus{State: connect.State(word)}}
	switch word {
	case "CREATING", "UPDATING", "DELETING", "PAUSING", "RESUMING", "RESTARTING":
		s.Connector.State, s.Connector.Reported = connect.StateSettling, word
	}
	if s.Connector.State == connect.StateFailed {
		s.Connector.Trace = reason
	}
	return s
}

// each calls fn for the rows, a few at once, until one fails.
func each(ctx context.Context, rows []types.ConnectorSummary, fn func(context.Context, types.ConnectorSummary) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(describeAtOnce)
	for _, row := range rows {
		g.Go(func() error { return fn(ctx, row) })
	}
	return g.Wait()
}

// classes collects the classes of connectors. It is safe for concurrent use.
type classes struct {
	mu    sync.Mutex
	found map[string]connect.ConnectorType
}

func (c *classes) add(config connect.Config) {
	class := config[connect.KeyClass]
	if class == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found[class] = typeOf(config)
}
