package write

import (
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// Offer is an action that makes sense for a connector now.
type Offer = plan.Offer

// Offers lists what can be done to a connector now, and says why the rest
// cannot be. What a cluster can do is data: the page tests nothing else.
func (s *Service) Offers(k live.Known) (offers []Offer, refused string) {
	conn, ok := s.live.Peek(k.Profile.ID)
	if !ok {
		return []Offer{}, ""
	}
	if k.Profile.ReadOnly() {
		return []Offer{}, "This profile is read-only: restart, pause, edit and delete are not offered."
	}
	var unsafe error
	var traits worker.Traits
	if conn.Worker != nil {
		traits = conn.Worker.Traits()
		unsafe = traits.WriteProblem(k.Row.Name, true)
	}
	switch {
	case traits.PausedIsOff && k.Status.Connector.State == connect.StatePaused:
	case unsafe == nil && traits.RestartsWhole:
		offers = plan.WholeRestart(k)
	case unsafe == nil:
		offers = plan.RestartOffers(k)
	}
	offers = append(offers, plan.StateOffers(k, unsafe == nil)...)
	if unsafe != nil {
		refused = connect.AsError(unsafe).Text
	} else {
		offers = append(offers,
			Offer{ID: worker.ActionEdit, Label: "Edit config", Explain: "Opens the form. Nothing is sent before you save."},
			Offer{ID: worker.ActionDelete, Label: "Delete…", Explain: "Says what stays behind, and asks."})
	}
	return plan.Worded(reasoned(offers, conn), traits.Words), refused
}

// reasoned says of each offer why it cannot be chosen: the profile does not allow it, or the
// cluster cannot do it. A cluster that has not answered yet is not known to lack anything that
// every cluster has; what only some have is left out.
func reasoned(offers []Offer, conn worker.Connection) []Offer {
	features := conn.Features()
	if !features.Known() {
		offers = slices.DeleteFunc(offers, func(o Offer) bool { return o.ID == worker.ActionStop })
	}
	for i, o := range offers {
		why := conn.Profile.Denies(plan.PermissionOf(o.ID))
		if why == "" && features.Known() {
			why = features.Why(plan.FeatureOf(o.ID))
		}
		if offers[i].Why = why; why != "" {
			offers[i].Primary = false
		}
	}
	return offers
}

// BulkOffers lists what can be done with several connectors of a cluster at once.
// An export changes nothing, so it is offered wherever there are connectors.
func (s *Service) BulkOffers(profile connect.ProfileID) []Offer {
	export := Offer{ID: worker.ActionExport, Label: "Export…", Explain: "Their configs as one script, one file or a file for each. Nothing is sent but the reads."}
	conn, ok := s.live.Peek(profile)
	switch {
	case !ok:
		return []Offer{}
	case conn.Profile.ReadOnly():
		return []Offer{export}
	}
	remove := Offer{ID: worker.ActionDelete, Label: "Delete…", Explain: "Says what stays behind, and asks."}
	var failed []Offer
	var traits worker.Traits
	if conn.Worker != nil {
		traits = conn.Worker.Traits()
	}
	if !traits.RestartsWhole {
		failed = append(failed, Offer{ID: worker.ActionRestartFailed, Label: "Restart what has failed", Explain: "Restarts only what has failed. Running tasks are not interrupted."})
	}
	offers := append(reasoned(append(failed, []Offer{
		{ID: worker.ActionRestartAll, Label: "Restart connectors and all tasks", Explain: "Running tasks are interrupted and continue from their last committed offsets."},
		{ID: worker.ActionPause, Label: "Pause", Explain: "The tasks stay and keep what they hold, but move no records until Resume."},
		{ID: worker.ActionResume, Label: "Resume", Explain: "Continues from the last committed offsets."},
		{ID: worker.ActionStop, Label: "Stop…", Explain: "Ends the tasks and releases what they hold. Config and offsets stay."},
	}...), conn), export)
	return plan.Worded(append(offers, reasoned([]Offer{remove}, conn)...), traits.Words)
}
