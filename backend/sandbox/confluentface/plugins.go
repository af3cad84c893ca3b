package confluentface

import "slices"

// plugin is one managed plugin.
type plugin struct {
	class, java, kind, version string
	keys                       []key
}

// key is a setting, as validate describes it.
type key struct {
	Name          string   `json:"name"`
	Type          string   `json:"type"`
	Required      bool     `json:"required"`
	Default       string   `json:"default_value"`
	Importance    string   `json:"importance"`
	Documentation string   `json:"documentation"`
	Group         string   `json:"group"`
	Order         int      `json:"order"`
	Width         string   `json:"width"`
	DisplayName   string   `json:"display_name"`
	Dependents    []string `json:"dependents"`
	Alias         string   `json:"alias"`

	choices []string
	shownIf [2]string // key and value that show it
}

func pluginOf(class string) (plugin, bool) {
	all := managed()
	i := slices.IndexFunc(all, func(p plugin) bool { return p.class == class })
	if i < 0 {
		return plugin{}, false
	}
	return all[i], true
}

func managed() []plugin {
	const java = "io.sluiceway.sandbox.cloud."
	return []plugin{
		{"SandboxDatabaseSource", java + "DatabaseSourceConnector", "source", "2.4.0", ordered(common(true), source(), database(false))},
		{"SandboxGeneratorSource", java + "GeneratorSourceConnector", "source", "1.1.0", ordered(common(true), source(), generator())},
		{"SandboxWarehouseSink", java + "WarehouseSinkConnector", "sink", "3.0.2", ordered(common(false), database(true))},
	}
}

func ordered(groups ...[]key) []key {
	out := slices.Concat(groups...)
	for i := range out {
		out[i].Order, out[i].Dependents = i+1, []string{}
	}
	return out
}

const (
	howConnect = "How should we connect to your data?"
	howKafka   = "Kafka Cluster credentials"
	howMany    = "Number of tasks for this connector"
	howShape   = "Output messages"
)

func common(isSource bool) []key {
	topics := key{Name: "topics", Type: "LIST", Required: true, Importance: "HIGH", Group: "Which topics do you want to get data from?", Width: "LONG", DisplayName: "Topics", Documentation: "The topics to read, separated by commas."}
	out := []key{
		{Name: "name", Type: "STRING", Required: true, Importance: "HIGH", Group: "How should we name your connector?", Width: "MEDIUM", DisplayName: "Connector name", Documentation: "The name of the connector. It cannot be changed later."},
		{Name: "connector.class", Type: "STRING", Required: true, Importance: "HIGH", Group: "How should we name your connector?", Width: "LONG", DisplayName: "Connector class", Documentation: "The plugin."},
		{Name: "kafka.auth.mode", Type: "ENUM", Default: "KAFKA_API_KEY", Importance: "HIGH", Group: howKafka, Width: "NONE", DisplayName: "Kafka login", choices: []string{"SERVICE_ACCOUNT", "KAFKA_API_KEY"}, Documentation: "How the connector logs in to the Kafka cluster."},
		{Name: "kafka.api.key", Type: "PASSWORD", Importance: "HIGH", Group: howKafka, Width: "NONE", DisplayName: "Kafka API key", Documentation: "The key of the Kafka cluster.", shownIf: [2]string{"kafka.auth.mode", "KAFKA_API_KEY"}},
		{Name: "kafka.api.secret", Type: "PASSWORD", Importance: "HIGH", Group: howKafka, Width: "NONE", DisplayName: "Kafka API secret", Documentation: "The secret of the key.", shownIf: [2]string{"kafka.auth.mode", "KAFKA_API_KEY"}},
		{Name: "kafka.service.account.id", Type: "STRING", Importance: "HIGH", Group: howKafka, Width: "NONE", DisplayName: "Service account", Documentation: "The service account, such as sa-abc123.", shownIf: [2]string{"kafka.auth.mode", "SERVICE_ACCOUNT"}},
		{Name: "tasks.max", Type: "INT", Default: "1", Importance: "HIGH", Group: howMany, Width: "SHORT", DisplayName: "Tasks", Documentation: "The largest number of tasks.", Alias: "max.tasks"},
	}
	if isSource {
		return out
	}
	return append(out, topics)
}

func source() []key {
	return []key{
		{Name: "output.data.format", Type: "ENUM", Default: "JSON", Importance: "MEDIUM", Group: howShape, Width: "NONE", DisplayName: "Output format", choices: []string{"AVRO", "JSON", "JSON_SR", "PROTOBUF"}, Documentation: "The format of the records. All but JSON need a schema registry."},
	}
}

func generator() []key {
	return []key{
		{Name: "kafka.topic", Type: "STRING", Required: true, Importance: "HIGH", Group: "Which topic do you want to send data to?", Width: "LONG", DisplayName: "Topic", Documentation: "The topic that gets the records."},
		{Name: "quickstart", Type: "ENUM", Default: "ORDERS", Importance: "MEDIUM", Group: howShape, Width: "NONE", DisplayName: "Template", choices: []string{"ORDERS", "USERS", "CLICKS"}, Documentation: "What the records are about."},
		{Name: "max.interval", Type: "LONG", Default: "1000", Importance: "LOW", Group: howShape, Width: "SHORT", DisplayName: "Longest pause", Documentation: "The longest time between two records, in milliseconds."},
	}
}

func database(sink bool) []key {
	out := []key{
		{Name: "connection.host", Type: "STRING", Required: true, Importance: "HIGH", Group: howConnect, Width: "LONG", DisplayName: "Host", Documentation: "The host of the database. It must be reachable from the internet, or through a private link."},
		{Name: "connection.port", Type: "INT", Default: "5432", Importance: "HIGH", Group: howConnect, Width: "SHORT", DisplayName: "Port", Documentation: "The port of the database."},
		{Name: "connection.user", Type: "STRING", Required: true, Importance: "HIGH", Group: howConnect, Width: "MEDIUM", DisplayName: "User", Documentation: "The user of the database."},
		{Name: "connection.password", Type: "PASSWORD", Required: true, Importance: "HIGH", Group: howConnect, Width: "NONE", DisplayName: "Password", Documentation: "The password of the user."},
		{Name: "ssl.mode", Type: "ENUM", Default: "prefer", Importance: "MEDIUM", Group: howConnect, Width: "NONE", DisplayName: "TLS", choices: []string{"prefer", "require", "verify-full"}, Documentation: "Whether the connection is encrypted."},
		{Name: "connection.table", Type: "STRING", Importance: "MEDIUM", Group: howConnect, Width: "MEDIUM", DisplayName: "Table", Documentation: "The table. Empty: one for each topic."},
	}
	if sink {
		return append(out, key{Name: "insert.mode", Type: "ENUM", Default: "INSERT", Importance: "HIGH", Group: "Writes", Width: "NONE", DisplayName: "Insert mode", choices: []string{"INSERT", "UPSERT"}, Documentation: "Whether a record with a known key replaces the row."})
	}
	return append(out, key{Name: "topic.prefix", Type: "STRING", Required: true, Importance: "HIGH", Group: "Which topic do you want to send data to?", Width: "MEDIUM", DisplayName: "Topic prefix", Documentation: "The start of the topic names."})
}
