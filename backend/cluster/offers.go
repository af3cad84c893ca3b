package cluster

import (
	"fmt"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// ActionView is an action that is offered, with its exact words. Asks is a
// question to put first; on a production cluster every action has one.
type ActionView struct {
	ID      Action
	Label   string
	Explain string
	Asks    string
	Primary bool
}

// offers lists what can be done to a connector now, and says why the rest
// cannot be.
func (l *live) offers(e *entry, name string) (actions []ActionView, refused string) {
	if l.profile.ReadOnly {
		return nil, "This profile is read-only: restart, pause, edit and delete are not offered."
	}
	if l.worker == nil {
		return nil, worker.Unknown().Why(worker.Edit)
	}
	can := l.worker.Features()
	if !can.Known() {
		return nil, can.Why(worker.Edit)
	}
	unsafe := l.worker.Traits().WriteProblem(name, true)
	var out []ActionView
	if unsafe == nil {
		out = l.restartOffers(e, can)
	}
	out = append(out, l.stateOffers(e, can, unsafe == nil)...)
	if unsafe == nil && can.Can(worker.Edit) {
		out = append(out, ActionView{ID: ActionEdit, Label: "Edit config", Explain: "Opens the form. Nothing is sent before you save."})
	}
	if unsafe == nil && can.Can(worker.Delete) {
		out = append(out, ActionView{ID: ActionDelete, Label: "Delete…", Explain: "Says what stays behind, and asks."})
	}
	if unsafe != nil {
		refused = problemOf(unsafe).Text
	}
	if l.profile.Production() {
		l.guard(e, name, out)
	}
	return out, refused
}

func (l *live) restartOffers(e *entry, can worker.Features) []ActionView {
	s := e.status
	if !e.has || s.Connector.State == connect.StateStopped {
		return nil
	}
	var out []ActionView
	failed := l.newPlan(e, s.Name, ActionRestartFailed, 0)
	if failed.refused() == nil && failed.doable(can) {
		out = append(out, ActionView{
			ID: ActionRestartFailed, Label: "Restart " + failed.failedWords(), Primary: true,
			Explain: "Restarts only what has failed. What runs goes on.",
		})
	}
	if len(s.Tasks) > 0 && l.newPlan(e, s.Name, ActionRestartAll, 0).doable(can) {
		out = append(out, ActionView{
			ID: ActionRestartAll, Label: "Restart connector and " + allTasks(len(s.Tasks)),
			Explain: "What runs is interrupted and goes on from its last committed offsets.",
		})
	}
	if can.Can(worker.Restart) {
		out = append(out, ActionView{
			ID: ActionRestart, Label: "Restart connector only",
			Explain: "Restarts the connector itself, which makes the task configs. " + goOn(len(s.Tasks)),
		})
	}
	return out
}

func goOn(tasks int) string {
	switch tasks {
	case 0:
		return "It has no tasks."
	case 1:
		return "Its task goes on."
	}
	return fmt.Sprintf("Its %d tasks go on.", tasks)
}

func (l *live) stateOffers(e *entry, can worker.Features, safe bool) []ActionView {
	s := e.status
	idle := s.Connector.State == connect.StatePaused || s.Connector.State == connect.StateStopped
	var out []ActionView
	switch {
	case !can.Can(worker.Pause):
	case idle:
		out = append(out, ActionView{ID: ActionResume, Label: "Resume", Primary: true, Explain: "Goes on from the last committed offsets."})
	case e.has:
		out = append(out, ActionView{ID: ActionPause, Label: "Pause", Explain: "The tasks stay and keep what they hold, but move no records until Resume."})
	}
	if safe && can.Can(worker.Stop) && e.has && s.Connector.State != connect.StateStopped {
		out = append(out, ActionView{
			ID: ActionStop, Label: "Stop…", Explain: "Ends the tasks and gives back what they hold. Config and offsets stay.",
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

// guard adds to each action of a production cluster what is about to be done.
func (l *live) guard(e *entry, name string, actions []ActionView) {
	for i := range actions {
		a := &actions[i]
		if a.ID == ActionEdit || a.ID == ActionDelete {
			continue // ask by themselves
		}
		what := l.newPlan(e, name, a.ID, 0).words()
		ask := fmt.Sprintf("You are about to %s of %s on a production cluster.", what, name)
		if a.ID == ActionPause || a.ID == ActionResume || a.ID == ActionStop {
			ask = fmt.Sprintf("You are about to %s %s on a production cluster.", what, name)
		}
		if a.Asks != "" {
			ask += " " + a.Asks
		}
		a.Asks = ask + " Nothing has been sent yet."
	}
}
