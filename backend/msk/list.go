package msk

import (
	"context"
	"errors"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
)

const (
	pageSize = 100 // the most that the service returns
	mostRows = 20_000
)

// lists reads the list of connectors. Calls that need it at the same time share one read,
// because a poll asks for names and statuses together.
type lists struct {
	mu      sync.Mutex
	reading *reading
	writes  int               // grows with every write
	arns    map[string]string // by name, as last read
}

// reading is a read of the list in progress. Its result is set when done is closed.
type reading struct {
	done   chan struct{}
	writes int // before it began
	rows   []types.ConnectorSummary
	err    error
}

// wrote makes later calls read a list that has the effect of a write.
func (l *lists) wrote() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.writes++
}

// list returns all connectors.
func (c *connection) list(ctx context.Context) ([]types.ConnectorSummary, error) {
	l := &c.lists
	for {
		l.mu.Lock()
		r := l.reading
		if r == nil || r.writes != l.writes {
			r = &reading{done: make(chan struct{}), writes: l.writes}
			l.reading = r
			l.mu.Unlock()
			return c.lead(ctx, r)
		}
		l.mu.Unlock()
		select {
		case <-r.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if code := connect.CodeOf(r.err); code != connect.CodeCanceled && code != connect.CodeTimeout {
			return r.rows, r.err
		}
	}
}

// lead reads the list for all that wait for it.
func (c *connection) lead(ctx context.Context, r *reading) ([]types.ConnectorSummary, error) {
	r.rows, r.err = c.pages(ctx, "")
	l := &c.lists
	l.mu.Lock()
	if l.reading == r {
		l.reading = nil
	}
	if r.err == nil && r.writes == l.writes {
		l.arns = map[string]string{}
		for _, row := range r.rows {
			l.arns[*row.ConnectorName] = *row.ConnectorArn
		}
	}
	l.mu.Unlock()
	close(r.done)
	return r.rows, r.err
}

var errEndless = errors.New("the list has the same page twice, or too many")

// pages reads the pages of the list. Rows without a name or an ARN are left out.
func (c *connection) pages(ctx context.Context, prefix string) ([]types.ConnectorSummary, error) {
	out := []types.ConnectorSummary{}
	in := &kafkaconnect.ListConnectorsInput{MaxResults: aws.Int32(pageSize)}
	if prefix != "" {
		in.ConnectorNamePrefix = &prefix
	}
	seen := map[string]bool{}
	for {
		page, err := c.api.ListConnectors(ctx, in)
		if err != nil {
			return nil, c.problem(ctx, call{action: "ListConnectors"}, err)
		}
		for _, row := range page.Connectors {
			if aws.ToString(row.ConnectorName) != "" && aws.ToString(row.ConnectorArn) != "" {
				out = append(out, row)
			}
		}
		next := aws.ToString(page.NextToken)
		if next == "" {
			return out, nil
		}
		if seen[next] || len(seen) > mostRows/pageSize || len(out) > mostRows {
			return nil, &connect.Error{Code: connect.CodeTooLarge, Text: "The list does not end, so it was not read.", Err: errEndless}
		}
		seen[next] = true
		in.NextToken = &next
	}
}

// arnOf returns the ARN of a connector. fresh reads it even if it is known.
func (c *connection) arnOf(ctx context.Context, k call, fresh bool) (string, error) {
	c.lists.mu.Lock()
	arn := c.lists.arns[k.name]
	c.lists.mu.Unlock()
	if arn != "" && !fresh {
		return arn, nil
	}
	rows, err := c.pages(ctx, k.name)
	if err != nil {
		return "", err
	}
	for _, row := range rows {
		if *row.ConnectorName == k.name {
			c.know(k.name, *row.ConnectorArn)
			return *row.ConnectorArn, nil
		}
	}
	c.know(k.name, "")
	return "", &connect.Error{Code: connect.CodeNotFound, Text: sentences("The connector “"+k.name+"” does not exist.", k.undone, "It may have been deleted.")}
}

func (c *connection) know(name, arn string) {
	c.lists.mu.Lock()
	defer c.lists.mu.Unlock()
	if c.lists.arns == nil {
		c.lists.arns = map[string]string{}
	}
	if arn == "" {
		delete(c.lists.arns, name)
		return
	}
	c.lists.arns[name] = arn
}

// withARN calls fn with the ARN of a connector. If the connector with a known ARN is gone,
// there may be another one of that name by now.
func withARN[T any](ctx context.Context, c *connection, k call, fn func(k call) (T, error)) (T, error) {
	var none T
	known, err := c.arnOf(ctx, k, false)
	if err != nil {
		return none, err
	}
	k.arn = known
	out, err := fn(k)
	if connect.CodeOf(err) != connect.CodeNotFound {
		return out, err
	}
	if k.arn, err = c.arnOf(ctx, k, true); err != nil {
		return none, err
	}
	return fn(k)
}
