package msk

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
)

// reader reads settings and collects what is wrong with them.
type reader struct {
	values   connect.Config
	problems []string
}

func (r *reader) text(key string) string {
	if text, set := r.values[key]; set {
		return strings.TrimSpace(text)
	}
	for _, s := range settings() {
		if s.key == key {
			return s.standard
		}
	}
	return ""
}

func (r *reader) problem(key, what string) {
	title := key
	for _, s := range settings() {
		if s.key == key {
			title = s.title
		}
	}
	r.problems = append(r.problems, fmt.Sprintf("“%s” %s.", title, what))
}

func (r *reader) needed(key string) *string {
	text := r.text(key)
	if text == "" {
		r.problem(key, "is missing")
	}
	return &text
}

// optional returns nil for an empty text, which the service refuses.
func (r *reader) optional(key string) *string {
	if text := r.text(key); text != "" {
		return &text
	}
	return nil
}

func (r *reader) list(key string) []string {
	var out []string
	for part := range strings.SplitSeq(*r.needed(key), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func (r *reader) number(key string) int32 {
	n, err := strconv.ParseInt(r.text(key), 10, 32)
	if err != nil || n < 1 {
		r.problem(key, "must be a whole number from 1")
	}
	return int32(n)
}

// revision reads “ARN#revision”.
func (r *reader) revision(key string) (arn *string, revision int64) {
	text := r.text(key)
	at := strings.LastIndexByte(text, '#')
	revision, err := strconv.ParseInt(text[at+1:], 10, 64)
	if at <= 0 || err != nil || revision < 1 {
		r.problem(key, "must be an ARN, “#” and a revision")
		return nil, 0
	}
	return aws.String(text[:at]), revision
}

func (r *reader) capacity() *types.Capacity {
	switch mode := r.text(keyMode); mode {
	case modeProvisioned:
		return &types.Capacity{ProvisionedCapacity: &types.ProvisionedCapacity{McuCount: r.number(keyMCU), WorkerCount: r.number(keyCount)}}
	case modeAutoscaled:
		return &types.Capacity{AutoScaling: &types.AutoScaling{
			McuCount: r.number(keyMCU), MinWorkerCount: r.number(keyMin), MaxWorkerCount: r.number(keyMax),
			ScaleInPolicy:  &types.ScaleInPolicy{CpuUtilizationPercentage: r.number(keyScaleIn)},
			ScaleOutPolicy: &types.ScaleOutPolicy{CpuUtilizationPercentage: r.number(keyScaleOut)},
		}}
	default:
		r.problem(keyMode, "must be “"+modeProvisioned+"” or “"+modeAutoscaled+"”")
		return nil
	}
}

func (r *reader) logs() *types.LogDelivery {
	w := &types.WorkerLogDelivery{}
	if group := r.optional(keyLogGroup); group != nil {
		w.CloudWatchLogs = &types.CloudWatchLogsLogDelivery{Enabled: true, LogGroup: group}
	}
	if bucket := r.optional(keyLogBucket); bucket != nil {
		w.S3 = &types.S3LogDelivery{Enabled: true, Bucket: bucket, Prefix: r.optional(keyLogPrefix)}
	}
	if stream := r.optional(keyLogStream); stream != nil {
		w.Firehose = &types.FirehoseLogDelivery{Enabled: true, DeliveryStream: stream}
	}
	if w.CloudWatchLogs == nil && w.S3 == nil && w.Firehose == nil {
		return nil
	}
	return &types.LogDelivery{WorkerLogDelivery: w}
}

// createInput returns what creates a connector. The error names the settings that are missing
// or wrong.
func createInput(name string, config, values connect.Config) (*kafkaconnect.CreateConnectorInput, error) {
	r := &reader{values: values}
	plugin, revision := r.revision(keyPlugin)
	in := &kafkaconnect.CreateConnectorInput{
		ConnectorName: &name, ConnectorConfiguration: withoutName(name, config, nil), ConnectorDescription: r.optional(keyDescription),
		KafkaConnectVersion: r.needed(keyKafka), ServiceExecutionRoleArn: r.needed(keyRole), Capacity: r.capacity(), LogDelivery: r.logs(),
		NetworkType: types.NetworkType(r.text(keyNetwork)),
		Plugins:     []types.Plugin{{CustomPlugin: &types.CustomPlugin{CustomPluginArn: plugin, Revision: revision}}},
		KafkaCluster: &types.KafkaCluster{ApacheKafkaCluster: &types.ApacheKafkaCluster{
			BootstrapServers: r.needed(keyServers), Vpc: &types.Vpc{Subnets: r.list(keySubnets), SecurityGroups: r.list(keyGroups)},
		}},
		KafkaClusterClientAuthentication: &types.KafkaClusterClientAuthentication{AuthenticationType: types.KafkaClusterClientAuthenticationType(*r.needed(keyLogin))},
		KafkaClusterEncryptionInTransit:  &types.KafkaClusterEncryptionInTransit{EncryptionType: types.KafkaClusterEncryptionInTransitType(*r.needed(keyEncryption))},
	}
	if r.text(keyWorkers) != "" {
		arn, revision := r.revision(keyWorkers)
		in.WorkerConfiguration = &types.WorkerConfiguration{WorkerConfigurationArn: arn, Revision: revision}
	}
	if len(r.problems) > 0 {
		return nil, connect.Errorf(connect.CodeInvalid, "%s Nothing was created. Fill in the settings of Amazon MSK Connect.", sentences(r.problems...))
	}
	return in, nil
}

// withoutName returns a config as the service stores it: the connector's name is not part of
// it, unless the stored config has it.
func withoutName(name string, config connect.Config, stored map[string]string) map[string]string {
	out := config.Clone()
	if _, there := stored[connect.KeyName]; !there && out[connect.KeyName] == name {
		delete(out, connect.KeyName)
	}
	return out
}
