// Package tree reads the syntaxes of configuration files (YAML, JSON, env files, literals of
// scripts) into one form: values with their places in the file. It reads no files and no
// environment; [VariablesIn] finds the variables in a value, which stay as they are.
//
// YAML is read with go.yaml.in/yaml/v4, which gives positions and can limit depth and aliases,
// JSON with encoding/json. Env files have a reader of their own: the libraries for them
// replace variables and return neither positions nor order nor duplicates.
//
// Reading takes linear time, limits depth and size, and never quotes a text in an error.
package tree

import (
	"strconv"
	"strings"
)

// Span is a range of bytes of the file.
type Span struct{ From, To int }

// Kind is the kind of a node.
type Kind int

// The kinds of nodes.
const (
	Scalar Kind = iota
	Mapping
	List
)

// Node is a value of a YAML or JSON document, or a tree made of environment variables. A nil
// *Node is a value that is not there.
type Node struct {
	Kind    Kind
	Text    string
	Null    bool
	Block   bool // a literal block of YAML: its lines are lines of the file
	Literal bool // contains no variables, although it may look so
	Made    bool // of the names of variables
	At      Span
	Line    int
	Entries []Entry // of a mapping
	index   map[string]int
	Items   []*Node // of a list
	Origin  string  // the environment variable of a value, in a tree made of variables
}

// Entry is a member of a mapping. Name is its key in the form in which keys are compared.
type Entry struct {
	Key   string
	Name  string
	At    Span
	Line  int
	Value *Node
}

// Canonical makes keys comparable as Spring and Micronaut do: “bootstrap-servers” and
// “BOOTSTRAPSERVERS” are “bootstrapServers”.
func Canonical(key string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == '_':
			return -1
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return r
	}, key)
}

// Get returns the last value at a path of keys.
func (n *Node) Get(path ...string) *Node {
	for _, key := range path {
		if n == nil || n.Kind != Mapping {
			return nil
		}
		i, ok := n.index[Canonical(key)]
		if !ok {
			return nil
		}
		n = n.Entries[i].Value
	}
	return n
}

// add appends a member; of several with the same key the last one counts.
func (n *Node) add(e Entry) {
	if n.index == nil {
		n.index = map[string]int{}
	}
	n.index[e.Name] = len(n.Entries)
	n.Entries = append(n.Entries, e)
}

// Find returns the index of the last entry of a mapping with a key.
func (n *Node) Find(key string) (int, bool) {
	if !n.IsMapping() {
		return 0, false
	}
	i, ok := n.index[Canonical(key)]
	return i, ok
}

// Counts reports whether the entry at an index is the last one with its key.
func (n *Node) Counts(i int) bool { return n.index[n.Entries[i].Name] == i }

// Len returns the number of different keys.
func (n *Node) Len() int { return len(n.index) }

// IsMapping reports whether the node is there and a mapping.
func (n *Node) IsMapping() bool { return n != nil && n.Kind == Mapping }

// Value returns the text of a scalar that is not empty.
func (n *Node) Value() string {
	if n == nil || n.Kind != Scalar || n.Null {
		return ""
	}
	return n.Text
}

// Elements returns the items of a list, or of a mapping with the keys 0, 1, …, which
// environment variables make of it.
func (n *Node) Elements() []*Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == List:
		return n.Items
	case n.Kind != Mapping:
		return nil
	}
	var out []*Node
	for _, e := range n.Entries {
		if _, err := strconv.ParseUint(e.Key, 10, 31); err != nil {
			return nil
		}
		out = append(out, e.Value)
	}
	return out
}
