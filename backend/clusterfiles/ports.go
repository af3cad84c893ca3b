package clusterfiles

import (
	"strconv"
	"strings"

	"sluiceway/backend/clusterfiles/tree"
)

// port is a port that a compose service publishes. published is empty if the system chooses
// it.
type port struct {
	host      string // of this computer
	published string
	target    string
	n         *tree.Node
}

// portOf parses an entry of “ports”: [host:][published:]target[/protocol], each of them
// possibly a variable or a range, or a mapping.
func portOf(n *tree.Node) port {
	if n.IsMapping() {
		at := n.Get("published")
		if at == nil {
			at = n
		}
		return port{hostOf(n.Get("host_ip").Value()), n.Get("published").Value(), n.Get("target").Value(), at}
	}
	text := n.Value()
	parts := splitOutside(text, ':')
	target, _, _ := strings.Cut(parts[len(parts)-1], "/")
	p := port{host: "localhost", target: target, n: n}
	if n == nil {
		p.n = &tree.Node{}
	}
	if len(parts) > 1 {
		p.published = parts[len(parts)-2]
	}
	if len(parts) > 2 {
		p.host = hostOf(strings.Join(parts[:len(parts)-2], ":"))
	}
	p.inRange()
	return p
}

// inRange chooses the port of 8083 from ranges such as “18080-18090:8080-8090”.
func (p *port) inRange() {
	first, last, ok := strings.Cut(p.target, "-")
	from, errFrom := strconv.Atoi(first)
	to, errTo := strconv.Atoi(last)
	if !ok || errFrom != nil || errTo != nil || from > 8083 || to < 8083 {
		return
	}
	start, _, _ := strings.Cut(p.published, "-")
	if published, err := strconv.Atoi(start); err == nil {
		p.target, p.published = "8083", strconv.Itoa(published+8083-from)
	}
}

// hostOf returns how this computer reaches a port that is bound to an address of it.
func hostOf(ip string) string {
	switch ip {
	case "", "0.0.0.0", "::", "[::]", "127.0.0.1":
		return "localhost"
	}
	return ip
}

// splitOutside divides a text at a separator that is not inside of braces.
func splitOutside(text string, separator byte) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '{' || text[i] == '[':
			depth++
		case text[i] == '}' || text[i] == ']':
			depth--
		case text[i] == separator && depth == 0:
			out = append(out, text[from:i])
			from = i + 1
		}
	}
	return append(out, text[from:])
}
