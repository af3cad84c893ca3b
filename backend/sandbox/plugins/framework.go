package plugins

import "sluiceway/backend/connect"

// The settings that the framework adds to every connector of 4.3.1: names,
// types, defaults, importance, groups, orders and widths as the real worker
// has them. The texts are ours.

// WorkerConverter and workerHeaderConverter are what the simulated workers use
// where a connector names none.
const (
	WorkerConverter       = ConverterPackage + "JsonConverter"
	WorkerHeaderConverter = ConverterPackage + "SimpleHeaderConverter"
)

// Framework is the base definition of a source or a sink. The three converters
// and their versions have null defaults here; validate fills in the worker's.
func Framework(kind connect.PluginKind, version string) []Key {
	keys := Join(FrameworkCommon(version), FrameworkErrors())
	if kind == connect.KindSink {
		return Join(keys, frameworkSink())
	}
	return Join(keys, frameworkSource())
}

// FrameworkCommon are the settings that sources and sinks share.
func FrameworkCommon(version string) []Key {
	reload := Opt(connect.FieldString, "config.action.reload", "restart", Low, "What to do when a config provider reports that a value it gave has changed: <code>restart</code> the connector, or <code>none</code> at all.").
		Titled("Reload Action").Checked(isOneOf("none", "restart")).At(14)
	return Join(
		Group("Common",
			Must(connect.FieldString, "name", High, "The name of this connector. It has to be unique in the cluster and stays with the connector for life.").Titled("Connector name").Checked(plainName),
			Must(connect.FieldString, "connector.class", High, "The class of the connector plugin: its full name, its simple name, or the simple name without <code>Connector</code> at the end.").Titled("Connector class").Sized(Wide),
			connectorVersion(version),
			Opt(connect.FieldInt, "tasks.max", "1", High, "The most tasks this connector may split its work into.").Titled("Tasks max").Sized(Narrow).Checked(atLeast(1)),
			Opt(connect.FieldBoolean, "tasks.max.enforce", "true", Low, "(Deprecated) Whether a connector that makes more tasks than allowed fails. Switch it off only for a plugin known to get this wrong.").Titled("Enforce tasks max").Sized(Narrow),
			Null(connect.FieldClass, "key.converter", Low, "The class that turns record keys into bytes and back. It decides the format of keys in Kafka, whatever the connector; the worker's own is used when this is not set.").Titled("Key converter class").Sized(Narrow),
			Null(connect.FieldString, "key.converter.plugin.version", Low, "The version of the key converter to load.").Titled("Key converter version").Sized(Narrow),
			Null(connect.FieldClass, "value.converter", Low, "The class that turns record values into bytes and back. It decides the format of values in Kafka, whatever the connector; the worker's own is used when this is not set.").Titled("Value converter class").Sized(Narrow),
			Null(connect.FieldString, "value.converter.plugin.version", Low, "The version of the value converter to load.").Titled("Value converter version").Sized(Narrow),
			Null(connect.FieldClass, "header.converter", Low, "The class that turns the values of record headers into bytes and back.").Titled("Header converter class").Sized(Narrow),
			Null(connect.FieldString, "header.converter.plugin.version", Low, "The version of the header converter to load.").Titled("Header converter version").Sized(Narrow),
		),
		Group("Transforms", Opt(connect.FieldList, "transforms", "", Low, "Short names of the transformations that each record passes, in this order.").Titled("Transforms").Sized(Wide).Checked(noTwice).At(12)),
		Group("Predicates", Opt(connect.FieldList, "predicates", "", Low, "Short names of the predicates that transformations may refer to.").Titled("Predicates").Sized(Wide).Checked(noTwice).At(13)),
		Group("Common", reload),
	)
}

func connectorVersion(version string) Key {
	k := Null(connect.FieldString, "connector.plugin.version", Mid, "The version of the connector to load.").Titled("Connector version")
	if version != "" {
		k.Initial = &version
	}
	return k
}

// FrameworkErrors are those about bad records.
func FrameworkErrors() []Key {
	return Group("Error Handling",
		Opt(connect.FieldLong, "errors.retry.timeout", "0", Mid, "How long, in milliseconds, a failed step is tried again. <code>0</code> never repeats, <code>-1</code> repeats for ever.").Titled("Retry Timeout for Errors"),
		Opt(connect.FieldLong, "errors.retry.delay.max.ms", "60000", Mid, "The longest pause between two tries, in milliseconds. Pauses grow up to this and vary a little.").Titled("Maximum Delay Between Retries for Errors"),
		Opt(connect.FieldString, "errors.tolerance", "none", Mid, "<code>none</code> fails the task at the first bad record, <code>all</code> leaves bad records out.").Titled("Error Tolerance").Sized(Narrow).Checked(isOneOf("none", "all")),
		Opt(connect.FieldBoolean, "errors.log.enable", "false", Mid, "Whether each error, with the step it happened in, is written to the worker's log.").Titled("Log Errors").Sized(Narrow),
		Opt(connect.FieldBoolean, "errors.log.include.messages", "false", Mid, "Whether the log of an error also holds the record: topic, partition, offset and time for a sink, key and value with schemas for a source. Record content may be confidential.").Titled("Log Error Details").Sized(Narrow),
	)
}

func frameworkSink() []Key {
	return Join(
		Group("Common",
			Opt(connect.FieldList, "topics", "", High, "The topics to read, separated by commas.").Titled("Topics").Sized(Wide).At(4),
			Opt(connect.FieldString, "topics.regex", "", High, "A regular expression; every topic whose whole name it matches is read. Set either this or <code>topics</code>.").Titled("Topics regex").Sized(Wide).Checked(javaPattern).At(4),
		),
		Group("Error Handling",
			Opt(connect.FieldString, "errors.deadletterqueue.topic.name", "", Mid, "The topic that takes the records this sink could not handle. Empty means none.").Titled("Dead Letter Queue Topic Name").At(6),
			Opt(connect.FieldShort, "errors.deadletterqueue.topic.replication.factor", "3", Mid, "How many brokers keep a copy of the dead letter topic, when it has to be created.").Titled("Dead Letter Queue Topic Replication Factor").At(7),
			Opt(connect.FieldBoolean, "errors.deadletterqueue.context.headers.enable", "false", Mid, "Whether records in the dead letter topic carry headers about the error. Their names begin with <code>__connect.errors.</code>.").Titled("Enable Error Context Headers").At(8),
		),
	)
}

func frameworkSource() []Key {
	return Join(
		Group("Topic Creation", Opt(connect.FieldList, "topic.creation.groups", "", Low, "Names of the groups of settings for topics that this connector creates.").Titled("Topic Creation Groups").Sized(Wide).Checked(noTwice)),
		Group("Exactly Once Support",
			Opt(connect.FieldString, "exactly.once.support", "requested", Mid, "<code>required</code> refuses to start a connector that cannot promise each record exactly once; <code>requested</code> starts it all the same.").Titled("Exactly once support").Sized(Narrow).Checked(isOneOfAnyCase("REQUESTED", "REQUIRED")).At(2),
			Opt(connect.FieldString, "transaction.boundary", "poll", Mid, "When a transaction ends, with exactly-once support: with each batch (<code>poll</code>), after a time (<code>interval</code>), or when the connector says so (<code>connector</code>).").Titled("Transaction Boundary").Sized(Narrow).Checked(isOneOfAnyCase("INTERVAL", "POLL", "CONNECTOR")).At(3),
			Null(connect.FieldLong, "transaction.boundary.interval.ms", Low, "The length of a transaction in milliseconds, where its boundary is <code>interval</code>.").Titled("Transaction boundary interval").Sized(Narrow).Checked(positiveIfSet).At(4),
		),
		Group("offsets.topic", Null(connect.FieldString, "offsets.storage.topic", Low, "A topic of its own for the offsets of this connector. It is created if it is not there.").Titled("Offsets topic").Sized(Wide).Checked(notEmpty)),
	)
}

// positiveIfSet is a range that null may stay out of.
func positiveIfSet(name string, v Parsed) string {
	if !v.Set {
		return ""
	}
	return atLeast(1)(name, v)
}
