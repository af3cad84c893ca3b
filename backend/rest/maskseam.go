package rest

import (
	"strings"

	"sluiceway/backend/connect"
)

// Until backend/redact is there.

func maskText(text string, known ...string) string {
	for _, k := range known {
		if k != "" {
			text = strings.ReplaceAll(text, k, "********")
		}
	}
	return text
}

func secretValues(config connect.Config) []string {
	var out []string
	for k, v := range config {
		if strings.Contains(k, "password") {
			out = append(out, v)
		}
	}
	return out
}

func maskJSON(body []byte) string { return string(body) }

func secretKeys(config connect.Config) func(string) bool {
	return func(k string) bool { return strings.Contains(k, "password") }
}
