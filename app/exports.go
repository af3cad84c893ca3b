package app

import (
	"context"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
	"sluiceway/backend/inspect"
	"sluiceway/backend/workbench"
)

// Exports is the façade of the formats.
type Exports struct{ app *App }

// Print returns the exact text of an export. With the values of secrets it first
// asks a person, in a dialog of the system.
func (e *Exports) Print(callID string, req ExportRequest) (ExportText, error) {
	return run(e.app.calls, "exports.print", callID, askLimit, func(ctx context.Context) (ExportText, error) {
		out, err := e.app.export(ctx, req)
		return exportTextOf(out, e.app.bench.Now()), err
	})
}

// SaveFile asks as Print does, then where, and writes the same text; it returns
// the path, empty when the person cancelled.
func (e *Exports) SaveFile(callID string, req ExportRequest) (string, error) {
	return run(e.app.calls, "exports.save_file", callID, askLimit, func(ctx context.Context) (string, error) {
		text, err := e.app.export(ctx, req)
		if err != nil {
			return "", err
		}
		path, err := e.app.askSavePath(text.FileName)
		if err != nil || path == "" {
			return "", err
		}
		return path, workbench.WriteExport(path, text.Text)
	})
}

func (a *App) export(ctx context.Context, req ExportRequest) (formats.Rendered, error) {
	cluster := ""
	if conn, ok := a.bench.Live.Peek(req.Profile); ok {
		cluster = conn.Profile.Name
	}
	if err := a.values.allow(req, cluster); err != nil {
		return formats.Rendered{}, err
	}
	return a.bench.Export(ctx, req)
}

func (a *App) askSavePath(name string) (string, error) {
	return runtime.SaveFileDialog(a.window(), runtime.SaveDialogOptions{Title: "Save the export", DefaultFilename: name, CanCreateDirectories: true})
}

func exportTextOf(r formats.Rendered, at time.Time) ExportText {
	return ExportText{
		Text: r.Text, Secrets: orEmpty(r.Secrets), Settings: r.Settings, Needs: r.Needs, ReadAt: connect.UnixMilli(at),
		Variables: mapped(r.Variables, func(v formats.Variable) inspect.Setting { return inspect.Setting{Key: v.Key, Text: v.Name} }),
		Spans:     mapped(r.Spans, func(s formats.Span) ExportSpan { return ExportSpan{From: s.From, To: s.To, Kind: s.Kind} }),
	}
}
