package app

import (
	"log/slog"
	"strings"
)

// wailsLog receives the log of Wails. When a call fails, Wails logs its whole message
// with all arguments, so everything that may hold one is dropped.
type wailsLog struct{ log *slog.Logger }

func (w wailsLog) write(level slog.Level, message string) {
	if strings.ContainsAny(message, `{["'`) || strings.HasPrefix(message, "process message error") {
		message = "a message of the window system was left out, because it may hold arguments"
	}
	w.log.Log(nil, level, "window system", slog.String("message", message)) //nolint:staticcheck // Wails hands over no context
}

// Print drops the message.
func (w wailsLog) Print(string) {}

// Trace drops the message: at this level Wails logs every result.
func (w wailsLog) Trace(string) {}

// Debug drops the message.
func (w wailsLog) Debug(string) {}

// Info logs the message unless it may hold arguments.
func (w wailsLog) Info(message string) { w.write(slog.LevelInfo, message) }

// Warning logs the message unless it may hold arguments.
func (w wailsLog) Warning(message string) { w.write(slog.LevelWarn, message) }

// Error logs the message unless it may hold arguments.
func (w wailsLog) Error(message string) { w.write(slog.LevelError, message) }

// Fatal logs the message. Wails ends the process afterwards.
func (w wailsLog) Fatal(message string) { w.write(slog.LevelError, message) }
