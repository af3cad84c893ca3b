package app

import (
	"context"
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

// boot returns everything that the page needs to draw itself first. It also answers
// when the data folder could not be opened, so that the page can say why.
func (a *App) boot(ctx context.Context) (Boot, error) {
	if err := a.calls.opened(ctx); err != nil {
		problem := connect.ProblemOf(err)
		return Boot{
			Settings: workbench.DefaultSettings(), Clusters: []ClusterSummary{},
			Notices: []StartNotice{{Code: problem.Code, Text: problem.Text, Path: a.bench.Home()}},
			State:   workbench.NoCluster(), Rows: noRows(),
		}, nil
	}
	settings := a.bench.Settings()
	boot := Boot{Settings: settings, Clusters: a.bench.Views.Clusters(), Notices: a.bench.Notices()}
	for _, c := range boot.Clusters {
		if boot.Open == "" || c.ID == settings.LastProfile {
			boot.Open = c.ID
		}
	}
	if err := a.firstList(&boot); err != nil {
		return Boot{}, err
	}
	Reached("boot answered")
	return boot, nil
}

// firstPage is how many rows cross the bridge with boot.
const firstPage = 500

// noRows is the list of no cluster.
func noRows() live.RowPage { return live.RowPage{Rows: []live.Row{}, Removed: []string{}} }

// firstList adds the list that the window shows first, if the app opened its
// cluster at start: by now the first poll has usually ended.
func (a *App) firstList(boot *Boot) error {
	state, rows := workbench.NoCluster(), noRows()
	if boot.Opened = boot.Open != "" && boot.Open == a.firstOpen; boot.Opened {
		var err error
		if rows, err = a.bench.Live.Rows(boot.Open, 0, firstPage); err != nil {
			return err
		}
		// After the rows: if the state is newer than they are, the page asks again.
		if state, err = a.bench.Views.Cluster(boot.Open); err != nil {
			return err
		}
	}
	boot.State, boot.Rows = state, rows
	return nil
}

// openFirst polls the cluster whose list the window shows first, while the window
// is still loading. Any other first screen opens no cluster, so that a start shows
// no prompt of the keyring for it.
func (a *App) openFirst() {
	settings := a.bench.Settings()
	if settings.LastRoute != "" && settings.LastRoute != "/c/"+url.PathEscape(string(settings.LastProfile)) {
		return
	}
	if err := a.bench.Live.Open(settings.LastProfile); err == nil {
		a.firstOpen = settings.LastProfile
	}
}

func (a *App) setVisible(visible bool) { a.bench.Live.SetVisible(visible) }
