package workbench

import (
	"slices"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
)

// The switch shows every managed service that the sandbox simulates, with its connectors.
func TestManagedSandboxesAreShownWhenSwitchedOn(t *testing.T) {
	w := opened(t, t.TempDir())
	shown := func() (out []connect.ProfileID) {
		for _, s := range w.Live.Summaries() {
			if s.ID != connect.SandboxID {
				out = append(out, s.ID)
			}
		}
		return out
	}
	if got := shown(); len(got) > 0 {
		t.Fatalf("shown before: %q", got)
	}
	next := w.Settings()
	next.ShowManagedSandboxes = true
	if _, err := w.ChangeSettings(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	for _, f := range faces() {
		if !slices.Contains(shown(), f.id) {
			t.Errorf("%s is not shown: %q", f.id, shown())
			continue
		}
		if err := w.Live.Refresh(t.Context(), f.id); err != nil {
			t.Errorf("%s: %v", f.id, err)
		}
		if state, err := w.Live.State(f.id); err != nil || state.Problem.Code != "" {
			t.Errorf("%s: %+v, %v", f.id, state, err)
		}
		if _, err := w.Views.OpenCluster(f.id); err != nil {
			t.Error(err)
		}
		if err := w.Live.Refresh(t.Context(), f.id); err != nil {
			t.Errorf("%s: %v", f.id, err)
		}
		if state, err := w.Live.State(f.id); err != nil || state.Phase != live.PhaseReady || state.Total == 0 {
			t.Errorf("%s: %+v, %v", f.id, state, err)
		}
	}
	if err := w.ResetSandbox(t.Context()); err != nil {
		t.Error(err)
	}
	next.ShowManagedSandboxes = false
	if _, err := w.ChangeSettings(t.Context(), next); err != nil || len(shown()) > 0 {
		t.Errorf("shown afterwards: %q, %v", shown(), err)
	}
}
