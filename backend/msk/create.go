package msk

import (
	"context"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create creates a connector with the settings of another one of its class: role, network and
// plugin are right then. It returns an error with CodeInvalid if there is none.
func (c configWriter) Create(ctx context.Context, name string, config connect.Config, _ connect.InitialState) (worker.Receipt, error) {
	if err := checkCreate(name, config); err != nil {
		return worker.Receipt{}, err
	}
	values, err := c.settingsLike(ctx, config[connect.KeyClass])
	if err != nil {
		return worker.Receipt{}, err
	}
	return c.createWith(ctx, name, config, values)
}

// CreateWith is CreateConnector.
func (c provisioner) CreateWith(ctx context.Context, name string, config, settings connect.Config) (worker.Receipt, error) {
	if err := checkCreate(name, config); err != nil {
		return worker.Receipt{}, err
	}
	return c.createWith(ctx, name, config, settings)
}

func checkCreate(name string, config connect.Config) error {
	if err := checkNewName(name); err != nil {
		return err
	}
	return checkConfig(name, config, "Nothing was created.")
}

// checkConfig refuses what the service accepts and then fails to run.
func checkConfig(name string, config connect.Config, undone string) error {
	if config[connect.KeyClass] == "" {
		return connect.Errorf(connect.CodeInvalid, "The config does not say which class it is for. %s Set connector.class.", undone)
	}
	if own, set := config[connect.KeyName]; set && own != name {
		return connect.Errorf(connect.CodeInvalid, "The setting “name” in the config is not the connector's name. %s Make them equal, or leave it out.", undone)
	}
	return nil
}

func createCall(name string, config connect.Config) call {
	return call{
		action: "CreateConnector", name: name, config: config, write: true, undone: "Nothing was created.",
		whether: fmt.Sprintf("“%s” was created", name), check: "the list",
	}
}

func (c *connection) createWith(ctx context.Context, name string, config, values connect.Config) (worker.Receipt, error) {
	in, err := createInput(name, config, values)
	if err != nil {
		return worker.Receipt{}, err
	}
	defer c.lists.wrote()
	k := createCall(name, config)
	out, err := c.api.CreateConnector(ctx, in)
	if err != nil {
		return worker.Receipt{}, c.problem(ctx, k, err)
	}
	if aws.ToString(out.ConnectorArn) == "" || aws.ToString(out.ConnectorName) != name {
		return worker.Receipt{}, unreadable(k, http.StatusOK, errOther)
	}
	c.know(name, *out.ConnectorArn)
	c.learned.learn(*out.ConnectorArn, config.Clone())
	return worker.Receipt{
		Status: http.StatusOK, Created: true, Connector: connectorOf(name, in.ConnectorConfiguration),
		Operation: creation + *out.ConnectorArn,
	}, nil
}

// settingsLike returns the settings of a connector of a class.
func (c *connection) settingsLike(ctx context.Context, class string) (connect.Config, error) {
	rows, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := (pluginReader{c}).Plugins(ctx, true); err != nil { // reads what was not read yet
		return nil, err
	}
	for _, row := range rows {
		known, _ := c.described.of(*row.ConnectorArn)
		if known.config[connect.KeyClass] != class || row.ConnectorState == types.ConnectorStateDeleting {
			continue
		}
		return settingsOf(describedAs(row)), nil
	}
	return nil, connect.Errorf(connect.CodeInvalid, "A connector needs a plugin, a capacity, a role and a network, and there is no other connector of the class %s to copy them from. Nothing was created. Fill in the settings of Amazon MSK Connect.", class)
}

// describedAs returns the settings of a row of the list, which has all of them.
func describedAs(row types.ConnectorSummary) *kafkaconnect.DescribeConnectorOutput {
	return &kafkaconnect.DescribeConnectorOutput{
		Capacity: row.Capacity, ConnectorDescription: row.ConnectorDescription, KafkaCluster: row.KafkaCluster,
		KafkaClusterClientAuthentication: row.KafkaClusterClientAuthentication,
		KafkaClusterEncryptionInTransit:  row.KafkaClusterEncryptionInTransit, KafkaConnectVersion: row.KafkaConnectVersion,
		LogDelivery: row.LogDelivery, NetworkType: row.NetworkType, Plugins: row.Plugins,
		ServiceExecutionRoleArn: row.ServiceExecutionRoleArn, WorkerConfiguration: row.WorkerConfiguration,
	}
}
