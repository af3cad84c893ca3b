package app

import (
	"context"
	"log/slog"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/worker"
)

func (a *App) export(ctx context.Context, req ExportRequest) (formats.Rendered, error) {
	from, err := a.exportSource(ctx, req)
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

func (a *App) exportSource(ctx context.Context, req ExportRequest) (source, error) {
	now := a.now().Format("15:04:05")
	if req.Draft != "" {
		name, config, definitions, err := a.editing.Config(req.Draft)
		if err != nil {
			return source{}, err
		}
		conn, ok := a.live.Peek(req.Profile)
		if !ok {
			return source{}, connect.Errorf(connect.CodeNotFound, "The cluster of this draft was deleted, so there is no address to send it to. Nothing was exported; the draft is stored.")
		}
		p := conn.Profile
		return source{profile: p, name: name, config: config, definitions: definitions, header: "a draft for " + p.Name + ", at " + now}, nil
	}
	conn, err := a.live.Connection(ctx, req.Profile)
	if err != nil {
		return source{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "export"})
	stored, err := conn.Worker.Connector(ctx, req.Name)
	if err != nil {
		return source{}, err
	}
	definitions, err := definitionsOf(ctx, conn.Worker, stored.Config[connect.KeyClass])
	if err = a.exportable(err, req.IncludeSecrets); err != nil {
		return source{}, err
	}
	return source{profile: conn.Profile, name: req.Name, config: stored.Config, definitions: definitions, header: "as stored on " + conn.Profile.Name + " at " + now}, nil
}

// exportable tells whether an export may go on without the definitions. A
// cluster that has none, or no such plugin, has said so for good; names and what
// looks like a secret have to do then. After any other error it is not known
// which settings are passwords.
func (a *App) exportable(err error, withSecrets bool) error {
	switch code := connect.CodeOf(err); {
	case code == "", withSecrets:
		return nil
	case code == connect.CodeUnsupported, code == connect.CodeNotFound:
		a.log.Info("exporting without definitions", slog.Any("cause", err))
		return nil
	}
	problem := *connect.AsError(err)
	problem.Err = err
	problem.Text = "The settings of the plugin could not be read, so it is not known which of them are passwords. Nothing was exported; try again. " + problem.Text
	return &problem
}

func definitionsOf(ctx context.Context, w worker.Worker, class string) ([]connect.Definition, error) {
	definer, err := worker.Role[worker.Definer](ctx, w, worker.Definitions)
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

func (a *App) askSavePath(name string) (string, error) {
	return runtime.SaveFileDialog(a.window(), runtime.SaveDialogOptions{Title: "Save the export", DefaultFilename: name, CanCreateDirectories: true})
}

func exportTextOf(r formats.Rendered, at time.Time) ExportText {
	return ExportText{
		Text: r.Text, Secrets: orEmpty(r.Secrets), Settings: r.Settings, Needs: r.Needs, ReadAt: unixMilli(at),
		Variables: mapped(r.Variables, func(v formats.Variable) Setting { return Setting{Key: v.Key, Text: v.Name} }),
		Spans:     mapped(r.Spans, func(s formats.Span) ExportSpan { return ExportSpan{From: s.From, To: s.To, Kind: s.Kind} }),
	}
}
