package mskface

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

type createBody struct {
	Name        string            `json:"connectorName"`
	Description string            `json:"connectorDescription"`
	Config      map[string]string `json:"connectorConfiguration"`
	Kafka       string            `json:"kafkaConnectVersion"`
	Network     *string           `json:"networkType"`
	Role        string            `json:"serviceExecutionRoleArn"`
	Capacity    *capacity         `json:"capacity"`
	Cluster     *kafkaCluster     `json:"kafkaCluster"`
	Login       *authentication   `json:"kafkaClusterClientAuthentication"`
	Encryption  *encryption       `json:"kafkaClusterEncryptionInTransit"`
	Plugins     []plugin          `json:"plugins"`
	Workers     *workerConfig     `json:"workerConfiguration"`
	Logs        *logDelivery      `json:"logDelivery"`
	Tags        map[string]string `json:"tags"`
}

// createConnector is CreateConnector. It does not check the config: a wrong one fails later.
func (f service) createConnector(r request) (any, *refusal) {
	var in createBody
	if refused := r.read(&in); refused != nil {
		return nil, refused
	}
	if refused := f.checkCreate(in); refused != nil {
		return nil, refused
	}
	now := f.options.Clock()
	c := &connector{config: maps.Clone(in.Config), summary: summary{
		ARN: arnOf("connector", in.Name+"/"+newID()+"-2"), Name: in.Name, Description: in.Description, State: "CREATING", Created: now,
		Kafka: in.Kafka, Network: "IPV4", Role: in.Role, Capacity: *in.Capacity, Cluster: *in.Cluster, Login: *in.Login,
		Encryption: *in.Encryption, Plugins: in.Plugins, Workers: in.Workers, Logs: in.Logs,
	}}
	if in.Network != nil {
		c.Network = *in.Network
	}
	c.touch()
	why := f.wrong(c, in.Config)
	c.pending = &change{steps: []string{"", "", ""}, failAt: -1, begun: now, apply: func(c *connector, _ bool) {
		c.State, c.reason = "RUNNING", why
		if why != nil {
			c.State = "FAILED"
		}
	}}
	f.state.connectors = append(f.state.connectors, c)
	return map[string]string{"connectorArn": c.ARN, "connectorName": c.Name, "connectorState": c.State}, nil
}

func (f service) checkCreate(in createBody) *refusal {
	n := utf8.RuneCountInString(in.Name)
	switch {
	case n < 1 || n > 128:
		return badRequest("connectorName must have 1 to 128 characters")
	case utf8.RuneCountInString(in.Description) > 1024:
		return badRequest("connectorDescription must have at most 1024 characters")
	case in.Config == nil:
		return badRequest("connectorConfiguration is required")
	case in.Kafka != "2.7.1" && in.Kafka != "3.7.x":
		return badRequest("Unsupported kafkaConnectVersion: %s", in.Kafka)
	case !strings.HasPrefix(in.Role, "arn:aws:iam::"):
		return badRequest("serviceExecutionRoleArn is not the ARN of a role")
	case in.Login == nil || !slices.Contains([]string{"NONE", "IAM"}, in.Login.Type):
		return badRequest("kafkaClusterClientAuthentication must be NONE or IAM")
	case in.Encryption == nil || !slices.Contains([]string{"PLAINTEXT", "TLS"}, in.Encryption.Type):
		return badRequest("kafkaClusterEncryptionInTransit must be PLAINTEXT or TLS")
	case in.Network != nil && !slices.Contains([]string{"IPV4", "DUAL"}, *in.Network):
		return badRequest("networkType must be IPV4 or DUAL")
	case in.Cluster == nil || in.Cluster.Apache.Servers == "" || len(in.Cluster.Apache.VPC.Subnets) == 0 || len(in.Cluster.Apache.VPC.Groups) == 0:
		return badRequest("kafkaCluster needs bootstrapServers, subnets and securityGroups")
	case len(in.Plugins) != 1:
		return badRequest("Exactly one plugin must be specified")
	}
	if refused := checkCapacity(in.Capacity); refused != nil {
		return refused
	}
	if refused := f.checkParts(in); refused != nil {
		return refused
	}
	if slices.ContainsFunc(f.state.connectors, func(c *connector) bool { return c.Name == in.Name }) {
		return conflict("A resource with that name already exists: %s", in.Name)
	}
	return nil
}

// checkParts refuses a plugin or a worker configuration that does not exist.
func (f service) checkParts(in createBody) *refusal {
	wanted := in.Plugins[0].Custom
	if !slices.ContainsFunc(f.state.plugins, func(p customPluginRow) bool {
		return p.ARN == wanted.ARN && wanted.Revision >= 1 && wanted.Revision <= p.Latest.Revision
	}) {
		return notFound("The custom plugin %s with revision %d does not exist", wanted.ARN, wanted.Revision)
	}
	if in.Workers != nil && !slices.ContainsFunc(f.state.workers, func(w workerConfigRow) bool {
		return w.ARN == in.Workers.ARN && in.Workers.Revision >= 1 && in.Workers.Revision <= w.Latest.Revision
	}) {
		return notFound("The worker configuration %s does not exist", in.Workers.ARN)
	}
	return nil
}

func checkCapacity(c *capacity) *refusal {
	if c == nil || (c.Provisioned == nil) == (c.AutoScaling == nil) {
		return badRequest("Exactly one of provisionedCapacity and autoScaling must be specified")
	}
	mcu := 0
	switch {
	case c.Provisioned != nil:
		mcu = c.Provisioned.MCU
		if c.Provisioned.Workers < 1 {
			return badRequest("workerCount must be at least 1")
		}
	default:
		a := c.AutoScaling
		mcu = a.MCU
		if a.Min < 1 || a.Max <= a.Min {
			return badRequest("maxWorkerCount must be greater than minWorkerCount")
		}
		if a.In.CPU < 1 || a.Out.CPU > 100 || a.In.CPU >= a.Out.CPU {
			return badRequest("The scale-in percentage must be below the scale-out percentage")
		}
	}
	if !slices.Contains([]int{1, 2, 4, 8}, mcu) {
		return badRequest("mcuCount must be 1, 2, 4 or 8")
	}
	return nil
}
