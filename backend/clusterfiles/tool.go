package clusterfiles

import "sluiceway/backend/clusterfiles/tree"

// tool is the format of one tool's files. To add one, write these functions and add an entry
// to table. A tool may have several formats: a document, environment variables, or its own kind of text.
type tool struct {
	id    string
	title string
	// inText, inDocs and inVars report whether a file is, or has settings, of the tool.
	inText func(source) bool
	inDocs func(source) bool
	inVars func(vars *tree.Node) bool
	// text, docs and vars parse them.
	text func(*builder, source)
	docs func(*builder, source)
	vars func(b *builder, vars *tree.Node)
}

// table returns all tools, in the order in which they are tried: the ones that are certain
// come first.
func table() []tool {
	return []tool{
		urlList(), ownExport(), kcctl(), compose(), conduktorResources(), conduktor(), kafbat(), akhq(), redpanda(),
		debezium(), landoop(), kpow(), worker(),
	}
}

// Info names a tool for a person.
type Info struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Tools returns all tools whose files can be parsed.
func Tools() []Info {
	var out []Info
	for _, t := range table() {
		if len(out) == 0 || out[len(out)-1].ID != t.id {
			out = append(out, Info{t.id, t.title})
		}
	}
	return out
}
