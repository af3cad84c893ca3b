package workbench

import (
	"context"
	"log/slog"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/worker"
)

// ExportFormat is a textual form of a config.
type ExportFormat string

// The formats.
const (
	ExportCurl       ExportFormat = formats.Curl
	ExportJSON       ExportFormat = formats.JSON
	ExportProperties ExportFormat = formats.Properties
)

// ExportMethod is how an exported command sends the config.
type ExportMethod string

// The methods.
const (
	ExportPut  ExportMethod = "PUT"
	ExportPost ExportMethod = "POST"
)

// ExportRequest asks for a config in a format. The config is a connector's
// (Name) or a draft's (Draft). Bare leaves the name out of JSON.
type ExportRequest struct {
	Profile        connect.ProfileID `json:"profile"`
	Name           string            `json:"name"`
	Draft          connect.DraftID   `json:"draft"`
	Format         ExportFormat      `json:"format"`
	Method         ExportMethod      `json:"method"`
	Bare           bool              `json:"bare"`
	IncludeSecrets bool              `json:"includeSecrets"`
	WithLogin      bool              `json:"withLogin"`
	WithDefaults   bool              `json:"withDefaults"`
}

// source is a config to be exported, and what is known about it.
type source struct {
	profile     connect.Profile
	name        string
	config      connect.Config
	definitions []connect.Definition
	header      string
}

// Export returns the exact text of an export and what is in it.
func (w *Workbench) Export(ctx context.Context, req ExportRequest) (formats.Rendered, error) {
	from, err := w.exportSource(ctx, req)
	if err != nil {
		return formats.Rendered{}, err
	}
	config := from.config
	if req.WithDefaults {
		config = withDefaults(config, from.definitions)
	}
	return formats.Render(string(req.Format), formats.Connector{Name: from.name, Config: config}, formats.Options{
		BaseURL: from.profile.URL, Method: string(req.Method), Bare: req.Bare, IncludeSecrets: req.IncludeSecrets,
		Login: req.WithLogin && from.profile.Login == connect.LoginBasic, Definitions: from.definitions, Header: from.header,
	})
}

func (w *Workbench) exportSource(ctx context.Context, req ExportRequest) (source, error) {
	now := w.Now().Format("15:04:05")
	if req.Draft != "" {
		name, config, definitions, err := w.Editing.Config(req.Draft)
		if err != nil {
			return source{}, err
		}
		conn, ok := w.Live.Peek(req.Profile)
		if !ok {
			return source{}, connect.Errorf(connect.CodeNotFound, "The cluster of this draft was deleted, so there is no address to send it to. Nothing was exported; the draft is stored.")
		}
		p := conn.Profile
		return source{profile: p, name: name, config: config, definitions: definitions, header: "a draft for " + p.Name + ", at " + now}, nil
	}
	conn, err := w.Live.Connection(ctx, req.Profile)
	if err != nil {
		return source{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "export"})
	stored, err := conn.Worker.Connector(ctx, req.Name)
	if err != nil {
		return source{}, err
	}
	definitions, err := definitionsOf(ctx, conn.Worker, stored.Config[connect.KeyClass])
	if err = exportable(w.Log, err, req.IncludeSecrets); err != nil {
		return source{}, err
	}
	return source{profile: conn.Profile, name: req.Name, config: stored.Config, definitions: definitions, header: "as stored on " + conn.Profile.Name + " at " + now}, nil
}

// exportable tells whether an export may go on without the definitions. A
// cluster that has none, or no such plugin, has said so for good; names and what
// looks like a secret have to do then. After any other error it is not known
// which settings are passwords.
func exportable(log *slog.Logger, err error, withSecrets bool) error {
	switch code := connect.CodeOf(err); {
	case code == "", withSecrets:
		return nil
	case code == connect.CodeUnsupported, code == connect.CodeNotFound:
		log.Info("exporting without definitions", slog.Any("cause", err))
		return nil
	}
	problem := *connect.AsError(err)
	problem.Err = err
	problem.Text = "The settings of the plugin could not be read, so it is not known which of them are passwords. Nothing was exported; try again. " + problem.Text
	return &problem
}

func definitionsOf(ctx context.Context, from worker.Worker, class string) ([]connect.Definition, error) {
	definer, err := worker.Role[worker.Definer](ctx, from, worker.Definitions)
	if err != nil {
		return nil, err
	}
	return definer.Definitions(ctx, class, "")
}

// withDefaults adds every setting that is at a default; a null default and an
// unset key are the same to a worker.
func withDefaults(config connect.Config, definitions []connect.Definition) connect.Config {
	out := config.Clone()
	for _, d := range definitions {
		if _, set := out[d.Name]; !set && d.Default != nil && d.Type != connect.FieldPassword {
			out[d.Name] = *d.Default
		}
	}
	return out
}
