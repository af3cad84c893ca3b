package records

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// content is the sealed part of a draft or a deleted config. The JSON names are
// the file format: add names, never change one.
type content struct {
	Version        string         `json:"version,omitempty"`
	Base           connect.Config `json:"base"`
	Config         connect.Config `json:"config"`
	Settings       connect.Config `json:"settings,omitempty"`
	BaseSettings   connect.Config `json:"base_settings,omitempty"`
	OpenedAt       time.Time      `json:"opened_at"`
	Touched        []string       `json:"touched,omitempty"`
	Secrets        []string       `json:"secrets,omitempty"`
	MissingSecrets []string       `json:"ask_again,omitempty"`
	From           string         `json:"from,omitempty"`
	FromName       string         `json:"from_name,omitempty"`
}

func contentOf(d connect.Draft) content {
	return content{
		Version: d.Version, Base: d.Base, Config: d.Config, Settings: d.Settings, BaseSettings: d.BaseSettings, OpenedAt: d.OpenedAt,
		Touched: d.Touched, Secrets: d.Secrets, MissingSecrets: d.MissingSecrets, From: d.From, FromName: d.FromName,
	}
}

// draft combines a record and its content.
func (c content) draft(k connect.Record) connect.Draft {
	return connect.Draft{
		ID: connect.DraftID(k.ID), Profile: k.Profile, Mode: k.Mode, Name: k.Name, Class: k.Class, Type: k.Type,
		Version: c.Version, Base: c.Base, Config: c.Config, Settings: c.Settings, BaseSettings: c.BaseSettings, OpenedAt: c.OpenedAt, SavedAt: k.SavedAt, SentAt: k.SentAt,
		Touched: c.Touched, Secrets: c.Secrets, MissingSecrets: c.MissingSecrets, From: c.From, FromName: c.FromName, Count: k.Set,
	}
}

func (c content) encode() ([]byte, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("encode a stored config: %w", err)
	}
	return text, nil
}

func decodeContent(text []byte) (content, error) {
	var c content
	if err := json.Unmarshal(text, &c); err != nil {
		return content{}, fmt.Errorf("decode a stored config: %w", err)
	}
	return c, nil
}

// heldSecrets are the secret values that are in memory only.
type heldSecrets struct {
	config, base connect.Config
}

func (h heldSecrets) keys() []string { return union(h.config.Keys(), h.base.Keys()) }

// withoutSecrets separates the secret values from the rest.
func (c content) withoutSecrets(secret map[string]bool) (content, heldSecrets) {
	held := heldSecrets{}
	c.Config, held.config = split(c.Config, secret)
	c.Base, held.base = split(c.Base, secret)
	return c, held
}

// withSecrets is the inverse of withoutSecrets.
func (c content) withSecrets(held heldSecrets) content {
	c.Config, c.Base = c.Config.Clone(), c.Base.Clone()
	maps.Copy(c.Config, held.config)
	maps.Copy(c.Base, held.base)
	return c
}

func split(config connect.Config, secret map[string]bool) (open, held connect.Config) {
	open, held = connect.Config{}, connect.Config{}
	for key, text := range config {
		if secret[key] && text != "" && !connect.IsPlaceholder(text) {
			held[key] = text
		} else {
			open[key] = text
		}
	}
	return open, held
}

func union(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}
