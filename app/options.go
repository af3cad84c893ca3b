package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"

	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

const (
	minWidth  = 900
	minHeight = 600
)

// Options describes the window.
func (a *App) Options(page fs.FS) *options.App {
	return &options.App{
		Title: "Sluiceway", Width: 1200, Height: 800, MinWidth: minWidth, MinHeight: minHeight,
		AssetServer:              &assetserver.Options{Assets: page, Middleware: guardAssets},
		Logger:                   wailsLog{a.bench.Log},
		LogLevel:                 logger.WARNING,
		LogLevelProduction:       logger.WARNING,
		OnStartup:                a.start,
		OnBeforeClose:            a.beforeClose,
		OnShutdown:               a.shutdown,
		Bind:                     a.Bound(),
		ErrorFormatter:           FormatError,
		EnableDefaultContextMenu: true,
		SingleInstanceLock: &options.SingleInstanceLock{
			UniqueId:               instanceID(a.bench.Home()),
			OnSecondInstanceLaunch: func(options.SecondInstanceData) { a.raise() },
		},
		Linux: &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever, ProgramName: "sluiceway", Icon: nil},
	}
}

// instanceID is made from the data folder, so that two folders can be open at once.
func instanceID(home string) string {
	sum := sha256.Sum256([]byte(home))
	return "sluiceway-" + hex.EncodeToString(sum[:8])
}

func (a *App) raise() {
	ctx := a.window()
	if ctx == nil {
		return
	}
	runtime.WindowUnminimise(ctx)
	runtime.Show(ctx)
}

func (a *App) beforeClose(ctx context.Context) bool {
	a.clipboard.clearNow()
	a.rememberWindow(ctx)
	return false
}
