package workbench

import (
	"context"
	"log/slog"
	"sync/atomic"
)

// laterHandler drops records until there is a log file. The file is in the data
// folder, which is not touched before its lock is acquired.
type laterHandler struct{ to atomic.Pointer[slog.Handler] }

func (h *laterHandler) set(to slog.Handler) { h.to.Store(&to) }

func (h *laterHandler) now() slog.Handler {
	if to := h.to.Load(); to != nil {
		return *to
	}
	return slog.DiscardHandler
}

// Enabled asks the current handler.
func (h *laterHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.now().Enabled(ctx, level)
}

// Handle passes the record on.
func (h *laterHandler) Handle(ctx context.Context, record slog.Record) error {
	return h.now().Handle(ctx, record)
}

// WithAttrs binds to the current handler.
func (h *laterHandler) WithAttrs(attrs []slog.Attr) slog.Handler { return h.now().WithAttrs(attrs) }

// WithGroup binds to the current handler.
func (h *laterHandler) WithGroup(name string) slog.Handler { return h.now().WithGroup(name) }
