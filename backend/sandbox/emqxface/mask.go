package emqxface

import (
	"regexp"
	"slices"
	"strings"
)

// mask replaces secrets in answers.
const mask = "******"

func secretKeys() []string {
	return []string{
		"password", "secret", "token", "client_secret", "api_key", "access_key_id", "secret_access_key", "private_key", "passcode", "sentinel_password",
		"authorization", "api-key", "x-api-key", "x-auth-token", "cookie", "proxy-authorization",
	}
}

var lone = regexp.MustCompile(`^\$\{[^}]*\}$`)

// masked returns a value as answers show it. Lists are not looked into.
func masked(key string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, one := range v {
			out[k] = masked(k, one)
		}
		return out
	case string:
		if slices.Contains(secretKeys(), strings.ToLower(key)) && !strings.HasPrefix(v, "file://") && !lone.MatchString(v) {
			return mask
		}
	}
	return value
}

// unmasked replaces masks below secret keys by what is stored. Where nothing is stored,
// the key is dropped.
func unmasked(sent, stored map[string]any) map[string]any {
	out := map[string]any{}
	for key, value := range sent {
		switch v := value.(type) {
		case map[string]any:
			under, _ := stored[key].(map[string]any)
			out[key] = unmasked(v, under)
			continue
		case string:
			if v == mask && slices.Contains(secretKeys(), strings.ToLower(key)) {
				if old, there := stored[key]; there {
					out[key] = old
				}
				continue
			}
		}
		out[key] = value
	}
	return out
}
