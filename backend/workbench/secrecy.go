package workbench

import (
	"maps"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// secretKeys names the keys of a config that are secret by name or look.
func secretKeys(config connect.Config) []string {
	return slices.Sorted(maps.Keys(redact.Keys(config)))
}

// hideInLog masks what looks like a secret in a text that is logged.
func hideInLog(text string) string { return redact.Text(text) }

// secretInLog tells that an attribute is masked whole.
func secretInLog(key, value string) bool {
	return len(redact.Keys(connect.Config{key: value})) > 0
}
