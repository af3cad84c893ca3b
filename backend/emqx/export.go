package emqx

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

// exporter says what would be sent, so that it can be sent with another tool.
type exporter struct{ *connection }

// Request is POST /{kind} for a new item and PUT /{kind}/{id} for one that exists. A PUT has
// the mask for what is not known, which EMQX takes for "keep"; a POST needs every value.
func (c exporter) Request(ctx context.Context, wanted worker.RequestWanted) (worker.Request, error) {
	config := wanted.Config.Clone()
	row := rowName(config[connect.KeyClass], wanted.Name)
	r, ok := parseRow(row)
	if !ok {
		return worker.Request{}, connect.Errorf(connect.CodeInvalid, "“%s” is not a name of EMQX. Nothing was exported; enter a name of letters, digits, “-” and “_” first.", wanted.Name)
	}
	var stored map[string]json.RawMessage
	if wanted.Method == http.MethodPut {
		switch old, err := c.read(ctx, row); connect.CodeOf(err) {
		case "":
			stored = old.raw
		case connect.CodeNotFound:
		default:
			return worker.Request{}, err
		}
	}
	s := hiding{keep: stored != nil, secrets: map[string]connect.Secret{}}
	unknown := masked(config)
	body, err := c.nested(ctx, r, config, stored)
	if err != nil {
		return worker.Request{}, err
	}
	for _, key := range wanted.Hidden {
		path := c.pathOf(ctx, r, key)
		if value, there := lookupAny(body, path); there && !slices.Contains(unknown, key) {
			replace(body, path, s.hide(key, value))
		}
	}
	out := worker.Request{Method: http.MethodPut, Secrets: s.secrets, URL: c.base.At([]string{string(r.kind), r.id()}, nil).String()}
	if !s.keep {
		body["type"], body["name"] = r.typ, r.name
		out.Method, out.URL = http.MethodPost, c.base.At([]string{string(r.kind)}, nil).String()
	}
	out.Body, err = encode(s.masks("", body))
	return out, err
}

// nested is the JSON of a config. Settings that have none make it an error.
func (c exporter) nested(ctx context.Context, r ref, config connect.Config, stored map[string]json.RawMessage) (map[string]any, error) {
	f, err := c.fieldsOf(ctx, r)
	if err != nil {
		return nil, err
	}
	body, wrong := nest(config, f, stored)
	if len(wrong) == 0 {
		return body, nil
	}
	return nil, connect.Errorf(connect.CodeInvalid, "EMQX would refuse this config: %s: %s Nothing was exported; correct it first.", wrong[0].Key, wrong[0].Text)
}

func (c exporter) pathOf(ctx context.Context, r ref, key string) []string {
	f, err := c.fieldsOf(ctx, r)
	if one, ok := f.of(key); ok && err == nil {
		return one.path
	}
	return strings.Split(key, ".")
}

// hiding replaces secrets by what stands for them.
type hiding struct {
	keep    bool // a mask means "keep"
	secrets map[string]connect.Secret
}

// masked gives the keys without a known value the mask, and returns them.
func masked(config connect.Config) []string {
	var out []string
	for _, key := range config.Keys() {
		if redact.IsSecretText(config[key]) || config[key] == mask {
			out = append(out, key)
			config[key] = mask
		}
	}
	return out
}

// hide replaces a text, or the secrets in a group. If no name in the group says what is
// secret, all its texts are.
func (h hiding) hide(key string, value any) any {
	if raw, ok := value.(json.RawMessage); ok {
		value = decoded(raw)
	}
	switch v := value.(type) {
	case string:
		h.secrets[key] = connect.NewSecret(v)
		return redact.SecretText(key)
	case map[string]any:
		named := slices.ContainsFunc(keysOf(v), isSecret)
		for name, one := range v {
			if !named || isSecret(name) || isGroup(one) {
				v[name] = h.hide(key+"."+name, one)
			}
		}
	case []any:
		for i, one := range v {
			v[i] = h.hide(key+"."+strconv.Itoa(i+1), one)
		}
	}
	return value
}

// masks replaces the masks of a new item: EMQX would store them.
func (h hiding) masks(key string, value any) any {
	if h.keep {
		return value
	}
	if raw, ok := value.(json.RawMessage); ok {
		if !strings.Contains(string(raw), mask) {
			return value
		}
		value = decoded(raw)
	}
	switch v := value.(type) {
	case string:
		if v == mask {
			h.secrets[key] = connect.Secret{}
			return redact.SecretText(key)
		}
	case map[string]any:
		for name, one := range v {
			v[name] = h.masks(strings.TrimPrefix(key+"."+name, "."), one)
		}
	case []any:
		for i, one := range v {
			v[i] = h.masks(key+"."+strconv.Itoa(i+1), one)
		}
	}
	return value
}

func decoded(raw json.RawMessage) any {
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.UseNumber()
	var value any
	if dec.Decode(&value) != nil {
		return string(raw)
	}
	return value
}

func isGroup(value any) bool {
	switch value.(type) {
	case map[string]any, []any, json.RawMessage:
		return true
	}
	return false
}

func keysOf(group map[string]any) []string {
	out := make([]string, 0, len(group))
	for name := range group {
		out = append(out, name)
	}
	return out
}

// replace sets a value that is there.
func replace(body map[string]any, path []string, value any) bool {
	for _, name := range path[:len(path)-1] {
		under, ok := body[name].(map[string]any)
		if !ok {
			return false
		}
		body = under
	}
	last := path[len(path)-1]
	if _, there := body[last]; !there {
		return false
	}
	body[last] = value
	return true
}
