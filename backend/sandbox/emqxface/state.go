package emqxface

import "strings"

type nodeStatus struct {
	Node   string `json:"node"`
	Status string `json:"status"`
	Reason string `json:"status_reason,omitempty"`
}

type status struct {
	word, reason string
	nodes        []nodeStatus
}

// status is the status of an item on all nodes. A disabled connector reads “stopped”, a
// disabled action “disconnected”, because it is not installed.
func (f *Face) status(i *item) status {
	var out status
	for n, node := range nodes() {
		word, reason := f.on(i, n)
		out.nodes = append(out.nodes, nodeStatus{node, word, reason})
		switch {
		case n == 0:
			out.word, out.reason = word, reason
		case word != out.word:
			out.word = "inconsistent"
		}
		if reason != "" {
			out.reason = reason
		}
	}
	return out
}

func (f *Face) on(i *item, node int) (word, reason string) {
	switch {
	case i.kind == connectors && !i.enabled():
		return "stopped", ""
	case i.kind == connectors:
		return dial(i.host(), node)
	case !i.enabled():
		return "disconnected", "Not installed"
	}
	under, there := f.items[id{connectors, i.typ, i.text("connector")}]
	if !there {
		return "disconnected", "connector_not_found"
	}
	if word, _ := f.on(under, node); word != "connected" {
		return "disconnected", "connector_not_connected"
	}
	return "connected", ""
}

// dial pretends to connect from a node.
func dial(host string, node int) (word, reason string) {
	name, _, _ := strings.Cut(host, ":")
	switch {
	case strings.HasSuffix(name, ".down"):
		return "disconnected", "connection refused: " + host
	case strings.HasSuffix(name, ".half") && node > 0:
		return "disconnected", "no route to host: " + host
	}
	return "connected", ""
}
