package clusterfiles

import (
	"fmt"

	"sluiceway/backend/clusterfiles/tree"
)

// redpanda reads the YAML of Redpanda Console: kafkaConnect.clusters[], or connect.clusters[]
// before version 3, with the keys of the types KafkaConnect, KafkaConnectCluster and TLS in
// backend/pkg/config of redpanda-data/console. Compose files often have it in the variable
// CONSOLE_CONFIG_FILE, Helm charts under “config” or “console.config”.
func redpanda() tool {
	return tool{
		id: "redpanda", title: "Redpanda Console",
		inDocs: func(s source) bool { return redpandaConnect(s.root()) != nil },
		docs: func(b *builder, s source) {
			parseRedpanda(b, s.root())
			b.ignoreOthers(s.root(), "kafkaConnect", "connect", "config", "console")
			b.none("The file is one of Redpanda Console, but it has no Connect cluster.")
		},
		inVars: func(vars *tree.Node) bool { return vars.Get("CONSOLE_CONFIG_FILE").Value() != "" },
		vars: func(b *builder, vars *tree.Node) {
			b.nested(vars, "CONSOLE_CONFIG_FILE", func(root *tree.Node) { parseRedpanda(b, root) })
		},
	}
}

func redpandaConnect(root *tree.Node) *fields {
	for _, path := range [][]string{nil, {"config"}, {"console", "config"}} {
		in := root.Get(path...)
		for _, key := range []string{"kafkaConnect", "connect"} {
			if n := in.Get(key); n.Get("clusters") != nil && n.Get("clusters").Kind == tree.List {
				return fieldsOf(n, key)
			}
		}
	}
	return nil
}

func parseRedpanda(b *builder, root *tree.Node) {
	connect := redpandaConnect(root)
	if connect == nil {
		return
	}
	if enabled := connect.take("enabled"); enabled.value() != "" && !tree.IsTrue(enabled.value()) {
		b.note(Guessed, enabled, "Redpanda Console does not use these clusters, because “enabled” is off. They were read nevertheless.")
	}
	clusters := connect.take("clusters")
	for i, item := range clusters.n.Elements() {
		if !b.try() {
			return
		}
		f := fieldsOf(item, fmt.Sprintf("%s[%d]", clusters.key, i))
		d := b.start()
		d.set(&d.c.Name, f.take("name"))
		address := f.take("url")
		d.urls(address)
		d.basic(f.take("username"), f.take("password"))
		d.bearer(f.take("token"))
		d.redpandaTLS(f.sub("tls"))
		d.unsupported(f)
		d.done(address)
	}
	b.ignore(Unsupported, b.unused(connect), func(string) string {
		return "It is a setting of all clusters; Sluiceway has a time limit in each profile."
	})
}

// bearer sets a token, which replaces a Basic login.
func (d *draft) bearer(token field) {
	if token.value() == "" {
		return
	}
	d.secret(SecretToken, token, "a token")
	if d.c.Login == LoginBasic {
		d.note(Guessed, token, "There are a password and a token; the token is used.")
	}
	d.c.Login = LoginBearer
}

// redpandaTLS reads the files. They count only with “enabled”.
func (d *draft) redpandaTLS(f *fields) {
	enabled := f.take("enabled")
	if enabled.value() != "" && !tree.IsTrue(enabled.value()) {
		for _, left := range f.rest() {
			d.note(Unsupported, left, "TLS is off in the file, so this was left out.")
		}
		return
	}
	d.path(&d.c.CAFile, f.take("caFilepath"), "The certificate of the CA")
	d.path(&d.c.CertFile, f.take("certFilepath"), "The client certificate")
	d.path(&d.c.KeyFile, f.take("keyFilepath"), "The key of the client certificate")
	skip := f.take("insecureSkipTlsVerify")
	d.insecure(skip, tree.IsTrue(skip.value()))
	d.unsupported(f)
}
