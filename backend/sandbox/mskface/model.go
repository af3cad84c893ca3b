package mskface

import "time"

// The members of the service's model that the face uses, as they are sent.
type (
	summary struct {
		ARN         string         `json:"connectorArn"`
		Name        string         `json:"connectorName"`
		Description string         `json:"connectorDescription,omitempty"`
		State       string         `json:"connectorState"`
		Created     time.Time      `json:"creationTime"`
		Version     string         `json:"currentVersion"`
		Kafka       string         `json:"kafkaConnectVersion"`
		Network     string         `json:"networkType"`
		Role        string         `json:"serviceExecutionRoleArn"`
		Capacity    capacity       `json:"capacity"`
		Cluster     kafkaCluster   `json:"kafkaCluster"`
		Login       authentication `json:"kafkaClusterClientAuthentication"`
		Encryption  encryption     `json:"kafkaClusterEncryptionInTransit"`
		Plugins     []plugin       `json:"plugins"`
		Workers     *workerConfig  `json:"workerConfiguration,omitempty"`
		Logs        *logDelivery   `json:"logDelivery,omitempty"`
	}

	capacity struct {
		Provisioned *provisioned `json:"provisionedCapacity,omitempty"`
		AutoScaling *autoScaling `json:"autoScaling,omitempty"`
	}
	provisioned struct {
		MCU     int `json:"mcuCount"`
		Workers int `json:"workerCount"`
	}
	autoScaling struct {
		MCU      int    `json:"mcuCount"`
		Min      int    `json:"minWorkerCount"`
		Max      int    `json:"maxWorkerCount"`
		MostTask int    `json:"maxAutoscalingTaskCount,omitempty"`
		In       policy `json:"scaleInPolicy"`
		Out      policy `json:"scaleOutPolicy"`
	}
	policy struct {
		CPU int `json:"cpuUtilizationPercentage"`
	}

	kafkaCluster struct {
		Apache apacheCluster `json:"apacheKafkaCluster"`
	}
	apacheCluster struct {
		Servers string `json:"bootstrapServers"`
		VPC     vpc    `json:"vpc"`
	}
	vpc struct {
		Subnets []string `json:"subnets"`
		Groups  []string `json:"securityGroups"`
	}
	authentication struct {
		Type string `json:"authenticationType"`
	}
	encryption struct {
		Type string `json:"encryptionType"`
	}
	plugin struct {
		Custom customPlugin `json:"customPlugin"`
	}
	customPlugin struct {
		ARN      string `json:"customPluginArn"`
		Revision int    `json:"revision"`
	}
	workerConfig struct {
		ARN      string `json:"workerConfigurationArn"`
		Revision int    `json:"revision"`
	}

	logDelivery struct {
		Worker workerLogs `json:"workerLogDelivery"`
	}
	workerLogs struct {
		CloudWatch *cloudWatch `json:"cloudWatchLogs,omitempty"`
		Firehose   *firehose   `json:"firehose,omitempty"`
		S3         *bucket     `json:"s3,omitempty"`
	}
	cloudWatch struct {
		Enabled bool   `json:"enabled"`
		Group   string `json:"logGroup,omitempty"`
	}
	firehose struct {
		Enabled bool   `json:"enabled"`
		Stream  string `json:"deliveryStream,omitempty"`
	}
	bucket struct {
		Enabled bool   `json:"enabled"`
		Bucket  string `json:"bucket,omitempty"`
		Prefix  string `json:"prefix,omitempty"`
	}

	said struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
)
