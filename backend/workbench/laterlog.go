package workbench

import (
	"context"
	"log/slog"
	"sync/atomic"
)

// laterHandler drops what is logged until there is a file: the log file is in
// the data folder, which is not touched before its lock is won.
type laterHandler struct{ to atomic.Pointer[slog.Handler] }

func (h *laterHandler) set(to slog.Handler) { h.to.Store(&to) }

func (h *laterHandler) now() slog.Handler {
	if to := h.to.Load(); to != nil {
		return *to
	}
	return slog.DiscardHandler
}

// Enabled asks the handler of the moment.
func (h *laterHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.now().Enabled(ctx, level)
}

// Handle hands the record on.
func (h *laterHandler) Handle(ctx context.Context, record slog.Record) error {
	return h.now().Handle(ctx, record)
}

// WithAttrs binds to the handler of the moment.
func (h *laterHandler) WithAttrs(attrs []slog.Attr) slog.Handler { return h.now().WithAttrs(attrs) }

// WithGroup binds to the handler of the moment.
func (h *laterHandler) WithGroup(name string) slog.Handler { return h.now().WithGroup(name) }
