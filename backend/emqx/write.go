package emqx

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create is POST /{kind}. The class says kind and type; name is that of the row, or its
// last part.
func (c writer) Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (worker.Receipt, error) {
	if state != "" {
		return worker.Receipt{}, connect.Errorf(connect.CodeUnsupported, "EMQX creates everything enabled, unless “enable” is false in the config. Nothing was created.")
	}
	r, err := c.target(ctx, name, config)
	if err != nil {
		return worker.Receipt{}, err
	}
	body, err := c.body(ctx, r, config, nil, "Nothing was created.")
	if err != nil {
		return worker.Receipt{}, err
	}
	body["type"], body["name"] = r.typ, r.name
	k := createCall(r)
	k.body, k.config = body, config
	return c.store(ctx, k, r, true)
}

func createCall(r ref) call {
	return call{
		method: http.MethodPost, path: []string{string(r.kind)}, thing: r.about(), needs: worker.Create,
		undone: "Nothing was created.", whether: "it was created",
	}
}

// target returns what a config is for, and refuses names and classes that EMQX refuses.
func (c writer) target(ctx context.Context, name string, config connect.Config) (ref, error) {
	k, typ, ok := parseClass(config[connect.KeyClass])
	if !ok {
		return ref{}, classMissing(config)
	}
	row := rowName(config[connect.KeyClass], name)
	r, ok := parseRow(row)
	if err := checkNewName(name); err != nil {
		return ref{}, err
	}
	if own := config[connect.KeyName]; own != "" && rowName(config[connect.KeyClass], own) != row {
		return ref{}, connect.Errorf(connect.CodeInvalid, "The setting “name” in the config is not the name of the connector. Nothing was sent. Make them equal, or leave it out.")
	}
	if !ok || r.kind != k || r.typ != typ {
		return ref{}, connect.Errorf(connect.CodeInvalid, "The name “%s” does not belong to the type %s. Nothing was sent.", name, config[connect.KeyClass])
	}
	cat, err := c.catalogOf(ctx, k)
	if err != nil {
		return ref{}, err
	}
	if cat != nil && cat.types[typ] == "" {
		return ref{}, classMissing(config)
	}
	return r, nil
}

func classMissing(config connect.Config) error {
	class := config[connect.KeyClass]
	if class == "" {
		return connect.Errorf(connect.CodeInvalid, "The config does not say which type it is for. Nothing was sent. Set connector.class.")
	}
	return connect.Errorf(connect.CodeInvalid, "EMQX has no type “%s”. Nothing was sent. Choose one from its list.", class)
}

// body makes the JSON of a config. stored is the item that it replaces.
func (c *connection) body(ctx context.Context, r ref, config connect.Config, stored map[string]json.RawMessage, undone string) (map[string]any, error) {
	f, err := c.fieldsOf(ctx, r)
	if err != nil {
		return nil, err
	}
	body, wrong := nest(config, f, stored)
	wrong = append(wrong, c.masks(config, stored)...)
	if len(wrong) == 0 {
		return body, nil
	}
	var said []string
	for _, w := range wrong {
		said = append(said, w.Key+": "+w.Text)
	}
	return nil, &connect.Error{Code: connect.CodeInvalid, Text: "Some settings cannot be sent. " + undone, Worker: strings.Join(said, " "), Findings: wrong}
}

// masks finds masks that stand for nothing: EMQX would store them as they are.
func (c *connection) masks(config connect.Config, stored map[string]json.RawMessage) []connect.Finding {
	var out []connect.Finding
	for _, key := range config.Keys() {
		if !strings.Contains(config[key], mask) {
			continue
		}
		old, there := lookup(stored, strings.Split(key, "."))
		if !there || !strings.Contains(textOfRaw(old), mask) {
			out = append(out, connect.Finding{Key: key, Text: "This is a mask, not the value. Type the value, or unset it."})
		}
	}
	return out
}

// store sends a write that is answered with the item.
func (c *connection) store(ctx context.Context, k call, r ref, created bool) (worker.Receipt, error) {
	var raw map[string]json.RawMessage
	status, err := c.fetch(ctx, k, &raw)
	if err != nil {
		return worker.Receipt{}, err
	}
	one, err := c.itemOf(r, raw)
	if err != nil {
		return worker.Receipt{}, &connect.Error{Code: connect.CodeUnclear, Text: "EMQX did not answer with what it stored.", Unsure: k.unsure(), Err: err}
	}
	made, err := c.connector(ctx, one)
	made.Tasks = nil // the nodes are asked after the answer
	return worker.Receipt{Status: status, Created: created, Connector: made}, err
}

// PutConfig is PUT /{kind}/{id} without type and name. It replaces the whole config; what
// is masked in the stored one and comes back as the mask stays.
func (c writer) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	stored, err := c.read(ctx, name)
	if err != nil {
		return worker.Receipt{}, err
	}
	if own := config[connect.KeyName]; own != "" && own != name && own != stored.name {
		return worker.Receipt{}, connect.Errorf(connect.CodeInvalid, "The setting “name” in the config is not the name of the connector. Nothing was changed. Make them equal, or leave it out.")
	}
	if class := config[connect.KeyClass]; class != "" && class != stored.class() {
		return worker.Receipt{}, connect.Errorf(connect.CodeInvalid, "The type of something that exists cannot be changed. Nothing was changed.")
	}
	body, err := c.body(ctx, stored.ref, config, stored.raw, "The stored config is as it was.")
	if err != nil {
		return worker.Receipt{}, err
	}
	k := putCall(stored.ref)
	k.body, k.config = body, config
	return c.store(ctx, k, stored.ref, false)
}

func putCall(r ref) call {
	k := about(http.MethodPut, r)
	k.needs, k.undone, k.whether = worker.Edit, "The stored config is as it was.", "the config was stored"
	return k
}

// Delete is DELETE /{kind}/{id}. EMQX refuses it while something uses the item; then what
// uses it is named.
func (c writer) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	r, ok := parseRow(name)
	if !ok {
		return worker.Receipt{}, c.noRow(ctx, name)
	}
	receipt, err := c.do(ctx, deleteCall(r))
	if connect.CodeOf(err) != connect.CodeInvalid {
		return receipt, err
	}
	users, readErr := watcher(c).Users(ctx, name)
	if readErr != nil || len(users) == 0 {
		return receipt, err
	}
	named := make([]string, len(users))
	for i, u := range users {
		named[i] = "the " + u.Kind + " “" + u.Name + "”"
	}
	refused := *connect.AsError(err)
	refused.Text = r.about() + " is used by " + strings.Join(named, ", ") + ". Nothing was deleted. Delete or change what uses it first."
	return receipt, &refused
}

// noRow is the error for a name that is no row, after the login was checked.
func (c *connection) noRow(ctx context.Context, name string) error {
	if _, err := c.tokenFor(ctx); err != nil {
		return err
	}
	return unknownRow(name)
}

func deleteCall(r ref) call {
	k := about(http.MethodDelete, r)
	k.needs, k.undone, k.whether = worker.Delete, "Nothing was deleted.", "it was deleted"
	return k
}
