package cluster

import (
	"fmt"
	"time"

	"sluiceway/backend/connect"
)

// FollowView tells how a connector is followed.
type FollowView struct {
	State   FollowState
	Action  Action
	Since   time.Time
	Text    string
	Steps   []connect.Step // of create and save
	Percent int            // of the tasks that run
	Draft   connect.DraftID
}

// view is made under the lock of the live view.
func (f *follow) view(e *entry) FollowView {
	v := FollowView{State: f.state, Action: f.plan.action, Since: f.since}
	s := e.status
	if len(s.Tasks) > 0 {
		v.Percent = 100 * statesOf(s, connect.StateRunning) / len(s.Tasks)
	}
	if f.made == nil {
		v.Text = f.text
		if f.state == FollowFollowing {
			v.Text = e.act.Text
		}
		return v
	}
	v.Draft, v.Text, v.Steps = f.made.Draft, f.headline(s), f.steps(e)
	if f.state != FollowFollowing && f.text != "" {
		v.Text = f.text
	}
	return v
}

// steps are what the worker has shown, each with the time since it was sent.
func (f *follow) steps(e *entry) []connect.Step {
	c, s := f.made, e.status
	target := c.targetFor(s)
	steps := []connect.Step{{ID: "sent", Title: "Sent to the worker", State: connect.StepPassed, Fact: c.answer(), Took: milliseconds(c.Took)}}
	if !c.Saved {
		steps = append(steps, f.step("listed", "Listed by the cluster", "", c.listedAt))
	}
	instance := f.step("connector", "Connector "+stateWord(target), "", c.runningAt)
	if !c.runningAt.IsZero() && s.Connector.WorkerID != "" {
		instance.Fact = "on " + s.Connector.WorkerID
	}
	if s.Connector.State == connect.StateFailed {
		instance.State, instance.Fact = connect.StepFailed, "failed"
	}
	steps = append(steps, instance)
	if target != connect.StateStopped {
		steps = append(steps, f.taskSteps(e, target)...)
	}
	f.markUnder(steps)
	return steps
}

func (f *follow) taskSteps(e *entry, target connect.State) []connect.Step {
	c, s := f.made, e.status
	made := f.step("made", "Tasks made", "", c.tasksAt)
	if len(s.Tasks) > 0 {
		made.Fact = count(len(s.Tasks), "task")
		if e.config != nil {
			made.Fact = fmt.Sprintf("%d of at most %d", len(s.Tasks), tasksMax(e.config))
		}
	}
	run := f.step("tasks", "Tasks "+stateWord(target), "", c.allAt)
	if len(s.Tasks) > 0 {
		run.Fact = fmt.Sprintf("%d of %d", statesOf(s, target), len(s.Tasks))
	}
	if failed := statesOf(s, connect.StateFailed); failed > 0 && f.state == FollowFailed {
		run.State = connect.StepFailed
		run.Fact += fmt.Sprintf(", %d failed", failed)
		if failed == len(s.Tasks) {
			run.Fact = fmt.Sprintf("0 of %d, all failed", failed)
		}
		for _, after := range f.after {
			run.Took = max(run.Took, milliseconds(after))
		}
	}
	steps := []connect.Step{made, run}
	if target == connect.StateRunning {
		settled := f.step("settled", "Running for 10 s", "then it counts as settled", c.settledAt)
		if settled.State == connect.StepPassed {
			settled.Fact = "settled"
		}
		steps = append(steps, settled)
	}
	return steps
}

func (f *follow) step(id, title, fact string, at time.Time) connect.Step {
	if at.IsZero() {
		return connect.Step{ID: id, Title: title, State: connect.StepNotReached, Fact: fact}
	}
	return connect.Step{ID: id, Title: title, State: connect.StepPassed, Fact: fact, Took: milliseconds(at.Sub(f.since))}
}

// markUnder marks the first step that is not reached as under way, while it is
// followed; what comes after a failure is not reached in words, too.
func (f *follow) markUnder(steps []connect.Step) {
	for i := range steps {
		if steps[i].State == connect.StepFailed {
			for k := i + 1; k < len(steps); k++ {
				steps[k].State, steps[k].Fact, steps[k].Took = connect.StepNotReached, "not reached", 0
			}
			return
		}
		if steps[i].State != connect.StepNotReached {
			continue
		}
		if f.state == FollowFollowing {
			steps[i].State = connect.StepRunning
		}
		return
	}
}

// answer says what the worker answered to the write.
func (c *creation) answer() string {
	if c.Status == 0 {
		return "no answer in time, but it is there"
	}
	return fmt.Sprintf("%d", c.Status)
}

func stateWord(s connect.State) string {
	switch s {
	case connect.StatePaused:
		return "paused"
	case connect.StateStopped:
		return "stopped"
	default:
		return "running"
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
