package clusterfiles

import (
	"fmt"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// urlList is a plain list of addresses, one or more in a line, as people keep them in notes:
// an address, or a name and an address, separated by a space, comma, semicolon or equals sign.
// Text after “#” at the start of a line is a comment. A YAML or JSON list of addresses, and a
// mapping of names to addresses, are lists of URLs, too.
func urlList() tool {
	return tool{
		id: "urls", title: "List of URLs",
		inText: func(s source) bool { return isURLList(s.text) }, text: parseURLList,
		inDocs: func(s source) bool { return len(addressesIn(s.root())) > 0 },
		docs: func(b *builder, s source) {
			for _, e := range addressesIn(s.root()) {
				if !b.try() {
					return
				}
				d := b.start()
				d.c.Name = e.Key
				f := field{key: e.Key, at: e.At, n: e.Value}
				if f.key == "" {
					f.key = fmt.Sprintf("line %d", f.line())
				}
				d.urls(f)
				d.done(f)
			}
		},
	}
}

// addressesIn returns the addresses of a list or mapping that contains nothing else.
func addressesIn(n *tree.Node) []tree.Entry {
	if n == nil {
		return nil
	}
	all := n.Entries
	for _, item := range n.Items {
		all = append(all, tree.Entry{Value: item})
	}
	for _, e := range all {
		if !isAddress(e.Value.Value()) {
			return nil
		}
	}
	return all
}

// isURLList reports whether the first line that is not a comment has an address at its end or
// start.
func isURLList(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		words := wordsOf(line)
		if len(words) == 1 && isPlace(words[0]) {
			return true
		}
		if len(words) == 0 || strings.ContainsAny(line, "{[") && !strings.Contains(line, "${") {
			return false
		}
		for i, w := range words {
			if !isAddress(w) && (i > 0 && !isAddress(words[0]) || len(words) == 1) {
				return false
			}
		}
		return isAddress(words[0]) || isAddress(words[len(words)-1]) && !strings.ContainsAny(words[0], "=:")
	}
	return false
}

// wordsOf divides a line. An item of a YAML list is a line, too.
func wordsOf(line string) []string {
	line = strings.TrimPrefix(strings.TrimSpace(line), "- ")
	return strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t,;\"'<>", r) })
}

// isPlace reports whether a word is a host and a port.
func isPlace(word string) bool {
	host, port, ok := strings.Cut(word, ":")
	_, is := tree.Number(port)
	return ok && is && strings.Trim(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") == "" && host != ""
}

func isAddress(word string) bool {
	word = strings.ToLower(word)
	return strings.HasPrefix(word, "http://") || strings.HasPrefix(word, "https://")
}

func parseURLList(b *builder, s source) {
	at := 0
	number := 0
	for line := range strings.Lines(s.text) {
		number++
		if trimmed := strings.TrimSpace(line); trimmed != "" && trimmed[0] != '#' {
			b.urlLine(strings.TrimRight(line, "\r\n"), at, number)
		}
		at += len(line)
	}
}

// urlLine adds the clusters of a line. The word before an address, or the one after it where
// no word is before, is its name.
func (b *builder) urlLine(line string, at, number int) {
	words := wordsOf(line)
	key := fmt.Sprintf("line %d", number)
	name, offset, found := "", 0, false
	for i := 0; i < len(words); i++ {
		offset += strings.Index(line[offset:], words[i])
		place := tree.Span{From: at + offset, To: at + offset + len(words[i])}
		offset += len(words[i])
		if !isAddress(words[i]) && !isPlace(words[i]) {
			name = words[i]
			continue
		}
		found = true
		if !b.try() {
			return
		}
		if name == "" && i+1 < len(words) && !isAddress(words[i+1]) && (i+2 == len(words) || isAddress(words[i+2])) {
			name = words[i+1]
			offset += strings.Index(line[offset:], name) + len(name)
			i++
		}
		d := b.start()
		d.c.Name = strings.TrimRight(name, ":=")
		name = ""
		f := field{key: key, n: &tree.Node{Text: words[min(i, len(words)-1)], At: place, Line: number}}
		f.n.Text = b.file[place.From:place.To]
		d.urls(f)
		d.done(f)
	}
	if !found {
		b.note(Invalid, field{key: key, n: &tree.Node{At: tree.Span{From: at, To: at + len(line)}, Line: number}}, "The line has no address, such as http://localhost:8083, and was left out.")
	}
}
