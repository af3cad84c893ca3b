package app

import (
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/inspect"
	"sluiceway/backend/live"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/workbench"
	"sluiceway/backend/worker"
	"sluiceway/backend/write"
	"sluiceway/backend/write/guard"
)

func (f *fixtures) plugins() {
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	f.record("clusters.readSettings", must[SettingsRecord](t)(a.Clusters.ReadSettings("", eu, false)))
	f.record("clusters.about", must[ClusterAbout](t)(a.Clusters.About("", eu)))
	for _, key := range []string{"search.url", "errors.tolerence"} {
		f.record("clusters.findKey", must[KeySearch](t)(a.Clusters.FindKey("", eu, key)), "orders-eu", key)
	}
	list := must[[]PluginView](t)(a.Plugins.List("", eu))
	f.record("plugins.list", list)
	for _, p := range list {
		f.record("plugins.facts", must[PluginFacts](t)(a.Plugins.Facts("", eu, p.Class, p.Version)), "orders-eu", p.Class, p.Version)
	}
}

// forms records a new form with mistakes in it (draft-1), an edit (draft-2) and a form
// for each other way to start one.
func (f *fixtures) forms() {
	f.newForm()
	f.editForm()
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	begin := func(method string, form FormView, id string) {
		f.stable.replace(string(form.Draft), id)
		f.settled(form.Draft)
		f.record("forms."+method, must[FormView](t)(a.Forms.View("", form.Draft)))
	}
	begin("startCopy", must[FormView](t)(a.Forms.StartCopy("", eu, "orders-es-sink")), "draft-3")
	begin("startText", must[FormView](t)(a.Forms.StartText("", eu, `{"name": "pasted-sink", "config": {"connector.class": "`+archiveClass+`", "topics": "orders", "fil": "/data/orders.txt"}}`)), "draft-4")
	pasted := f.answers["forms.startText"].(FormView).Draft
	if err := a.Forms.Close("", pasted); err != nil {
		t.Fatal(err)
	}
	f.record("forms.resume", must[FormView](t)(a.Forms.Resume("", pasted)))
	f.drop(pasted)
	f.drop(f.answers["forms.startCopy"].(FormView).Draft)
}

func (f *fixtures) newForm() {
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	form := must[FormView](t)(a.Forms.StartNew("", eu, shopClass, "3.2.1"))
	f.stable.replace(string(form.Draft), "draft-1")
	f.record("forms.startNew", form)
	must[FormState](t)(a.Forms.Set("", form.Draft, []FormEdit{
		{Key: "name", Text: "orders-v2-postgres-source"},
		{Key: "topic.prefix", Text: "orders"},
		{Key: "database.hostname", Text: "db.orders.internal"},
		{Key: "database.user", Text: "${file:/etc/kafka-connect/shop.properties:db.user}"},
		{Key: "database.password", Text: fixtureSecret},
		{Key: "slot.name", Text: "Orders-v2"},
		{Key: "tombstones.on.delete", Text: "yes"},
		{Key: "heartbeat.interval.ms", Text: "5400000"},
		{Key: "databse.port", Text: "5433"},
	}))
	until(t, f.events, "a mistake is found here", func() bool {
		return hasError(must[FormState](t)(a.Forms.State("", form.Draft)), "tombstones.on.delete")
	})
	checked := must[FormState](t)(a.Forms.Validate("", form.Draft))
	f.record("forms.validate", checked)
	f.settled(form.Draft)
	state := must[FormState](t)(a.Forms.State("", form.Draft))
	f.record("forms.set", state)
	f.record("forms.state", state)
	f.record("forms.focus", state)
	view := must[FormView](t)(a.Forms.View("", form.Draft))
	f.record("forms.view", view)
	f.record("forms.changes", must[FormView](t)(a.Forms.Changes("", form.Draft, view.State.Shape)))
	f.record("forms.reveal", must[string](t)(a.Forms.Reveal("", form.Draft, "database.password")))
}

func (f *fixtures) editForm() {
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	f.clock.forward(time.Second)
	edit := must[FormView](t)(a.Forms.StartEdit("", eu, "orders-postgres-source"))
	f.stable.replace(string(edit.Draft), "draft-2")
	f.settled(edit.Draft)
	view := must[FormView](t)(a.Forms.View("", edit.Draft))
	f.record("forms.startEdit", view)
	must[FormState](t)(a.Forms.Set("", edit.Draft, []FormEdit{
		{Key: "table.include.list", Text: "public.orders,public.order_lines,public.refunds"},
		{Key: "heartbeat.interval.ms", Text: "5400000"},
		{Key: "snapshot.mode", Unset: true},
		{Key: "snapshot.fetch.size", Text: "4096"},
	}))
	f.settled(edit.Draft)
	f.record("forms.view", must[FormView](t)(a.Forms.View("", edit.Draft)), "draft-2")
	state := must[FormState](t)(a.Forms.State("", edit.Draft))
	for _, method := range []string{"state", "set", "focus", "validate"} {
		f.record("forms."+method, state, "draft-2")
	}
	review := must[Review](t)(a.Forms.Review("", edit.Draft))
	f.record("forms.review", review)
	f.record("forms.resolve", review)
}

// settled waits until a draft is stored, and was validated if that happens without a
// person.
func (f *fixtures) settled(draft connect.DraftID) {
	f.t.Helper()
	until(f.t, f.events, "the form is at rest", func() bool {
		s := must[FormState](f.t)(f.app.Forms.State("", draft))
		return s.Check != "waiting" && s.Check != "running" && (s.Changed == 0 || s.SavedAt > 0)
	})
}

func (f *fixtures) drop(draft connect.DraftID) {
	if err := f.app.Drafts.Discard("", draft); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixtures) exports() {
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	text := must[ExportText](t)(a.Exports.Print("", ExportRequest{
		Profile: eu, Name: "orders-es-sink", Format: "curl", Method: "PUT", WithLogin: true,
	}))
	f.record("exports.print", f.stable.export(text, f.boxes["orders-eu"].box.URL(), fixtureProfiles()[0].address))
	read := must[ExportRead](t)(a.Exports.ReadMany("", eu, []string{"orders-es-sink", "carts-redis-sink", "no-such-connector"}))
	preview := must[ExportPreview](t)(a.Exports.PreviewMany("", ExportManyRequest{Read: read.ID, Format: "curl", Method: "PUT", WithLogin: true}))
	preview.First = f.stable.export(preview.First, f.boxes["orders-eu"].box.URL(), fixtureProfiles()[0].address)
	f.record("exports.previewMany", preview)
	read.ID = "read-1"
	f.record("exports.readMany", read)
}

// callLog records a few calls of each kind: read, repeated, refused.
func (f *fixtures) callLog() {
	a, t, staging := f.app, f.t, f.ids["orders-staging"]
	if err := a.Calls.Clear(""); err != nil {
		t.Fatal(err)
	}
	f.polled("orders-staging")
	must[inspect.OffsetsView](t)(a.Connectors.Offsets("", staging, "stock-redis-sink"))
	f.boxes["orders-staging"].box.Fault(sandbox.FaultRebalance, 1)
	must[live.Activity](t)(a.Connectors.Act("", staging, "returns-redis-sink", "restart_failed", 0))
	until(t, f.events, "the restart is sent again", func() bool { return f.call("POST", 202).ID != 0 })
	f.clock.forward(time.Second)
	page := must[CallPage](t)(a.Calls.Page("", "", 0, 0))
	f.record("calls.page", f.stable.calls(page))
	detail := must[CallDetail](t)(a.Calls.Detail("", f.call("POST", 409).ID))
	detail.Row.ID = f.stable.ids[detail.Row.ID]
	f.record("calls.detail", detail)
}

func (f *fixtures) call(method string, status int) CallRow {
	for _, row := range must[CallPage](f.t)(f.app.Calls.Page("", "", 0, 0)).Calls {
		if row.Method == method && row.Status == status {
			return row
		}
	}
	return CallRow{}
}

func (f *fixtures) desktop() {
	a, t := f.app, f.t
	f.record("desktop.keyring", must[KeyringView](t)(a.Desktop.Keyring("", true)))
	f.record("desktop.about", must[About](t)(a.Desktop.About("")))
	settings := f.saveSettings(workbench.DefaultSettings().PollOpen)
	f.record("desktop.saveSettings", settings)
	f.record("desktop.boot", must[Boot](t)(a.Desktop.Boot("")))
	f.saveSettings(0)
}

// writes changes the clusters, so it comes after everything that reads them.
func (f *fixtures) writes() {
	a, t, eu, staging := f.app, f.t, f.ids["orders-eu"], f.ids["orders-staging"]
	_, err := a.Connectors.Act("", eu, "orders-es-sink", "restart_failed", 0)
	consent := connect.ProblemOf(err).Consent
	f.record("clusters.question", must[guard.Question](t)(a.Clusters.Question("", eu, consent)))
	if err := a.Clusters.Allow("", eu, consent, true); err != nil {
		t.Fatal(err)
	}
	f.record("connectors.act", must[live.Activity](t)(a.Connectors.Act("", eu, "orders-es-sink", "restart_failed", 0)))
	f.record("clusters.deleteFacts", must[inspect.BulkDeleteFacts](t)(a.Clusters.DeleteFacts("", eu, []string{"carts-redis-sink", "tickets-http-sink"})))
	deleted := must[WriteResult](t)(a.Connectors.Delete("", eu, "tickets-http-sink", "tickets-http-sink"))
	f.record("connectors.delete", deleted)
	changed := worker.Outcome{Name: "orders-es-sink", Landed: worker.LandedYes, Text: "The offsets were changed."}.Result()
	f.record("connectors.alterOffsets", changed)
	f.record("connectors.resetOffsets", changed)
	f.record("profiles.deletePreview", must[DeletePreview](t)(a.Profiles.DeletePreview("", eu)))
	f.clock.forward(time.Second)
	edit := must[FormView](t)(a.Forms.StartEdit("", staging, "stock-redis-sink"))
	f.stable.replace(string(edit.Draft), "draft-5")
	must[FormState](t)(a.Forms.Set("", edit.Draft, []FormEdit{{Key: "tasks.max", Text: "2"}, {Key: "file", Text: "/data/stock-2.txt"}}))
	f.settled(edit.Draft)
	view := must[DraftsView](t)(a.Drafts.List(""))
	for _, row := range view.Deleted {
		f.stable.replace(row.ID, "deleted-1")
	}
	f.record("drafts.list", f.stable.drafts(view))
	f.record("drafts.count", must[int](t)(a.Drafts.Count("")))
	again := must[FormView](t)(a.Forms.StartDeleted("", view.Deleted[0].ID))
	f.stable.replace(string(again.Draft), "draft-6")
	f.settled(again.Draft)
	f.record("forms.startDeleted", must[FormView](t)(a.Forms.View("", again.Draft)))
	f.createAndSave()
}

func (f *fixtures) createAndSave() {
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	created := must[FormView](t)(a.Forms.StartNew("", eu, archiveClass, "1.2.0"))
	must[FormState](t)(a.Forms.Set("", created.Draft, []FormEdit{{Key: "name", Text: "orders-archive-sink"}, {Key: "topics", Text: "orders"}, {Key: "file", Text: "/data/orders.txt"}}))
	f.record("forms.create", must[WriteResult](t)(a.Forms.Create("", created.Draft, "PAUSED")))
	saved := must[FormView](t)(a.Forms.StartEdit("", eu, "orders-archive-jdbc-source"))
	must[FormState](t)(a.Forms.Set("", saved.Draft, []FormEdit{{Key: "snapshot.fetch.size", Text: "4096"}}))
	must[Review](t)(a.Forms.Review("", saved.Draft))
	f.record("forms.save", must[WriteResult](t)(a.Forms.Save("", saved.Draft, false)))
}

// bulk records a run that has ended.
func (f *fixtures) bulk() {
	a, t, eu := f.app, f.t, f.ids["orders-eu"]
	id := must[string](t)(a.Clusters.Bulk("", eu, "restart_failed", []string{"invoices-s3-sink", "customers-postgres-source", "carts-redis-sink"}, ""))
	f.stable.replace(id, "bulk-1")
	f.record("clusters.bulk", id)
	until(t, f.events, "the bulk run ends", func() bool {
		f.clock.forward(300 * time.Millisecond)
		return must[write.BulkState](t)(a.Clusters.BulkState("", id)).EndedAt > 0
	})
	ended := must[write.BulkState](t)(a.Clusters.BulkState("", id))
	ended.EndedAt = ended.StartedAt + 4000
	for i := range ended.Lines {
		ended.Lines[i].At = ended.StartedAt + 2000
	}
	f.record("clusters.bulkState", ended)
}
