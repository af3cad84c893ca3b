package app

import "github.com/wailsapp/wails/v2/pkg/runtime"

// send emits an event. Before the window is there nobody listens.
func (a *App) send(name string, payload any) {
	if a.emit != nil {
		a.emit(name, payload)
		return
	}
	if ctx := a.window(); ctx != nil {
		runtime.EventsEmit(ctx, name, payload)
	}
}
