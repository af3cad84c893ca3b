package emqxface

// entities are the types that the cluster knows.
func entities() []entity {
	return append(connectorTypes(), actionTypes()...)
}

func common(own ...prop) []prop {
	return append([]prop{
		{name: "enable", typ: "boolean", def: true, docs: "Whether it is enabled."},
		{name: "tags", typ: "array", def: []any{}, docs: "Tags to find it by."},
		{name: "description", typ: "string", def: "", docs: "A text for people."},
	}, own...)
}

func ssl() prop {
	return prop{name: "ssl", ref: "emqx.ssl_client_opts", def: map[string]any{"enable": false}, docs: "TLS to the other side.", props: []prop{
		{name: "enable", typ: "boolean", def: false},
		{name: "verify", typ: "enum", symbols: []any{"verify_peer", "verify_none"}, def: "verify_none"},
		{name: "cacertfile", typ: "string", format: "file"},
		{name: "certfile", typ: "string", format: "file"},
		{name: "keyfile", typ: "string", format: "file"},
		{name: "password", typ: "string", format: "password"},
		{name: "server_name_indication", oneOf: []prop{{typ: "enum", symbols: []any{"disable"}}, {typ: "string"}}},
		{name: "versions", typ: "array", def: []any{"tlsv1.3", "tlsv1.2"}},
	}}
}

func resource(component string) prop {
	return prop{name: "resource_opts", ref: component, def: map[string]any{}, props: []prop{
		{name: "health_check_interval", typ: "duration", def: "15s", docs: "How often the connection is checked."},
		{name: "health_check_timeout", oneOf: []prop{{typ: "duration"}, {typ: "enum", symbols: []any{"infinity"}}}, def: "60s"},
		{name: "start_timeout", typ: "duration", def: "5s"},
		{name: "start_after_created", typ: "boolean", def: true},
	}}
}

func buffer(component string) prop {
	return prop{name: "resource_opts", ref: component, def: map[string]any{}, props: []prop{
		{name: "health_check_interval", typ: "duration", def: "15s"},
		{name: "worker_pool_size", typ: "integer", def: 16, min: 1, docs: "The number of buffer workers."},
		{name: "query_mode", typ: "enum", symbols: []any{"async", "sync"}, def: "async"},
		{name: "max_buffer_bytes", typ: "byteSize", def: "256MB"},
		{name: "batch_size", typ: "integer", def: 1, min: 1},
	}}
}

func connectorTypes() []entity {
	return []entity{
		{connectors, "http", "bridge_http", common(
			prop{name: "url", typ: "string", required: true, docs: "The URL, such as <code>https://example.com/hook</code>."},
			prop{name: "headers", typ: "map", template: true, def: map[string]any{"content-type": "application/json"}},
			prop{name: "connect_timeout", typ: "duration", def: "15s"},
			prop{name: "pool_type", typ: "enum", symbols: []any{"random", "hash"}, def: "random"},
			prop{name: "pool_size", typ: "integer", def: 8, min: 1},
			ssl(), resource("bridge_http.connector_resource_opts"),
		)},
		{connectors, "mysql", "bridge_mysql", common(
			prop{name: "server", typ: "string", required: true, docs: "Host and port.<br/>The port is 3306 by default."},
			prop{name: "database", typ: "string", required: true},
			prop{name: "pool_size", typ: "integer", def: 8, min: 1},
			prop{name: "username", typ: "string", def: "root"},
			prop{name: "password", typ: "string", format: "password"},
			ssl(), resource("bridge_mysql.connector_resource_opts"),
		)},
		{connectors, "kafka_producer", "bridge_kafka", common(
			prop{name: "bootstrap_hosts", typ: "string", required: true, docs: "Hosts and ports, separated by commas."},
			prop{name: "connect_timeout", typ: "duration", def: "5s"},
			prop{name: "authentication", def: "none", oneOf: []prop{
				{typ: "enum", symbols: []any{"none"}},
				{typ: "enum", symbols: []any{"msk_iam"}},
				{ref: "bridge_kafka.auth_username_password", props: []prop{
					{name: "mechanism", typ: "enum", symbols: []any{"plain", "scram_sha_256", "scram_sha_512"}, required: true},
					{name: "username", typ: "string", required: true},
					{name: "password", typ: "string", format: "password", required: true},
				}},
			}},
			ssl(), resource("bridge_kafka.connector_resource_opts"),
		)},
		{connectors, "mqtt", "connector_mqtt", common(
			prop{name: "server", typ: "string", required: true},
			prop{name: "proto_ver", typ: "enum", symbols: []any{"v3", "v4", "v5"}, def: "v4"},
			prop{name: "username", typ: "string"},
			prop{name: "password", typ: "string", format: "password"},
			prop{name: "clean_start", typ: "boolean", def: true},
			ssl(), resource("connector_mqtt.resource_opts"),
		)},
	}
}

func actionTypes() []entity {
	on := prop{name: "connector", typ: "string", required: true, docs: "The connector that it uses."}
	of := func(component string, own ...prop) prop {
		return prop{name: "parameters", ref: component, required: true, props: own}
	}
	return []entity{
		{actions, "http", "bridge_http", common(on, of("bridge_http.action_parameters",
			prop{name: "method", typ: "enum", symbols: []any{"post", "put", "get", "delete"}, def: "post"},
			prop{name: "path", typ: "string", template: true, def: ""},
			prop{name: "body", typ: "string", template: true},
			prop{name: "max_retries", typ: "integer", def: 2},
		), buffer("bridge_http.action_resource_opts"))},
		{actions, "mysql", "bridge_mysql", common(on, of("bridge_mysql.action_parameters",
			prop{name: "sql", typ: "string", template: true, format: "sql", def: "insert into t_mqtt_msg(msgid, payload) values (${id}, ${payload})"},
			prop{name: "undefined_vars_as_null", typ: "boolean", def: false},
		), buffer("bridge_mysql.action_resource_opts"))},
		{actions, "kafka_producer", "bridge_kafka", common(on, of("bridge_kafka.producer_kafka_opts",
			prop{name: "topic", typ: "string", template: true, required: true},
			prop{name: "compression", typ: "enum", symbols: []any{"no_compression", "snappy", "gzip"}, def: "no_compression"},
			prop{name: "partitions_limit", def: "all_partitions", oneOf: []prop{{typ: "enum", symbols: []any{"all_partitions"}}, {typ: "integer"}}},
		), buffer("bridge_kafka.action_resource_opts"))},
		{sources, "mqtt", "connector_mqtt", common(on, of("connector_mqtt.ingress_parameters",
			prop{name: "topic", typ: "string", required: true},
			prop{name: "qos", def: 0, oneOf: []prop{{typ: "integer"}, {typ: "string"}}},
			prop{name: "no_local", typ: "boolean", def: false},
		), prop{name: "resource_opts", ref: "connector_mqtt.source_resource_opts", def: map[string]any{}, props: []prop{
			{name: "health_check_interval", typ: "duration", def: "15s"},
		}})},
	}
}

func typeOf(k kind, typ string) (entity, bool) {
	for _, e := range entities() {
		if e.kind == k && e.typ == typ {
			return e, true
		}
	}
	return entity{}, false
}
