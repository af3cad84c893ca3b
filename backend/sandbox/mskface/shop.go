package mskface

import (
	"maps"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// age is how old everything is at the start.
const age = 26 * time.Hour

// newState returns the region at the start: four connectors, of which one has failed, one is
// paused, and one runs with its old config because its last update failed.
func newState(now time.Time) *state {
	began := now.Add(-age)
	s := &state{plugins: customPlugins(began), workers: workerConfigs(began)}
	shop, search := s.plugins[0], s.plugins[1]
	add := func(name, state string, p customPluginRow, config map[string]string) *connector {
		c := &connector{config: config, summary: summary{
			ARN: arnOf("connector", name+"/"+newID()+"-2"), Name: name, State: state, Created: began, Kafka: "3.7.x", Network: "IPV4",
			Role: "arn:aws:iam::" + account + ":role/msk-connect-lake", Capacity: capacity{Provisioned: &provisioned{MCU: 1, Workers: 2}},
			Cluster: kafkaCluster{apacheCluster{"b-1.lake.k3x8c4.c3.kafka." + Region + ".amazonaws.com:9098", vpc{[]string{"subnet-0a11", "subnet-0b22"}, []string{"sg-0c33"}}}},
			Login:   authentication{"IAM"}, Encryption: encryption{"TLS"}, Plugins: []plugin{{customPlugin{p.ARN, p.Latest.Revision}}},
			Workers: &workerConfig{s.workers[0].ARN, s.workers[0].Latest.Revision},
			Logs:    &logDelivery{workerLogs{CloudWatch: &cloudWatch{true, "/msk-connect/lake"}}},
		}}
		c.touch()
		s.connectors = append(s.connectors, c)
		return c
	}
	clicks := add("clicks-source", "RUNNING", shop, database("clicks"))
	clicks.Capacity = capacity{AutoScaling: &autoScaling{MCU: 1, Min: 1, Max: 4, In: policy{20}, Out: policy{80}}}
	orders := add("orders-source", "RUNNING", shop, database("orders"))
	s.operations = append(s.operations, failedUpdate(orders, began.Add(age/2)))
	add("orders-search-sink", "PAUSED", search, searchSink("orders", "https://search.lake.example:9200"))
	returns := add("returns-search-sink", "FAILED", search, searchSink("returns", "https://search.lake.example:9201"))
	returns.reason = &said{"UnknownError.ConnectorFailed", "The connector failed to start. Message: Failed to connect to search.lake.example:9201: connection refused"}
	add("invoices-archive-sink", "RUNNING", shop, map[string]string{
		connect.KeyClass: plugins.FilePackage + "FileStreamSinkConnector", "tasks.max": "2", "topics": "invoices", "file": "/data/archive/invoices.txt",
	})
	return s
}

func failedUpdate(c *connector, at time.Time) *change {
	target := maps.Clone(c.config)
	target["database.user"] = "cdc_orders_ro"
	ended := at.Add(6 * time.Minute)
	return &change{
		arn: arnOf("connector-operation", c.Name+"/"+newID()+"/"+newID()), connector: c.ARN, kind: "UPDATE_CONNECTOR_CONFIGURATION", word: "UPDATE",
		steps:  []string{"INITIALIZE_UPDATE", "VALIDATE_UPDATE", "UPDATE_CONNECTOR_CONFIGURATION", "FINALIZE_UPDATE"},
		failAt: 1, done: 1, begun: at, ended: &ended, originConfig: c.config, targetConfig: target,
		why: &said{"InvalidInput.InvalidConnectorConfiguration", `The connector configuration is invalid. Message: FATAL: role "cdc_orders_ro" does not exist`},
	}
}

func database(prefix string) map[string]string {
	return map[string]string{
		connect.KeyClass: plugins.ShopPackage + "ShopDatabaseSourceConnector", "tasks.max": "1", "topic.prefix": prefix,
		"database.hostname": prefix + ".cluster-c8e2." + Region + ".rds.amazonaws.com", "database.port": "5432", "database.user": "cdc_" + prefix,
		"database.password": "${secretManager:" + prefix + "/cdc:password}", "database.dbname": prefix, "slot.name": prefix + "_msk",
		"heartbeat.interval.ms": "30000",
	}
}

func searchSink(topic, url string) map[string]string {
	return map[string]string{
		connect.KeyClass: plugins.SearchPackage + "SearchIndexSinkConnector", "tasks.max": "2", "topics": topic, "search.url": url,
		"search.apikey": "${secretManager:search/lake:apikey}", "index.name": topic,
	}
}

func customPlugins(at time.Time) []customPluginRow {
	row := func(name, description string, revision int, classes ...string) customPluginRow {
		p := customPluginRow{ARN: arnOf("custom-plugin", name+"/"+newID()+"-2"), Name: name, Description: description, State: "ACTIVE", Created: at, classes: classes}
		p.Latest = pluginRevision{Revision: revision, Content: "ZIP", Created: at}
		p.Latest.File.MD5, p.Latest.File.Size = "1b2cf535f27731c974343645a3985328", 18_340_112
		p.Latest.Location.S3.Bucket, p.Latest.Location.S3.Key = "arn:aws:s3:::lake-plugins", name+".zip"
		return p
	}
	return []customPluginRow{
		row("shop-connectors", "Databases and files", 2, plugins.ShopPackage+"ShopDatabaseSourceConnector", plugins.FilePackage+"FileStreamSourceConnector", plugins.FilePackage+"FileStreamSinkConnector"),
		row("search-sink", "Search index", 1, plugins.SearchPackage+"SearchIndexSinkConnector"),
	}
}

func workerConfigs(at time.Time) []workerConfigRow {
	return []workerConfigRow{{
		ARN: arnOf("worker-configuration", "secrets-eu/"+newID()+"-2"), Name: "secrets-eu", Description: "Secrets Manager", State: "ACTIVE", Created: at,
		Latest: workerRevision{Revision: 3, Description: "with a region", Created: at},
		properties: "key.converter=org.apache.kafka.connect.storage.StringConverter\n" +
			"value.converter=org.apache.kafka.connect.storage.StringConverter\n" +
			"config.providers=secretManager\nconfig.providers.secretManager.class=com.amazonaws.kafka.config.providers.SecretsManagerConfigProvider\n",
	}}
}
