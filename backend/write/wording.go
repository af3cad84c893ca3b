package write

import (
	"cmp"

	"sluiceway/backend/worker"
)

// worded gives offers the words of the kind, if it has its own.
func worded(offers []Offer, w worker.Words) []Offer {
	for i := range offers {
		o := &offers[i]
		switch o.ID {
		case worker.ActionPause:
			o.Label, o.Explain = cmp.Or(w.Pause, o.Label), cmp.Or(w.PauseExplain, o.Explain)
		case worker.ActionResume:
			o.Label, o.Explain = cmp.Or(w.Resume, o.Label), cmp.Or(w.ResumeExplain, o.Explain)
		case worker.ActionRestartAll:
			o.Label, o.Explain = cmp.Or(w.Restart, o.Label), cmp.Or(w.RestartExplain, o.Explain)
		default:
		}
	}
	return offers
}
