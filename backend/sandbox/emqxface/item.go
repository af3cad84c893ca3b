package emqxface

import (
	"maps"
	"slices"
	"strings"
)

// kind is one of the three collections.
type kind string

const (
	connectors kind = "connectors"
	actions    kind = "actions"
	sources    kind = "sources"
)

func (k kind) suffix() string {
	return map[kind]string{connectors: "connector", actions: "bridge_v2", sources: "source"}[k]
}

// word is the kind in the singular.
func (k kind) word() string { return strings.TrimSuffix(string(k), "s") }

type id struct {
	kind      kind
	typ, name string
}

func parseID(k kind, text string) (id, bool) {
	typ, name, ok := strings.Cut(text, ":")
	return id{k, typ, name}, ok && typ != "" && name != ""
}

// item is a connector, an action or a source with its whole config.
type item struct {
	id
	config  map[string]any
	created int64
}

func (i *item) enabled() bool { on, _ := i.config["enable"].(bool); return on }

func (i *item) text(key string) string { s, _ := i.config[key].(string); return s }

// host is what the item dials.
func (i *item) host() string {
	for _, key := range []string{"server", "bootstrap_hosts", "url"} {
		if text := i.text(key); text != "" {
			text = strings.TrimPrefix(strings.TrimPrefix(text, "https://"), "http://")
			text, _, _ = strings.Cut(text, "/")
			return text
		}
	}
	return ""
}

// users returns the names of the items of a kind that use a connector.
func (f *Face) users(of id, k kind) []string {
	out := []string{}
	for other, i := range f.items {
		if other.kind == k && other.typ == of.typ && i.text("connector") == of.name {
			out = append(out, other.name)
		}
	}
	slices.Sort(out)
	return out
}

// sorted returns the items of a kind by type and name.
func (f *Face) sorted(k kind) []*item {
	out := []*item{}
	for _, i := range f.items {
		if i.kind == k {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b *item) int { return strings.Compare(a.typ+":"+a.name, b.typ+":"+b.name) })
	return out
}

// show is the answer about an item.
func (f *Face) show(i *item) map[string]any {
	out, _ := masked("", i.config).(map[string]any)
	out = maps.Clone(out)
	out["type"], out["name"] = i.typ, i.name
	status := f.status(i)
	out["status"], out["node_status"] = status.word, status.nodes
	if status.reason != "" {
		out["status_reason"] = status.reason
	}
	if i.kind == connectors {
		out["actions"], out["sources"] = f.users(i.id, actions), f.users(i.id, sources)
		return out
	}
	out["created_at"], out["last_modified_at"] = i.created, i.created
	if i.kind == actions {
		out["rules"] = f.rulesOf(i.id)
	}
	return out
}
