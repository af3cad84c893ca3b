package formats

import "sluiceway/backend/redact"

// noteMasks adds notes for values that are masks, unless the key has a note about that.
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
				doc.note(Unresolved, c.Name, key, "“%s” is a secret that the text does not contain; enter it.", key)
			case redact.IsMask(value):
				doc.note(Unsafe, c.Name, key, "“%s” contains a mask instead of its value; enter the value.", key)
			}
		}
	}
}
