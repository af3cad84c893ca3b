// Package redact decides which settings and which parts of a text are secret,
// and masks them: in configs, in traces and other free text, and in the bodies
// of HTTP calls. It is pure.
//
// A setting is secret by its definition, by its key, or by the look of its
// value. What is only a placeholder ("${provider:path:key}") is not secret: it
// says where the secret is, and is shown in clear. Where a part of a value is
// secret (a password within a URL) only that part is masked, so that the host
// stays readable. When in doubt more is masked rather than less.
package redact

import (
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Reason says why a setting is secret. The zero value means that it is not.
type Reason string

// The reasons.
const (
	ByDefinition Reason = "definition" // the worker says so: type PASSWORD
	ByName       Reason = "name"       // the key reads like one of a secret
	ByValue      Reason = "value"      // the whole value looks like a secret
	InValue      Reason = "part"       // a part of the value does
)

// Keys returns the keys of config that are secret, each with the first reason
// that holds. An empty value does not change what its key is. Definitions may
// be those of the plugin, its transforms and converters, or none.
func Keys(config connect.Config, definitions ...connect.Definition) map[string]Reason {
	secret := passwords(definitions)
	out := map[string]Reason{}
	for key, value := range config {
		if r := reasonOf(key, value, secret); r != "" {
			out[key] = r
		}
	}
	return out
}

func passwords(definitions []connect.Definition) map[string]bool {
	out := map[string]bool{}
	for _, d := range definitions {
		if d.Type == connect.FieldPassword && !isPublic(d.Name) {
			out[d.Name] = true
		}
	}
	return out
}

func reasonOf(key, value string, passwords map[string]bool) Reason {
	switch {
	case connect.OnlyPlaceholders(value):
		return ""
	case passwords[key]:
		return ByDefinition
	case secretName(key):
		return ByName
	}
	spans := looks(value)
	switch {
	case len(spans) == 0:
		return ""
	case len(spans) == 1 && strings.TrimSpace(value) == strings.TrimSpace(value[spans[0].from:spans[0].to]):
		return ByValue
	}
	return InValue
}

// Shown is the text to show for a value: itself where it is not secret, Mask
// where all of it is, otherwise the value with its secret parts masked.
// Placeholders, and the host of a URL with a login, stay readable.
func Shown(value string, reason Reason) string {
	if value == "" || reason == "" || connect.OnlyPlaceholders(value) {
		return value
	}
	if reason == InValue {
		return replace(value, looks(value))
	}
	if spans, ok := structured(value); ok && reason != ByValue {
		return replace(value, spans)
	}
	return replace(value, without([]span{{0, len(value)}}, references(value)))
}

// structured finds the secret parts of a value that is a secret by declaration
// but has parts that help and tell nothing: a JAAS line, and the scheme and
// host of a URL with a login.
func structured(value string) ([]span, bool) {
	if jaasPattern.MatchString(value) {
		return looks(value), true
	}
	u, ok := loginURL(value)
	if !ok {
		return nil, false
	}
	return without([]span{u.login, {u.hostEnd, len(value)}}, references(value)), true
}

// Known returns the texts that must not appear anywhere because config holds
// them: for [Text]. Of partly secret values it has the parts; of values mixed
// with placeholders what stands around those. Switches ("true") are left out.
func Known(config connect.Config, definitions ...connect.Definition) []string {
	var out []string
	add := func(text string) {
		switch strings.ToLower(strings.TrimSpace(text)) {
		case "", "true", "false", "null", "none":
		default:
			out = append(out, text)
		}
	}
	for key, reason := range Keys(config, definitions...) {
		value := config[key]
		for _, s := range looks(value) {
			add(value[s.from:s.to])
			if _, password, ok := strings.Cut(value[s.from:s.to], ":"); ok {
				add(password) // of a login in a URL
			}
		}
		if reason == InValue {
			continue
		}
		for _, s := range without([]span{{0, len(value)}}, references(value)) {
			add(value[s.from:s.to])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
