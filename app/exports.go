package app

import (
	"context"
	"fmt"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluiceway/backend/connect"
	"sluiceway/backend/workbench"
)

// Exports is the façade of exports.
type Exports struct{ app *App }

// Print returns the exact text of an export. Before it includes the values of
// secrets it asks a person, in a dialog of the system.
func (e *Exports) Print(callID string, req ExportRequest) (ExportText, error) {
	return run(e.app.calls, "exports.print", callID, askLimit, func(ctx context.Context) (ExportText, error) {
		return e.app.export(ctx, req)
	})
}

// SaveFile asks as Print does, then asks for a path, and writes the same text there.
// It returns the path, or nothing if the person cancelled.
func (e *Exports) SaveFile(callID string, req ExportRequest) (string, error) {
	return run(e.app.calls, "exports.save_file", callID, askLimit, func(ctx context.Context) (string, error) {
		text, err := e.app.export(ctx, req)
		if err != nil {
			return "", err
		}
		path, err := e.app.savePath(text.FileName)
		if err != nil || path == "" {
			return "", err
		}
		return path, workbench.WriteExport(path, text.Text)
	})
}

// ReadMany reads the configs of several connectors for an export, which is held
// until the next one or until it is forgotten. Each connector is a step.
func (e *Exports) ReadMany(callID string, profile connect.ProfileID, names []string) (ExportRead, error) {
	return runSteps(e.app, "exports.read_many", callID, readLimit, func(ctx context.Context, report func(Step)) (ExportRead, error) {
		return e.app.bench.Exports.ReadMany(ctx, profile, names, func(line workbench.ExportLine) { report(exportStep(line)) })
	})
}

// PreviewMany returns what SaveMany would write: the files, and the text of the
// first connector without the values of secrets.
func (e *Exports) PreviewMany(callID string, req ExportManyRequest) (ExportPreview, error) {
	return run(e.app.calls, "exports.preview_many", callID, quickLimit, func(context.Context) (ExportPreview, error) {
		return e.app.bench.Exports.PreviewMany(req)
	})
}

// SaveMany asks where, and writes what was read: one file, or a new folder with a
// file for each connector. With the values of secrets it asks as Print does. It
// returns the path, empty when the person cancelled.
func (e *Exports) SaveMany(callID string, req ExportManyRequest) (string, error) {
	return run(e.app.calls, "exports.save_many", callID, askLimit, func(context.Context) (string, error) {
		profile, connectors, err := e.app.bench.Exports.Held(req.Read)
		if err != nil {
			return "", err
		}
		if err := e.app.values.allowMany(req, connectors, profile.Name); err != nil {
			return "", err
		}
		text, err := e.app.bench.Exports.PrintMany(req)
		if err != nil {
			return "", err
		}
		return e.app.saveMany(text)
	})
}

// ForgetRead drops what was read for an export of several connectors.
func (e *Exports) ForgetRead(callID, id string) error {
	return do(e.app.calls, "exports.forget_read", callID, quickLimit, func(context.Context) error {
		e.app.bench.Exports.ForgetRead(id)
		return nil
	})
}

func (a *App) saveMany(text workbench.ManyText) (string, error) {
	if text.Folder == "" {
		path, err := a.savePath(text.Files[0].Name)
		if err != nil || path == "" {
			return "", err
		}
		return path, workbench.WriteExport(path, text.Files[0].Text)
	}
	parent, err := a.folderPath(text.Folder)
	if err != nil || parent == "" {
		return "", err
	}
	return workbench.WriteExportFolder(parent, text.Folder, text.Files)
}

// exportStep is a connector that was read, or could not be.
func exportStep(line workbench.ExportLine) Step {
	step := Step{ID: line.Name, Title: line.Name, State: connect.StepPassed, Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}}
	if line.Problem.Code != "" {
		step.State, step.Fact = connect.StepFailed, line.Problem.Text
	}
	return step
}

func (a *App) export(ctx context.Context, req ExportRequest) (ExportText, error) {
	cluster := ""
	if conn, ok := a.bench.Live.Peek(req.Profile); ok {
		cluster = conn.Profile.Name
	}
	if err := a.values.allow(req, cluster); err != nil {
		return ExportText{}, err
	}
	return a.bench.Exports.Print(ctx, req)
}

func (a *App) askSavePath(name string) (string, error) {
	return runtime.SaveFileDialog(a.window(), runtime.SaveDialogOptions{Title: "Save the export", DefaultFilename: name, CanCreateDirectories: true})
}

func (a *App) askFolder(name string) (string, error) {
	return runtime.OpenDirectoryDialog(a.window(), runtime.OpenDialogOptions{Title: fmt.Sprintf("Choose where the folder “%s” is made", name), CanCreateDirectories: true})
}
