package app

import "context"

// Exports is the façade of the formats.
type Exports struct{ app *App }

// Print returns the exact text of an export.
func (e *Exports) Print(callID string, req ExportRequest) (ExportText, error) {
	return run(e.app.calls, "exports.print", callID, readLimit, func(context.Context) (ExportText, error) { return ExportText{}, errUnfinished })
}

// SaveFile asks where, and writes the same text; it returns the path, empty
// when the person cancelled.
func (e *Exports) SaveFile(callID string, req ExportRequest) (string, error) {
	return run(e.app.calls, "exports.save_file", callID, askLimit, func(context.Context) (string, error) { return "", errUnfinished })
}
