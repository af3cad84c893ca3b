package formats

import (
	"fmt"

	"sluiceway/backend/redact"
)

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
			case redact.IsSecretText(value):
				doc.Notes = append(doc.Notes, Note{Unresolved, c.Name, key, fmt.Sprintf("“%s” is a secret that was left out of the text; fill it in.", key)})
			case redact.IsMask(value):
				doc.Notes = append(doc.Notes, Note{Unsafe, c.Name, key, fmt.Sprintf("“%s” holds a mask in place of its value; fill in the value.", key)})
			}
		}
	}
}
