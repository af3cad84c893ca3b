package sandbox

import "sluiceway/backend/connect"

// The settings that the framework adds to every connector of 4.3.1: names,
// types, defaults, importance, groups, orders and widths as the real worker
// has them. The texts are ours.

// workerConverter and workerHeaderConverter are what the simulated workers use
// where a connector names none.
const (
	workerConverter       = converterPackage + "JsonConverter"
	workerHeaderConverter = converterPackage + "SimpleHeaderConverter"
)

// framework is the base definition of a source or a sink. The three converters
// and their versions have null defaults here; validate fills in the worker's.
func framework(kind connect.PluginKind, version string) []key {
	keys := join(frameworkCommon(version), frameworkErrors())
	if kind == connect.KindSink {
		return join(keys, frameworkSink())
	}
	return join(keys, frameworkSource())
}

func frameworkCommon(version string) []key {
	reload := opt(connect.FieldString, "config.action.reload", "restart", low, "What to do when a config provider reports that a value it gave has changed: <code>restart</code> the connector, or <code>none</code> at all.").
		titled("Reload Action").checked(isOneOf("none", "restart")).at(14)
	return join(
		group("Common",
			must(connect.FieldString, "name", high, "The name of this connector. It has to be unique in the cluster and stays with the connector for life.").titled("Connector name").checked(plainName),
			must(connect.FieldString, "connector.class", high, "The class of the connector plugin: its full name, its simple name, or the simple name without <code>Connector</code> at the end.").titled("Connector class").sized(wide),
			connectorVersion(version),
			opt(connect.FieldInt, "tasks.max", "1", high, "The most tasks this connector may split its work into.").titled("Tasks max").sized(narrow).checked(atLeast(1)),
			opt(connect.FieldBoolean, "tasks.max.enforce", "true", low, "(Deprecated) Whether a connector that makes more tasks than allowed fails. Switch it off only for a plugin known to get this wrong.").titled("Enforce tasks max").sized(narrow),
			null(connect.FieldClass, "key.converter", low, "The class that turns record keys into bytes and back. It decides the format of keys in Kafka, whatever the connector; the worker's own is used when this is not set.").titled("Key converter class").sized(narrow),
			null(connect.FieldString, "key.converter.plugin.version", low, "The version of the key converter to load.").titled("Key converter version").sized(narrow),
			null(connect.FieldClass, "value.converter", low, "The class that turns record values into bytes and back. It decides the format of values in Kafka, whatever the connector; the worker's own is used when this is not set.").titled("Value converter class").sized(narrow),
			null(connect.FieldString, "value.converter.plugin.version", low, "The version of the value converter to load.").titled("Value converter version").sized(narrow),
			null(connect.FieldClass, "header.converter", low, "The class that turns the values of record headers into bytes and back.").titled("Header converter class").sized(narrow),
			null(connect.FieldString, "header.converter.plugin.version", low, "The version of the header converter to load.").titled("Header converter version").sized(narrow),
		),
		group("Transforms", opt(connect.FieldList, "transforms", "", low, "Short names of the transformations that each record passes, in this order.").titled("Transforms").sized(wide).checked(noTwice).at(12)),
		group("Predicates", opt(connect.FieldList, "predicates", "", low, "Short names of the predicates that transformations may refer to.").titled("Predicates").sized(wide).checked(noTwice).at(13)),
		group("Common", reload),
	)
}

func connectorVersion(version string) key {
	k := null(connect.FieldString, "connector.plugin.version", mid, "The version of the connector to load.").titled("Connector version")
	if version != "" {
		k.initial = &version
	}
	return k
}

func frameworkErrors() []key {
	return group("Error Handling",
		opt(connect.FieldLong, "errors.retry.timeout", "0", mid, "How long, in milliseconds, a failed step is tried again. <code>0</code> never repeats, <code>-1</code> repeats for ever.").titled("Retry Timeout for Errors"),
		opt(connect.FieldLong, "errors.retry.delay.max.ms", "60000", mid, "The longest pause between two tries, in milliseconds. Pauses grow up to this and vary a little.").titled("Maximum Delay Between Retries for Errors"),
		opt(connect.FieldString, "errors.tolerance", "none", mid, "<code>none</code> fails the task at the first bad record, <code>all</code> leaves bad records out.").titled("Error Tolerance").sized(narrow).checked(isOneOf("none", "all")),
		opt(connect.FieldBoolean, "errors.log.enable", "false", mid, "Whether each error, with the step it happened in, is written to the worker's log.").titled("Log Errors").sized(narrow),
		opt(connect.FieldBoolean, "errors.log.include.messages", "false", mid, "Whether the log of an error also holds the record: topic, partition, offset and time for a sink, key and value with schemas for a source. Record content may be confidential.").titled("Log Error Details").sized(narrow),
	)
}

func frameworkSink() []key {
	return join(
		group("Common",
			opt(connect.FieldList, "topics", "", high, "The topics to read, separated by commas.").titled("Topics").sized(wide).at(4),
			opt(connect.FieldString, "topics.regex", "", high, "A regular expression; every topic whose whole name it matches is read. Set either this or <code>topics</code>.").titled("Topics regex").sized(wide).checked(javaPattern).at(4),
		),
		group("Error Handling",
			opt(connect.FieldString, "errors.deadletterqueue.topic.name", "", mid, "The topic that takes the records this sink could not handle. Empty means none.").titled("Dead Letter Queue Topic Name").at(6),
			opt(connect.FieldShort, "errors.deadletterqueue.topic.replication.factor", "3", mid, "How many brokers keep a copy of the dead letter topic, when it has to be created.").titled("Dead Letter Queue Topic Replication Factor").at(7),
			opt(connect.FieldBoolean, "errors.deadletterqueue.context.headers.enable", "false", mid, "Whether records in the dead letter topic carry headers about the error. Their names begin with <code>__connect.errors.</code>.").titled("Enable Error Context Headers").at(8),
		),
	)
}

func frameworkSource() []key {
	return join(
		group("Topic Creation", opt(connect.FieldList, "topic.creation.groups", "", low, "Names of the groups of settings for topics that this connector creates.").titled("Topic Creation Groups").sized(wide).checked(noTwice)),
		group("Exactly Once Support",
			opt(connect.FieldString, "exactly.once.support", "requested", mid, "<code>required</code> refuses to start a connector that cannot promise each record exactly once; <code>requested</code> starts it all the same.").titled("Exactly once support").sized(narrow).checked(isOneOfAnyCase("REQUESTED", "REQUIRED")).at(2),
			opt(connect.FieldString, "transaction.boundary", "poll", mid, "When a transaction ends, with exactly-once support: with each batch (<code>poll</code>), after a time (<code>interval</code>), or when the connector says so (<code>connector</code>).").titled("Transaction Boundary").sized(narrow).checked(isOneOfAnyCase("INTERVAL", "POLL", "CONNECTOR")).at(3),
			null(connect.FieldLong, "transaction.boundary.interval.ms", low, "The length of a transaction in milliseconds, where its boundary is <code>interval</code>.").titled("Transaction boundary interval").sized(narrow).checked(positiveIfSet).at(4),
		),
		group("offsets.topic", null(connect.FieldString, "offsets.storage.topic", low, "A topic of its own for the offsets of this connector. It is created if it is not there.").titled("Offsets topic").sized(wide).checked(notEmpty)),
	)
}

// positiveIfSet is a range that null may stay out of.
func positiveIfSet(name string, v parsed) string {
	if !v.set {
		return ""
	}
	return atLeast(1)(name, v)
}
