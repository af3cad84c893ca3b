package msk

import (
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
)

// settingsOf returns the settings of a connector.
func settingsOf(d *kafkaconnect.DescribeConnectorOutput) connect.Config {
	out := connect.Config{}
	put := func(key, text string) {
		if text != "" {
			out[key] = text
		}
	}
	for _, p := range d.Plugins {
		if p.CustomPlugin != nil {
			put(keyPlugin, revisionText(p.CustomPlugin.CustomPluginArn, p.CustomPlugin.Revision))
		}
	}
	if w := d.WorkerConfiguration; w != nil {
		put(keyWorkers, revisionText(w.WorkerConfigurationArn, w.Revision))
	}
	put(keyKafka, aws.ToString(d.KafkaConnectVersion))
	put(keyRole, aws.ToString(d.ServiceExecutionRoleArn))
	put(keyNetwork, string(d.NetworkType))
	put(keyDescription, aws.ToString(d.ConnectorDescription))
	if a := d.KafkaClusterClientAuthentication; a != nil {
		put(keyLogin, string(a.AuthenticationType))
	}
	if e := d.KafkaClusterEncryptionInTransit; e != nil {
		put(keyEncryption, string(e.EncryptionType))
	}
	if k := d.KafkaCluster; k != nil && k.ApacheKafkaCluster != nil {
		put(keyServers, aws.ToString(k.ApacheKafkaCluster.BootstrapServers))
		if vpc := k.ApacheKafkaCluster.Vpc; vpc != nil {
			put(keySubnets, strings.Join(vpc.Subnets, ","))
			put(keyGroups, strings.Join(vpc.SecurityGroups, ","))
		}
	}
	capacityOf(d.Capacity, put)
	logsOf(d.LogDelivery, put)
	return out
}

func capacityOf(c *types.CapacityDescription, put func(key, text string)) {
	number := func(key string, n int32) { put(key, strconv.Itoa(int(n))) }
	switch {
	case c == nil:
	case c.ProvisionedCapacity != nil:
		put(keyMode, modeProvisioned)
		number(keyMCU, c.ProvisionedCapacity.McuCount)
		number(keyCount, c.ProvisionedCapacity.WorkerCount)
	case c.AutoScaling != nil:
		put(keyMode, modeAutoscaled)
		number(keyMCU, c.AutoScaling.McuCount)
		number(keyMin, c.AutoScaling.MinWorkerCount)
		number(keyMax, c.AutoScaling.MaxWorkerCount)
		if in := c.AutoScaling.ScaleInPolicy; in != nil {
			number(keyScaleIn, in.CpuUtilizationPercentage)
		}
		if out := c.AutoScaling.ScaleOutPolicy; out != nil {
			number(keyScaleOut, out.CpuUtilizationPercentage)
		}
	}
}

func logsOf(l *types.LogDeliveryDescription, put func(key, text string)) {
	if l == nil || l.WorkerLogDelivery == nil {
		return
	}
	w := l.WorkerLogDelivery
	if w.CloudWatchLogs != nil && w.CloudWatchLogs.Enabled {
		put(keyLogGroup, aws.ToString(w.CloudWatchLogs.LogGroup))
	}
	if w.S3 != nil && w.S3.Enabled {
		put(keyLogBucket, aws.ToString(w.S3.Bucket))
		put(keyLogPrefix, aws.ToString(w.S3.Prefix))
	}
	if w.Firehose != nil && w.Firehose.Enabled {
		put(keyLogStream, aws.ToString(w.Firehose.DeliveryStream))
	}
}

// revisionText writes an ARN with a revision.
func revisionText(arn *string, revision int64) string {
	return aws.ToString(arn) + "#" + strconv.FormatInt(revision, 10)
}
