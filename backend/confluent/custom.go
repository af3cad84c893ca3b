package confluent

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"sluiceway/backend/connect"
)

// customPlugin is a plugin that the organisation has uploaded.
type customPlugin struct {
	Class     string   `json:"connector_class"`
	Type      string   `json:"connector_type"`
	Sensitive []string `json:"sensitive_config_properties"`
}

// custom lists the custom plugins. They are an extra: many keys may not list them, so an error
// lists none. Their sensitive settings are masked like passwords.
func (c plugins) custom(ctx context.Context) []connect.Plugin {
	found, err := pages[customPlugin](connect.WithoutRetry(ctx), c.connection, []string{"connect", "v1", "custom-connector-plugins"}, url.Values{})
	if err != nil {
		return nil
	}
	var out []connect.Plugin
	for _, p := range found {
		if p.Class == "" {
			continue
		}
		kind := connect.KindSource
		if strings.EqualFold(p.Type, "sink") {
			kind = connect.KindSink
		}
		var secret []connect.Definition
		for _, key := range p.Sensitive {
			secret = append(secret, connect.Definition{Name: key, Type: connect.FieldPassword})
		}
		c.learned.definitions(p.Class, secret)
		out = append(out, connect.Plugin{Class: p.Class, Type: kind})
	}
	return out
}

const (
	pageSize = "100" // the most that the service gives
	maxPages = 50
)

// page is one page of a list. Next is a whole URL; only its token is used, because no address
// of an answer is ever called.
type page[T any] struct {
	Data     []T `json:"data"`
	Metadata struct {
		Next json.RawMessage `json:"next"`
	} `json:"metadata"`
}

// pages reads a list to its end.
func pages[T any](ctx context.Context, c *connection, path []string, query url.Values) ([]T, error) {
	var out []T
	query.Set("page_size", pageSize)
	for range maxPages {
		one, _, err := fetch(ctx, c, call{method: http.MethodGet, path: path, query: query, whole: true}, func(p page[T]) bool { return p.Data != nil })
		if err != nil {
			return nil, err
		}
		out = append(out, one.Data...)
		token := tokenOf(one.Metadata.Next)
		if token == "" {
			return out, nil
		}
		query.Set("page_token", token)
	}
	return out, nil
}

func tokenOf(next json.RawMessage) string {
	u, err := url.Parse(textOf(next))
	if err != nil {
		return ""
	}
	return u.Query().Get("page_token")
}
