package emqx

import (
	"context"
	"net/http"
	"sync"

	"sluiceway/backend/connect"
)

// schemaLimit is the size of a schema, in bytes. That of EMQX 6 has about 2 MB.
const schemaLimit = 32 << 20

// schemas has the types of a cluster and their settings. They are read once: a new
// version of EMQX makes a new connection.
type schemas struct {
	mu    sync.Mutex
	kinds map[kind]*catalog
}

// catalog has the types of one kind. Fields are made when they are first used.
type catalog struct {
	doc    document
	types  map[string]string
	fields map[string]*fields
}

// of returns the settings of a type. They are nil if the cluster does not describe them,
// so that configs can be read all the same.
func (c *connection) fieldsOf(ctx context.Context, r ref) (*fields, error) {
	cat, err := c.catalogOf(ctx, r.kind)
	if err != nil || cat == nil {
		return nil, err
	}
	c.schemas.mu.Lock()
	defer c.schemas.mu.Unlock()
	if f, ok := cat.fields[r.typ]; ok {
		return f, nil
	}
	name, ok := cat.types[r.typ]
	if !ok {
		return nil, nil //nolint:nilnil // the type is not described
	}
	f, err := fieldsOf(cat.doc, name)
	if err != nil {
		return nil, &connect.Error{Code: connect.CodeWorker, Text: "EMQX describes the settings of " + r.class() + " in a way that Sluiceway cannot read. Nothing was changed.", Err: err}
	}
	cat.fields[r.typ] = f
	return f, nil
}

// catalogOf returns the types of a kind: GET /schemas/{kind}. It is nil if the cluster has
// no such call.
func (c *connection) catalogOf(ctx context.Context, k kind) (*catalog, error) {
	c.schemas.mu.Lock()
	defer c.schemas.mu.Unlock()
	if cat, ok := c.schemas.kinds[k]; ok {
		return cat, nil
	}
	var doc document
	err := c.get(ctx, call{method: http.MethodGet, path: []string{"schemas", string(k)}, limit: schemaLimit}, &doc)
	var cat *catalog
	switch connect.CodeOf(err) {
	case "":
		cat = &catalog{doc: doc, types: doc.types(k), fields: map[string]*fields{}}
	case connect.CodeNotFound, connect.CodeForbidden, connect.CodeNotConnect:
		if k == connectors {
			c.abilities.undescribed()
		}
	default:
		return nil, err
	}
	if c.schemas.kinds == nil {
		c.schemas.kinds = map[kind]*catalog{}
	}
	c.schemas.kinds[k] = cat
	return cat, nil
}
