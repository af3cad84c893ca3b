package cluster

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
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

// AddShop adds the eight connectors of the first start: six running, one failed
// with a trace, one paused.
func (s *Cluster) AddShop(now time.Time) {
	all := workers()
	for _, o := range shop() {
		config := plugins.Settings{}
		for key, value := range o.config {
			config.Set(key, value)
		}
		config.Set(connect.KeyName, o.name)
		began := now.Add(-shopAge)
		c := s.Create(o.name, config, connect.StateRunning, began)
		c.instance.worker = all[o.worker]
		for i, task := range c.tasks {
			task.worker = all[(o.worker+i)%len(all)]
		}
		if o.paused {
			s.Pause(c, began.Add(shopAge/2))
		}
		c.settle(now)
	}
}

func shop() []opening {
	return []opening{
		{name: "shop-orders-search-sink", worker: 0, config: map[string]string{
			connect.KeyClass: plugins.SearchPackage + "SearchIndexSinkConnector", "tasks.max": "2", "topics": "orders",
			"search.url": "https://search.shop.example:9200", "search.apikey": fromFile("search.apikey"),
			"index.name": "orders-v2", "id.mode": "field", "id.field": "customer_id", "batch.size": "500", "behavior.on.null.values": "delete",
			"value.converter": plugins.ConverterPackage + "JsonConverter", "value.converter.schemas.enable": "true",
		}},
		{name: "shop-prices-mirror", worker: 1, paused: true, config: map[string]string{
			connect.KeyClass: plugins.Base + "mirror.TopicMirrorSourceConnector", "tasks.max": "1", "source.cluster.alias": "head-office",
			"source.bootstrap.servers": "kafka.head-office.example:9092", "topics.pattern": "prices.*,currencies", "replication.factor": "1",
			"key.converter": plugins.ConverterPackage + "ByteArrayConverter", "value.converter": plugins.ConverterPackage + "ByteArrayConverter",
		}},
		{name: "shop-customers-source", worker: 0, config: shopDatabase("customers",
			"public.customers,public.addresses,public.consents,public.logins,public.vouchers")},
		{name: "shop-orders-source", worker: 1, config: shopDatabase("shop", "")},
		{name: "shop-heartbeat-source", worker: 0, config: map[string]string{
			connect.KeyClass: plugins.Base + "heartbeat.HeartbeatSourceConnector", "tasks.max": "1", "heartbeat.topic": "heartbeats", "heartbeat.interval.ms": "1000",
		}},
		{name: "shop-invoices-archive-sink", worker: 1, config: map[string]string{
			connect.KeyClass: plugins.FilePackage + "FileStreamSinkConnector", "tasks.max": "2", "topics": "invoices", "file": "/data/archive/invoices.txt",
			"key.converter": plugins.ConverterPackage + "StringConverter", "value.converter": plugins.ConverterPackage + "StringConverter",
			"errors.tolerance": "all", "errors.log.enable": "true",
		}},
		{name: "shop-orders-warehouse-sink", worker: 0, config: map[string]string{
			connect.KeyClass: plugins.Base + "warehouse.WarehouseSinkConnector", "tasks.max": "4",
			"topics": "shop.public.orders,shop.public.order_lines,shop.public.payments", "connection.url": "jdbc:warehouse://warehouse.shop.example:5439/reports",
			"connection.user": "loader", "connection.password": fromEnv("SHOP_DB_PASSWORD"), "insert.mode": "upsert", "pk.mode": "record_key", "pk.fields": "id",
			"transforms": "unwrap,route", "transforms.unwrap.type": plugins.TransformPackage + "Flatten$Value", "transforms.unwrap.delimiter": "_",
			"transforms.route.type": plugins.TransformPackage + "RegexRouter", "transforms.route.regex": `shop\.public\.(.*)`, "transforms.route.replacement": "$1",
			"errors.deadletterqueue.topic.name": "warehouse-rejects",
		}},
		{name: "shop-weather-source", worker: 1, config: map[string]string{
			connect.KeyClass: plugins.FilePackage + "FileStreamSourceConnector", "tasks.max": "1", "file": "/data/weather/readings.txt", "topic": "weather",
			"transforms": "cast", "transforms.cast.type": plugins.TransformPackage + "Cast$Value", "transforms.cast.spec": "string",
		}},
	}
}

func shopDatabase(prefix, tables string) map[string]string {
	out := map[string]string{
		connect.KeyClass: plugins.ShopPackage + "ShopDatabaseSourceConnector", "tasks.max": "1", "topic.prefix": prefix,
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
