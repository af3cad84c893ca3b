package msk

import "sluiceway/backend/connect"

// The keys of the settings of a connector.
const (
	keyPlugin      = "plugin"               // ARN#revision
	keyWorkers     = "worker.configuration" // ARN#revision
	keyMode        = "capacity.mode"
	keyMCU         = "capacity.mcu"
	keyCount       = "capacity.workers"
	keyMin         = "capacity.workers.min"
	keyMax         = "capacity.workers.max"
	keyScaleIn     = "capacity.scale.in.cpu"
	keyScaleOut    = "capacity.scale.out.cpu"
	keyKafka       = "kafka.connect.version"
	keyRole        = "service.role"
	keyServers     = "bootstrap.servers"
	keySubnets     = "subnets"
	keyGroups      = "security.groups"
	keyNetwork     = "network.type"
	keyLogin       = "kafka.login"
	keyEncryption  = "kafka.encryption"
	keyLogGroup    = "logs.cloudwatch.group"
	keyLogBucket   = "logs.s3.bucket"
	keyLogPrefix   = "logs.s3.prefix"
	keyLogStream   = "logs.firehose.stream"
	keyDescription = "description"
)

// The modes of capacity.
const (
	modeProvisioned = "provisioned"
	modeAutoscaled  = "autoscaled"
)

// setting describes one of the settings. only is the mode of capacity that has it.
type setting struct {
	key, title, doc, group string
	kind                   connect.FieldType
	standard               string
	required, resizable    bool
	only                   string
	choices                []string
}

// settings returns all settings in the order of the form.
func settings() []setting {
	return []setting{
		{key: keyPlugin, title: "Plugin", group: "Plugin", required: true, doc: "The custom plugin with the connector's class, as its ARN, “#” and a revision. It is a zip or jar file in S3. AWS does not say which classes it contains."},
		{key: keyWorkers, title: "Worker configuration", group: "Plugin", doc: "The ARN, “#” and a revision. Unset: String converters for keys and values."},
		{key: keyKafka, title: "Kafka Connect", group: "Plugin", required: true, standard: "3.7.x", choices: []string{"2.7.1", "3.7.x"}},
		{key: keyMode, title: "Capacity", group: "Capacity", required: true, standard: modeProvisioned, resizable: true, choices: []string{modeProvisioned, modeAutoscaled}, doc: "AWS sets tasks.max of an autoscaled connector."},
		{key: keyMCU, title: "MCU per worker", group: "Capacity", kind: connect.FieldInt, required: true, standard: "1", resizable: true, choices: []string{"1", "2", "4", "8"}, doc: "One MCU has 1 vCPU and 4 GiB of memory."},
		{key: keyCount, title: "Workers", group: "Capacity", kind: connect.FieldInt, standard: "1", resizable: true, only: modeProvisioned},
		{key: keyMin, title: "Fewest workers", group: "Capacity", kind: connect.FieldInt, standard: "1", resizable: true, only: modeAutoscaled},
		{key: keyMax, title: "Most workers", group: "Capacity", kind: connect.FieldInt, standard: "2", resizable: true, only: modeAutoscaled},
		{key: keyScaleIn, title: "Remove workers below", group: "Capacity", kind: connect.FieldInt, standard: "20", resizable: true, only: modeAutoscaled, doc: "CPU in percent."},
		{key: keyScaleOut, title: "Add workers above", group: "Capacity", kind: connect.FieldInt, standard: "80", resizable: true, only: modeAutoscaled, doc: "CPU in percent."},
		{key: keyRole, title: "Service role", group: "Access", required: true, doc: "The ARN of the IAM role that the connector has. Creating a connector needs iam:PassRole for it."},
		{key: keyLogin, title: "Login at Kafka", group: "Access", required: true, standard: "IAM", choices: []string{"NONE", "IAM"}},
		{key: keyEncryption, title: "Encryption", group: "Access", required: true, standard: "TLS", choices: []string{"PLAINTEXT", "TLS"}},
		{key: keyServers, title: "Bootstrap servers", group: "Network", required: true},
		{key: keySubnets, title: "Subnets", group: "Network", kind: connect.FieldList, required: true},
		{key: keyGroups, title: "Security groups", group: "Network", kind: connect.FieldList, required: true},
		{key: keyNetwork, title: "Network type", group: "Network", choices: []string{"IPV4", "DUAL"}},
		{key: keyLogGroup, title: "CloudWatch log group", group: "Logs", doc: "Unset: no logs in CloudWatch."},
		{key: keyLogBucket, title: "S3 bucket", group: "Logs", doc: "Unset: no logs in S3."},
		{key: keyLogPrefix, title: "Prefix in the bucket", group: "Logs"},
		{key: keyLogStream, title: "Firehose stream", group: "Logs", doc: "Unset: no logs in Firehose."},
		{key: keyDescription, title: "Description", group: "Logs"},
	}
}

func (s setting) definition(order int) connect.Definition {
	d := connect.Definition{
		Name: s.key, Type: s.kind, Required: s.required && s.standard == "", DisplayName: s.title, Documentation: s.doc,
		Group: s.group, Order: order, Importance: connect.ImportanceMedium, Dependents: []string{},
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
