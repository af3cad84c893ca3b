package clusterfiles

import (
	"fmt"

	"sluiceway/backend/clusterfiles/tree"
)

// akhq reads application.yml of AKHQ: akhq.connections.<id>.connect[], with the keys of the
// class org.akhq.configs.Connect of tchiotludo/akhq. The whole file may be in the variable
// AKHQ_CONFIGURATION, or under “configuration” in the values of its Helm chart.
func akhq() tool {
	return tool{
		id: "akhq", title: "AKHQ",
		inDocs: func(s source) bool { return akhqConnections(s.root()) != nil },
		docs: func(b *builder, s source) {
			parseAKHQ(b, akhqConnections(s.root()))
			b.ignoreOthers(s.root(), "akhq", "configuration")
			b.none("The file is one of AKHQ, but none of its connections has “connect”.")
		},
		inVars: func(vars *tree.Node) bool { return vars.Get("AKHQ_CONFIGURATION").Value() != "" },
		vars: func(b *builder, vars *tree.Node) {
			b.nested(vars, "AKHQ_CONFIGURATION", func(root *tree.Node) { parseAKHQ(b, akhqConnections(root)) })
		},
	}
}

func akhqConnections(root *tree.Node) *tree.Node {
	for _, n := range []*tree.Node{root, root.Get("configuration"), root.Get("secrets")} {
		if found := n.Get("akhq", "connections"); found.IsMapping() {
			return found
		}
	}
	return nil
}

func parseAKHQ(b *builder, connections *tree.Node) {
	if !connections.IsMapping() {
		return
	}
	for _, e := range connections.Entries {
		kafka := fieldsOf(e.Value, "akhq.connections."+e.Key)
		connects := kafka.take("connect")
		items := connects.n.Elements()
		for i, item := range items {
			if !b.try() {
				return
			}
			f := fieldsOf(item, fmt.Sprintf("%s[%d]", connects.key, i))
			d := b.start()
			d.set(&d.c.Name, f.take("name"))
			if d.c.Name == "" {
				d.c.Name = e.Key
			} else if len(connections.Entries) > 1 {
				d.c.Name = e.Key + " / " + d.c.Name
			}
			address := f.take("url")
			d.urls(address)
			d.basic(f.take("basic-auth-username"), f.take("basic-auth-password"))
			d.path(&d.c.CAFile, f.take("ssl-trust-store"), "The trust store")
			d.secret(SecretTrustStorePassword, f.take("ssl-trust-store-password"), "the password of the trust store")
			d.path(&d.c.KeyStoreFile, f.take("ssl-key-store"), "The key store of the client certificate")
			d.secret(SecretKeyStorePassword, f.take("ssl-key-store-password"), "the password of the key store")
			d.unsupported(f)
			d.done(address)
		}
		b.ignore(Ignored, b.unused(kafka), func(string) string { return "It belongs to Kafka or to the schema registry, not to Connect." })
	}
}

// nested parses the YAML text that a variable contains.
func (b *builder) nested(vars *tree.Node, name string, parse func(root *tree.Node)) {
	f := fieldsOf(vars, "").take(name)
	b.used[f.n] = true
	docs, err := tree.ParseNested(f.n, b.file)
	if err != nil {
		b.note(Invalid, f, "The variable should contain YAML, which has a mistake; it was left out.")
		b.mark(MarkSecret, 0, f.n.At)
		return
	}
	seen := map[*tree.Node]bool{}
	for _, root := range docs {
		parse(root)
		b.hideIn(root, seen)
	}
	if f.n.Block {
		b.open[f.n.At] = true
	} else {
		b.mark(MarkSecret, 0, f.n.At) // the ranges of its values are not known
	}
}
