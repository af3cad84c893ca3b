package emqx

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Metrics is GET /{kind}/{id}/metrics: totals first, then each node. A connector has none
// of its own.
func (c watcher) Metrics(ctx context.Context, name string) ([]worker.NodeMetrics, error) {
	r, ok := parseRow(name)
	if !ok {
		return nil, unknownRow(name)
	}
	if r.kind == connectors {
		return nil, connect.Errorf(connect.CodeUnsupported, "EMQX counts the messages of actions and sources, not those of a connector.")
	}
	var answer struct {
		Metrics json.RawMessage `json:"metrics"`
		Nodes   []struct {
			Node    string          `json:"node"`
			Metrics json.RawMessage `json:"metrics"`
		} `json:"node_metrics"`
	}
	if err := c.get(ctx, about(http.MethodGet, r, "metrics"), &answer); err != nil {
		return nil, err
	}
	out := []worker.NodeMetrics{{Values: figures(answer.Metrics)}}
	for _, n := range answer.Nodes {
		out = append(out, worker.NodeMetrics{Node: n.Node, Values: figures(n.Metrics)})
	}
	return out, nil
}

// figures reads the numbers of an object in its order.
func figures(raw json.RawMessage) []worker.Metric {
	numbers := membersOf(raw)
	out := make([]worker.Metric, 0, len(numbers))
	for _, name := range append(known(), rest(numbers)...) {
		var value float64
		if text, ok := numbers[name]; ok && json.Unmarshal(text, &value) == nil {
			out = append(out, worker.Metric{Name: name, Value: value})
		}
	}
	return out
}

// known are the metrics in the order of the dashboard.
func known() []string {
	return []string{"matched", "success", "failed", "dropped", "queuing", "inflight", "retried", "received", "rate", "rate_last5m", "rate_max"}
}

func rest(numbers map[string]json.RawMessage) []string {
	var out []string
	for name := range numbers {
		if !slices.Contains(known(), name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// rulesLimit is the size of a page of rules, and mostPages how many are read.
const (
	rulesLimit = "100"
	mostPages  = 20
)

// Users returns what uses an item: the actions and sources of a connector, or the rules
// of an action.
func (c watcher) Users(ctx context.Context, name string) ([]worker.User, error) {
	one, err := c.read(ctx, name)
	if err != nil {
		return nil, err
	}
	if one.kind == connectors {
		return c.channels(ctx, one)
	}
	if one.kind == sources {
		return nil, nil
	}
	return c.rules(ctx, one)
}

func (c watcher) channels(ctx context.Context, of item) ([]worker.User, error) {
	all, err := c.inventory(ctx)
	if err != nil {
		return nil, err
	}
	var out []worker.User
	for row, i := range all {
		if i.kind != connectors && all.owner(i) == of.ref {
			out = append(out, worker.User{Kind: i.kind.word(), Name: i.name, Row: row})
		}
	}
	slices.SortFunc(out, func(a, b worker.User) int { return strings.Compare(a.Row, b.Row) })
	return out, nil
}

func (c watcher) rules(ctx context.Context, of item) ([]worker.User, error) {
	var out []worker.User
	for page := 1; page <= mostPages; page++ {
		var answer struct {
			Data []struct {
				ID   string `json:"id"`
				Name string `json:"name"`
			} `json:"data"`
			Meta struct {
				More bool `json:"hasnext"`
			} `json:"meta"`
		}
		query := url.Values{"page": {strconv.Itoa(page)}, "limit": {rulesLimit}, "action": {of.id()}}
		if err := c.get(ctx, call{method: http.MethodGet, path: []string{"rules"}, query: query}, &answer); err != nil {
			return nil, err
		}
		for _, r := range answer.Data {
			text := r.Name
			if text == "" {
				text = r.ID
			}
			out = append(out, worker.User{Kind: "rule", Name: text})
		}
		if !answer.Meta.More {
			break
		}
	}
	return out, nil
}
