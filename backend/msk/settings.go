package msk

import "sluiceway/backend/connect"

// section is the title of the settings in the form.
const section = "AWS settings"

// The keys of the settings of a connector.
const (
	keyPlugin      = "aws:plugin"               // ARN#revision
	keyWorkers     = "aws:worker.configuration" // ARN#revision
	keyMode        = "aws:capacity.mode"
	keyMCU         = "aws:capacity.mcu"
	keyCount       = "aws:capacity.workers"
	keyMin         = "aws:capacity.workers.min"
	keyMax         = "aws:capacity.workers.max"
	keyScaleIn     = "aws:capacity.scale.in.cpu"
	keyScaleOut    = "aws:capacity.scale.out.cpu"
	keyKafka       = "aws:kafka.connect.version"
	keyRole        = "aws:service.role"
	keyServers     = "aws:bootstrap.servers"
	keySubnets     = "aws:subnets"
	keyGroups      = "aws:security.groups"
	keyNetwork     = "aws:network.type"
	keyLogin       = "aws:kafka.login"
	keyEncryption  = "aws:kafka.encryption"
	keyLogGroup    = "aws:logs.cloudwatch.group"
	keyLogBucket   = "aws:logs.s3.bucket"
	keyLogPrefix   = "aws:logs.s3.prefix"
	keyLogStream   = "aws:logs.firehose.stream"
	keyDescription = "aws:description"
)

// The modes of capacity.
const (
	modeProvisioned = "provisioned"
	modeAutoscaled  = "autoscaled"
)

// setting describes one of the settings. only is the mode of capacity that has it.
type setting struct {
	key, title, doc     string
	kind                connect.FieldType
	standard            string
	required, resizable bool
	only                string
	choices             []string
}

// settings returns all settings in the order of the form.
func settings() []setting {
	return []setting{
		{key: keyPlugin, title: "Plugin", required: true, doc: "The custom plugin with the connector's class, as its ARN, “#” and a revision. It is a zip or jar file in S3. AWS does not say which classes it contains."},
		{key: keyWorkers, title: "Worker configuration", doc: "The ARN, “#” and a revision. Unset: String converters for keys and values."},
		{key: keyKafka, title: "Kafka Connect", required: true, standard: "3.7.x", choices: []string{"2.7.1", "3.7.x"}},
		{key: keyMode, title: "Capacity", required: true, standard: modeProvisioned, resizable: true, choices: []string{modeProvisioned, modeAutoscaled}, doc: "AWS sets tasks.max of an autoscaled connector."},
		{key: keyMCU, title: "MCU per worker", kind: connect.FieldInt, required: true, standard: "1", resizable: true, choices: []string{"1", "2", "4", "8"}, doc: "One MCU has 1 vCPU and 4 GiB of memory."},
		{key: keyCount, title: "Workers", kind: connect.FieldInt, standard: "1", resizable: true, only: modeProvisioned},
		{key: keyMin, title: "Fewest workers", kind: connect.FieldInt, standard: "1", resizable: true, only: modeAutoscaled},
		{key: keyMax, title: "Most workers", kind: connect.FieldInt, standard: "2", resizable: true, only: modeAutoscaled},
		{key: keyScaleIn, title: "Remove workers below", kind: connect.FieldInt, standard: "20", resizable: true, only: modeAutoscaled, doc: "CPU in percent."},
		{key: keyScaleOut, title: "Add workers above", kind: connect.FieldInt, standard: "80", resizable: true, only: modeAutoscaled, doc: "CPU in percent."},
		{key: keyRole, title: "Service role", required: true, doc: "The ARN of the IAM role that the connector has. Creating a connector needs iam:PassRole for it."},
		{key: keyLogin, title: "Login at Kafka", required: true, standard: "IAM", choices: []string{"NONE", "IAM"}},
		{key: keyEncryption, title: "Encryption", required: true, standard: "TLS", choices: []string{"PLAINTEXT", "TLS"}},
		{key: keyServers, title: "Bootstrap servers", required: true},
		{key: keySubnets, title: "Subnets", kind: connect.FieldList, required: true},
		{key: keyGroups, title: "Security groups", kind: connect.FieldList, required: true},
		{key: keyNetwork, title: "Network type", choices: []string{"IPV4", "DUAL"}},
		{key: keyLogGroup, title: "CloudWatch log group", doc: "Unset: no logs in CloudWatch."},
		{key: keyLogBucket, title: "S3 bucket", doc: "Unset: no logs in S3."},
		{key: keyLogPrefix, title: "Prefix in the bucket"},
		{key: keyLogStream, title: "Firehose stream", doc: "Unset: no logs in Firehose."},
		{key: keyDescription, title: "Description"},
	}
}

func (s setting) definition(order int) connect.Definition {
	d := connect.Definition{
		Name: s.key, Type: s.kind, Required: s.required && s.standard == "", DisplayName: s.title, Documentation: s.doc,
		Group: section, Order: order, Importance: connect.ImportanceMedium, Dependents: []string{},
	}
	if d.Type == "" {
		d.Type = connect.FieldString
	}
	if s.required {
		d.Importance = connect.ImportanceHigh
	}
	if s.standard != "" {
		d.Default = &s.standard
	}
	return d
}
