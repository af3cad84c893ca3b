package sandbox

import (
	"maps"
	"strings"

	"sluiceway/backend/connect"
)

// providers are the simulated config providers "file" and "env". They resolve
// placeholders from tables; no real file or variable is ever read.
type providers struct {
	files map[string]map[string]string
	env   map[string]string
}

func newProviders(files map[string]map[string]string, env map[string]string) providers {
	p := providers{
		files: map[string]map[string]string{
			"/etc/kafka-connect/shop.properties": {
				"db.user":       "shop_reader",
				"db.password":   "correct-horse-battery",
				"search.apikey": "sandbox-search-key-4711",
				"http.token":    "sandbox-http-token-0815",
			},
			"/etc/kafka-connect/orders.properties": {"cdc.password": "tell-nobody-1234"},
		},
		env: map[string]string{"SHOP_DB_PASSWORD": "from-the-environment", "SHOP_REGION": "eu-central"},
	}
	maps.Copy(p.files, files)
	maps.Copy(p.env, env)
	return p
}

// javaError is an exception inside the worker: what it prints depends on where
// it is caught.
type javaError struct {
	class, message string
}

func (e *javaError) Error() string { return e.class + ": " + e.message }

const (
	configException     = "org.apache.kafka.common.config.ConfigException"
	badRequestException = "org.apache.kafka.connect.runtime.rest.errors.BadRequestException"
	connectException    = "org.apache.kafka.connect.errors.ConnectException"
)

// resolve replaces the placeholders in all values. A missing key or an unknown
// provider leaves the text as it is; a file that is not there is an error.
func (p providers) resolve(in settings) (settings, error) {
	out := in.clone()
	for key, value := range in {
		if value == nil || !connect.HoldsPlaceholder(*value) {
			continue
		}
		text, err := p.fill(*value)
		if err != nil {
			return nil, err
		}
		out[key] = &text
	}
	return out, nil
}

// fill replaces the placeholders of one value.
func (p providers) fill(value string) (string, error) {
	var text strings.Builder
	at := 0
	for _, one := range connect.Placeholders(value) {
		text.WriteString(value[at:one.From])
		at = one.To
		found, err := p.lookUp(one.Parts(value))
		switch {
		case err != nil:
			return "", err
		case found != nil:
			text.WriteString(*found)
		default:
			text.WriteString(value[one.From:one.To])
		}
	}
	return text.String() + value[at:], nil
}

func (p providers) lookUp(provider, path, key string) (*string, error) {
	switch provider {
	case "env":
		if value, known := p.env[key]; known {
			return &value, nil
		}
	case "file":
		file, known := p.files[path]
		if !known {
			return nil, &javaError{configException, "Could not read properties from file " + path}
		}
		if value, set := file[key]; set {
			return &value, nil
		}
	}
	return nil, nil
}
