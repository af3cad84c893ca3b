package clusterfiles

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"sluiceway/backend/clusterfiles/tree"
	"sluiceway/backend/connect"
)

// sizeLimit is the maximum size of a file, in bytes.
const sizeLimit = 1 << 20

// source is a file in the forms that parsers need. Only one of docs and vars is filled.
type source struct {
	name string       // without folders, in lower case
	text string       // without a byte order mark
	docs []*tree.Node // of YAML and JSON
	vars *tree.Node   // of an env file
	odd  []int        // lines of an env file that are not variables
}

// root returns the first document.
func (s source) root() *tree.Node {
	if len(s.docs) == 0 {
		return nil
	}
	return s.docs[0]
}

// Parse parses the configuration file of one of [Tools]. name is the name of the file; it may
// be empty. The error is a [connect.Error] with CodeInvalid, without values of the file.
func Parse(name string, text []byte) (Document, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch {
	case len(text) > sizeLimit:
		return Document{}, connect.Errorf(connect.CodeInvalid, "The file is larger than 1 MB, which is too large for a list of clusters. Nothing was imported. Paste only the part that names Connect clusters.")
	case !utf8.Valid(text):
		return Document{}, connect.Errorf(connect.CodeInvalid, "The file is not UTF-8 text. Nothing was imported. Save it as UTF-8 and try again.")
	case len(bytes.TrimSpace(text)) == 0:
		return Document{}, connect.Errorf(connect.CodeInvalid, "The text is empty. Paste or open a configuration file of another tool.")
	}
	s := source{name: baseName(name), text: newlines(string(text))}
	if err := s.read(); err != nil {
		return Document{}, err
	}
	for _, t := range table() {
		if t.inDocs != nil && len(s.docs) > 0 && t.inDocs(s) || t.inText != nil && t.inText(s) {
			return parsed(t, s)
		}
	}
	if s.vars == nil {
		s.vars = wrapped(s.root())
	}
	if s.vars != nil {
		if t, ok := firstIn(s.vars); ok {
			return parsed(t, s)
		}
	}
	return Document{}, unknown(s)
}

func parsed(t tool, s source) (Document, error) {
	b := newBuilder(s.text, t.id)
	switch {
	case t.inText != nil && t.inText(s):
		t.text(b, s)
	case s.vars != nil:
		b.variables(s.vars)
		b.ignoreRest(s)
	default:
		t.docs(b, s)
	}
	b.none("The file names no Connect cluster.")
	b.hideRest(s)
	b.doc.Preview = previewOf(s.text, b.marks)
	return b.doc, nil
}

// firstIn returns the first tool that has its variables in an environment.
func firstIn(vars *tree.Node) (tool, bool) {
	for _, t := range table() {
		if t.inVars != nil && t.inVars(vars) {
			return t, true
		}
	}
	return tool{}, false
}

// variables parses the settings of every tool that an environment has variables of. It reports
// whether there is one.
func (b *builder) variables(vars *tree.Node) bool {
	found := false
	for _, t := range table() {
		if t.inVars != nil && t.inVars(vars) {
			found = true
			before := b.tool
			b.tool = t.id
			t.vars(b, vars)
			b.tool = before
		}
	}
	return found
}

// ignoreRest notes the variables that no tool read.
func (b *builder) ignoreRest(s source) {
	f := fieldsOf(s.vars, "")
	for i, e := range s.vars.Entries {
		switch {
		case b.full():
			return
		case !s.vars.Counts(i):
			b.mark(MarkLeftOut, 0, e.At)
			b.add(Note{Code: Duplicate, Key: e.Key, Line: e.Line, Text: "The variable occurs twice; the last value is used."})
		case !b.used[e.Value]:
			b.note(Ignored, f.field(e), "%s", belongsTo(e.Key))
		}
	}
	for _, line := range s.odd {
		b.add(Note{Code: Invalid, Line: line, Text: fmt.Sprintf("Line %d is not a variable (KEY=value), and was left out.", line)})
	}
}

// belongsTo says why a variable was left out.
func belongsTo(key string) string {
	key = strings.ToUpper(key)
	for _, owner := range []struct{ prefix, text string }{
		{"BOOTSTRAP", "It belongs to Kafka, not to Connect."},
		{"SECURITY_PROTOCOL", "It belongs to Kafka, not to Connect."},
		{"SASL_", "It belongs to Kafka, not to Connect."},
		{"SSL_", "It belongs to Kafka, not to Connect."},
		{"KAFKA_", "It belongs to Kafka or to the tool, not to Connect."},
		{"SCHEMA_REGISTRY", "It belongs to the schema registry, not to Connect."},
		{"KSQLDB", "It belongs to ksqlDB, not to Connect."},
		{"LICENSE", "It belongs to the tool that the file is for."},
	} {
		if strings.HasPrefix(key, owner.prefix) {
			return owner.text
		}
	}
	return "It has nothing to do with a connection to Connect."
}

// wrapped returns the environment in a Helm chart's values or in a part of a compose file.
func wrapped(root *tree.Node) *tree.Node {
	for _, key := range []string{"environment", "env"} {
		if n := root.Get(key); n != nil && n.Kind != tree.Scalar {
			return tree.Environment(n)
		}
	}
	return nil
}

// newlines makes the line breaks of all systems “\n”, because YAML counts each of them.
func newlines(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

func baseName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	return strings.ToLower(strings.TrimSpace(name))
}

// read parses the text as JSON, an env file or YAML, whichever it looks like.
func (s *source) read() error {
	trimmed := strings.TrimSpace(s.text)
	if isURLList(s.text) || isScript(trimmed) {
		return nil
	}
	if trimmed[0] == '{' || trimmed[0] == '[' {
		n, err := tree.ParseJSON(s.text)
		if err == nil {
			s.docs = []*tree.Node{n}
			return nil
		}
		if docs, flow := tree.ParseYAML(s.text); flow == nil && len(docs) > 0 {
			s.docs = docs
			return nil
		}
		return err
	}
	if tree.IsEnv(trimmed) {
		s.vars, s.odd = tree.ParseEnv(s.text)
		return nil
	}
	docs, err := tree.ParseYAML(s.text)
	if err != nil {
		return err
	}
	s.docs = docs
	if root := s.root(); tree.IsEnvironment(root) {
		s.docs, s.vars = nil, tree.Environment(root)
	}
	return nil
}

func unknown(s source) error {
	const formats = "Known are the files of Kpow, Kafbat UI, AKHQ, Redpanda Console, Conduktor, kcctl, the connect UIs of Landoop and Debezium, docker-compose files, lists of URLs, and our own export."
	if s.vars != nil {
		return connect.Errorf(connect.CodeInvalid, "No cluster found: none of the %d variables is one with which a known tool names a Connect cluster. Nothing was imported. %s", s.vars.Len(), formats)
	}
	return connect.Errorf(connect.CodeInvalid, "No cluster found: the text has none of the keys with which a known tool names a Connect cluster. Nothing was imported. %s", formats)
}

// hideRest hides the secrets that have nothing to do with Connect: the file may contain those
// of brokers, too.
func (b *builder) hideRest(s source) {
	if s.vars != nil {
		b.hideIn(s.vars, map[*tree.Node]bool{})
	}
	seen := map[*tree.Node]bool{}
	for _, n := range s.docs {
		b.hideIn(n, seen)
	}
	b.hideComments(s.text)
}

// hideComments hides the secrets of settings that are commented out.
func (b *builder) hideComments(text string) {
	at := 0
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		rest := strings.TrimLeft(trimmed, "#/ -")
		if i := strings.IndexAny(rest, "=:"); i > 0 && (trimmed[0] == '#' || strings.HasPrefix(trimmed, "//")) {
			value := strings.TrimLeft(rest[i+1:], " \"'")
			from := at + strings.LastIndex(line, value)
			if fields := strings.Fields(rest[:i]); len(fields) > 0 && isSecret(strings.Trim(fields[len(fields)-1], "\"'"), value) {
				b.marks = append(b.marks, mark{MarkSecret, 0, tree.Span{From: from, To: from + len(value)}})
			}
		}
		at += len(line)
	}
}

func (b *builder) hideIn(n *tree.Node, seen map[*tree.Node]bool) {
	if n == nil || seen[n] {
		return
	}
	seen[n] = true
	for _, e := range n.Entries {
		if e.Value != nil && e.Value.Kind == tree.Scalar && !b.open[e.Value.At] && !onlyVariable(e.Value.Text) && isSecret(e.Key, e.Value.Text) {
			b.marks = append(b.marks, mark{MarkSecret, 0, e.Value.At})
		}
		b.hideIn(e.Value, seen)
	}
	for _, item := range n.Items {
		if key, value, ok := strings.Cut(item.Value(), "="); ok && isSecret(key, value) {
			b.marks = append(b.marks, mark{MarkSecret, 0, item.At})
		}
		b.hideIn(item, seen)
	}
}
