package clusterfiles

import (
	"fmt"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// conduktor reads the YAML of Conduktor Console and its variables
// (CDK_CLUSTERS_0_KAFKACONNECTS_0_URL), as documented in “Kafka Connect properties” of the
// console's environment variables at docs.conduktor.io.
func conduktor() tool {
	return tool{
		id: "conduktor", title: "Conduktor",
		inDocs: func(s source) bool {
			for _, item := range conduktorClusters(s).Elements() {
				if item.Get("kafkaConnects") != nil || item.Get("bootstrapServers") != nil {
					return true
				}
			}
			return false
		},
		docs: func(b *builder, s source) {
			parseConduktor(b, conduktorClusters(s), "clusters")
			b.ignoreOthers(s.root(), "clusters")
			b.none("The file is one of Conduktor, but none of its Kafka clusters has “kafkaConnects”.")
		},
		inVars: func(vars *tree.Node) bool { return hasPrefix(vars, "CDK_CLUSTERS_") },
		vars: func(b *builder, vars *tree.Node) {
			parseConduktor(b, tree.OfVariables(vars, "CDK_CLUSTERS_"), "CDK_CLUSTERS")
			b.none("The variables are those of Conduktor, but none of its Kafka clusters has KAFKACONNECTS.")
		},
	}
}

// conduktorClusters returns the list of Kafka clusters. The documentation also shows it alone.
func conduktorClusters(s source) *tree.Node {
	if root := s.root(); root != nil && root.Kind == tree.List {
		return root
	}
	return s.root().Get("clusters")
}

func parseConduktor(b *builder, clusters *tree.Node, path string) {
	for i, n := range clusters.Elements() {
		kafka := fieldsOf(n, fmt.Sprintf("%s[%d]", path, i))
		connects := kafka.take("kafkaConnects")
		for j, item := range connects.n.Elements() {
			if !b.try() {
				return
			}
			f := fieldsOf(item, fmt.Sprintf("%s[%d]", connects.key, j))
			d := b.start()
			id := f.take("id")
			d.b.used[id.n] = true
			if d.set(&d.c.Name, f.take("name")); d.c.Name == "" {
				d.set(&d.c.Name, id)
			}
			d.conduktorConnect(f, f.take("url"))
		}
		b.ignore(Ignored, b.unused(kafka), func(string) string { return "It belongs to Kafka or to Conduktor, not to Connect." })
	}
}

// conduktorConnect reads what the console's file and the resources have in common, and adds
// the cluster.
func (d *draft) conduktorConnect(f *fields, address field) {
	d.urls(address)
	headers := f.take("headers")
	if headers.n.IsMapping() {
		for _, e := range headers.n.Entries {
			d.variables(field{key: headers.key + "." + e.Key, n: e.Value})
			d.header(e.Key, e.Value.Value(), field{key: headers.key + "." + e.Key, at: e.At, n: e.Value})
		}
	} else {
		d.headerList(headers)
	}
	skip := f.take("ignoreUntrustedCertificate")
	d.insecure(skip, tree.IsTrue(skip.value()))
	d.conduktorLogin(f.sub("security"))
	d.unsupported(f)
	d.done(address)
}

// headerList reads “Name=value,Other=value”.
func (d *draft) headerList(f field) {
	d.b.used[f.n] = true
	d.variables(f)
	for part := range strings.SplitSeq(f.value(), ",") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			d.note(Invalid, f, "Headers are written as Name=value, separated by commas; one of them was left out.")
			continue
		}
		d.header(name, strings.TrimSpace(value), f)
	}
}

func (d *draft) conduktorLogin(f *fields) {
	kind := f.take("type")
	d.b.used[kind.n] = true
	d.basic(f.take("username"), f.take("password"))
	d.bearer(f.take("token"))
	d.set(&d.c.Certificate, f.take("certificateChain"))
	d.secret(SecretClientKey, f.take("key"), "the key of the client certificate")
	switch name := tree.Canonical(kind.value()); name {
	case "", "basicauth", "bearertoken", "sslauth", "nosecurity":
	default:
		d.note(Unsupported, kind, "This kind of login is not known, so it was left out.")
	}
	d.unsupported(f)
}
