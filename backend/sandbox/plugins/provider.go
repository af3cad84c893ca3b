package plugins

import (
	"maps"
	"strings"

	"sluiceway/backend/connect"
)

// Providers are the simulated config providers "file" and "env". They resolve
// placeholders from tables; no real file or variable is ever read.
type Providers struct {
	files map[string]map[string]string
	env   map[string]string
}

// NewProviders makes the providers "file" and "env", with some entries of their own.
func NewProviders(files map[string]map[string]string, env map[string]string) Providers {
	p := Providers{
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

// JavaError is an exception inside the worker: what it prints depends on where
// it is caught.
type JavaError struct {
	Class, Message string
}

func (e *JavaError) Error() string { return e.Class + ": " + e.Message }

// The exceptions that a worker names in its answers.
const (
	ConfigException     = "org.apache.kafka.common.config.ConfigException"
	BadRequestException = "org.apache.kafka.connect.runtime.rest.errors.BadRequestException"
	ConnectException    = "org.apache.kafka.connect.errors.ConnectException"
)

// Resolve replaces the placeholders in all values. A missing key or an unknown
// provider leaves the text as it is; a file that is not there is an error.
func (p Providers) Resolve(in Settings) (Settings, error) {
	out := in.Clone()
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
func (p Providers) fill(value string) (string, error) {
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

func (p Providers) lookUp(provider, path, key string) (*string, error) {
	switch provider {
	case "env":
		if value, known := p.env[key]; known {
			return &value, nil
		}
	case "file":
		file, known := p.files[path]
		if !known {
			return nil, &JavaError{ConfigException, "Could not read properties from file " + path}
		}
		if value, set := file[key]; set {
			return &value, nil
		}
	}
	return nil, nil
}
