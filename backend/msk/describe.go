package msk

import (
	"context"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
)

// described has what was last read of each connector, by ARN.
type described struct {
	mu   sync.Mutex
	last map[string]description
}

// description is a part of the answer of DescribeConnector: what the list does not have.
type description struct {
	version, state string
	config         connect.Config
	reason         string // of a failure
}

func (d *described) of(arn string) (description, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	out, ok := d.last[arn]
	return out, ok
}

func (d *described) put(arn string, now description) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last == nil {
		d.last = map[string]description{}
	}
	d.last[arn] = now
}

// only forgets connectors that are not listed any more.
func (d *described) only(rows []types.ConnectorSummary) {
	listed := make(map[string]bool, len(rows))
	for _, row := range rows {
		listed[*row.ConnectorArn] = true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for arn := range d.last {
		if !listed[arn] {
			delete(d.last, arn)
		}
	}
}

// describe is DescribeConnector for a connector by name.
func (c *connection) describe(ctx context.Context, k call) (*kafkaconnect.DescribeConnectorOutput, error) {
	return withARN(ctx, c, k, func(k call) (*kafkaconnect.DescribeConnectorOutput, error) { return c.describeARN(ctx, k) })
}

func (c *connection) describeARN(ctx context.Context, k call) (*kafkaconnect.DescribeConnectorOutput, error) {
	undone, write := k.undone, k.write
	k.action, k.write = "DescribeConnector", false
	out, err := c.api.DescribeConnector(ctx, &kafkaconnect.DescribeConnectorInput{ConnectorArn: &k.arn})
	if err != nil {
		return nil, c.problem(ctx, k, err)
	}
	k.undone, k.write = undone, write
	if aws.ToString(out.ConnectorName) != k.name || out.ConnectorConfiguration == nil || out.ConnectorState == "" {
		return nil, &connect.Error{Code: connect.CodeNotConnect, Text: sentences("The answer is not one that MSK Connect gives.", k.undone), Err: fmt.Errorf("describe answered about %q", aws.ToString(out.ConnectorName))}
	}
	config := namedConfig(k.name, out.ConnectorConfiguration)
	c.learned.learn(k.arn, config)
	c.described.put(k.arn, description{
		version: aws.ToString(out.CurrentVersion), state: string(out.ConnectorState), config: config,
		reason: reasonOf(out.StateDescription),
	})
	return out, nil
}

// namedConfig returns a stored config with the connector's name, which the service stores beside
// it.
func namedConfig(name string, stored map[string]string) connect.Config {
	config := connect.Config(stored).Clone()
	if _, set := config[connect.KeyName]; !set {
		config[connect.KeyName] = name
	}
	return config
}

// reasonOf returns the service's words as “code: message”.
func reasonOf(d *types.StateDescription) string {
	if d == nil {
		return ""
	}
	code, message := aws.ToString(d.Code), aws.ToString(d.Message)
	if code == "" || message == "" {
		return code + message
	}
	return code + ": " + message
}

// typeOf returns the type of a connector. The service does not say it, but Kafka Connect
// requires one of two keys for a sink.
func typeOf(config connect.Config) connect.ConnectorType {
	_, topics := config["topics"]
	_, pattern := config["topics.regex"]
	switch {
	case config == nil:
		return connect.TypeUnknown
	case topics || pattern:
		return connect.TypeSink
	}
	return connect.TypeSource
}
