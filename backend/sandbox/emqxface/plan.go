package emqxface

import (
	"fmt"
	"time"
)

// plan makes the connectors of the start: one is down, with two actions that wait for
// it, one reaches its broker from one node only, and one is disabled.
func (f *Face) plan() error {
	var broken error
	at := f.o.Now().Add(-14 * 24 * time.Hour).UnixMilli()
	put := func(k kind, typ, name string, config map[string]any) {
		e, _ := typeOf(k, typ)
		filled, wrong := check("root", e.props, config)
		if len(wrong) > 0 {
			broken = fmt.Errorf("the config of %s:%s is not valid: %v", typ, name, wrong)
		}
		f.items[id{k, typ, name}] = &item{id{k, typ, name}, filled, at}
	}
	type m = map[string]any
	put(connectors, "mqtt", "line2_broker", m{"server": "broker.line2.internal:1883", "username": "line2", "password": "line2-password"})
	if f.o.Empty {
		put(connectors, "mysql", "store", m{"server": "mysql.store.internal:3306", "database": "store", "password": "store-password"})
		return broken
	}
	put(sources, "mqtt", "line2_commands", m{"connector": "line2_broker", "parameters": m{"topic": "line2/commands/#"}})
	put(connectors, "mysql", "warehouse", m{"server": "mysql.warehouse.down:3306", "database": "orders", "username": "sluiceway", "password": "warehouse-password"})
	put(actions, "mysql", "save_orders", m{"connector": "warehouse", "parameters": m{}})
	put(actions, "mysql", "save_alarms", m{"connector": "warehouse", "parameters": m{"sql": "insert into alarms(id, text) values (${id}, ${payload.text})"}})
	put(connectors, "kafka_producer", "orders_kafka", m{
		"bootstrap_hosts": "kafka-3.eu.half:9092", "ssl": m{"enable": true},
		"authentication": m{"mechanism": "plain", "username": "emqx", "password": "kafka-password"},
	})
	put(actions, "kafka_producer", "to_orders", m{"connector": "orders_kafka", "parameters": m{"topic": "orders"}})
	put(actions, "kafka_producer", "to_telemetry", m{"connector": "orders_kafka", "parameters": m{"topic": "telemetry"}})
	put(connectors, "http", "archive_http", m{"url": "https://archive.internal/hook", "enable": false, "headers": m{"authorization": "Bearer archive-token"}})
	put(actions, "http", "post_archive", m{"connector": "archive_http", "enable": false, "parameters": m{"body": "${.payload}"}})
	put(connectors, "http", "shift_reports", m{"url": "https://reports.internal/shifts"})
	put(actions, "http", "post_report", m{"connector": "shift_reports", "parameters": m{"path": "/${clientid}"}})
	f.rules = []rule{
		{"orders", "orders", `SELECT * FROM "orders/#"`, []string{"mysql:save_orders", "kafka_producer:to_orders"}, true, []string{"orders/#"}},
		{"alarms", "alarms", `SELECT * FROM "alarms/#"`, []string{"mysql:save_alarms", "mysql:save_orders"}, true, []string{"alarms/#"}},
		{"telemetry", "telemetry", `SELECT * FROM "t/#"`, []string{"kafka_producer:to_telemetry"}, true, []string{"t/#"}},
	}
	return broken
}
