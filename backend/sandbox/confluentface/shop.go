package confluentface

import (
	"maps"
	"time"
)

// shopAge is how long the connectors have been running at the start.
const shopAge = 26 * time.Hour

// addShop adds the connectors of the start: most run, one has failed, one is degraded, one is
// paused, and one has a custom plugin.
func (f *Face) addShop(now time.Time) {
	began := now.Add(-shopAge)
	login := map[string]string{"kafka.auth.mode": "SERVICE_ACCOUNT", "kafka.service.account.id": "sa-sandbox"}
	database := map[string]string{"connection.host": "db.shop.example", "connection.user": "connect", "connection.password": "sandbox-password"}
	for _, c := range []struct {
		name   string
		paused bool
		config map[string]string
	}{
		{"orders-source", false, map[string]string{"connector.class": "SandboxDatabaseSource", "topic.prefix": "shop", "output.data.format": "AVRO"}},
		{"orders-warehouse-sink", false, map[string]string{"connector.class": "SandboxWarehouseSink", "topics": "shop.orders,shop.payments", "tasks.max": "2", "insert.mode": "UPSERT"}},
		{"returns-warehouse-sink", false, map[string]string{"connector.class": "SandboxWarehouseSink", "topics": "shop.returns", "tasks.max": "2", "connection.table": "MISSING"}},
		{"customers-crm-sink", false, map[string]string{"connector.class": "SandboxWarehouseSink", "topics": "shop.customers", "connection.host": "crm.unreachable.example"}},
		{"clicks-generator", true, map[string]string{"connector.class": "SandboxGeneratorSource", "kafka.topic": "clicks", "quickstart": "CLICKS"}},
		{"ledger-source", false, map[string]string{
			"connector.class": customClass, "confluent.connector.type": "CUSTOM", "confluent.custom.plugin.id": "ccp-sandbox",
			"confluent.custom.connection.endpoints": "ledger.shop.example:443", "ledger.token": "sandbox-token", "ledger.book": "sales",
		}},
	} {
		config := map[string]string{"name": c.name}
		maps.Copy(config, login)
		if c.config["connector.class"] != customClass && c.config["kafka.topic"] == "" {
			maps.Copy(config, database)
		}
		maps.Copy(config, c.config)
		f.add(c.name, config, began).paused = c.paused
	}
}
