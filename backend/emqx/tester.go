package emqx

import (
	"context"
	"encoding/json"
	"net/http"

	"sluiceway/backend/connect"
)

// Test is POST /{kind}_probe: EMQX connects with a config and stores nothing. Masks stand
// for the stored secrets of the item with that name.
func (c tester) Test(ctx context.Context, name string, config connect.Config) error {
	k, typ, ok := parseClass(config[connect.KeyClass])
	if !ok {
		return classMissing(config)
	}
	r, ok := parseRow(rowName(config[connect.KeyClass], name))
	if !ok {
		r = ref{k, typ, "sluiceway-test"} // a new one without a name yet
	}
	var stored map[string]json.RawMessage
	if old, err := c.read(ctx, r.row()); err == nil {
		stored = old.raw
	} else if connect.CodeOf(err) != connect.CodeNotFound {
		return err
	}
	body, err := c.body(ctx, r, config, stored, "Nothing was tested.")
	if err != nil {
		return err
	}
	body["type"], body["name"] = r.typ, r.name
	_, err = c.do(ctx, call{method: http.MethodPost, path: []string{string(k) + "_probe"}, body: body, config: config, undone: "Nothing was stored."})
	return err
}
