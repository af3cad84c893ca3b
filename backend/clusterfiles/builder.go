package clusterfiles

import (
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
	"sluiceway/backend/redact"
)

// These limits bound what a hostile file can make of few bytes.
const (
	maxClusters = 500
	maxNotes    = 1000
	maxHeaders  = 100
)

// builder collects what a parser understands.
type builder struct {
	file   string // the whole text
	tool   string // whose settings are being parsed
	doc    Document
	marks  []mark
	known  map[string]int // clusters by address and login, with their number
	places map[string]int // the same by address alone
	tried  int
	used   map[*tree.Node]bool // the variables that a tool read
	open   map[tree.Span]bool  // what is not secret, although its key looks so, such as the path of a key
	// reach rewrites the address of a worker that is known under another one outside; it may
	// be nil. note is a sentence about that.
	reach func(address string) (rewritten, note string)
}

func newBuilder(file, tool string) *builder {
	return &builder{file: file, tool: tool, doc: Document{Tool: tool, Clusters: []Cluster{}, Notes: []Note{}}, known: map[string]int{}, places: map[string]int{}, used: map[*tree.Node]bool{}, open: map[tree.Span]bool{}}
}

func (b *builder) add(n Note) {
	switch len(b.doc.Notes) {
	case maxNotes:
		b.doc.Notes = append(b.doc.Notes, Note{Code: Ignored, Text: fmt.Sprintf("There are more than %d remarks; the others are left out.", maxNotes)})
	case maxNotes + 1:
	default:
		b.doc.Notes = append(b.doc.Notes, n)
	}
}

// full reports that nothing that is added now would be kept.
func (b *builder) full() bool { return len(b.doc.Notes) > maxNotes }

// note adds a note about a setting. The text must not contain a value of the file that may be
// secret.
func (b *builder) note(code Code, f field, format string, args ...any) {
	b.used[f.n] = true
	b.add(Note{Code: code, Key: f.key, Line: f.line(), Text: fmt.Sprintf(format, args...)})
	if code == Ignored || code == Unsupported || code == Unsafe || code == Invalid {
		b.leaveOut(f)
	}
}

func (b *builder) mark(kind MarkKind, cluster int, at tree.Span) {
	if at.To > at.From && len(b.marks) < 4*maxNotes {
		b.marks = append(b.marks, mark{kind, cluster, at})
	}
}

// leaveOut marks a setting that was left out, and hides its value if that is secret.
func (b *builder) leaveOut(f field) {
	b.mark(MarkLeftOut, 0, f.at)
	if f.n == nil || f.n.Kind != tree.Scalar {
		return
	}
	b.mark(MarkLeftOut, 0, f.n.At)
	if isSecret(f.key, f.n.Text) {
		b.mark(MarkSecret, 0, f.n.At)
	}
}

// ignore adds a note for each setting that was not used. reason says why by its key.
func (b *builder) ignore(code Code, list []field, reason func(key string) string) {
	for _, f := range list {
		if b.full() {
			return
		}
		b.note(code, f, "%s", reason(f.key))
	}
}

// try reports whether one more part of the file may be parsed.
func (b *builder) try() bool {
	b.tried++
	if b.tried == maxClusters+1 {
		b.add(Note{Code: Invalid, Text: fmt.Sprintf("The file has more than %d clusters; only the first %d were read.", maxClusters, maxClusters)})
	}
	return b.tried <= maxClusters
}

// none adds the reason why a file has no cluster, unless it has one.
func (b *builder) none(format string, args ...any) {
	said := slices.ContainsFunc(b.doc.Notes, func(n Note) bool { return n.Code == NoCluster })
	if len(b.doc.Clusters) == 0 && !said {
		b.add(Note{Code: NoCluster, Text: fmt.Sprintf(format, args...)})
	}
}

// isSecret reports whether a setting looks secret by its key or value.
func isSecret(key, value string) bool {
	if value == "" || value == "true" || value == "false" {
		return false
	}
	if strings.HasPrefix(strings.ToUpper(key), "LICENSE_") {
		return true
	}
	return len(redact.Keys(map[string]string{dotted(key): value})) > 0
}

// dotted writes the key of a variable as Kafka writes its settings.
func dotted(key string) string {
	out := []byte(key)
	for i, c := range out {
		switch {
		case c == '_':
			out[i] = '.'
		case 'A' <= c && c <= 'Z':
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

// field is a setting: its key as the file writes it, with the path to it, and its value.
type field struct {
	key string
	at  tree.Span // of the key
	n   *tree.Node
}

func (f field) line() int {
	if f.n == nil {
		return 0
	}
	return f.n.Line
}

func (f field) value() string { return f.n.Value() }

// fields are the settings of a mapping. It remembers which were read.
type fields struct {
	n    *tree.Node
	path string // of the mapping, with a dot at its end
	read map[string]bool
}

func fieldsOf(n *tree.Node, path string) *fields {
	if path != "" {
		path += "."
	}
	return &fields{n: n, path: path, read: map[string]bool{}}
}

// take returns a setting by the first of several names that is there.
func (f *fields) take(names ...string) field {
	for _, name := range names {
		f.read[tree.Canonical(name)] = true
	}
	for _, name := range names {
		if i, ok := f.n.Find(name); ok {
			return f.field(f.n.Entries[i])
		}
	}
	return field{key: f.path + names[0]}
}

func (f *fields) field(e tree.Entry) field {
	out := field{key: f.path + e.Key, at: e.At, n: e.Value}
	if e.Value != nil && e.Value.Origin != "" {
		out.key = e.Value.Origin
	}
	return out
}

// sub returns the settings of a nested mapping.
func (f *fields) sub(name string) *fields {
	inner := f.take(name)
	return fieldsOf(inner.n, inner.key)
}

// rest returns the settings that were not read, and those that occur twice.
func (f *fields) rest() []field {
	if !f.n.IsMapping() {
		return nil
	}
	var out []field
	for i, e := range f.n.Entries {
		if !f.read[e.Name] && f.n.Counts(i) && len(out) < maxNotes {
			out = append(out, f.field(e))
		}
	}
	return out
}

// twice adds a note for each key that the mapping has more than once.
func (b *builder) twice(f *fields) {
	if !f.n.IsMapping() || f.n.Len() == len(f.n.Entries) {
		return
	}
	for i, e := range f.n.Entries {
		if last, _ := f.n.Find(e.Key); last != i && f.n.Entries[last].Line != e.Line && f.read[e.Name] {
			b.mark(MarkLeftOut, 0, e.At)
			if e.Value != nil && isSecret(e.Key, e.Value.Value()) {
				b.mark(MarkSecret, 0, e.Value.At)
			}
			b.add(Note{Code: Duplicate, Key: f.field(e).key, Line: e.Line, Text: "The key occurs twice; the last value is used."})
		}
	}
}

func sortedLines(lines []int) []int {
	out := slices.Clone(lines)
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(n int) bool { return n < 1 })
}
