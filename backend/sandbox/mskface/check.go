package mskface

import (
	"context"
	"slices"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// wrong returns why a connector with a config fails, or nil. The service finds that out while
// it creates or updates the connector.
func (f service) wrong(c *connector, config map[string]string) *said {
	invalid := func(message string) *said {
		return &said{"InvalidInput.InvalidConnectorConfiguration", "The connector configuration is invalid. Message: " + message}
	}
	settings := plugins.Settings{}
	for key, text := range config {
		settings.Set(key, text)
	}
	settings.Set(connect.KeyName, c.Name)
	class := config[connect.KeyClass]
	if !f.contains(c.Plugins[0].Custom.ARN, class) {
		return invalid("Failed to find any class that implements Connector and which name matches " + class)
	}
	found, err := f.validator.Validate(context.Background(), settings)
	if err != nil {
		return invalid(err.Error())
	}
	if found.ErrorCount > 0 {
		return invalid(strings.Join(strings.Fields(found.Problems()), " "))
	}
	return nil
}

// contains reports whether the file of a custom plugin has a class.
func (f service) contains(arn, class string) bool {
	for _, p := range f.state.plugins {
		if p.ARN == arn {
			return slices.Contains(p.classes, class)
		}
	}
	return false
}
