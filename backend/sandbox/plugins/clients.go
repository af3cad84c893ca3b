package plugins

import (
	"strings"

	"sluiceway/backend/connect"
)

// ClientKeys are a few settings of each Kafka client.
func ClientKeys(client string) []Key {
	keys := []Key{
		Opt(connect.FieldList, "bootstrap.servers", "", High, "Addresses of a few brokers, as <code>host:port</code>, to find the others from."),
		Opt(connect.FieldString, "client.id", "", Mid, "The name that brokers see in requests of this client."),
		Opt(connect.FieldInt, "request.timeout.ms", "30000", Mid, "How long the client waits for an answer to one request, in milliseconds."),
		Opt(connect.FieldString, "security.protocol", "PLAINTEXT", Mid, "How the client talks to brokers: <code>PLAINTEXT</code>, <code>SSL</code>, <code>SASL_PLAINTEXT</code> or <code>SASL_SSL</code>."),
		Opt(connect.FieldString, "sasl.mechanism", "GSSAPI", Mid, "The SASL mechanism of the client."),
		Null(connect.FieldPassword, "sasl.jaas.config", Mid, "The login module and its options, in the form of a JAAS file."),
		Null(connect.FieldPassword, "ssl.truststore.password", High, "The password of the trust store."),
		Null(connect.FieldString, "ssl.truststore.location", High, "The file of the trust store."),
		Null(connect.FieldPassword, "ssl.keystore.password", High, "The password of the key store."),
		Null(connect.FieldPassword, "ssl.key.password", High, "The password of the key in the key store."),
	}
	switch strings.ToLower(client) {
	case "producer":
		keys = append(keys,
			Opt(connect.FieldString, "acks", "all", Low, "How many replicas have to confirm a write: <ul><li><code>0</code> none</li><li><code>1</code> the leader</li><li><code>all</code> all in sync</li></ul>"),
			Opt(connect.FieldInt, "batch.size", "16384", Mid, "The most bytes of one batch."),
			Opt(connect.FieldLong, "linger.ms", "5", Mid, "How long a batch waits for more records, in milliseconds."),
			Opt(connect.FieldString, "compression.type", "none", Low, "How batches are compressed: none, gzip, snappy, lz4 or zstd."),
			Opt(connect.FieldLong, "buffer.memory", "33554432", High, "The bytes that may wait to be sent."),
			Opt(connect.FieldInt, "max.request.size", "1048576", Mid, "The most bytes of one request."),
		)
	case "consumer":
		keys = append(keys,
			Opt(connect.FieldInt, "max.poll.records", "500", Mid, "The most records of one poll."),
			Opt(connect.FieldString, "auto.offset.reset", "latest", Mid, "Where to begin without an offset: earliest, latest or none."),
			Opt(connect.FieldInt, "fetch.min.bytes", "1", High, "The bytes that a broker waits for before it answers."),
			Opt(connect.FieldInt, "max.poll.interval.ms", "300000", Mid, "The longest pause between two polls, in milliseconds."),
			Null(connect.FieldString, "group.id", High, "The consumer group."),
		)
	default:
		keys = append(keys, Opt(connect.FieldInt, "retries", "2147483647", Low, "How often a failed request is sent again."))
	}
	return keys
}
