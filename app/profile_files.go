package app

import (
	"context"
	"errors"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"sluiceway/backend/connect"
	"sluiceway/backend/profileimport"
	"sluiceway/backend/workbench"
)

// ProfileFiles is the façade of cluster profiles in files: those of other tools, and our own
// export. Nothing that it returns contains a secret.
type ProfileFiles struct{ app *App }

// OpenText opens a file that was pasted or dropped; name is its name, if it has one.
func (p *ProfileFiles) OpenText(callID, name, text string) (ImportView, error) {
	return run(p.app.calls, "profile_files.open_text", callID, quickLimit, func(ctx context.Context) (ImportView, error) {
		return p.app.bench.Imports.OpenText(ctx, name, []byte(text))
	})
}

// OpenFile opens the file that a person chooses in a dialog of the system. The view has no id
// if they cancelled.
func (p *ProfileFiles) OpenFile(callID string) (ImportView, error) {
	return run(p.app.calls, "profile_files.open_file", callID, askLimit, func(ctx context.Context) (ImportView, error) {
		path, err := p.app.openPath("Import clusters")
		if err != nil || path == "" {
			return profileimport.NoView(), err
		}
		return p.app.bench.Imports.OpenFile(ctx, path)
	})
}

// SetVariable gives a variable of an opened file a value; an empty one takes it away.
func (p *ProfileFiles) SetVariable(callID, id, name string, value connect.Secret) (ImportState, error) {
	return run(p.app.calls, "profile_files.set_variable", callID, quickLimit, func(ctx context.Context) (ImportState, error) {
		return p.app.bench.Imports.SetVariable(ctx, id, name, value)
	})
}

// ReadVariable reads one variable that the file names from the environment of the app.
func (p *ProfileFiles) ReadVariable(callID, id, name string) (ImportState, error) {
	return run(p.app.calls, "profile_files.read_variable", callID, quickLimit, func(ctx context.Context) (ImportState, error) {
		return p.app.bench.Imports.ReadVariable(ctx, id, name)
	})
}

// Add makes profiles of the chosen clusters. A cluster that cannot be added is an outcome with
// its problem.
func (p *ProfileFiles) Add(callID, id string, choices []ImportChoice) (ImportAdded, error) {
	return run(p.app.calls, "profile_files.add", callID, readLimit, func(ctx context.Context) (ImportAdded, error) {
		added, err := p.app.bench.Imports.Add(ctx, id, choices)
		// Some may have been added before the error.
		return added, errors.Join(err, p.app.bench.ProfilesChanged(ctx))
	})
}

// Close drops an opened file.
func (p *ProfileFiles) Close(callID, id string) error {
	return do(p.app.calls, "profile_files.close", callID, quickLimit, func(context.Context) error {
		p.app.bench.Imports.Close(id)
		return nil
	})
}

// Export writes the chosen profiles without their secrets to a file that a person names. It
// returns the path, empty if they cancelled.
func (p *ProfileFiles) Export(callID string, ids []connect.ProfileID) (string, error) {
	return run(p.app.calls, "profile_files.export", callID, askLimit, func(ctx context.Context) (string, error) {
		text, err := p.app.bench.Imports.Export(ctx, ids)
		if err != nil {
			return "", err
		}
		path, err := p.app.savePath("clusters.json")
		if err != nil || path == "" {
			return "", err
		}
		return path, workbench.WriteExport(path, string(text))
	})
}

func (a *App) askOpenPath(title string) (string, error) {
	return runtime.OpenFileDialog(a.window(), runtime.OpenDialogOptions{Title: title})
}
