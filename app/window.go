package app

import (
	"context"
	"encoding/json"
	"log/slog"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

const windowKey = "window"

// place is the position and size of the window. On Wayland the compositor ignores
// positions.
type place struct {
	X, Y, Width, Height int
	Maximised           bool
}

func (a *App) rememberWindow(ctx context.Context) {
	if a.bench.Store == nil { // nothing was opened
		return
	}
	p := place{Maximised: runtime.WindowIsMaximised(ctx)}
	p.Width, p.Height = runtime.WindowGetSize(ctx)
	p.X, p.Y = runtime.WindowGetPosition(ctx)
	text, err := json.Marshal(p)
	if err == nil {
		err = a.bench.Store.PutBlob(windowKey, text)
	}
	if err != nil {
		a.bench.Log.Warn("could not store the position of the window", slog.Any("cause", err))
	}
}

// restoreWindow restores size and position, as far as the screen has room.
func (a *App) restoreWindow(ctx context.Context) {
	text, err := a.bench.Store.Blob(windowKey)
	if err != nil {
		return // the first start
	}
	var p place
	if err := json.Unmarshal(text, &p); err != nil {
		a.bench.Log.Warn("could not read the stored position of the window", slog.Any("cause", err))
		return
	}
	screens, err := runtime.ScreenGetAll(ctx)
	if err != nil || len(screens) == 0 {
		return
	}
	width, height := 0, 0
	for _, s := range screens {
		width, height = max(width, s.Size.Width), max(height, s.Size.Height)
	}
	p = p.clamp(width, height)
	runtime.WindowSetSize(ctx, p.Width, p.Height)
	if p.X > 0 || p.Y > 0 {
		runtime.WindowSetPosition(ctx, p.X, p.Y)
	}
	if p.Maximised {
		runtime.WindowMaximise(ctx)
	}
}

// clamp keeps the window on a screen of the given size and at least as large
// as the layout needs.
func (p place) clamp(width, height int) place {
	p.Width = max(min(p.Width, width), minWidth)
	p.Height = max(min(p.Height, height), minHeight)
	p.X = min(max(p.X, 0), max(width-p.Width, 0))
	p.Y = min(max(p.Y, 0), max(height-p.Height, 0))
	return p
}
