package confluent

import (
	"strings"

	"sluiceway/backend/connect"
)

// IsMask reports whether a value is the mask that the service shows instead of a secret:
// sixteen asterisks in answers that were seen, but their number is promised nowhere.
func IsMask(value string) bool { return strings.HasPrefix(value, "**") }

// isAdded reports whether the service adds a key to the configs that it returns. Such a key is
// never sent. Source: the vendor's own command line, which drops the same keys.
func isAdded(key string) bool {
	switch key {
	case "cloud.environment", "cloud.provider", "kafka.endpoint", "kafka.region", "kafka.dedicated", "kafka.max.partition.validation.disable",
		"connector.crn", "schema.registry.url", "valid.kafka.api.key", "confluent.custom.plugin.type", "confluent.resource.connector.tier":
		return true
	}
	return strings.HasPrefix(key, "config.internal.")
}

// unmasked refuses a config with a mask. What the service makes of one is documented nowhere;
// it may store the asterisks as the secret.
func unmasked(config connect.Config, undone string) error {
	for _, key := range config.Keys() {
		if IsMask(config[key]) {
			return connect.Errorf(connect.CodeMaskedValue, "The value of %s is the mask of the service and not a secret. Nothing was sent. %s Enter the secret again.", key, undone)
		}
	}
	return nil
}

// body returns the config to send: with its name, and without what the service adds.
func body(name string, config connect.Config) connect.Config {
	out := config.Clone()
	for key := range out {
		if isAdded(key) {
			delete(out, key)
		}
	}
	out[connect.KeyName] = name
	return out
}
