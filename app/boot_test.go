package app

import (
	"context"
	"testing"

	"sluiceway/backend/live"
)

// The second start shows the list that was on the screen, without another call.
func TestBootCarriesTheListThatTheWindowBeginsWith(t *testing.T) {
	home := t.TempDir()
	a, events := openApp(t, home)
	until(t, events, "the sandbox's rows are known", func() bool {
		return len(must[Boot](t)(a.Desktop.Boot("")).Rows.Rows) > 0
	})
	boot := must[Boot](t)(a.Desktop.Boot(""))
	if !boot.Opened || boot.Open != box || boot.State.Summary.ID != box || boot.State.Total != len(boot.Rows.Rows) || !boot.Rows.Full {
		t.Errorf("opened %v, %q, state of %q with %d connectors, %d rows", boot.Opened, boot.Open, boot.State.Summary.ID, boot.State.Total, len(boot.Rows.Rows))
	}
	if again := must[live.RowPage](t)(a.Clusters.Rows("", box, boot.Rows.Next, 500)); again.Full {
		t.Error("the rows cannot be continued from where boot left off")
	}

	settings := boot.Settings
	settings.LastRoute = "/settings"
	must[SettingsView](t)(a.Desktop.SaveSettings("", settings))
	a.shutdown(context.Background())
	a, _ = openApp(t, home)
	boot = must[Boot](t)(a.Desktop.Boot(""))
	if boot.Opened || len(boot.Rows.Rows) > 0 || boot.Rows.Rows == nil || boot.State.Steps == nil {
		t.Errorf("a window that begins with the settings opens a cluster: %+v", boot)
	}
}
