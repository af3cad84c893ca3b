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
		p, err := a.workers.Profile(ctx, req.Profile)
		return source{profile: p, name: name, config: config, definitions: definitions, header: "a draft for " + p.Name + ", at " + now}, err
	}
	w, p, err := a.cluster.Worker(ctx, req.Profile)
	if err != nil {
		return source{}, err
	}
	ctx = connect.WithPurpose(ctx, connect.Purpose{You: true, Text: "export"})
	stored, err := w.Connector(ctx, req.Name)
	if err != nil {
		return source{}, err
	}
	config := stored.Config
	definitions, err := definitionsOf(ctx, w, config[connect.KeyClass])
	if err != nil {
		// An old worker has none; names and looks of values still tell secrets.
		a.log.Info("exporting without definitions", slog.Any("cause", err))
	}
	return source{profile: p, name: req.Name, config: config, definitions: definitions, header: "as stored on " + p.Name + " at " + now}, nil
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
