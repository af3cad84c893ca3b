package clusterfiles

import (
	"fmt"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// landoop reads what kafka-connect-ui of Landoop, now Lenses, knows of Connect clusters: the
// variable CONNECT_URL of its image (“url;name,url;name”, as in docker/run.sh of
// lensesio/kafka-connect-ui), or its env.js with an array of objects with NAME and
// KAFKA_CONNECT.
func landoop() tool {
	return tool{
		id: "landoop", title: "Landoop Kafka Connect UI",
		inText: func(s source) bool { return isScript(strings.TrimSpace(s.text)) },
		text:   parseScript,
		inVars: func(vars *tree.Node) bool { return vars.Get("CONNECT_URL").Value() != "" },
		vars: func(b *builder, vars *tree.Node) {
			f := fieldsOf(vars, "")
			b.addressList(f.take("CONNECT_URL"), ",", func(part string) (string, string) {
				address, name, _ := strings.Cut(part, ";")
				return address, strings.TrimSpace(name)
			})
			if skip := f.take("PROXY_SKIP_VERIFY"); tree.IsTrue(skip.value()) {
				b.note(Unsafe, skip, "The file turns certificate checks off. They stay on here.")
				for i := range b.doc.Clusters {
					b.doc.Clusters[i].SkipVerify = b.doc.Clusters[i].SkipVerify || b.doc.Clusters[i].Tool == "landoop"
				}
			}
		},
	}
}

// isScript reports whether a text is an env.js. Comments may come first.
func isScript(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		name, _, ok := strings.Cut(line, "=")
		words := strings.Fields(name)
		return ok && len(words) == 2 && (words[0] == "var" || words[0] == "let" || words[0] == "const") && words[1] == "clusters"
	}
	return false
}

// parseScript parses the array of an env.js.
func parseScript(b *builder, s source) {
	array, err := tree.ParseLiteral(s.text)
	if err != nil {
		b.add(Note{Code: Invalid, Line: err.Line, Text: fmt.Sprintf("The array of clusters has a mistake near line %d; nothing was read.", err.Line)})
		return
	}
	for i, item := range array.Elements() {
		if !b.try() {
			return
		}
		f := fieldsOf(item, fmt.Sprintf("clusters[%d]", i))
		d := b.start()
		d.set(&d.c.Name, f.take("NAME"))
		address := f.take("KAFKA_CONNECT")
		if strings.HasPrefix(address.value(), "/") {
			b.note(Invalid, address, "This is a path of the tool's own proxy, so the address of the worker is not in the file.")
			continue
		}
		d.urls(address)
		for _, other := range []string{"KAFKA_REST", "KAFKA_TOPICS_UI", "KAFKA_TOPICS_UI_ENABLED", "COLOR"} {
			if left := f.take(other); left.n != nil {
				d.note(Unsupported, left, "It belongs to another tool, or to the look of the list.")
			}
		}
		d.unsupported(f)
		d.done(address)
	}
}
