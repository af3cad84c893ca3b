package plugins

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

// ShopPackage has the plugin for the database of a shop.
const ShopPackage = Base + "shop."

var (
	slotName  = regexp.MustCompile(`^[a-z0-9_]+$`)
	tableName = regexp.MustCompile(`^[\w.*\\$+-]+$`)
)

// shopSource is a change data source of a simulated database: groups, secrets,
// modes, settings that hide each other, and a check of the connection when it
// is validated.
func shopSource() Plugin {
	return Plugin{
		Class: ShopPackage + "ShopDatabaseSourceConnector", Kind: connect.KindSource, Version: "3.2.1",
		Keys: Join(
			Group("Database", shopDatabaseKeys()...),
			Group("Tables", shopTableKeys()...),
			Group("Snapshot", shopSnapshotKeys()...),
			Group("Events", shopEventKeys()...),
			Group("Engine", shopEngineKeys()...),
		),
		Inspect: inspectDatabase,
		Outcome: shopFate,
		Topics: func(c Settings) []string {
			var out []string
			for _, table := range shopTables(c) {
				out = append(out, c.Text("topic.prefix")+"."+table)
			}
			return out
		},
		Partitions: func(c Settings) []Position {
			server := map[string]any{"server": c.Text("topic.prefix")}
			return []Position{{Partition: server, Field: "lsn", Rate: 1024}}
		},
		CheckOffset: func(entry OffsetEntry) string {
			if _, named := entry.Partition["server"]; !named {
				return "A partition of this connector has the key 'server'"
			}
			return ""
		},
	}
}

func shopTables(c Settings) []string {
	if tables := c.List("table.include.list"); len(tables) > 0 {
		return tables
	}
	return []string{"public.customers", "public.order_lines", "public.orders", "public.payments", "public.products", "public.refunds"}
}

func shopDatabaseKeys() []Key {
	return []Key{
		Must(connect.FieldString, "topic.prefix", High, "The first part of the name of every topic of this connector, and the name under which it keeps its offsets. Do not change it later: all tables would be read again.").Titled("Topic prefix").Checked(notEmpty),
		Null(connect.FieldString, "database.hostname", High, "The host of the database, as a name or an address.").Titled("Host").Checked(required).Sized(Wide),
		Opt(connect.FieldInt, "database.port", "5432", High, "The port of the database.").Titled("Port").Sized(Narrow).Checked(between(1, 65535)),
		Null(connect.FieldString, "database.user", High, "The login of the connector. It needs the right to read changes.").Titled("User").Checked(required),
		Null(connect.FieldPassword, "database.password", High, "The password of the login. Better a placeholder such as <code>${file:/etc/kafka-connect/shop.properties:db.password}</code> than the password itself.").Titled("Password"),
		Null(connect.FieldString, "database.dbname", High, "The database to read.").Titled("Database").Checked(required),
		Opt(connect.FieldString, "database.sslmode", "prefer", Mid, "Whether the connection is encrypted: <ul><li><code>disable</code> never</li><li><code>prefer</code> where the server can</li><li><code>require</code> always</li><li><code>verify-full</code> always, and the certificate is checked</li></ul>").
			Titled("Encryption").Sized(Narrow).oneOf("disable", "prefer", "require", "verify-full").reaches("database.sslkey", "database.sslpassword"),
		Null(connect.FieldString, "database.sslkey", Mid, "The file of the client's own key.").Titled("Key file").Sized(Wide).shownIf(encrypted),
		Null(connect.FieldPassword, "database.sslpassword", Mid, "The password of the client's key.").Titled("Key password").shownIf(encrypted),
		Opt(connect.FieldLong, "database.keepalive.ms", "60000", Low, "How often an idle connection is kept awake, in milliseconds.").Titled("Keep-alive").Sized(Narrow).Checked(atLeast(0)),
		Null(connect.FieldString, "database.initial.statements", Low, "SQL that is run once after login, statements separated by <code>;</code>.").Titled("First statements").Sized(Wide),
	}
}

// encrypted is when the settings of the client's key matter.
func encrypted(c Settings) bool {
	mode := c.Text("database.sslmode")
	return mode == "require" || mode == "verify-full"
}

func required(name string, v Parsed) string {
	if !v.Set || v.Text == "" {
		return "The '" + name + "' value is invalid: A value is required"
	}
	return ""
}

func shopTableKeys() []Key {
	return []Key{
		Null(connect.FieldList, "table.include.list", High, "The tables whose changes become records, as <code>schema.table</code>. Entries are regular expressions that match the whole name.<p>Leave it out to read all tables the login can see.</p>").
			Titled("Tables to capture").Sized(Wide).Checked(eachTable).Suggests("public.orders", "public.order_lines", "public.customers").reaches("table.exclude.list"),
		Null(connect.FieldList, "table.exclude.list", Mid, "The tables that are left out. Only without a list of tables to capture.").Titled("Tables to leave out").Sized(Wide).Checked(eachTable).
			shownIf(func(c Settings) bool { return c.Text("table.include.list") == "" }),
		Null(connect.FieldList, "column.exclude.list", Mid, "Columns that never reach a record, as <code>schema.table.column</code>.").Titled("Columns to leave out").Sized(Wide),
		Null(connect.FieldList, "column.mask.list", Mid, "Columns whose texts are blanked.").Titled("Columns to mask").Sized(Wide),
		Opt(connect.FieldString, "slot.name", "sluiceway", Mid, "The name of the replication slot, with small letters, digits and underscores.").Titled("Replication slot").Checked(matches(slotName, "Must contain only digits, lowercase letters and underscores")),
		Opt(connect.FieldBoolean, "slot.drop.on.stop", "false", Mid, "Whether the slot is dropped when the connector stops. Then changes made meanwhile are lost.").Titled("Drop the slot on stop").Sized(Narrow),
		Opt(connect.FieldString, "publication.name", "sluiceway_publication", Mid, "The publication to read from.").Titled("Publication"),
		Opt(connect.FieldString, "publication.autocreate.mode", "all_tables", Mid, "Whether the publication is made when it is not there.").Titled("Create the publication").oneOf("disabled", "all_tables", "filtered"),
	}
}

func eachTable(name string, v Parsed) string {
	for _, table := range v.list {
		if !tableName.MatchString(table) {
			return badValue(name, printed(v), "'"+table+"' is not the name of a table")
		}
	}
	return ""
}

func shopSnapshotKeys() []Key {
	return []Key{
		Opt(connect.FieldString, "snapshot.mode", "initial", Mid, "What is read before changes are: <dl><dt>initial</dt><dd>everything, the first time</dd><dt>always</dt><dd>everything, at each start</dd><dt>no_data</dt><dd>nothing</dd><dt>when_needed</dt><dd>everything, when the place in the log is lost</dd></dl>").
			Titled("Snapshot").oneOf("initial", "always", "no_data", "when_needed").reaches("snapshot.fetch.size", "snapshot.max.threads"),
		Opt(connect.FieldInt, "snapshot.fetch.size", "10240", Low, "Rows of one read.").Titled("Rows at once").Sized(Narrow).Checked(atLeast(1)).shownIf(readsSnapshot),
		Opt(connect.FieldInt, "snapshot.max.threads", "1", Low, "Tables that are read side by side.").Titled("Threads").Sized(Narrow).Checked(between(1, 32)).shownIf(readsSnapshot),
		Opt(connect.FieldLong, "snapshot.delay.ms", "0", Low, "How long to wait before the first read, in milliseconds.").Titled("Delay").Sized(Narrow).Checked(atLeast(0)),
		Opt(connect.FieldLong, "snapshot.lock.timeout.ms", "10000", Low, "How long to wait for the locks on all tables, in milliseconds.").Titled("Lock time").Sized(Narrow).Checked(atLeast(0)),
		Null(connect.FieldString, "snapshot.select.statement", Low, "SQL in place of reading a whole table.").Titled("Own statement").Sized(Wide),
	}
}

func readsSnapshot(c Settings) bool { return c.Text("snapshot.mode") != "no_data" }

func shopEventKeys() []Key {
	return []Key{
		Opt(connect.FieldBoolean, "tombstones.on.delete", "true", Mid, "Whether a deleted row gives a second record with a null value, so that compaction removes the key.").Titled("Tombstones").Sized(Narrow),
		Opt(connect.FieldString, "decimal.handling.mode", "precise", Mid, "How decimals are written.").Titled("Decimals").oneOf("precise", "string", "double"),
		Opt(connect.FieldString, "time.precision.mode", "adaptive", Mid, "How times are written.").Titled("Times").oneOf("adaptive", "connect", "isostring"),
		Opt(connect.FieldString, "binary.handling.mode", "bytes", Low, "How bytes are written.").Titled("Bytes").oneOf("bytes", "base64", "hex"),
		Opt(connect.FieldDouble, "event.sample.ratio", "1.0", Low, "The share of changes that become records, between 0 and 1. For trials.").Titled("Share of changes").Sized(Narrow).Checked(between(0, 1)),
		Opt(connect.FieldBoolean, "provide.transaction.metadata", "false", Low, "Whether there is also a topic about transactions.").Titled("Transaction topic").Sized(Narrow),
		Opt(connect.FieldInt, "heartbeat.interval.ms", "0", Mid, "How often a record is written without a change, so that the place in the log moves on, in milliseconds. <code>0</code> is never.").Titled("Heartbeat interval").Sized(Narrow).Checked(atLeast(0)),
		Opt(connect.FieldString, "heartbeat.topics.prefix", "__heartbeat", Low, "The first part of the name of the topic for those records.").Titled("Heartbeat topics"),
	}
}

func shopEngineKeys() []Key {
	return []Key{
		Opt(connect.FieldInt, "max.batch.size", "2048", Low, "The most changes of one batch.").Titled("Batch").Sized(Narrow).Checked(atLeast(1)),
		Opt(connect.FieldInt, "max.queue.size", "8192", Low, "The most changes that wait.").Titled("Queue").Sized(Narrow).Checked(atLeast(1)),
		Opt(connect.FieldLong, "max.queue.size.in.bytes", "0", Low, "The most bytes that wait; <code>0</code> is without a limit.").Titled("Queue in bytes").Sized(Narrow).Checked(atLeast(0)),
		Opt(connect.FieldLong, "poll.interval.ms", "500", Low, "How long to wait for changes, in milliseconds.").Titled("Poll interval").Sized(Narrow).Checked(atLeast(1)),
		Opt(connect.FieldInt, "errors.max.retries", "-1", Low, "How often a lost connection is tried again; <code>-1</code> is for ever.").Titled("Retries").Sized(Narrow),
		Opt(connect.FieldLong, "retriable.restart.connector.wait.ms", "10000", Low, "How long to wait before that, in milliseconds.").Titled("Wait before a retry").Sized(Narrow).Checked(atLeast(0)),
		Opt(connect.FieldShort, "schema.history.depth", "5", Low, "How many older schemas of a table are kept.").Titled("Schemas kept").Sized(Narrow).Checked(atLeast(0)),
		Null(connect.FieldClass, "schema.name.adjuster", Low, "A class that turns names of tables into names of schemas.").Titled("Names of schemas").Hidden(),
	}
}

// inspectDatabase pretends to log in. Errors land on the host or on the login,
// as those of real plugins do.
func inspectDatabase(c Settings) map[string][]string {
	host := strings.ToLower(c.Text("database.hostname"))
	switch {
	case host == "" || c.Text("database.user") == "":
		return nil
	case strings.HasSuffix(host, ".invalid") || strings.Contains(host, "nowhere"):
		return map[string][]string{"database.hostname": {"Error while validating connector config: The connection attempt failed: unknown host " + c.Text("database.hostname")}}
	case c.Text("database.port") == "1":
		return map[string][]string{"database.hostname": {"Error while validating connector config: Connection to " + c.Text("database.hostname") + ":1 refused. Check that the host and port are right and that something listens there."}}
	case c.Text("database.password") == "wrong":
		return map[string][]string{
			"database.user":     {"Error while validating connector config: password authentication failed for user \"" + c.Text("database.user") + "\""},
			"database.password": {"Error while validating connector config: password authentication failed"},
		}
	}
	return nil
}

// shopFate fails the task when a table that is named is not there.
func shopFate(c Settings) Outcome {
	for _, table := range c.List("table.include.list") {
		if strings.Contains(table, "missing") {
			bad := &Failure{Trace: noTableTrace(table), After: ToPause}
			return Outcome{Task: func(int) *Failure { return bad }}
		}
	}
	return Outcome{}
}

func noTableTrace(table string) string {
	return traceOf(pollFrames(),
		cause{ConnectException, "An exception in the change reader ends this task", []string{
			ShopPackage + "ChangeErrorHandler.fail(ChangeErrorHandler.java:67)",
			ShopPackage + "ShopDatabaseSourceTask.poll(ShopDatabaseSourceTask.java:143)",
		}},
		cause{ShopPackage + "SnapshotException", "The first read stopped before its end", []string{
			ShopPackage + "SnapshotReader.read(SnapshotReader.java:112)",
			ShopPackage + "ChangeCoordinator.lambda$start$0(ChangeCoordinator.java:81)",
		}},
		cause{"java.sql.SQLSyntaxErrorException", "relation \"" + table + "\" does not exist", []string{
			ShopPackage + "wire.QueryExecutor.receive(QueryExecutor.java:2311)",
			ShopPackage + "wire.QueryExecutor.execute(QueryExecutor.java:402)",
			"java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)",
		}},
	)
}
