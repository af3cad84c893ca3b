package write

import (
	"fmt"
	"maps"
	"strconv"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/worker"
	"sluiceway/backend/write/plan"
)

// factCanceled is the fact of a step that a service has cancelled.
const factCanceled = "cancelled"

// FollowView is the follow of a connector after a change.
type FollowView struct {
	State  FollowState     `json:"state"`
	Action worker.Action   `json:"action"`
	Since  float64         `json:"since"`
	Text   string          `json:"text"`
	Limit  string          `json:"limit"` // a sentence about the time limit; empty at the end
	Steps  []connect.Step  `json:"steps"` // after create and save, and of a change of offsets that the service carries out
	Draft  connect.DraftID `json:"draft"` // from which the connector was created
	Again  bool            `json:"again"` // it ended while the service went on, so that it can be followed again
}

// Unfollowed returns the view of a connector that is not followed.
func Unfollowed() FollowView { return FollowView{Steps: []connect.Step{}} }

// Follow returns the latest follow of a connector; ok is false if there was none. after says
// when its tasks entered their states, since the change.
func (s *Service) Follow(k live.Known) (view FollowView, after map[int]time.Duration, ok bool) {
	f := s.follow(k.Profile.ID, k.Row.Name)
	if f == nil || f.conn.Profile.URL != k.Profile.URL {
		return Unfollowed(), nil, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.view(k), maps.Clone(f.after), true
}

// view returns the view. The lock must be held.
func (f *follow) view(k live.Known) FollowView {
	v := FollowView{State: f.state, Action: f.plan.Action, Since: connect.UnixMilli(f.since), Steps: []connect.Step{}}
	s := k.Status
	if f.state == FollowFollowing {
		v.Limit = f.limitText()
	}
	if f.made == nil {
		v.Text = f.text
		if f.state == FollowFollowing {
			v.Text = k.Row.Activity.Text
		}
		if plan.OnOffsets(f.plan.Action) && f.operation != nil {
			v.Steps, v.Again = offsetSteps(f, k), f.state == FollowEnded && !f.operation.done()
		}
		return v
	}
	v.Draft, v.Text, v.Steps = f.made.draft, f.madeText(k), f.steps(k)
	stillFailed := f.state == FollowFailed && anyFailed(s) && f.operation.done()
	if f.state != FollowFollowing && f.text != "" && !stillFailed {
		v.Text = f.text
	}
	return v
}

func (f *follow) limitText() string {
	if f.operation.done() {
		return "Followed for " + plan.Span(limitOf(f.conn)) + " at most."
	}
	return "Followed for " + plan.Span(f.operation.limit()) + " at most. The service continues without that."
}

// steps returns the steps that were reached, each with the time since the change.
func (f *follow) steps(k live.Known) []connect.Step {
	c, s := f.made, k.Status
	target := c.targetFor(s)
	steps := []connect.Step{{ID: "sent", Title: "Sent to the worker", State: connect.StepPassed, Fact: c.answer(), Took: connect.Milli(c.took), Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}}}
	if f.operation != nil {
		steps = append(steps, f.operation.steps(k)...)
	}
	if !c.saved {
		steps = append(steps, step("listed", "Listed by the cluster", "", f.since, c.listedAt))
	}
	instance := step("connector", "Connector "+plan.StateWord(target), "", f.since, c.runningAt)
	if !c.runningAt.IsZero() && s.Connector.WorkerID != "" {
		instance.Fact = "on " + s.Connector.WorkerID
	}
	if s.Connector.State == connect.StateFailed {
		instance.State, instance.Fact = connect.StepFailed, "failed"
	}
	steps = append(steps, instance)
	if target != connect.StateStopped && !c.bare {
		steps = append(steps, f.taskSteps(k, target)...)
	}
	if target == connect.StateRunning {
		steps = append(steps, settledStep(f.since, c.settledAt))
	}
	markRunning(steps, f.state)
	return steps
}

func (f *follow) taskSteps(k live.Known, target connect.State) []connect.Step {
	c, s := f.made, k.Status
	made := step("made", "Tasks made", "", f.since, c.tasksAt)
	polled := !c.tasksAt.IsZero() // before that, the tasks are those from before the save
	if polled && len(s.Tasks) > 0 {
		made.Fact = plan.Count(len(s.Tasks), "task")
		if k.Config != nil {
			made.Fact = fmt.Sprintf("%d of at most %d", len(s.Tasks), connect.TasksMax(k.Config))
		}
	}
	run := step("tasks", "Tasks "+plan.StateWord(target), "", f.since, c.allAt)
	if polled && len(s.Tasks) > 0 {
		run.Fact = fmt.Sprintf("%d of %d", plan.StatesOf(s, target), len(s.Tasks))
	}
	if failed := plan.StatesOf(s, connect.StateFailed); failed > 0 && f.state == FollowFailed {
		run.State = connect.StepFailed
		run.Fact += fmt.Sprintf(", %d failed", failed)
		if failed == len(s.Tasks) {
			run.Fact = fmt.Sprintf("0 of %d, all failed", failed)
		}
		for _, after := range f.after {
			run.Took = max(run.Took, connect.Milli(after))
		}
	}
	return []connect.Step{made, run}
}

func settledStep(since, at time.Time) connect.Step {
	settled := step("settled", "Running for 10 s", "then it counts as settled", since, at)
	if settled.State == connect.StepPassed {
		settled.Fact = "settled"
	}
	return settled
}

// steps returns the steps that the service reports, or the operation as one step.
func (o *operation) steps(k live.Known) []connect.Step {
	if len(o.progress) > 0 {
		return o.progress
	}
	out := step("operation", "Carried out by the service", o.masked(k, o.text), o.f.since, o.doneAt)
	if o.doneAt.IsZero() && o.f.state == FollowFailed {
		out.State = connect.StepFailed
	}
	return []connect.Step{out}
}

// step returns a step that was reached at a time; zero: not yet.
func step(id, title, fact string, since, at time.Time) connect.Step {
	if at.IsZero() {
		return connect.Step{ID: id, Title: title, State: connect.StepNotReached, Fact: fact, Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}}
	}
	return connect.Step{ID: id, Title: title, State: connect.StepPassed, Fact: fact, Took: connect.Milli(at.Sub(since)), Facts: []connect.Fact{}, Chain: []connect.CertificateFact{}}
}

// markRunning marks the first step that was not reached as running, as long as the connector
// is followed, and the steps after a failure as not reached.
func markRunning(steps []connect.Step, state FollowState) {
	for i := range steps {
		if steps[i].State == connect.StepRunning { // the service says so
			return
		}
		if steps[i].State == connect.StepFailed {
			for k := i + 1; k < len(steps); k++ {
				steps[k].State, steps[k].Took = connect.StepNotReached, 0
				if steps[k].Fact != factCanceled {
					steps[k].Fact = "not reached"
				}
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

// answer describes the cluster's answer to the write.
func (c *creation) answer() string {
	if c.status == 0 {
		return "no clear answer, but it is there"
	}
	return strconv.Itoa(c.status)
}
