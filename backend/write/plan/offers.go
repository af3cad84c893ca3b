package plan

import (
	"cmp"
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// Offer is an action that makes sense for a connector now, with its exact
// words. Why is the reason where the cluster cannot do it; it is shown, and
// cannot be chosen. Asks is a question to put first
// where the guard does not ask.
type Offer struct {
	ID      worker.Action `json:"id"`
	Label   string        `json:"label"`
	Explain string        `json:"explain"`
	Asks    string        `json:"asks"`
	Primary bool          `json:"primary"`
	Why     string        `json:"why"`
}

// RestartOffers are the restarts of a cluster that can restart the parts of a connector.
func RestartOffers(k live.Known) []Offer {
	s := k.Status
	if !k.HasStatus || s.Connector.State == connect.StateStopped {
		return nil
	}
	var out []Offer
	failed := New(k, worker.ActionRestartFailed, 0)
	if failed.Refused() == nil {
		out = append(out, Offer{
			ID: worker.ActionRestartFailed, Label: "Restart " + failed.FailedWords(), Primary: true,
			Explain: "Restarts only what has failed. Running tasks are not interrupted.",
		})
	}
	if len(s.Tasks) > 0 {
		out = append(out, Offer{
			ID: worker.ActionRestartAll, Label: "Restart connector and " + AllTasks(len(s.Tasks)),
			Explain: "Running tasks are interrupted and continue from their last committed offsets.",
		})
	}
	return append(out, Offer{
		ID: worker.ActionRestart, Label: "Restart connector only",
		Explain: "Restarts the connector itself, which makes the task configs. " + undisturbed(len(s.Tasks)),
	})
}

// WholeRestart offers the only restart of a cluster that restarts nothing less.
func WholeRestart(k live.Known) []Offer {
	if !k.HasStatus {
		return nil
	}
	label := "Restart the connector"
	if n := len(k.Status.Tasks); n > 0 {
		label = "Restart connector and " + AllTasks(n)
	}
	return []Offer{{
		ID: worker.ActionRestartAll, Label: label, Primary: New(k, worker.ActionRestartFailed, 0).Refused() == nil,
		Explain: "Running tasks are interrupted and continue from their last committed offsets. Nothing less can be restarted here.",
	}}
}

func undisturbed(tasks int) string {
	switch tasks {
	case 0:
		return "It has no tasks."
	case 1:
		return "Its task is not interrupted."
	}
	return fmt.Sprintf("Its %d tasks are not interrupted.", tasks)
}

// StateOffers are pause or resume, and stop where the connector's name is safe for it.
func StateOffers(k live.Known, safe bool) []Offer {
	s := k.Status
	idle := s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped
	var out []Offer
	if idle {
		out = append(out, Offer{ID: worker.ActionResume, Label: "Resume", Primary: true, Explain: "Continues from the last committed offsets."})
	} else if k.HasStatus {
		out = append(out, Offer{ID: worker.ActionPause, Label: "Pause", Explain: "The tasks stay and keep what they hold, but move no records until Resume."})
	}
	if safe && k.HasStatus && s.Connector.State != connect.StateStopped {
		out = append(out, Offer{
			ID: worker.ActionStop, Label: "Stop…", Explain: "Ends the tasks and releases what they hold. Config and offsets stay.",
			Asks: fmt.Sprintf("Stopping ends %s; config and offsets stay. Resume starts it again.", ends(len(s.Tasks))),
		})
	}
	return out
}

func ends(tasks int) string {
	switch tasks {
	case 0:
		return "the connector"
	case 1:
		return "the connector and its task"
	}
	return fmt.Sprintf("the connector and its %d tasks", tasks)
}

// OffsetOffers are the changes of a connector's offsets, with the reason where they cannot be made
// now. There are none while nothing can be changed at all.
func OffsetOffers(conn worker.Connection, k live.Known) []Offer {
	if conn.Worker == nil || !conn.Features().Known() || k.Profile.ReadOnly() || conn.Worker.Traits().WriteProblem(k.Row.Name, true) != nil {
		return []Offer{}
	}
	why := cmp.Or(conn.Profile.Denies(connect.PermitOffsets), conn.Features().Why(worker.AlterOffsets))
	explain := "The service pauses the connector, changes its offsets and resumes it by itself."
	if conn.Worker.Traits().Offsets.WhileStopped {
		explain = "The connector continues from its new offsets when it is resumed."
		if k.Status.Connector.State != connect.StateStopped || len(k.Status.Tasks) > 0 {
			why = cmp.Or(why, "Stop the connector first. Its offsets can be changed only while it is stopped.")
		}
	}
	return []Offer{
		{ID: worker.ActionAlterOffsets, Label: "Change offsets…", Explain: explain, Why: why},
		{ID: worker.ActionResetOffsets, Label: "Reset offsets…", Explain: explain, Why: why},
	}
}

// Worded gives offers the words of the kind, if it has its own.
func Worded(offers []Offer, w worker.Words) []Offer {
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
