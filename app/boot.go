package app

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"sluiceway/backend/connect"
)

const shutdownLimit = 3 * time.Second

// mostSandbox is the most connectors that the sandbox can be asked for.
const mostSandbox = 20_000

// sandboxScale makes the sandbox large for the bench.
func sandboxScale() int {
	n, err := strconv.Atoi(os.Getenv("SLUICEWAY_SANDBOX_SCALE"))
	if err != nil {
		return 0
	}
	return min(max(n, 0), mostSandbox)
}

// boot answers with what the first picture needs. Where the data folder could
// not be opened it still answers, so that the page can say why.
func (a *App) boot(ctx context.Context) (Boot, error) {
	if err := a.calls.opened(ctx); err != nil {
		problem := connect.ProblemOf(err)
		return Boot{
			Settings: defaultSettings(), Clusters: []ClusterSummary{},
			Notices: []StartNotice{{Code: problem.Code, Text: problem.Text, Path: a.home}},
		}, nil
	}
	settings := a.settings.get()
	boot := Boot{Settings: settings, Clusters: mapped(a.cluster.Summaries(), summaryOf)}
	a.mu.Lock()
	boot.Notices = append([]StartNotice{}, a.notices...)
	a.mu.Unlock()
	for _, n := range a.store.Notices() {
		boot.Notices = append(boot.Notices, StartNotice{Code: n.Code, Text: n.Text, Path: n.Path})
	}
	for _, c := range boot.Clusters {
		if boot.Open == "" || c.ID == settings.LastProfile {
			boot.Open = c.ID
		}
	}
	return boot, nil
}

// painted tells who started the app with SLUICEWAY_SAY_READY how far the page is.
func (a *App) painted(mark string) {
	if os.Getenv("SLUICEWAY_SAY_READY") != "" {
		_, _ = fmt.Fprintln(os.Stdout, "ready", mark)
	}
}

func (a *App) saveSettings(next SettingsView) (SettingsView, error) {
	before := a.settings.get()
	if err := a.settings.put(next); err != nil {
		return before, err
	}
	after := a.settings.get()
	a.applyPolling(after)
	if before.ShowSandbox != after.ShowSandbox {
		if err := a.cluster.Sync(context.Background()); err != nil {
			return after, err
		}
	}
	return after, nil
}

func (a *App) applyPolling(s SettingsView) {
	a.cluster.SetPolling(time.Duration(s.PollOpen)*time.Millisecond, time.Duration(s.PollOthers)*time.Millisecond)
}

func (a *App) setVisible(visible bool) { a.cluster.SetVisible(visible) }

func (a *App) resetSandbox(ctx context.Context) error {
	a.sandbox.Reset()
	if !a.settings.get().ShowSandbox {
		return nil
	}
	return a.cluster.Refresh(ctx, connect.SandboxID)
}
