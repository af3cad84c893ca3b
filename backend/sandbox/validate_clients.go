package sandbox

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// overrides looks at the client settings that were sent, for the clients that
// this connector will have. Unknown ones pass without a definition; one that
// does not parse breaks the whole call.
func (run *inspection) overrides() error {
	for _, client := range run.clients() {
		known := clientKeys(client)
		prefix := client + ".override."
		part := run.config.below(prefix)
		for _, name := range part.keys() {
			at := slices.IndexFunc(known, func(k key) bool { return k.name == name })
			if at < 0 {
				run.file(prefix+name, &configInfo{Value: &valueInfo{
					Name: prefix + name, Value: part[name], Recommended: []string{}, Errors: []string{}, Visible: true,
				}})
				continue
			}
			k := known[at]
			if _, problem := k.parse(part[name]); problem != "" {
				return &javaError{configException, problem}
			}
			k.name = prefix + name
			run.add(k)
		}
	}
	return nil
}

// clients are those that a connector of this kind and config has.
func (run *inspection) clients() []string {
	dead := run.config.text("errors.deadletterqueue.topic.name") != ""
	if run.plugin.kind == connect.KindSink {
		if dead {
			return []string{"consumer", "producer", "admin"}
		}
		return []string{"consumer"}
	}
	if run.config.text("topic.creation.groups") != "" || run.config.has("topic.creation.default.partitions") {
		return []string{"producer", "admin"}
	}
	return []string{"producer"}
}

// converter adds the keys of a converter that the connector names itself.
// Their error texts have the short names, as on a real worker.
func (run *inspection) converter(role string) {
	prefix := role + ".converter."
	kind := connect.KindConverter
	if role == "header" {
		kind = connect.KindHeaderConverter
	}
	class := run.config.text(role + ".converter")
	p, known := run.plugins.find(class, "", kind)
	if !known || class == "" {
		return
	}
	part := run.config.below(prefix)
	part.set("converter.type", role)
	for _, k := range p.keys {
		value := k.inspect(part)
		value.Name = prefix + k.name
		definition := k.info()
		definition.Name = prefix + k.name
		run.file(value.Name, &configInfo{Definition: definition, Value: value})
		if k.group != nil {
			run.noteGroup(*k.group)
		}
	}
}

// clientKeys are a few settings of each Kafka client.
func clientKeys(client string) []key {
	keys := []key{
		opt(connect.FieldList, "bootstrap.servers", "", high, "Addresses of a few brokers, as <code>host:port</code>, to find the others from."),
		opt(connect.FieldString, "client.id", "", mid, "The name that brokers see in requests of this client."),
		opt(connect.FieldInt, "request.timeout.ms", "30000", mid, "How long the client waits for an answer to one request, in milliseconds."),
		opt(connect.FieldString, "security.protocol", "PLAINTEXT", mid, "How the client talks to brokers: <code>PLAINTEXT</code>, <code>SSL</code>, <code>SASL_PLAINTEXT</code> or <code>SASL_SSL</code>."),
		opt(connect.FieldString, "sasl.mechanism", "GSSAPI", mid, "The SASL mechanism of the client."),
		null(connect.FieldPassword, "sasl.jaas.config", mid, "The login module and its options, in the form of a JAAS file."),
		null(connect.FieldPassword, "ssl.truststore.password", high, "The password of the trust store."),
		null(connect.FieldString, "ssl.truststore.location", high, "The file of the trust store."),
		null(connect.FieldPassword, "ssl.keystore.password", high, "The password of the key store."),
		null(connect.FieldPassword, "ssl.key.password", high, "The password of the key in the key store."),
	}
	switch strings.ToLower(client) {
	case "producer":
		keys = append(keys,
			opt(connect.FieldString, "acks", "all", low, "How many replicas have to confirm a write: <ul><li><code>0</code> none</li><li><code>1</code> the leader</li><li><code>all</code> all in sync</li></ul>"),
			opt(connect.FieldInt, "batch.size", "16384", mid, "The most bytes of one batch."),
			opt(connect.FieldLong, "linger.ms", "5", mid, "How long a batch waits for more records, in milliseconds."),
			opt(connect.FieldString, "compression.type", "none", low, "How batches are compressed: none, gzip, snappy, lz4 or zstd."),
			opt(connect.FieldLong, "buffer.memory", "33554432", high, "The bytes that may wait to be sent."),
			opt(connect.FieldInt, "max.request.size", "1048576", mid, "The most bytes of one request."),
		)
	case "consumer":
		keys = append(keys,
			opt(connect.FieldInt, "max.poll.records", "500", mid, "The most records of one poll."),
			opt(connect.FieldString, "auto.offset.reset", "latest", mid, "Where to begin without an offset: earliest, latest or none."),
			opt(connect.FieldInt, "fetch.min.bytes", "1", high, "The bytes that a broker waits for before it answers."),
			opt(connect.FieldInt, "max.poll.interval.ms", "300000", mid, "The longest pause between two polls, in milliseconds."),
			null(connect.FieldString, "group.id", high, "The consumer group."),
		)
	default:
		keys = append(keys, opt(connect.FieldInt, "retries", "2147483647", low, "How often a failed request is sent again."))
	}
	return keys
}
