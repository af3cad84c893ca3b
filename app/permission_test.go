package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
)

// permit saves the only profile with other permissions.
func (a *App) permit(t *testing.T, permissions profile.Permissions) {
	t.Helper()
	view := must[[]ProfileView](t)(a.Profiles.List(""))[0]
	view.Permissions = permissions
	must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: view}))
}

// written lists the writes in the call log of a cluster, and clears it.
func (a *App) written(t *testing.T, id connect.ProfileID) []string {
	t.Helper()
	var out []string
	for _, row := range must[CallPage](t)(a.Calls.Page("", id, 0, 1000)).Calls {
		if row.Method != "GET" && !strings.HasSuffix(row.Path, "/validate") {
			out = append(out, fmt.Sprint(row.Method, " ", row.Path))
		}
	}
	if err := a.Calls.Clear(""); err != nil {
		t.Fatal(err)
	}
	return out
}

// Each permission stops its own changes, at once, and the call log shows nothing of them.
func TestAPermissionThatIsOffSendsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		permissions profile.Permissions
		refused     []string
		method      string // of the writes that must not be sent; of a pause, the end of the path
	}{
		"create": {profile.Permissions{Edit: true, State: true, Delete: true, Offsets: true}, []string{"create"}, "POST /connectors"},
		"edit":   {profile.Permissions{Create: true, State: true, Delete: true, Offsets: true}, []string{"save", "save and restart"}, "PUT /connectors/orders/config"},
		"state": {profile.Permissions{Create: true, Edit: true, Delete: true, Offsets: true}, []string{
			"pause", "resume", "stop", "restart", "restart_task", "restart_failed", "restart_all", "save and restart",
		}, "PUT /connectors/orders/pause"},
		"delete": {profile.Permissions{Create: true, Edit: true, State: true, Offsets: true}, []string{"delete"}, "DELETE /connectors/orders"},
	} {
		t.Run(name, func(t *testing.T) {
			worker := startEcho(t)
			worker.post(t, "orders", connect.Config{"file": "/tmp/x"})
			a, events := openApp(t, t.TempDir())
			id := worker.opened(t, a, events, ProfileView{})
			a.permit(t, c.permissions)
			_ = a.written(t, id)

			got := writing(t, a, id, "orders")
			form := must[FormView](t)(a.Forms.StartNew("", id, fileSink, ""))
			must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{{Key: "name", Text: "new"}, {Key: "topics", Text: "a"}}))
			must[FormState](t)(a.Forms.Validate("", form.Draft))
			got["create"] = must[WriteResult](t)(a.Forms.Create("", form.Draft, "RUNNING")).Problem.Code
			for what, code := range got {
				if want := slices.Contains(c.refused, what); want != (code == connect.CodeReadOnly) {
					t.Errorf("%s: %q", what, code)
				}
			}
			sent := a.written(t, id)
			if len(sent) == 0 || slices.Contains(sent, c.method) {
				t.Errorf("the call log has %q", sent)
			}
			for _, cluster := range must[[]ClusterSummary](t)(a.Clusters.List("")) {
				if cluster.ID == id && ((cluster.NoCreate != "") != (name == "create") || (cluster.NoEdit != "") != (name == "edit") || cluster.ReadOnly) {
					t.Errorf("%+v", cluster)
				}
			}
		})
	}
}

// A profile that was read-only when the app connected must not stay so.
func TestReadOnlyCanBeTurnedOff(t *testing.T) {
	worker := startEcho(t)
	worker.post(t, "orders", connect.Config{"file": "/tmp/x"})
	a, events := openApp(t, t.TempDir())
	input := worker.input()
	input.Permissions = profile.Permissions{}
	id := must[SaveResult](t)(a.Profiles.Save("", input)).Profile.ID
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "it is connected", func() bool {
		return must[ClusterState](t)(a.Clusters.State("", id)).Phase == "ready"
	})
	if _, err := a.Connectors.Act("", id, "orders", "pause", 0); connect.ProblemOf(err).Code != connect.CodeReadOnly {
		t.Fatalf("read-only: %v", err)
	}
	a.permit(t, profile.AllPermissions())
	until(t, events, "it is not read-only any more", func() bool {
		_, err := a.Connectors.Act("", id, "orders", "pause", 0)
		return err == nil
	})
}
