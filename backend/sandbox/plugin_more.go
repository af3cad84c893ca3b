package sandbox

import (
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// warehouseSink writes rows; an address that is not there fails its tasks
// without naming the reason, as some drivers do.
func warehouseSink() plugin {
	const pkg = base + "warehouse."
	return plugin{
		class: pkg + "WarehouseSinkConnector", kind: connect.KindSink, version: "5.4.0",
		keys: join(
			group("Connection",
				must(connect.FieldString, "connection.url", high, "The address of the warehouse, as <code>jdbc:warehouse://host:port/database</code>. User and password may be part of it.").titled("Address").sized(wide),
				null(connect.FieldString, "connection.user", high, "The login.").titled("User"),
				null(connect.FieldPassword, "connection.password", high, "The password.").titled("Password"),
				opt(connect.FieldInt, "connection.attempts", "3", low, "How often to try to connect.").titled("Attempts").sized(narrow).checked(atLeast(1)),
			),
			group("Writes",
				opt(connect.FieldString, "insert.mode", "insert", high, "How a row is written.").titled("Mode").sized(narrow).oneOf("insert", "upsert", "update").reaches("pk.fields"),
				opt(connect.FieldInt, "batch.size", "3000", mid, "Rows of one write.").titled("Batch").sized(narrow).checked(atLeast(0)),
				opt(connect.FieldBoolean, "delete.enabled", "false", mid, "Whether a tombstone deletes its row.").titled("Deletes").sized(narrow),
			),
			group("Mapping",
				opt(connect.FieldString, "table.name.format", "${topic}", mid, "The table of a record.").titled("Table"),
				opt(connect.FieldString, "pk.mode", "none", high, "Where the primary key comes from.").titled("Primary key from").oneOf("none", "kafka", "record_key", "record_value"),
				null(connect.FieldList, "pk.fields", mid, "The columns of the primary key.").titled("Primary key").sized(wide).shownIf(func(c settings) bool { return c.text("insert.mode") != "insert" }),
				opt(connect.FieldBoolean, "auto.create", "false", mid, "Whether missing tables are created.").titled("Create tables").sized(narrow),
				opt(connect.FieldBoolean, "auto.evolve", "false", mid, "Whether missing columns are added.").titled("Add columns").sized(narrow),
			),
		),
		inspect: func(c settings) map[string][]string {
			if mode := c.text("insert.mode"); (mode == "upsert" || mode == "update") && c.text("pk.mode") == "none" {
				return map[string][]string{"pk.mode": {"A primary key is needed for the mode " + mode}}
			}
			return nil
		},
		fate: func(c settings) fate {
			host := hostOf(c.text("connection.url"))
			if !strings.HasSuffix(host, ".invalid") && !strings.Contains(host, "nowhere") {
				return fate{}
			}
			bad := &failure{after: toRestart, trace: traceOf(startFrames("Sink"),
				cause{connectException, "The writer could not be made", []string{pkg + "WarehouseSinkTask.start(WarehouseSinkTask.java:49)"}},
				cause{pkg + "SessionException", "No session after 3 attempts", []string{pkg + "Sessions.open(Sessions.java:77)"}},
			)}
			return fate{task: func(int) *failure { return bad }}
		},
	}
}

// heartbeatSource writes a record a second and has almost no settings.
func heartbeatSource() plugin {
	return plugin{
		class: base + "heartbeat.HeartbeatSourceConnector", kind: connect.KindSource, version: "1.0.3",
		keys: []key{
			opt(connect.FieldString, "heartbeat.topic", "heartbeats", high, "The topic that takes one record for each beat.").checked(notEmpty),
			opt(connect.FieldLong, "heartbeat.interval.ms", "1000", mid, "The time between two beats, in milliseconds.").checked(atLeast(1)),
		},
		topics: func(c settings) []string {
			if topics := c.list("heartbeat.topic"); len(topics) > 0 {
				return topics
			}
			return []string{"heartbeats"}
		},
		partitions: func(settings) []position {
			return []position{{partition: map[string]any{"beat": "main"}, field: "count", rate: 1}}
		},
	}
}

// mirrorSource copies topics between simulated clusters. Hardly any of its
// keys has a group, and towards a cluster that does not answer it runs without
// tasks for ever.
func mirrorSource() plugin {
	keys := []key{
		must(connect.FieldString, "source.cluster.alias", high, "The name of the cluster that is copied; it becomes the first part of the names of topics."),
		opt(connect.FieldString, "target.cluster.alias", "target", high, "The name of the cluster that is written."),
		opt(connect.FieldList, "topics.pattern", ".*", high, "Regular expressions for the topics that are copied."),
		opt(connect.FieldList, "topics.exclude", ".*[\\-\\.]internal,.*\\.replica,__.*", high, "Regular expressions for those that are not."),
		opt(connect.FieldBoolean, "sync.topic.acls.enabled", "true", low, "Whether access rights are copied as well."),
		opt(connect.FieldBoolean, "emit.heartbeats.enabled", "true", low, "Whether the copy shows signs of life."),
		opt(connect.FieldInt, "replication.factor", "2", mid, "How many brokers keep a copy of a new topic."),
		opt(connect.FieldLong, "refresh.topics.interval.seconds", "600", low, "How often to look for new topics, in seconds."),
	}
	for _, side := range []string{"source", "target"} {
		for _, k := range clientKeys("consumer") {
			k.name, k.title = side+"."+k.name, side+"."+k.name
			keys = append(keys, k)
		}
	}
	return plugin{
		class: base + "mirror.TopicMirrorSourceConnector", kind: connect.KindSource, version: "4.3.1", keys: keys,
		tasks: func(settings) int { return 4 },
		fate: func(c settings) fate {
			servers := c.text("source.bootstrap.servers")
			return fate{noTasks: strings.Contains(servers, ".invalid") || strings.Contains(servers, "nowhere") || strings.HasSuffix(servers, ":1")}
		},
		topics: func(c settings) []string {
			var out []string
			for _, topic := range []string{"prices", "prices.eu", "prices.us", "currencies"} {
				out = append(out, c.text("source.cluster.alias")+"."+topic)
			}
			return out
		},
		partitions: func(c settings) []position {
			return []position{{partition: map[string]any{"cluster": c.text("source.cluster.alias"), "topic": "prices"}, field: "offset", rate: 7}}
		},
	}
}

// wideKeys is the number of own keys of the wide plugin; with those of the
// framework there are 400.
const wideKeys = 376

// wideSource has 400 keys of every type, for measuring forms.
func wideSource() plugin {
	kinds := []connect.FieldType{
		connect.FieldString, connect.FieldInt, connect.FieldBoolean, connect.FieldList, connect.FieldLong,
		connect.FieldPassword, connect.FieldDouble, connect.FieldClass, connect.FieldShort,
	}
	initial := map[connect.FieldType]string{
		connect.FieldInt: "100", connect.FieldBoolean: "false", connect.FieldLong: "60000", connect.FieldDouble: "0.5", connect.FieldShort: "3",
	}
	importance := []string{high, mid, low, low}
	doc := "Setting of the wide plugin. It does nothing; it is here so that a form with very many settings can be measured. " +
		"Its text is about as long as that of a usual setting, names <code>another.setting</code>, and ends with a <a href=\"https://example.org/docs\">link</a>."
	groups := make([][]key, 12)
	for i := range wideKeys {
		kind := kinds[i%len(kinds)]
		k := null(kind, fmt.Sprintf("wide.group%02d.setting%03d", i%len(groups), i), importance[i%len(importance)], doc).titled(fmt.Sprintf("Setting %d", i))
		if value, has := initial[kind]; has {
			k.initial = &value
		}
		if kind == connect.FieldString && i%2 == 0 {
			k = k.suggests("one", "two", "three")
		}
		groups[i%len(groups)] = append(groups[i%len(groups)], k)
	}
	var keys []key
	for i, part := range groups {
		keys = append(keys, group(fmt.Sprintf("Group %02d", i), part...)...)
	}
	return plugin{
		class: demoPackage + "WideSourceConnector", kind: connect.KindSource, version: "0.4.0", keys: keys,
		topics: func(settings) []string { return []string{"wide"} },
	}
}

// shopTopics are the topics that exist in the simulated Kafka.
func shopTopics() []string {
	return slices.Sorted(slices.Values([]string{
		"shop.public.customers", "shop.public.order_lines", "shop.public.orders", "shop.public.payments",
		"shop.public.products", "shop.public.refunds", "orders", "invoices", "weather", "heartbeats", "prices",
	}))
}
