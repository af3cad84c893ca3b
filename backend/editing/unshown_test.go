package editing_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"sluiceway/backend/connect"
	"sluiceway/backend/editing"
	"sluiceway/backend/form"
	"sluiceway/backend/redact"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
)

// onPoor opens the edit of a connector on a cluster that shows a mask where the
// secret "pin" is stored.
func onPoor(t *testing.T, test func(t *testing.T, r *rig, p *workerfake.Poor)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := workerfake.NewPoor("orders")
		p.SetConfig("orders", connect.Config{"name": "orders", connect.KeyClass: workerfake.Sink, "topics": "a", "pin": "1234"})
		r := newRig(t, func(r *rig) {
			r.clusters.worker = p
		})
		if _, err := p.Identity(t.Context()); err != nil {
			t.Fatal(err)
		}
		test(t, r, p)
	})
}

func valueFor(values []form.Value, key string) form.Value {
	i := slices.IndexFunc(values, func(v form.Value) bool { return v.Key == key })
	if i < 0 {
		return form.Value{}
	}
	return values[i]
}

func lineFor(lines []form.Line, key string) form.Line {
	i := slices.IndexFunc(lines, func(l form.Line) bool { return l.Key == key })
	if i < 0 {
		return form.Line{}
	}
	return lines[i]
}

func TestAMaskOfTheClusterIsNotAValue(t *testing.T) {
	onPoor(t, func(t *testing.T, r *rig, _ *workerfake.Poor) {
		shown := must(r.ConfigView(t.Context(), "p", "orders"))(t)
		if v := valueFor(shown.Values, "pin"); !v.Set || !v.Hidden || !v.Unshown || v.Text != "" {
			t.Errorf("the config tab shows %+v", v)
		}
		if len(shown.State.Problems) > 0 || valueFor(shown.Values, "service.id").Set {
			t.Errorf("problems %v, values %+v", shown.State.Problems, shown.Values)
		}
		if text, err := r.RevealStored(t.Context(), "p", "orders", "pin"); connect.CodeOf(err) != connect.CodeUnsupported || text != "" {
			t.Errorf("revealed %q, %v", text, err)
		}
	})
}

func TestAMaskedSecretIsAskedForAgain(t *testing.T) {
	onPoor(t, func(t *testing.T, r *rig, p *workerfake.Poor) {
		id := r.startEdit()
		v := must(r.View(id))(t)
		if pin := valueFor(v.Values, "pin"); !pin.MissingSecret || pin.Set || pin.Changed || v.State.Changed != 0 {
			t.Errorf("pin %+v, %d changed", pin, v.State.Changed)
		}
		if pin, _ := field(v, "pin"); !pin.Secret {
			t.Error("what the cluster masks is typed in clear")
		}
		if got := v.State.Problems; len(got) != 1 || !strings.Contains(got[0].Text, "The cluster does not show its value") {
			t.Errorf("problems %+v", got)
		}
		r.set(id, "topics", "b")
		rev := must(r.Review(t.Context(), id))(t)
		if l := lineFor(rev.Lines, "pin"); l.Kind != form.DiffSame || l.Before != form.Unshown || l.After != form.Unshown || !l.Secret {
			t.Errorf("not typed: %+v", l)
		}
		res, err := r.Save(t.Context(), id, false)
		if err != nil || res.Problem == nil || res.Problem.Code != connect.CodeMaskedValue || p.CountPrefix("put ") != 0 {
			t.Errorf("saved without it: %+v, %v", res, err)
		}
		if _, config, _, err := r.Config(id); err != nil || config["pin"] != redact.SecretText("pin") {
			t.Errorf("exported %v, %v", config, err)
		}
		r.set(id, "pin", "5678")
		rev = must(r.Review(t.Context(), id))(t)
		if l := lineFor(rev.Lines, "pin"); l.Kind != form.DiffChanged || l.Before != form.Unshown || l.After != form.Masked {
			t.Errorf("typed: %+v", l)
		}
		if res := must(r.Save(t.Context(), id, false))(t); res.Landed != worker.LandedYes {
			t.Fatalf("%+v", res)
		}
		p.Finish(worker.OperationDone, "Done.")
		if got := p.Config("orders"); got["pin"] != "5678" || got["topics"] != "b" || got["service.id"] != "" {
			t.Errorf("stored %v", got)
		}
		rev = must(r.Review(t.Context(), id))(t)
		if len(rev.Conflicts) > 0 {
			t.Errorf("the mask counts as a change made elsewhere: %+v", rev.Conflicts)
		}
	})
}

func TestAnUntouchedEditOfMaskedSecretsLeavesNoDraft(t *testing.T) {
	onPoor(t, func(t *testing.T, r *rig, _ *workerfake.Poor) {
		id := r.startEdit()
		if err := r.Close(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if drafts := must(r.store.List(t.Context()))(t); len(drafts) > 0 {
			t.Errorf("stored %+v", drafts)
		}
	})
}

func TestACopyAsksForWhatIsMasked(t *testing.T) {
	for name, tune := range map[string]func(*workerfake.Poor){"ask again": func(*workerfake.Poor) {}, "a mask keeps": (*workerfake.Poor).KeepMasks} {
		t.Run(name, func(t *testing.T) {
			onPoor(t, func(t *testing.T, r *rig, p *workerfake.Poor) {
				tune(p)
				v := must(r.StartCopy(t.Context(), "p", "orders"))(t)
				r.set(v.Draft, "name", "copy")
				res := must(r.Create(t.Context(), v.Draft, ""))(t)
				if res.Problem == nil || res.Problem.Code != connect.CodeMaskedValue || p.CountPrefix("create ") != 0 {
					t.Errorf("%+v", res)
				}
			})
		})
	}
}

func TestAMaskThatMeansUnchangedIsSentBack(t *testing.T) {
	onPoor(t, func(t *testing.T, r *rig, p *workerfake.Poor) {
		p.KeepMasks()
		id := r.startEdit()
		v := must(r.View(id))(t)
		if pin := valueFor(v.Values, "pin"); !pin.Unshown || pin.MissingSecret || len(v.State.Problems) > 0 {
			t.Errorf("pin %+v, problems %v", pin, v.State.Problems)
		}
		if _, config, _, err := r.Config(id); err != nil || config["pin"] != redact.SecretText("pin") {
			t.Errorf("exported %v, %v", config, err)
		}
		r.set(id, "topics", "b")
		if _, err := r.Set(id, []editing.Edit{{Key: "topics", Text: workerfake.Mask}}); connect.CodeOf(err) != connect.CodeMaskedValue {
			t.Errorf("a mask as another value: %v", err)
		}
		rev := must(r.Review(context.Background(), id))(t)
		if l := lineFor(rev.Lines, "pin"); l.Kind != form.DiffSame || l.After != form.Unshown {
			t.Errorf("%+v", l)
		}
		if res := must(r.Save(t.Context(), id, false))(t); res.Landed != worker.LandedYes {
			t.Fatalf("%+v", res)
		}
		p.Finish(worker.OperationDone, "Done.")
		if got := p.Config("orders"); got["pin"] != "1234" || got["topics"] != "b" {
			t.Errorf("stored %v", got)
		}
	})
}
