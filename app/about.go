package app

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"sluiceway/backend/connect"
)

// version is set by the linker; see the Makefile.
var version = "development"

func (a *App) about() About {
	return About{
		Version: version, Platform: runtime.GOOS + " " + runtime.GOARCH,
		DataFolder: a.bench.Home(), LogFolder: a.bench.LogFolder(),
		DataSize: sizeOf(a.bench.Home()), LogSize: sizeOf(a.bench.LogFolder()),
	}
}

func sizeOf(folder string) string {
	var bytes int64
	files := 0
	err := filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		files++
		bytes += info.Size()
		return nil
	})
	switch {
	case err != nil:
		return "size not known"
	case files == 1:
		return "1 file, " + humanBytes(bytes)
	}
	return fmt.Sprintf("%d files, %s", files, humanBytes(bytes))
}

func humanBytes(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1000/1000)
}

// openFolder opens one of our own two folders in the system's file manager.
func (a *App) openFolder(ctx context.Context, which Folder) error {
	folder := a.bench.Home()
	if which == FolderLogs {
		folder = a.bench.LogFolder()
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return connect.Errorf(connect.CodeInternal, "The folder %s cannot be made: %w", folder, err)
	}
	opener := map[string]string{"linux": "xdg-open", "darwin": "open", "windows": "explorer"}[runtime.GOOS]
	command := exec.CommandContext(context.WithoutCancel(ctx), opener, folder) //nolint:gosec // the program is one of three, the folder is ours
	if err := command.Start(); err != nil {
		return connect.Errorf(connect.CodeInternal, "The file manager did not open. The folder is %s.", folder)
	}
	go func() { _ = command.Wait() }()
	return nil
}
