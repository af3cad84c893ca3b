package plugins

import (
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// warehouseSink writes rows; an address that is not there fails its tasks
// without naming the reason, as some drivers do.
func warehouseSink() Plugin {
	const pkg = Base + "warehouse."
	return Plugin{
		Class: pkg + "WarehouseSinkConnector", Kind: connect.KindSink, Version: "5.4.0",
		Keys: Join(
			Group("Connection",
				Must(connect.FieldString, "connection.url", High, "The address of the warehouse, as <code>jdbc:warehouse://host:port/database</code>. User and password may be part of it.").Titled("Address").Sized(Wide),
				Null(connect.FieldString, "connection.user", High, "The login.").Titled("User"),
				Null(connect.FieldPassword, "connection.password", High, "The password.").Titled("Password"),
				Opt(connect.FieldInt, "connection.attempts", "3", Low, "How often to try to connect.").Titled("Attempts").Sized(Narrow).Checked(atLeast(1)),
			),
			Group("Writes",
				Opt(connect.FieldString, "insert.mode", "insert", High, "How a row is written.").Titled("Mode").Sized(Narrow).oneOf("insert", "upsert", "update").reaches("pk.fields"),
				Opt(connect.FieldInt, "batch.size", "3000", Mid, "Rows of one write.").Titled("Batch").Sized(Narrow).Checked(atLeast(0)),
				Opt(connect.FieldBoolean, "delete.enabled", "false", Mid, "Whether a tombstone deletes its row.").Titled("Deletes").Sized(Narrow),
			),
			Group("Mapping",
				Opt(connect.FieldString, "table.name.format", "${topic}", Mid, "The table of a record.").Titled("Table"),
				Opt(connect.FieldString, "pk.mode", "none", High, "Where the primary key comes from.").Titled("Primary key from").oneOf("none", "kafka", "record_key", "record_value"),
				Null(connect.FieldList, "pk.fields", Mid, "The columns of the primary key.").Titled("Primary key").Sized(Wide).shownIf(func(c Settings) bool { return c.Text("insert.mode") != "insert" }),
				Opt(connect.FieldBoolean, "auto.create", "false", Mid, "Whether missing tables are created.").Titled("Create tables").Sized(Narrow),
				Opt(connect.FieldBoolean, "auto.evolve", "false", Mid, "Whether missing columns are added.").Titled("Add columns").Sized(Narrow),
			),
		),
		Inspect: func(c Settings) map[string][]string {
			if mode := c.Text("insert.mode"); (mode == "upsert" || mode == "update") && c.Text("pk.mode") == "none" {
				return map[string][]string{"pk.mode": {"A primary key is needed for the mode " + mode}}
			}
			return nil
		},
		Outcome: func(c Settings) Outcome {
			host := HostOf(c.Text("connection.url"))
			if !strings.HasSuffix(host, ".invalid") && !strings.Contains(host, "nowhere") {
				return Outcome{}
			}
			bad := &Failure{After: ToRestart, Trace: traceOf(startFrames("Sink"),
				cause{ConnectException, "The writer could not be made", []string{pkg + "WarehouseSinkTask.start(WarehouseSinkTask.java:49)"}},
				cause{pkg + "SessionException", "No session after 3 attempts", []string{pkg + "Sessions.open(Sessions.java:77)"}},
			)}
			return Outcome{Task: func(int) *Failure { return bad }}
		},
	}
}

// heartbeatSource writes a record a second and has almost no settings.
func heartbeatSource() Plugin {
	return Plugin{
		Class: Base + "heartbeat.HeartbeatSourceConnector", Kind: connect.KindSource, Version: "1.0.3",
		Keys: []Key{
			Opt(connect.FieldString, "heartbeat.topic", "heartbeats", High, "The topic that takes one record for each beat.").Checked(notEmpty),
			Opt(connect.FieldLong, "heartbeat.interval.ms", "1000", Mid, "The time between two beats, in milliseconds.").Checked(atLeast(1)),
		},
		Topics: func(c Settings) []string {
			if topics := c.List("heartbeat.topic"); len(topics) > 0 {
				return topics
			}
			return []string{"heartbeats"}
		},
		Partitions: func(Settings) []Position {
			return []Position{{Partition: map[string]any{"beat": "main"}, Field: "count", Rate: 1}}
		},
	}
}

// mirrorSource copies topics between simulated clusters. Hardly any of its
// keys has a group, and towards a cluster that does not answer it runs without
// tasks forever.
func mirrorSource() Plugin {
	keys := []Key{
		Must(connect.FieldString, "source.cluster.alias", High, "The name of the cluster that is copied; it becomes the first part of the names of topics."),
		Opt(connect.FieldString, "target.cluster.alias", "target", High, "The name of the cluster that is written."),
		Opt(connect.FieldList, "topics.pattern", ".*", High, "Regular expressions for the topics that are copied."),
		Opt(connect.FieldList, "topics.exclude", ".*[\\-\\.]internal,.*\\.replica,__.*", High, "Regular expressions for those that are not."),
		Opt(connect.FieldBoolean, "sync.topic.acls.enabled", "true", Low, "Whether access rights are copied as well."),
		Opt(connect.FieldBoolean, "emit.heartbeats.enabled", "true", Low, "Whether the copy shows signs of life."),
		Opt(connect.FieldInt, "replication.factor", "2", Mid, "How many brokers keep a copy of a new topic."),
		Opt(connect.FieldLong, "refresh.topics.interval.seconds", "600", Low, "How often to look for new topics, in seconds."),
	}
	for _, side := range []string{"source", "target"} {
		for _, k := range ClientKeys("consumer") {
			k.Name, k.title = side+"."+k.Name, side+"."+k.Name
			keys = append(keys, k)
		}
	}
	return Plugin{
		Class: Base + "mirror.TopicMirrorSourceConnector", Kind: connect.KindSource, Version: "4.3.1", Keys: keys,
		Tasks: func(Settings) int { return 4 },
		Outcome: func(c Settings) Outcome {
			servers := c.Text("source.bootstrap.servers")
			return Outcome{NoTasks: strings.Contains(servers, ".invalid") || strings.Contains(servers, "nowhere") || strings.HasSuffix(servers, ":1")}
		},
		Topics: func(c Settings) []string {
			var out []string
			for _, topic := range []string{"prices", "prices.eu", "prices.us", "currencies"} {
				out = append(out, c.Text("source.cluster.alias")+"."+topic)
			}
			return out
		},
		Partitions: func(c Settings) []Position {
			return []Position{{Partition: map[string]any{"cluster": c.Text("source.cluster.alias"), "topic": "prices"}, Field: "offset", Rate: 7}}
		},
	}
}

// wideKeys is the number of own keys of the wide plugin; with those of the
// framework there are 400.
const wideKeys = 376

// wideSource has 400 keys of every type, for measuring forms.
func wideSource() Plugin {
	kinds := []connect.FieldType{
		connect.FieldString, connect.FieldInt, connect.FieldBoolean, connect.FieldList, connect.FieldLong,
		connect.FieldPassword, connect.FieldDouble, connect.FieldClass, connect.FieldShort,
	}
	initial := map[connect.FieldType]string{
		connect.FieldInt: "100", connect.FieldBoolean: "false", connect.FieldLong: "60000", connect.FieldDouble: "0.5", connect.FieldShort: "3",
	}
	importance := []string{High, Mid, Low, Low}
	doc := "Setting of the wide plugin. It does nothing; it is here so that a form with very many settings can be measured. " +
		"Its text is about as long as that of a usual setting, names <code>another.setting</code>, and ends with a <a href=\"https://example.org/docs\">link</a>."
	groups := make([][]Key, 12)
	for i := range wideKeys {
		kind := kinds[i%len(kinds)]
		k := Null(kind, fmt.Sprintf("wide.group%02d.setting%03d", i%len(groups), i), importance[i%len(importance)], doc).Titled(fmt.Sprintf("Setting %d", i))
		if value, has := initial[kind]; has {
			k.Initial = &value
		}
		if kind == connect.FieldString && i%2 == 0 {
			k = k.Suggests("one", "two", "three")
		}
		groups[i%len(groups)] = append(groups[i%len(groups)], k)
	}
	var keys []Key
	for i, part := range groups {
		keys = append(keys, Group(fmt.Sprintf("Group %02d", i), part...)...)
	}
	return Plugin{
		Class: DemoPackage + "WideSourceConnector", Kind: connect.KindSource, Version: "0.4.0", Keys: keys,
		Topics: func(Settings) []string { return []string{"wide"} },
	}
}

// ShopTopics are the topics that exist in the simulated Kafka.
func ShopTopics() []string {
	return slices.Sorted(slices.Values([]string{
		"shop.public.customers", "shop.public.order_lines", "shop.public.orders", "shop.public.payments",
		"shop.public.products", "shop.public.refunds", "orders", "invoices", "weather", "heartbeats", "prices",
	}))
}
