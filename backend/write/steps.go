package write

import (
	"fmt"
	"maps"
	"strconv"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
)

// FollowView tells how a connector is followed after a change.
type FollowView struct {
	State  FollowState     `json:"state"`
	Action worker.Action   `json:"action"`
	Since  float64         `json:"since"`
	Text   string          `json:"text"`
	Steps  []connect.Step  `json:"steps"` // of create and save
	Draft  connect.DraftID `json:"draft"` // that the connector was made from
}

// Unfollowed is the view of a connector that is not followed.
func Unfollowed() FollowView { return FollowView{Steps: []connect.Step{}} }

// Follow tells how a connector is or was followed; ok is false where it was not.
// after are the times at which its tasks came into their states, since the
// change.
func (s *Service) Follow(k live.Known) (view FollowView, after map[int]time.Duration, ok bool) {
	f := s.follow(k.Profile.ID, k.Row.Name)
	if f == nil || f.conn.Profile.URL != k.Profile.URL {
		return Unfollowed(), nil, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.view(k), maps.Clone(f.after), true
}

// view is made under the lock.
func (f *follow) view(k live.Known) FollowView {
	v := FollowView{State: f.state, Action: f.plan.action, Since: connect.UnixMilli(f.since), Steps: []connect.Step{}}
	s := k.Status
	if f.made == nil {
		v.Text = f.text
		if f.state == FollowFollowing {
			v.Text = k.Row.Activity.Text
		}
		return v
	}
	v.Draft, v.Text, v.Steps = f.made.draft, f.made.headline(f.state, s), f.steps(k)
	stillFailed := f.state == FollowFailed && anyFailed(s)
	if f.state != FollowFollowing && f.text != "" && !stillFailed {
		v.Text = f.text
	}
	return v
}

// steps are what the worker has shown, each with the time since it was sent.
func (f *follow) steps(k live.Known) []connect.Step {
	c, s := f.made, k.Status
	target := c.targetFor(s)
	steps := []connect.Step{{ID: "sent", Title: "Sent to the worker", State: connect.StepPassed, Fact: c.answer(), Took: connect.Milli(c.took), Facts: []connect.Fact{}}}
	if !c.saved {
		steps = append(steps, step("listed", "Listed by the cluster", "", f.since, c.listedAt))
	}
	instance := step("connector", "Connector "+stateWord(target), "", f.since, c.runningAt)
	if !c.runningAt.IsZero() && s.Connector.WorkerID != "" {
		instance.Fact = "on " + s.Connector.WorkerID
	}
	if s.Connector.State == connect.StateFailed {
		instance.State, instance.Fact = connect.StepFailed, "failed"
	}
	steps = append(steps, instance)
	if target != connect.StateStopped {
		steps = append(steps, f.taskSteps(k, target)...)
	}
	markUnder(steps, f.state)
	return steps
}

func (f *follow) taskSteps(k live.Known, target connect.State) []connect.Step {
	c, s := f.made, k.Status
	made := step("made", "Tasks made", "", f.since, c.tasksAt)
	if len(s.Tasks) > 0 {
		made.Fact = count(len(s.Tasks), "task")
		if k.Config != nil {
			made.Fact = fmt.Sprintf("%d of at most %d", len(s.Tasks), connect.TasksMax(k.Config))
		}
	}
	run := step("tasks", "Tasks "+stateWord(target), "", f.since, c.allAt)
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
			run.Took = max(run.Took, connect.Milli(after))
		}
	}
	steps := []connect.Step{made, run}
	if target == connect.StateRunning {
		settled := step("settled", "Running for 10 s", "then it counts as settled", f.since, c.settledAt)
		if settled.State == connect.StepPassed {
			settled.Fact = "settled"
		}
		steps = append(steps, settled)
	}
	return steps
}

// step is one that was reached at a time, since the change; zero: not yet.
func step(id, title, fact string, since, at time.Time) connect.Step {
	if at.IsZero() {
		return connect.Step{ID: id, Title: title, State: connect.StepNotReached, Fact: fact, Facts: []connect.Fact{}}
	}
	return connect.Step{ID: id, Title: title, State: connect.StepPassed, Fact: fact, Took: connect.Milli(at.Sub(since)), Facts: []connect.Fact{}}
}

// markUnder marks the first step that is not reached as under way, while it is
// followed; what comes after a failure is not reached in words, too.
func markUnder(steps []connect.Step, state FollowState) {
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
		if state == FollowFollowing {
			steps[i].State = connect.StepRunning
		}
		return
	}
}

// answer says what the cluster answered to the write.
func (c *creation) answer() string {
	if c.status == 0 {
		return "no clear answer, but it is there"
	}
	return strconv.Itoa(c.status)
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
