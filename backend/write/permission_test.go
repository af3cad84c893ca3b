package write

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/live/livetest"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

// denying returns what a profile denies, and the words for it.
func denying() map[connect.Permission]connect.Denied {
	return map[connect.Permission]connect.Denied{
		connect.PermitCreate:  {Create: true},
		connect.PermitEdit:    {Edit: true},
		connect.PermitState:   {State: true},
		connect.PermitDelete:  {Delete: true},
		connect.PermitOffsets: {Offsets: true},
		"every":               connect.DeniedAll(),
	}
}

// writesOf are every kind of write, with the permissions that it needs.
func writesOf() map[string]struct {
	change worker.Change
	needs  []connect.Permission
} {
	config := connect.Config{"name": "a", "connector.class": "io.Example", "x": "2"}
	type row = struct {
		change worker.Change
		needs  []connect.Permission
	}
	rows := map[string]row{
		"create":           {worker.Change{Name: "new", Action: worker.ActionCreate, Config: connect.Config{"name": "new", "connector.class": "io.Example"}}, []connect.Permission{connect.PermitCreate}},
		"save":             {worker.Change{Name: "a", Action: worker.ActionSave, Config: config}, []connect.Permission{connect.PermitEdit}},
		"save and restart": {worker.Change{Name: "a", Action: worker.ActionSave, Config: config, RestartTasks: true}, []connect.Permission{connect.PermitEdit, connect.PermitState}},
		"delete":           {worker.Change{Name: "a", Action: worker.ActionDelete}, []connect.Permission{connect.PermitDelete}},
	}
	rows["change offsets"] = row{worker.Change{Name: "a", Action: worker.ActionAlterOffsets, Offsets: []connect.OffsetEntry{sinkEntry("3")}}, []connect.Permission{connect.PermitOffsets}}
	rows["reset offsets"] = row{worker.Change{Name: "a", Action: worker.ActionResetOffsets}, []connect.Permission{connect.PermitOffsets}}
	for _, action := range []worker.Action{
		worker.ActionPause, worker.ActionResume, worker.ActionStop, worker.ActionRestart,
		worker.ActionRestartFailed, worker.ActionRestartAll, worker.ActionRestartTask,
	} {
		rows[string(action)] = row{worker.Change{Name: "a", Action: action}, []connect.Permission{connect.PermitState}}
	}
	return rows
}

func TestEveryWriteAsksForItsPermission(t *testing.T) {
	for permission, denied := range denying() {
		for name, row := range writesOf() {
			t.Run(fmt.Sprintf("%s without %s", name, permission), func(t *testing.T) {
				f := workerfake.New()
				f.Put("a", running, failed)
				within(t, f, func(t *testing.T, w *world) {
					w.Opened(t)
					w.Save(t, func(p *connect.Profile) { p.Denied = denied })
					row.change.Profile = livetest.Home
					out, err := w.Do(t.Context(), row.change)
					refused := permission == "every"
					for _, need := range row.needs {
						refused = refused || need == permission
					}
					if got := connect.CodeOf(err) == connect.CodeReadOnly; got != refused {
						t.Fatalf("refused: %t, %+v, %v", got, out, err)
					}
					if sent := sentTo(f); (len(sent) == 0) != refused {
						t.Errorf("sent %q", sent)
					}
					if refused && !strings.Contains(err.Error(), "Nothing was sent.") {
						t.Errorf("the refusal is %q", err)
					}
					if len(w.recorded()) > 0 && refused {
						t.Errorf("stored %q for a change that was refused", w.recorded())
					}
				})
			})
		}
	}
}

func TestABulkRunAsksForItsPermission(t *testing.T) {
	needs := map[worker.Action]connect.Permission{
		worker.ActionPause: connect.PermitState, worker.ActionResume: connect.PermitState, worker.ActionStop: connect.PermitState,
		worker.ActionRestartFailed: connect.PermitState, worker.ActionRestartAll: connect.PermitState, worker.ActionDelete: connect.PermitDelete,
	}
	for permission, denied := range denying() {
		for action, need := range needs {
			t.Run(fmt.Sprintf("%s without %s", action, permission), func(t *testing.T) {
				f := workerfake.New()
				f.Put("a", running, failed)
				within(t, f, func(t *testing.T, w *world) {
					w.Opened(t)
					w.Save(t, func(p *connect.Profile) { p.Denied = denied })
					_, err := w.Bulk(t.Context(), Bulk{Profile: livetest.Home, Action: action, Names: []string{"a"}})
					livetest.After(time.Second)
					refused := permission == "every" || permission == need
					if got := connect.CodeOf(err) == connect.CodeReadOnly; got != refused || (len(sentTo(f)) == 0) != refused {
						t.Errorf("%v, sent %q", err, sentTo(f))
					}
				})
			})
		}
	}
}

// An offer that the profile does not allow says so, and a click would send nothing.
func TestOffersSayWhatTheProfileDoesNotAllow(t *testing.T) {
	f := workerfake.New()
	f.Put("a", running, failed)
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		for permission, denied := range denying() {
			if permission == "every" {
				continue
			}
			w.Save(t, func(p *connect.Profile) { p.Denied = denied })
			k, err := w.Known(livetest.Home, "a")
			if err != nil {
				t.Fatal(err)
			}
			offers, refused := w.Offers(k)
			if refused != "" || len(offers) < 5 {
				t.Fatalf("without %s: %q, %+v", permission, refused, offers)
			}
			for _, o := range append(offers, w.BulkOffers(livetest.Home)...) {
				want, other := map[worker.Action]connect.Permission{
					worker.ActionEdit: connect.PermitEdit, worker.ActionDelete: connect.PermitDelete, worker.ActionExport: "none",
				}[o.ID]
				if !other {
					want = connect.PermitState
				}
				if off := strings.HasSuffix(o.Why, "off in this cluster's profile."); off != (want == permission) || off && o.Primary {
					t.Errorf("without %s: %+v", permission, o)
				}
			}
		}
	})
}

// What a permission allows is asked for each connector of a run, not once at its start.
func TestAPermissionIsTurnedOffDuringABulkRun(t *testing.T) {
	f := workerfake.New("a", "b", "c")
	within(t, f, func(t *testing.T, w *world) {
		w.Opened(t)
		id, err := w.Bulk(t.Context(), Bulk{Profile: livetest.Home, Action: worker.ActionPause, Names: []string{"a", "b", "c"}})
		if err != nil {
			t.Fatal(err)
		}
		livetest.After(100 * time.Millisecond) // two are followed, one is queued
		w.Save(t, func(p *connect.Profile) { p.Denied.State = true })
		f.Put("a", connect.StatePaused, connect.StatePaused)
		f.Put("b", connect.StatePaused, connect.StatePaused)
		livetest.After(time.Minute)
		b, err := w.BulkState(id)
		if err != nil || statesOfLines(b) != "done done refused" || f.Count("pause c") != 0 {
			t.Errorf("%+v, %v", b, err)
		}
		if k, err := w.Known(livetest.Home, "c"); err != nil || k.Row.Activity.Kind == live.ActivityQueued {
			t.Errorf("%+v, %v", k.Row.Activity, err)
		}
	})
}
