package emqx

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/jsonstream"
)

// item is a connector, an action or a source as an answer has it.
type item struct {
	ref
	raw       map[string]json.RawMessage
	enabled   bool
	status    string
	reason    string
	nodes     []nodeStatus
	connector string   // the name of the connector of an action or a source
	rules     []string // that use an action
	actions   []string // of a connector
	sources   []string
}

type nodeStatus struct {
	Node   string `json:"node"`
	Status string `json:"status"`
	Reason string `json:"status_reason"`
}

// itemOf reads an item. ok is false if it has no type or no name.
func itemOf(k kind, raw map[string]json.RawMessage) (item, bool) {
	out := item{raw: raw, enabled: true}
	out.kind = k
	for key, into := range map[string]any{
		"type": &out.typ, "name": &out.name, "enable": &out.enabled, "status": &out.status, "status_reason": &out.reason, "node_status": &out.nodes,
		"connector": &out.connector, "rules": &out.rules, "actions": &out.actions, "sources": &out.sources,
	} {
		if value, ok := raw[key]; ok {
			_ = json.Unmarshal(value, into) // another type counts as absent
		}
	}
	return out, out.typ != "" && out.name != ""
}

// inventory is everything in the cluster, by row.
type inventory map[string]item

// inventory reads the three lists. Calls at the same time share one round, unless a write
// lies between them.
func (c *connection) inventory(ctx context.Context) (inventory, error) {
	key := strconv.FormatInt(c.writes.Load(), 10)
	shared := c.polls.DoChan(key, func() (any, error) { return c.readAll(context.WithoutCancel(ctx)) })
	select {
	case got := <-shared:
		all, _ := got.Val.(inventory)
		return all, got.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *connection) readAll(ctx context.Context) (inventory, error) {
	lists := make([][]map[string]json.RawMessage, len(kinds()))
	g, gctx := errgroup.WithContext(ctx)
	for i, k := range kinds() {
		g.Go(func() error {
			return c.get(gctx, call{method: http.MethodGet, path: []string{string(k)}, limit: jsonstream.ListLimit}, &lists[i])
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	out := inventory{}
	for i, k := range kinds() {
		for _, raw := range lists[i] {
			if one, ok := itemOf(k, raw); ok {
				out[one.row()] = one
			}
		}
	}
	for row, one := range out {
		if one.kind != connectors {
			c.owners.Store(row, out.owner(one).row())
		}
	}
	return out, nil
}

// owner returns the connector of an action or a source. Its type follows from the type of
// the action, and is mostly the same word; where it is not, the connector that lists the
// action is it.
func (all inventory) owner(i item) ref {
	same := ref{connectors, i.typ, i.connector}
	if _, there := all[same.row()]; there || i.connector == "" {
		return same
	}
	for _, row := range slices.Sorted(maps.Keys(all)) {
		c := all[row]
		if c.kind == connectors && c.name == i.connector && (slices.Contains(c.actions, i.name) || slices.Contains(c.sources, i.name)) {
			return c.ref
		}
	}
	return same
}

// Names returns the rows of all connectors, actions and sources, sorted.
func (c reader) Names(ctx context.Context) ([]string, error) {
	all, err := c.inventory(ctx)
	return slices.Sorted(maps.Keys(all)), err
}

// Statuses returns the statuses of everything, by row.
func (c reader) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	all, err := c.inventory(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]connect.Status, len(all))
	for row, one := range all {
		out[row] = all.status(one)
	}
	return out, nil
}

// Infos returns the configs of everything, by row.
func (c reader) Infos(ctx context.Context) (map[string]connect.Connector, error) {
	all, err := c.inventory(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[string]connect.Connector, len(all))
	for row, one := range all {
		if out[row], err = c.connector(ctx, one); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Connector is GET /{kind}/{id}.
func (c reader) Connector(ctx context.Context, name string) (connect.Connector, error) {
	one, err := c.read(ctx, name)
	if err != nil {
		return connect.Connector{}, err
	}
	return c.connector(ctx, one)
}

// Status is GET /{kind}/{id}. If an action or a source does not run, the connector is
// read too, because the cause may be there.
func (c reader) Status(ctx context.Context, name string) (connect.Status, error) {
	one, err := c.read(ctx, name)
	if err != nil {
		return connect.Status{}, err
	}
	all := inventory{one.row(): one}
	if one.kind == connectors || one.connector == "" {
		return all.status(one), nil
	}
	owner := ref{connectors, one.typ, one.connector}.row()
	if known, ok := c.owners.Load(one.row()); ok {
		owner, _ = known.(string)
	}
	above, err := c.read(ctx, owner)
	switch connect.CodeOf(err) {
	case "":
		above.actions, above.sources = append(above.actions, one.name), append(above.sources, one.name)
		all[above.row()] = above
	case connect.CodeNotFound:
	default:
		return connect.Status{}, err
	}
	return all.status(one), nil
}

// read reads an item by the name of its row.
func (c *connection) read(ctx context.Context, name string) (item, error) {
	r, ok := parseRow(name)
	if !ok {
		return item{}, unknownRow(name)
	}
	var raw map[string]json.RawMessage
	k := about(http.MethodGet, r)
	if err := c.get(ctx, k, &raw); err != nil {
		return item{}, err
	}
	return c.itemOf(r, raw)
}

// itemOf reads the answer about an item. It refuses one about another item.
func (c *connection) itemOf(r ref, raw map[string]json.RawMessage) (item, error) {
	one, ok := itemOf(r.kind, raw)
	if !ok || one.ref != r {
		return item{}, connect.Errorf(connect.CodeNotConnect, "EMQX answered about something else than %s.", r.row())
	}
	return one, nil
}

// connector returns an item with its flat config. Its parts are the nodes.
func (c *connection) connector(ctx context.Context, i item) (connect.Connector, error) {
	f, err := c.fieldsOf(ctx, i.ref)
	if err != nil {
		return connect.Connector{}, err
	}
	out := connect.Connector{Name: i.row(), Config: flatten(i.ref, i.raw, f), Type: i.kind.direction()}
	for n := range i.nodes {
		out.Tasks = append(out.Tasks, connect.TaskID{Connector: i.row(), Task: n})
	}
	return out, nil
}
