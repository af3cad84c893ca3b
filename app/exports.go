package app

import (
	"context"

	"sluiceway/backend/connect"
)

// Exports is the façade of the formats.
type Exports struct{ app *App }

// Print returns the exact text of an export.
func (e *Exports) Print(callID string, req ExportRequest) (ExportText, error) {
	return run(e.app.calls, "exports.print", callID, readLimit, func(ctx context.Context) (ExportText, error) {
		out, err := e.app.export(ctx, req)
		return exportTextOf(out, e.app.now()), err
	})
}

// SaveFile asks where, and writes the same text; it returns the path, empty
// when the person cancelled.
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
		return path, writeExport(path, text.Text)
	})
}

// source is a config to be exported, and what is known about it.
type source struct {
	profile     connect.Profile
	name        string
	config      connect.Config
	definitions []connect.Definition
	header      string
}
