package formats

import (
	"fmt"
	"regexp"
	"strings"
)

// What workers and tools show in place of a secret.
var maskText = regexp.MustCompile(`^(?:\[hidden\]|\*{3,}|•{3,}|<redacted>|\[redacted\])$`)

// SecretText is what stands for a secret in JSON and properties. As a value it
// is refused when a config is sent.
func SecretText(key string) string { return "<secret: " + key + ">" }

func isSecretText(value string) bool {
	return strings.HasPrefix(value, "<secret: ") && strings.HasSuffix(value, ">")
}

// noteMasks says which values only stand for something that the text does not
// hold. Keys that have such a note already are left alone.
func noteMasks(doc *Document) {
	said := map[[2]string]bool{}
	for _, n := range doc.Notes {
		if n.Kind == Unresolved {
			said[[2]string{n.Connector, n.Key}] = true
		}
	}
	for _, c := range doc.Connectors {
		for _, key := range c.Config.Keys() {
			value := c.Config[key]
			switch {
			case said[[2]string{c.Name, key}]:
			case isSecretText(value):
				doc.Notes = append(doc.Notes, Note{Unresolved, c.Name, key, fmt.Sprintf("“%s” is a secret that was left out of the text; fill it in.", key)})
			case maskText.MatchString(value):
				doc.Notes = append(doc.Notes, Note{Unsafe, c.Name, key, fmt.Sprintf("“%s” holds a mask in place of its value; fill in the value.", key)})
			}
		}
	}
}
