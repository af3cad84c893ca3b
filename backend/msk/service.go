package msk

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
)

type option = func(*kafkaconnect.Options)

// service has the calls of the SDK's client that are used. With the client itself in its
// place, the linker would store all of its calls: see docs/adr/0012-aws-sdk-by-parts.md.
type service struct {
	ListConnectors             func(context.Context, *kafkaconnect.ListConnectorsInput, ...option) (*kafkaconnect.ListConnectorsOutput, error)
	DescribeConnector          func(context.Context, *kafkaconnect.DescribeConnectorInput, ...option) (*kafkaconnect.DescribeConnectorOutput, error)
	CreateConnector            func(context.Context, *kafkaconnect.CreateConnectorInput, ...option) (*kafkaconnect.CreateConnectorOutput, error)
	UpdateConnector            func(context.Context, *kafkaconnect.UpdateConnectorInput, ...option) (*kafkaconnect.UpdateConnectorOutput, error)
	DeleteConnector            func(context.Context, *kafkaconnect.DeleteConnectorInput, ...option) (*kafkaconnect.DeleteConnectorOutput, error)
	ListConnectorOperations    func(context.Context, *kafkaconnect.ListConnectorOperationsInput, ...option) (*kafkaconnect.ListConnectorOperationsOutput, error)
	DescribeConnectorOperation func(context.Context, *kafkaconnect.DescribeConnectorOperationInput, ...option) (*kafkaconnect.DescribeConnectorOperationOutput, error)
	listCustomPlugins
	listWorkerConfigurations
}

// What the SDK's readers of pages take.
type (
	listCustomPlugins        func(context.Context, *kafkaconnect.ListCustomPluginsInput, ...option) (*kafkaconnect.ListCustomPluginsOutput, error)
	listWorkerConfigurations func(context.Context, *kafkaconnect.ListWorkerConfigurationsInput, ...option) (*kafkaconnect.ListWorkerConfigurationsOutput, error)
)

// ListCustomPlugins reads a page.
func (f listCustomPlugins) ListCustomPlugins(ctx context.Context, in *kafkaconnect.ListCustomPluginsInput, o ...option) (*kafkaconnect.ListCustomPluginsOutput, error) {
	return f(ctx, in, o...)
}

// ListWorkerConfigurations reads a page.
func (f listWorkerConfigurations) ListWorkerConfigurations(ctx context.Context, in *kafkaconnect.ListWorkerConfigurationsInput, o ...option) (*kafkaconnect.ListWorkerConfigurationsOutput, error) {
	return f(ctx, in, o...)
}

func serviceOf(c *kafkaconnect.Client) service {
	return service{
		ListConnectors: c.ListConnectors, DescribeConnector: c.DescribeConnector, CreateConnector: c.CreateConnector,
		UpdateConnector: c.UpdateConnector, DeleteConnector: c.DeleteConnector,
		ListConnectorOperations: c.ListConnectorOperations, DescribeConnectorOperation: c.DescribeConnectorOperation,
		listCustomPlugins: c.ListCustomPlugins, listWorkerConfigurations: c.ListWorkerConfigurations,
	}
}
