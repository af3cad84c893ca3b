package sandbox

import (
	"time"

	"sluiceway/backend/connect"
)

// shopAge is how long the shop has been open when the sandbox starts.
const shopAge = 26 * time.Hour

// opening is one connector of the shop at the start.
type opening struct {
	name   string
	worker int
	config map[string]string
	paused bool
}

// openShop fills the cluster with the eight connectors of the first start: six
// run, one has failed with a trace, one is paused.
func (s *cluster) openShop(now time.Time) {
	all := workers()
	for _, o := range shop() {
		config := settings{}
		for key, value := range o.config {
			config.set(key, value)
		}
		config.set(connect.KeyName, o.name)
		began := now.Add(-shopAge)
		c := s.create(o.name, config, connect.StateRunning, began)
		c.instance.worker = all[o.worker]
		for i, task := range c.tasks {
			task.worker = all[(o.worker+i)%len(all)]
		}
		if o.paused {
			s.pause(c, began.Add(shopAge/2))
		}
		c.settle(now)
	}
}

func shop() []opening {
	return []opening{
		{name: "shop-orders-search-sink", worker: 0, config: map[string]string{
			connect.KeyClass: searchPackage + "SearchIndexSinkConnector", "tasks.max": "2", "topics": "orders",
			"search.url": "https://search.shop.example:9200", "search.apikey": fromFile("search.apikey"),
			"index.name": "orders-v2", "id.mode": "field", "id.field": "customer_id", "batch.size": "500", "behavior.on.null.values": "delete",
			"value.converter": converterPackage + "JsonConverter", "value.converter.schemas.enable": "true",
		}},
		{name: "shop-prices-mirror", worker: 1, paused: true, config: map[string]string{
			connect.KeyClass: base + "mirror.TopicMirrorSourceConnector", "tasks.max": "1", "source.cluster.alias": "head-office",
			"source.bootstrap.servers": "kafka.head-office.example:9092", "topics.pattern": "prices.*,currencies", "replication.factor": "1",
			"key.converter": converterPackage + "ByteArrayConverter", "value.converter": converterPackage + "ByteArrayConverter",
		}},
		{name: "shop-customers-source", worker: 0, config: shopDatabase("customers",
			"public.customers,public.addresses,public.consents,public.logins,public.vouchers")},
		{name: "shop-orders-source", worker: 1, config: shopDatabase("shop", "")},
		{name: "shop-heartbeat-source", worker: 0, config: map[string]string{
			connect.KeyClass: base + "heartbeat.HeartbeatSourceConnector", "tasks.max": "1", "heartbeat.topic": "heartbeats", "heartbeat.interval.ms": "1000",
		}},
		{name: "shop-invoices-archive-sink", worker: 1, config: map[string]string{
			connect.KeyClass: filePackage + "FileStreamSinkConnector", "tasks.max": "2", "topics": "invoices", "file": "/data/archive/invoices.txt",
			"key.converter": converterPackage + "StringConverter", "value.converter": converterPackage + "StringConverter",
			"errors.tolerance": "all", "errors.log.enable": "true",
		}},
		{name: "shop-orders-warehouse-sink", worker: 0, config: map[string]string{
			connect.KeyClass: base + "warehouse.WarehouseSinkConnector", "tasks.max": "4",
			"topics": "shop.public.orders,shop.public.order_lines,shop.public.payments", "connection.url": "jdbc:warehouse://warehouse.shop.example:5439/reports",
			"connection.user": "loader", "connection.password": fromEnv("SHOP_DB_PASSWORD"), "insert.mode": "upsert", "pk.mode": "record_key", "pk.fields": "id",
			"transforms": "unwrap,route", "transforms.unwrap.type": transformPackage + "Flatten$Value", "transforms.unwrap.delimiter": "_",
			"transforms.route.type": transformPackage + "RegexRouter", "transforms.route.regex": `shop\.public\.(.*)`, "transforms.route.replacement": "$1",
			"errors.deadletterqueue.topic.name": "warehouse-rejects",
		}},
		{name: "shop-weather-source", worker: 1, config: map[string]string{
			connect.KeyClass: filePackage + "FileStreamSourceConnector", "tasks.max": "1", "file": "/data/weather/readings.txt", "topic": "weather",
			"transforms": "cast", "transforms.cast.type": transformPackage + "Cast$Value", "transforms.cast.spec": "string",
		}},
	}
}

func shopDatabase(prefix, tables string) map[string]string {
	out := map[string]string{
		connect.KeyClass: shopPackage + "ShopDatabaseSourceConnector", "tasks.max": "1", "topic.prefix": prefix,
		"database.hostname": "db.shop.example", "database.port": "5432", "database.user": fromFile("db.user"),
		"database.password": fromFile("db.password"), "database.dbname": "shop", "slot.name": prefix + "_slot",
		"heartbeat.interval.ms": "10000", "decimal.handling.mode": "string",
		"topic.creation.default.partitions": "6", "topic.creation.default.replication.factor": "3", "topic.creation.default.cleanup.policy": "compact",
	}
	if tables != "" {
		out["table.include.list"] = tables
	}
	return out
}

// fromFile and fromEnv are placeholders that the simulated providers resolve.
func fromFile(key string) string { return "${file:/etc/kafka-connect/shop.properties:" + key + "}" }

func fromEnv(name string) string { return "${env:" + name + "}" }
