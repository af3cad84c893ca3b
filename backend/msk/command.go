package msk

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"sluiceway/backend/connect"
)

// Command exports a config for the aws command line. An update asks for the current version
// when it runs.
func (c exporter) Command(ctx context.Context, name string, config, settings connect.Config, create bool) (connect.Command, error) {
	out := connect.Command{Needs: "needs a POSIX shell and the aws command line, logged in"}
	if err := checkCreate(name, config); err != nil {
		return connect.Command{}, err
	}
	now, err := c.describe(ctx, aboutConnector(name))
	switch {
	case connect.CodeOf(err) == connect.CodeNotFound:
		now = nil
	case err != nil:
		return connect.Command{}, err
	case !create:
		arn := aws.ToString(now.ConnectorArn)
		out.Config = withoutName(name, config, now.ConnectorConfiguration)
		out.Asks = c.words("describe-connector", "--connector-arn", arn, "--query", "currentVersion", "--output", "text")
		out.Words = c.words("update-connector", "--connector-arn", arn, "--connector-configuration", connect.CommandInput, "--current-version")
		return out, nil
	}
	switch {
	case settings != nil:
	case now != nil:
		settings = settingsOf(now)
	default:
		if settings, err = c.settingsLike(ctx, config[connect.KeyClass]); err != nil {
			return connect.Command{}, err
		}
	}
	in, err := createInput(name, config, settings)
	if err != nil {
		return connect.Command{}, err
	}
	out.Config, in.ConnectorConfiguration = in.ConnectorConfiguration, nil
	out.Member, out.Words = "connectorConfiguration", c.words("create-connector", "--cli-input-json", connect.CommandInput)
	of := reflect.ValueOf(*in)
	for i := range of.NumField() {
		value := member(of.Field(i))
		if !of.Type().Field(i).IsExported() || value == nil {
			continue
		}
		text, err := json.MarshalIndent(value, "", "  ")
		if err != nil {
			return connect.Command{}, err
		}
		out.Around = append(out.Around, connect.CommandMember{Key: memberName(of.Type().Field(i).Name), JSON: string(text)})
	}
	return out, nil
}

// words returns a command of the aws command line for this region and login.
func (c *connection) words(operation string, options ...string) []string {
	out := []string{"aws", serviceName, operation, "--region", c.region}
	for _, option := range [][2]string{{"--profile", c.own.Account}, {"--endpoint-url", c.own.URL}, {"--ca-bundle", c.own.CAFile}} {
		if option[1] != "" {
			out = append(out, option[:]...)
		}
	}
	return append(out, options...)
}

// memberName is the service's name of a field: the SDK's with a small first letter.
func memberName(field string) string { return strings.ToLower(field[:1]) + field[1:] }

// member returns a value of the SDK as the service writes it, or nil if it is not set.
func member(v reflect.Value) any {
	switch v.Kind() { //nolint:exhaustive // the others are values
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return member(v.Elem())
	case reflect.Slice:
		var out []any
		for i := range v.Len() {
			out = append(out, member(v.Index(i)))
		}
		if out == nil {
			return nil
		}
		return out
	case reflect.Struct:
		out := map[string]any{}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				if value := member(v.Field(i)); value != nil {
					out[memberName(f.Name)] = value
				}
			}
		}
		return out
	case reflect.Map:
		return nil // the config and the tags
	}
	if !v.CanInterface() || v.IsZero() { // the service refuses an empty text, and a 0 that is not required
		return nil
	}
	return v.Interface()
}
