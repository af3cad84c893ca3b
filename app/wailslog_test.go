package app

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/wailsapp/wails/v2/pkg/logger"
)

var _ logger.Logger = wailsLog{}

// TestTheWindowSystemLogsNoArguments logs what Wails logs when a call fails, is unknown
// or cannot be decoded.
func TestTheWindowSystemLogsNoArguments(t *testing.T) {
	const canary = "c4nary-of-an-argument"
	for _, message := range []string{
		`process message error: C{"name":"app.Forms.Set","args":["1","d",[{"key":"a","text":"` + canary + `"}]],"callbackID":"x"} -> it failed`,
		`process message error: C` + canary + ` -> invalid character`,
		`process message error: LZ` + canary + ` -> Invalid Log Message: LZ` + canary,
		`process message error: E["event","` + canary + `"] -> no`,
		`json call result data: {"result":"` + canary + `"}`,
		`error parsing arguments: '` + canary + `' is no number`,
		canary + "=[1]",
	} {
		var log strings.Builder
		w := wailsLog{slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
		for _, level := range []func(string){w.Print, w.Trace, w.Debug, w.Info, w.Warning, w.Error, w.Fatal} {
			level(message)
		}
		if strings.Contains(log.String(), "c4nary") {
			t.Errorf("logged: %s", log.String())
		}
	}
	var log strings.Builder
	w := wailsLog{slog.New(slog.NewTextHandler(&log, nil))}
	w.Error("Unable to open default system browser")
	if !strings.Contains(log.String(), "default system browser") {
		t.Errorf("a harmless message is lost: %s", log.String())
	}
	for _, dropped := range []func(string){w.Print, w.Trace, w.Debug} {
		log.Reset()
		if dropped("anything"); log.Len() > 0 {
			t.Errorf("logged: %s", log.String())
		}
	}
}
