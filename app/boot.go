package app

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strconv"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/workbench"
)

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
			Settings: workbench.DefaultSettings(), Clusters: []ClusterSummary{},
			Notices: []StartNotice{{Code: problem.Code, Text: problem.Text, Path: a.bench.Home()}},
			State:   a.clusterStateOf(live.State{}), Rows: noRows(),
		}, nil
	}
	settings := a.bench.Settings()
	boot := Boot{Settings: settings, Clusters: mapped(a.bench.Live.Summaries(), a.summaryOf), Notices: a.bench.Notices()}
	for _, c := range boot.Clusters {
		if boot.Open == "" || c.ID == settings.LastProfile {
			boot.Open = c.ID
		}
	}
	if err := a.firstList(ctx, &boot); err != nil {
		return Boot{}, err
	}
	return boot, nil
}

// firstPage is how many rows cross the bridge with boot.
const firstPage = 500

// noRows is the list of no cluster.
func noRows() live.RowPage { return live.RowPage{Rows: []live.Row{}, Removed: []string{}} }

// firstList adds the list that the window begins with, where the app opened
// its cluster at start: by now its first poll is usually done.
func (a *App) firstList(ctx context.Context, boot *Boot) error {
	var state live.State
	rows := noRows()
	if boot.Opened = boot.Open != "" && boot.Open == a.firstOpen; boot.Opened {
		var err error
		if rows, err = a.bench.Live.Rows(boot.Open, 0, firstPage); err != nil {
			return err
		}
		// After the rows: a state that is newer than they are makes the page ask again.
		if state, err = a.bench.Live.State(ctx, boot.Open); err != nil {
			return err
		}
	}
	boot.State, boot.Rows = a.clusterStateOf(state), rows
	return nil
}

// openFirst polls the cluster whose list the window begins with, while the
// window itself is still loading. Any other first screen opens no cluster, so
// that a start asks no keyring for it.
func (a *App) openFirst(ctx context.Context) {
	settings := a.bench.Settings()
	if settings.LastRoute != "" && settings.LastRoute != "/c/"+url.PathEscape(string(settings.LastProfile)) {
		return
	}
	if _, err := a.bench.Live.Open(ctx, settings.LastProfile); err == nil {
		a.firstOpen = settings.LastProfile
	}
}

// painted tells who started the app with SLUICEWAY_SAY_READY how far the page is.
func (a *App) painted(mark string) {
	if os.Getenv("SLUICEWAY_SAY_READY") != "" {
		_, _ = fmt.Fprintln(os.Stdout, "ready", mark)
	}
}

func (a *App) setVisible(visible bool) { a.bench.Live.SetVisible(visible) }
