package workbench

import (
	"maps"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
)

// secretKeys returns the keys of a config that are secret by their name or value.
func secretKeys(config connect.Config) []string {
	return slices.Sorted(maps.Keys(redact.Keys(config)))
}

// hideInLog masks secrets in a text that is logged.
func hideInLog(text string) string { return redact.Text(text) }

// secretInLog reports whether a logged attribute is masked whole.
func secretInLog(key, value string) bool {
	return len(redact.Keys(connect.Config{key: value})) > 0
}
