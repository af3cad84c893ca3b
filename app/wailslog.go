package app

import (
	"log/slog"
	"strings"
)

// wailsLog takes what Wails logs. Wails prints whole call messages with all
// their arguments when a call fails, so anything that may hold one is dropped.
type wailsLog struct{ log *slog.Logger }

func (w wailsLog) keep(level slog.Level, message string) {
	if strings.ContainsAny(message, `{["'`) || strings.HasPrefix(message, "process message error") {
		message = "a message of the window system was left out, because it may hold arguments"
	}
	w.log.Log(nil, level, "window system", slog.String("message", message)) //nolint:staticcheck // Wails hands over no context
}

// Print drops.
func (w wailsLog) Print(string) {}

// Trace drops: at this level Wails logs every result.
func (w wailsLog) Trace(string) {}

// Debug drops.
func (w wailsLog) Debug(string) {}

// Info keeps the message unless it may hold arguments.
func (w wailsLog) Info(message string) { w.keep(slog.LevelInfo, message) }

// Warning keeps the message unless it may hold arguments.
func (w wailsLog) Warning(message string) { w.keep(slog.LevelWarn, message) }

// Error keeps the message unless it may hold arguments.
func (w wailsLog) Error(message string) { w.keep(slog.LevelError, message) }

// Fatal keeps the message; Wails ends the process afterwards.
func (w wailsLog) Fatal(message string) { w.keep(slog.LevelError, message) }
