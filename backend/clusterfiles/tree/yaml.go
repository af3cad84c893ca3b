package tree

import (
	"errors"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"sluiceway/backend/connect"
)

// maxDepth is the maximum nesting of YAML and JSON, and maxNodes the maximum number of values
// after merge keys. The files of tools stay far below both.
const (
	maxDepth = 64
	maxNodes = 200_000
)

var errTooMany = connect.Errorf(connect.CodeInvalid, "The file has more than %d values, its merge keys included. Nothing was imported. Paste only the part that names Connect clusters.", maxNodes)

// ParseYAML parses all documents of a text. Aliases share their value, so that an alias bomb
// costs nothing.
func ParseYAML(text string) ([]*Node, error) { return parseYAMLAt(text, origin{}) }

// origin is where a YAML text stands that is itself a block in another one.
type origin struct {
	text  string // of the file
	lines []int
	line  int // of the header of the block
}

// ParseNested parses a YAML text that is a value of a file.
func ParseNested(n *Node, file string) ([]*Node, error) {
	if !n.Block {
		return parseYAMLAt(n.Text, origin{text: "", line: n.Line})
	}
	return parseYAMLAt(n.Text, origin{text: file, lines: lineStarts(file), line: n.Line})
}

func parseYAMLAt(text string, at origin) ([]*Node, error) {
	if i := strings.IndexAny(text, "\u0085\u2028\u2029"); i >= 0 {
		// YAML 1.1 ends a line there and YAML 1.2 does not, so all positions behind it would be in doubt.
		return nil, connect.Errorf(connect.CodeInvalid, "Line %d of the YAML has an unusual line separator (U+0085, U+2028 or U+2029). Nothing was imported. Remove it and try again.", strings.Count(text[:i], "\n")+1)
	}
	var docs []yaml.Node
	err := yaml.Load([]byte(text), &docs, yaml.WithAllDocuments(), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth), loaderlimits.AliasNone())))
	if err != nil {
		return nil, yamlError(err)
	}
	c := newConverter(text, at)
	var out []*Node
	for i := range docs {
		n, err := c.convert(&docs[i])
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// yamlError has the position of a mistake, but not the library's words, which may quote the
// text.
func yamlError(err error) error {
	if mistake, ok := errors.AsType[*yaml.LoadError](err); ok && mistake.Mark.Line > 0 {
		return connect.Errorf(connect.CodeInvalid, "The YAML has a mistake near line %d, or is nested too deeply there. Nothing was imported. Correct it and try again.", mistake.Mark.Line)
	}
	return connect.Errorf(connect.CodeInvalid, "The text is not valid YAML. Nothing was imported. Correct it and try again.")
}

// converter makes nodes of YAML nodes.
type converter struct {
	text  string
	lines []int
	steps map[int][]int // offsets of every 256th character of a line, because lines can be long
	last  []int         // for each line, the last one of those that are indented more and follow it
	at    origin
	done  map[*yaml.Node]*Node // nil while a node is being converted
	count int
}

func newConverter(text string, at origin) *converter {
	c := &converter{text: text, lines: lineStarts(text), at: at, steps: map[int][]int{}, done: map[*yaml.Node]*Node{}}
	c.last = make([]int, len(c.lines))
	var open []int // lines whose block has not ended, each indented more than the one before
	for i := range c.lines {
		line := text[c.lines[i]:c.lineEnd(i+1)]
		if strings.TrimSpace(line) == "" {
			continue
		}
		for len(open) > 0 && indent(text[c.lines[open[len(open)-1]]:]) >= indent(line) {
			c.last[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
		open = append(open, i)
	}
	for _, i := range open {
		c.last[i] = len(c.lines)
	}
	return c
}

func (c *converter) convert(from *yaml.Node) (*Node, error) {
	switch {
	case from == nil:
		return nil, nil
	case from.Kind == yaml.AliasNode:
		return c.convert(from.Alias)
	case from.Kind == yaml.DocumentNode && len(from.Content) > 0:
		return c.convert(from.Content[0])
	}
	if n, seen := c.done[from]; seen {
		if n == nil {
			return nil, connect.Errorf(connect.CodeInvalid, "The YAML has an alias in line %d that contains itself. Nothing was imported. Correct it and try again.", from.Line)
		}
		return n, nil
	}
	if c.count++; c.count > maxNodes {
		return nil, errTooMany
	}
	c.done[from] = nil
	n := &Node{Line: c.at.line + from.Line, At: c.placed(c.spanOf(from))}
	var err error
	switch from.Kind {
	case yaml.SequenceNode:
		n.Kind = List
		for _, item := range from.Content {
			var made *Node
			if made, err = c.convert(item); err != nil {
				return nil, err
			}
			n.Items = append(n.Items, made)
		}
	case yaml.MappingNode:
		n.Kind = Mapping
		err = c.members(n, from.Content)
	default:
		n.Text, n.Null = from.Value, from.Tag == "!!null"
		n.Block = from.Style&yaml.LiteralStyle != 0
	}
	c.done[from] = n
	return n, err
}

// members converts the keys and values of a mapping. Merged values come first, because a
// mapping's own ones replace them.
func (c *converter) members(n *Node, content []*yaml.Node) error {
	var own []Entry
	for i := 0; i+1 < len(content); i += 2 {
		key := content[i]
		value, err := c.convert(content[i+1])
		if err != nil {
			return err
		}
		if key.Tag == "!!merge" {
			if err := c.merge(n, value); err != nil {
				return err
			}
			continue
		}
		own = append(own, Entry{Key: key.Value, Name: Canonical(key.Value), At: c.placed(c.spanOf(key)), Line: c.at.line + key.Line, Value: value})
	}
	for _, e := range own {
		n.add(e)
	}
	return nil
}

func (c *converter) merge(n, from *Node) error {
	if from != nil && from.Kind == List {
		for _, item := range slices.Backward(from.Items) { // the first one wins
			if !item.IsMapping() {
				continue
			}
			if err := c.merge(n, item); err != nil {
				return err
			}
		}
		return nil
	}
	if !from.IsMapping() {
		return nil
	}
	if c.count += len(from.Entries); c.count > maxNodes {
		return errTooMany
	}
	for _, e := range from.Entries {
		n.add(e)
	}
	return nil
}

// spanOf returns the range of a value. It ends too late rather than too early, because secrets
// are hidden by it: a value that is not written on one line ends with the last line that is
// indented more than its own.
func (c *converter) spanOf(n *yaml.Node) Span {
	if n.Line < 1 || n.Line > len(c.lines) || n.Kind != yaml.ScalarNode {
		return Span{}
	}
	end := c.lineEnd(n.Line)
	from := min(c.column(n.Line, n.Column-1), end)
	rest := c.text[from:end]
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 && strings.HasPrefix(rest, n.Value) {
		return Span{from, from + len(n.Value)}
	}
	if to, ok := quotedEnd(rest); ok {
		return Span{from, from + to}
	}
	return Span{from, c.lineEnd(c.last[n.Line-1])}
}

// placed moves a range from a nested text to the file.
func (c *converter) placed(at Span) Span {
	if c.at.line == 0 {
		return at
	}
	return Span{c.move(at.From), c.move(at.To)}
}

func (c *converter) move(offset int) int {
	inner := lineAt(c.lines, offset)
	outer := c.at.line + inner
	if outer > len(c.at.lines) {
		return 0
	}
	end := len(c.at.text)
	if outer < len(c.at.lines) {
		end = c.at.lines[outer] - 1
	}
	return max(c.at.lines[outer-1], end-(c.lineEnd(inner)-offset))
}

const step = 256

// column returns the offset of a character of a line.
func (c *converter) column(line, characters int) int {
	steps, ok := c.steps[line]
	if !ok {
		for at, end := c.lines[line-1], c.lineEnd(line); ; {
			steps = append(steps, at)
			if at = advance(c.text, at, step); at >= end {
				break
			}
		}
		c.steps[line] = steps
	}
	i := min(max(characters, 0)/step, len(steps)-1)
	return advance(c.text, steps[i], characters-i*step)
}

func (c *converter) lineEnd(line int) int {
	if line < len(c.lines) {
		return c.lines[line] - 1
	}
	return len(c.text)
}

// indent returns how far the content of a line is indented, behind the dashes of list items.
func indent(line string) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || strings.HasPrefix(line[n:], "- ")) {
		n++
	}
	return n
}

// quotedEnd returns where a quoted text ends that starts and ends in the same line.
func quotedEnd(text string) (int, bool) {
	if text == "" || (text[0] != '"' && text[0] != '\'') {
		return 0, false
	}
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && text[0] == '"':
			i++
		case text[i] == text[0] && text[0] == '\'' && strings.HasPrefix(text[i+1:], "'"):
			i++
		case text[i] == text[0]:
			return i + 1, true
		}
	}
	return 0, false
}
