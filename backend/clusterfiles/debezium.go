package clusterfiles

import (
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// debezium reads what Debezium UI knows of Connect clusters: KAFKA_CONNECT_URIS up to version
// 2.5 (the property kafka.connect.uris of debezium/debezium-ui), KAFKA_CONNECT_CLUSTERS in its
// environment or config.json later. Both are lists of addresses, separated by commas.
func debezium() tool {
	return tool{
		id: "debezium", title: "Debezium UI",
		inDocs: func(s source) bool { return debeziumList(s.root()) != nil },
		docs: func(b *builder, s source) {
			parseDebezium(b, debeziumList(s.root()))
			b.ignoreOthers(s.root(), "KAFKA_CONNECT_CLUSTERS")
		},
		inVars: func(vars *tree.Node) bool { return debeziumList(vars) != nil },
		vars:   func(b *builder, vars *tree.Node) { parseDebezium(b, debeziumList(vars)) },
	}
}

func debeziumList(n *tree.Node) *fields {
	for _, key := range []string{"KAFKA_CONNECT_URIS", "KAFKA_CONNECT_CLUSTERS", "kafka.connect.uris"} {
		if n.Get(key).Value() != "" {
			f := fieldsOf(n, "")
			f.take(key)
			return f
		}
	}
	return nil
}

func parseDebezium(b *builder, f *fields) {
	for _, key := range []string{"KAFKA_CONNECT_URIS", "KAFKA_CONNECT_CLUSTERS", "kafka.connect.uris"} {
		b.addressList(f.take(key), ",", func(part string) (address, name string) { return part, "" })
	}
}

// addressList adds a cluster for each part of a value.
func (b *builder) addressList(f field, separator string, divide func(part string) (address, name string)) {
	if f.value() == "" {
		return
	}
	b.used[f.n], b.open[f.n.At] = true, true
	offset := 0
	for part := range strings.SplitSeq(f.value(), separator) {
		place := tree.Span{From: f.n.At.From + offset, To: f.n.At.From + offset + len(part)}
		offset += len(part) + len(separator)
		if strings.TrimSpace(part) == "" {
			continue
		}
		if !b.try() {
			return
		}
		address, name := divide(strings.TrimSpace(part))
		d := b.start()
		d.c.Name = name
		one := field{key: f.key, at: f.at, n: &tree.Node{Text: address, At: place, Line: f.line(), Origin: f.n.Origin}}
		d.urls(one)
		d.done(one)
	}
}
