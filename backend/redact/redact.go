// Package redact decides which settings and which parts of a text are secret, and masks
// them in configs, in traces and other free text, and in the bodies of HTTP calls. It
// does no I/O.
//
// A setting is secret because of its definition, its key, or what its value looks like.
// A placeholder ("${provider:path:key}") is not secret and is shown in clear. If only a
// part of a value is secret, such as a password in a URL, only that part is masked. In
// doubt, redact masks too much rather than too little.
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
	ByDefinition Reason = "definition" // its type is PASSWORD
	ByName       Reason = "name"       // its key is the name of a secret
	ByValue      Reason = "value"      // the whole value looks like a secret
	InValue      Reason = "part"       // a part of the value looks like a secret
)

// Keys returns the secret keys of config, each with the first reason that applies. A key
// can be secret even if its value is empty. The definitions are those of the plugin, its
// transforms and converters, as far as known.
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

// Shown returns the text to show for a value: the value itself if it is not secret, Mask
// if all of it is, or else the value with its secret parts masked. Placeholders, and the
// host of a URL with a login, are not masked.
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

// structured finds the secret parts of a value with a secret key that also has useful
// parts: a JAAS configuration, or a URL with a login.
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

// Known returns the secret texts of config, for [Text]: of partly secret values the
// secret parts, and of values with placeholders the text around those. It omits
// booleans.
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
				add(password) // from a login in a URL
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
