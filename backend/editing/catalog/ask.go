package catalog

import (
	"context"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
)

func (c *Catalog) ask(ctx context.Context, w worker.Worker, key Key) Plugin {
	if key.Class == "" {
		return Plugin{From: FromNowhere, Problem: connect.Errorf(connect.CodeInvalid, "The config names no connector.class, so nothing is known about its settings. Add it to see the form.")}
	}
	defs, err := describeConnector(ctx, w, key)
	switch connect.CodeOf(err) {
	case "":
		return Plugin{From: FromDefinitions, Definitions: defs}
	case connect.CodeUnsupported:
		plugin := c.askByValidate(ctx, w, key.Class)
		if p := plugin.Problem; p != nil && p.Code == connect.CodeUnsupported {
			plugin.Problem = connect.AsError(err) // it has neither, and the form is about definitions
		}
		return plugin
	default:
		return Plugin{From: FromNowhere, Problem: c.noDefinitions(key.Class, err)}
	}
}

// describeConnector returns the definitions of a connector if they are all that its form
// needs, and an error with CodeUnsupported otherwise.
func describeConnector(ctx context.Context, w worker.Worker, key Key) ([]connect.Definition, error) {
	// Without any definitions, the reason for that is the one that a form shows.
	for _, needed := range []worker.Feature{worker.Definitions, worker.WholeDefinitions} {
		if _, err := worker.Role[worker.Definer](ctx, w, needed); err != nil {
			return nil, err
		}
	}
	return Describe(ctx, w, key)
}

// Describe asks a worker for the definitions of a plugin, without the version
// where the worker does not understand the one that the plugin reports.
func Describe(ctx context.Context, w worker.Worker, key Key) ([]connect.Definition, error) {
	definer, err := worker.Role[worker.Definer](ctx, w, worker.Definitions)
	if err != nil {
		return nil, err
	}
	defs, err := definer.Definitions(ctx, key.Class, key.Version)
	if err != nil && key.Version != "" && ctx.Err() == nil && connect.CodeOf(err) != connect.CodeUnsupported {
		// Some plugins report a version that no worker understands.
		return definer.Definitions(ctx, key.Class, "")
	}
	return defs, err
}

// askByValidate gets definitions from a worker that can only validate. That
// needs a name, and topics for a sink: stand-ins that are used in this request
// only. Topics are always sent, because the type of the class is not known yet
// and a source ignores them.
func (c *Catalog) askByValidate(ctx context.Context, w worker.Worker, class string) Plugin {
	standIns := connect.Config{connect.KeyName: "sluiceway-reads-definitions", "topics": "sluiceway-reads-definitions"}
	config := standIns.Clone()
	config[connect.KeyClass] = class
	v, err := Validate(ctx, w, class, config)
	if err != nil {
		return Plugin{From: FromNowhere, Problem: c.noDefinitions(class, err)}
	}
	a := form.Read(v, connect.Config{}, standIns, c.o.Secrecy)
	if len(a.Definitions) == 0 {
		return Plugin{From: FromNowhere, Problem: connect.Errorf(connect.CodeWorker, "The worker names no setting of %s. The form shows the keys as they are.", class)}
	}
	return Plugin{From: FromValidate, Definitions: a.Definitions, Listed: a.Groups, Hidden: &form.Answer{Hidden: a.Hidden, Recommended: a.Recommended}}
}

func (c *Catalog) noDefinitions(class string, err error) *connect.Error {
	code := connect.CodeOf(err)
	text := "The worker could not describe the settings of " + class + ". The form shows the keys as they are; nothing is lost."
	if code == connect.CodeNotFound {
		text = "The plugin " + class + " is not on the workers of this cluster. The form shows the keys as they are; nothing is lost."
	}
	return &connect.Error{Code: code, Text: text, Worker: redact.Text(connect.ProblemOf(err).Worker), Err: err}
}

// Validate has a worker run a plugin's own checks.
func Validate(ctx context.Context, w worker.Worker, class string, config connect.Config) (connect.Validation, error) {
	validator, err := worker.Role[worker.Validator](ctx, w, worker.Validate)
	if err != nil {
		return connect.Validation{}, err
	}
	return validator.Validate(ctx, class, config)
}
