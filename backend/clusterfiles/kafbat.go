package clusterfiles

import (
	"fmt"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// kafbat reads application.yml and dynamic_config.yaml of Kafbat UI and of provectus kafka-ui,
// and the same as variables (KAFKA_CLUSTERS_0_KAFKACONNECT_0_ADDRESS). The keys are those of
// the class ClustersProperties of kafbat/kafka-ui. Helm charts have it under
// yamlApplicationConfig.
func kafbat() tool {
	return tool{
		id: "kafbat", title: "Kafbat UI",
		inDocs: func(s source) bool { return kafbatClusters(s) != nil },
		docs: func(b *builder, s source) {
			parseKafbat(b, kafbatClusters(s), "kafka.clusters")
			b.ignoreOthers(s.root(), "kafka", "yamlApplicationConfig")
			b.none("The file is one of Kafbat UI, but none of its Kafka clusters has “kafkaConnect”.")
		},
		inVars: func(vars *tree.Node) bool { return hasPrefix(vars, "KAFKA_CLUSTERS_") },
		vars: func(b *builder, vars *tree.Node) {
			parseKafbat(b, tree.OfVariables(vars, "KAFKA_CLUSTERS_"), "KAFKA_CLUSTERS")
			b.none("The variables are those of Kafbat UI, but none of its Kafka clusters has KAFKACONNECT.")
		},
	}
}

func kafbatClusters(s source) *tree.Node {
	for _, root := range []*tree.Node{s.root(), s.root().Get("yamlApplicationConfig")} {
		if n := root.Get("kafka", "clusters"); n != nil && n.Kind == tree.List {
			return n
		}
	}
	return nil
}

func hasPrefix(vars *tree.Node, prefix string) bool {
	for _, e := range vars.Entries {
		if strings.HasPrefix(strings.ToUpper(e.Key), prefix) {
			return true
		}
	}
	return false
}

func parseKafbat(b *builder, clusters *tree.Node, path string) {
	for i, n := range clusters.Elements() {
		kafka := fieldsOf(n, fmt.Sprintf("%s[%d]", path, i))
		name, readOnly, ssl := kafka.take("name"), kafka.take("readOnly"), kafka.sub("ssl")
		connects := kafka.take("kafkaConnect")
		for j, item := range connects.n.Elements() {
			if !b.try() {
				return
			}
			f := fieldsOf(item, fmt.Sprintf("%s[%d]", connects.key, j))
			d := b.start()
			own := f.take("name")
			if d.set(&d.c.Name, own); d.c.Name == "" {
				d.set(&d.c.Name, name)
			}
			d.b.used[name.n] = true
			address := f.take("address")
			d.urls(address)
			d.basic(f.take("username"), f.take("password"))
			d.path(&d.c.KeyStoreFile, f.take("keystoreLocation"), "The key store of the client certificate")
			d.secret(SecretKeyStorePassword, f.take("keystorePassword"), "the password of the key store")
			d.set(&d.c.ConsumerFormat, f.take("consumerNamePattern"))
			d.path(&d.c.CAFile, ssl.take("truststoreLocation"), "The trust store")
			d.secret(SecretTrustStorePassword, ssl.take("truststorePassword"), "the password of the trust store")
			if verify := ssl.take("verify", "verifySsl"); verify.value() != "" {
				d.insecure(verify, len(tree.VariablesIn(verify.value())) == 0 && !tree.IsTrue(verify.value()))
			}
			d.kafbatRights(readOnly)
			d.unsupported(f)
			d.done(address)
		}
		b.ignore(Ignored, b.unused(kafka), func(string) string { return "It belongs to Kafka or to the tool, not to Connect." })
	}
}

// kafbatRights takes over a read-only switch.
func (d *draft) kafbatRights(readOnly field) {
	if d.text(readOnly) == "" {
		return
	}
	if tree.IsTrue(readOnly.value()) {
		d.c.Permissions = &Permissions{}
	} else {
		d.c.Permissions = &Permissions{Create: true, Edit: true, State: true, Delete: true, Offsets: true}
	}
}

// unsupported notes the settings of a Connect cluster that were not used.
func (d *draft) unsupported(f *fields) {
	d.b.twice(f)
	for _, left := range d.b.unused(f) {
		if left.n != nil && left.n.Kind == tree.Scalar && isSecret(left.key, left.n.Text) {
			d.marks = append(d.marks, mark{MarkSecret, 0, left.n.At})
		}
		d.note(Unsupported, left, "Sluiceway has no such setting, so it was left out.")
	}
}

// unused returns the settings of a mapping that were not read; those of variables count one
// by one.
func (b *builder) unused(f *fields) []field {
	var out []field
	for _, left := range f.rest() {
		if left.n.IsMapping() && left.n.Made {
			out = append(out, b.unused(fieldsOf(left.n, left.key))...)
			continue
		}
		if left.n == nil || !b.used[left.n] {
			out = append(out, left)
		}
	}
	return out
}

// ignoreOthers notes the top-level keys that do not belong to the part that was parsed.
func (b *builder) ignoreOthers(root *tree.Node, parsed ...string) {
	f := fieldsOf(root, "")
	f.take(parsed...)
	b.ignore(Ignored, f.rest(), func(string) string { return "It has nothing to do with a connection to Connect." })
}
