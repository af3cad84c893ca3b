package sandbox

import (
	"regexp"
	"strings"

	"sluiceway/backend/connect"
)

const shopPackage = base + "shop."

var (
	slotName  = regexp.MustCompile(`^[a-z0-9_]+$`)
	tableName = regexp.MustCompile(`^[\w.*\\$+-]+$`)
)

// shopSource is a change data source of a simulated database: groups, secrets,
// modes, settings that hide each other, and a look at the connection when it
// is validated.
func shopSource() plugin {
	return plugin{
		class: shopPackage + "ShopDatabaseSourceConnector", kind: connect.KindSource, version: "3.2.1",
		keys: join(
			group("Database", shopDatabaseKeys()...),
			group("Tables", shopTableKeys()...),
			group("Snapshot", shopSnapshotKeys()...),
			group("Events", shopEventKeys()...),
			group("Engine", shopEngineKeys()...),
		),
		inspect: inspectDatabase,
		fate:    shopFate,
		topics: func(c settings) []string {
			var out []string
			for _, table := range shopTables(c) {
				out = append(out, c.text("topic.prefix")+"."+table)
			}
			return out
		},
		partitions: func(c settings) []position {
			server := map[string]any{"server": c.text("topic.prefix")}
			return []position{{partition: server, field: "lsn", rate: 1024}}
		},
		checkOffset: func(entry offsetEntry) string {
			if _, named := entry.Partition["server"]; !named {
				return "A partition of this connector has the key 'server'"
			}
			return ""
		},
	}
}

func shopTables(c settings) []string {
	if tables := c.list("table.include.list"); len(tables) > 0 {
		return tables
	}
	return []string{"public.customers", "public.order_lines", "public.orders", "public.payments", "public.products", "public.refunds"}
}

func shopDatabaseKeys() []key {
	return []key{
		must(connect.FieldString, "topic.prefix", high, "The first part of the name of every topic of this connector, and the name under which it keeps its offsets. Do not change it later: all tables would be read again.").titled("Topic prefix").checked(notEmpty),
		null(connect.FieldString, "database.hostname", high, "The host of the database, as a name or an address.").titled("Host").checked(required).sized(wide),
		opt(connect.FieldInt, "database.port", "5432", high, "The port of the database.").titled("Port").sized(narrow).checked(between(1, 65535)),
		null(connect.FieldString, "database.user", high, "The login of the connector. It needs the right to read changes.").titled("User").checked(required),
		null(connect.FieldPassword, "database.password", high, "The password of the login. Better a placeholder such as <code>${file:/etc/kafka-connect/shop.properties:db.password}</code> than the password itself.").titled("Password"),
		null(connect.FieldString, "database.dbname", high, "The database to read.").titled("Database").checked(required),
		opt(connect.FieldString, "database.sslmode", "prefer", mid, "Whether the connection is encrypted: <ul><li><code>disable</code> never</li><li><code>prefer</code> where the server can</li><li><code>require</code> always</li><li><code>verify-full</code> always, and the certificate is checked</li></ul>").
			titled("Encryption").sized(narrow).oneOf("disable", "prefer", "require", "verify-full").reaches("database.sslkey", "database.sslpassword"),
		null(connect.FieldString, "database.sslkey", mid, "The file of the client's own key.").titled("Key file").sized(wide).shownIf(encrypted),
		null(connect.FieldPassword, "database.sslpassword", mid, "The password of the client's key.").titled("Key password").shownIf(encrypted),
		opt(connect.FieldLong, "database.keepalive.ms", "60000", low, "How often an idle connection is kept awake, in milliseconds.").titled("Keep-alive").sized(narrow).checked(atLeast(0)),
		null(connect.FieldString, "database.initial.statements", low, "SQL that is run once after login, statements separated by <code>;</code>.").titled("First statements").sized(wide),
	}
}

// encrypted is when the settings of the client's key matter.
func encrypted(c settings) bool {
	mode := c.text("database.sslmode")
	return mode == "require" || mode == "verify-full"
}

func required(name string, v parsed) string {
	if !v.set || v.text == "" {
		return "The '" + name + "' value is invalid: A value is required"
	}
	return ""
}

func shopTableKeys() []key {
	return []key{
		null(connect.FieldList, "table.include.list", high, "The tables whose changes become records, as <code>schema.table</code>. Entries are regular expressions that match the whole name.<p>Leave it out to read all tables the login can see.</p>").
			titled("Tables to capture").sized(wide).checked(eachTable).suggests("public.orders", "public.order_lines", "public.customers").reaches("table.exclude.list"),
		null(connect.FieldList, "table.exclude.list", mid, "The tables that are left out. Only without a list of tables to capture.").titled("Tables to leave out").sized(wide).checked(eachTable).
			shownIf(func(c settings) bool { return c.text("table.include.list") == "" }),
		null(connect.FieldList, "column.exclude.list", mid, "Columns that never reach a record, as <code>schema.table.column</code>.").titled("Columns to leave out").sized(wide),
		null(connect.FieldList, "column.mask.list", mid, "Columns whose texts are blanked.").titled("Columns to mask").sized(wide),
		opt(connect.FieldString, "slot.name", "sluiceway", mid, "The name of the replication slot, with small letters, digits and underscores.").titled("Replication slot").checked(fits(slotName, "Must contain only digits, lowercase letters and underscores")),
		opt(connect.FieldBoolean, "slot.drop.on.stop", "false", mid, "Whether the slot is dropped when the connector stops. Then changes made meanwhile are lost.").titled("Drop the slot on stop").sized(narrow),
		opt(connect.FieldString, "publication.name", "sluiceway_publication", mid, "The publication to read from.").titled("Publication"),
		opt(connect.FieldString, "publication.autocreate.mode", "all_tables", mid, "Whether the publication is made when it is not there.").titled("Create the publication").oneOf("disabled", "all_tables", "filtered"),
	}
}

func eachTable(name string, v parsed) string {
	for _, table := range v.list {
		if !tableName.MatchString(table) {
			return badValue(name, printed(v), "'"+table+"' is not the name of a table")
		}
	}
	return ""
}

func shopSnapshotKeys() []key {
	return []key{
		opt(connect.FieldString, "snapshot.mode", "initial", mid, "What is read before changes are: <dl><dt>initial</dt><dd>everything, the first time</dd><dt>always</dt><dd>everything, at each start</dd><dt>no_data</dt><dd>nothing</dd><dt>when_needed</dt><dd>everything, when the place in the log is lost</dd></dl>").
			titled("Snapshot").oneOf("initial", "always", "no_data", "when_needed").reaches("snapshot.fetch.size", "snapshot.max.threads"),
		opt(connect.FieldInt, "snapshot.fetch.size", "10240", low, "Rows of one read.").titled("Rows at once").sized(narrow).checked(atLeast(1)).shownIf(readsSnapshot),
		opt(connect.FieldInt, "snapshot.max.threads", "1", low, "Tables that are read side by side.").titled("Threads").sized(narrow).checked(between(1, 32)).shownIf(readsSnapshot),
		opt(connect.FieldLong, "snapshot.delay.ms", "0", low, "How long to wait before the first read, in milliseconds.").titled("Delay").sized(narrow).checked(atLeast(0)),
		opt(connect.FieldLong, "snapshot.lock.timeout.ms", "10000", low, "How long to wait for the locks on all tables, in milliseconds.").titled("Lock time").sized(narrow).checked(atLeast(0)),
		null(connect.FieldString, "snapshot.select.statement", low, "SQL in place of reading a whole table.").titled("Own statement").sized(wide),
	}
}

func readsSnapshot(c settings) bool { return c.text("snapshot.mode") != "no_data" }

func shopEventKeys() []key {
	return []key{
		opt(connect.FieldBoolean, "tombstones.on.delete", "true", mid, "Whether a deleted row gives a second record with a null value, so that compaction removes the key.").titled("Tombstones").sized(narrow),
		opt(connect.FieldString, "decimal.handling.mode", "precise", mid, "How decimals are written.").titled("Decimals").oneOf("precise", "string", "double"),
		opt(connect.FieldString, "time.precision.mode", "adaptive", mid, "How times are written.").titled("Times").oneOf("adaptive", "connect", "isostring"),
		opt(connect.FieldString, "binary.handling.mode", "bytes", low, "How bytes are written.").titled("Bytes").oneOf("bytes", "base64", "hex"),
		opt(connect.FieldDouble, "event.sample.ratio", "1.0", low, "The share of changes that become records, between 0 and 1. For trials.").titled("Share of changes").sized(narrow).checked(between(0, 1)),
		opt(connect.FieldBoolean, "provide.transaction.metadata", "false", low, "Whether there is also a topic about transactions.").titled("Transaction topic").sized(narrow),
		opt(connect.FieldInt, "heartbeat.interval.ms", "0", mid, "How often a record is written without a change, so that the place in the log moves on, in milliseconds. <code>0</code> is never.").titled("Heartbeat interval").sized(narrow).checked(atLeast(0)),
		opt(connect.FieldString, "heartbeat.topics.prefix", "__heartbeat", low, "The first part of the name of the topic for those records.").titled("Heartbeat topics"),
	}
}

func shopEngineKeys() []key {
	return []key{
		opt(connect.FieldInt, "max.batch.size", "2048", low, "The most changes of one batch.").titled("Batch").sized(narrow).checked(atLeast(1)),
		opt(connect.FieldInt, "max.queue.size", "8192", low, "The most changes that wait.").titled("Queue").sized(narrow).checked(atLeast(1)),
		opt(connect.FieldLong, "max.queue.size.in.bytes", "0", low, "The most bytes that wait; <code>0</code> is without a limit.").titled("Queue in bytes").sized(narrow).checked(atLeast(0)),
		opt(connect.FieldLong, "poll.interval.ms", "500", low, "How long to wait for changes, in milliseconds.").titled("Poll interval").sized(narrow).checked(atLeast(1)),
		opt(connect.FieldInt, "errors.max.retries", "-1", low, "How often a lost connection is tried again; <code>-1</code> is for ever.").titled("Retries").sized(narrow),
		opt(connect.FieldLong, "retriable.restart.connector.wait.ms", "10000", low, "How long to wait before that, in milliseconds.").titled("Wait before a retry").sized(narrow).checked(atLeast(0)),
		opt(connect.FieldShort, "schema.history.depth", "5", low, "How many older schemas of a table are kept.").titled("Schemas kept").sized(narrow).checked(atLeast(0)),
		null(connect.FieldClass, "schema.name.adjuster", low, "A class that turns names of tables into names of schemas.").titled("Names of schemas").hidden(),
	}
}

// inspectDatabase pretends to log in. Errors land on the host or on the login,
// as those of real plugins do.
func inspectDatabase(c settings) map[string][]string {
	host := strings.ToLower(c.text("database.hostname"))
	switch {
	case host == "" || c.text("database.user") == "":
		return nil
	case strings.HasSuffix(host, ".invalid") || strings.Contains(host, "nowhere"):
		return map[string][]string{"database.hostname": {"Error while validating connector config: The connection attempt failed: unknown host " + c.text("database.hostname")}}
	case c.text("database.port") == "1":
		return map[string][]string{"database.hostname": {"Error while validating connector config: Connection to " + c.text("database.hostname") + ":1 refused. Check that the host and port are right and that something listens there."}}
	case c.text("database.password") == "wrong":
		return map[string][]string{
			"database.user":     {"Error while validating connector config: password authentication failed for user \"" + c.text("database.user") + "\""},
			"database.password": {"Error while validating connector config: password authentication failed"},
		}
	}
	return nil
}

// shopFate fails the task when a table that is named is not there.
func shopFate(c settings) fate {
	for _, table := range c.list("table.include.list") {
		if strings.Contains(table, "missing") {
			bad := &failure{trace: noTableTrace(table), after: toPause}
			return fate{task: func(int) *failure { return bad }}
		}
	}
	return fate{}
}

func noTableTrace(table string) string {
	return traceOf(pollFrames(),
		cause{connectException, "An exception in the change reader ends this task", []string{
			shopPackage + "ChangeErrorHandler.fail(ChangeErrorHandler.java:67)",
			shopPackage + "ShopDatabaseSourceTask.poll(ShopDatabaseSourceTask.java:143)",
		}},
		cause{shopPackage + "SnapshotException", "The first read stopped before its end", []string{
			shopPackage + "SnapshotReader.read(SnapshotReader.java:112)",
			shopPackage + "ChangeCoordinator.lambda$start$0(ChangeCoordinator.java:81)",
		}},
		cause{"java.sql.SQLSyntaxErrorException", "relation \"" + table + "\" does not exist", []string{
			shopPackage + "wire.QueryExecutor.receive(QueryExecutor.java:2311)",
			shopPackage + "wire.QueryExecutor.execute(QueryExecutor.java:402)",
			"java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)",
		}},
	)
}
