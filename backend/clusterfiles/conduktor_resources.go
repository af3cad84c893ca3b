package clusterfiles

import (
	"fmt"
	"slices"

	"sluiceway/backend/clusterfiles/tree"
)

// conduktorResources reads the resources of kind KafkaConnectCluster that the CLI of
// Conduktor applies, as in “Console resources” at docs.conduktor.io and in the test data of
// conduktor/ctl: apiVersion console/v2 or v1, metadata, spec with urls or url. A file may have
// many documents.
func conduktorResources() tool {
	return tool{
		id: "conduktor", title: "Conduktor",
		inDocs: func(s source) bool { return slices.ContainsFunc(s.docs, isConnectCluster) },
		docs: func(b *builder, s source) {
			for i, doc := range s.docs {
				if !isConnectCluster(doc) {
					b.other(doc, i)
					continue
				}
				if !b.try() {
					return
				}
				path := ""
				if len(s.docs) > 1 {
					path = fmt.Sprintf("document %d", i+1)
				}
				parseConnectCluster(b, fieldsOf(doc, path))
			}
		},
	}
}

func isConnectCluster(doc *tree.Node) bool {
	return doc.Get("kind").Value() == "KafkaConnectCluster" && doc.Get("spec").IsMapping()
}

// other notes a resource of another kind.
func (b *builder) other(doc *tree.Node, i int) {
	if doc == nil || doc.Null {
		return
	}
	b.note(Ignored, field{key: fmt.Sprintf("document %d", i+1), n: doc.Get("kind")}, "This resource is not a Connect cluster.")
}

func parseConnectCluster(b *builder, f *fields) {
	metadata, spec := f.sub("metadata"), f.sub("spec")
	d := b.start()
	if d.set(&d.c.Name, spec.take("displayName")); d.c.Name == "" {
		d.set(&d.c.Name, metadata.take("name"))
	}
	d.conduktorConnect(spec, spec.take("urls", "url"))
}
