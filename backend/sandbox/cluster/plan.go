package cluster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// begin plans the start of a new connector in its initial state.
func (s *Cluster) begin(c *Connector, now time.Time) {
	c.touch(now)
	switch c.target {
	case connect.StatePaused, connect.StateStopped:
		c.instance.then(phase{at: now.Add(plugins.ToStatus), state: c.target})
	default:
		c.instance.then(phase{at: now.Add(plugins.ToStatus), state: connect.StateUnassigned})
		s.launch(c, now)
	}
}

// launch plans the start of the instance and then of its tasks.
func (s *Cluster) launch(c *Connector, now time.Time) bool {
	f := s.outcomeOf(c)
	if f.Instance != nil && f.Instance.After == 0 {
		c.instance.then(phase{at: now.Add(plugins.ToStart), state: connect.StateFailed, trace: f.Instance.Trace, unloaded: true})
		return false
	}
	c.instance.then(phase{at: now.Add(plugins.ToStart), state: connect.StateRunning})
	if f.Instance != nil {
		c.instance.then(phase{at: now.Add(plugins.ToStart + f.Instance.After), state: connect.StateFailed, trace: f.Instance.Trace})
	}
	s.planTasks(c, f, now.Add(plugins.ToTasks))
	return true
}

// planTasks makes the task configs and restarts the tasks whose configs changed.
func (s *Cluster) planTasks(c *Connector, f plugins.Outcome, at time.Time) {
	configs := c.taskConfigs(f)
	if slices.EqualFunc(c.Set(at).Configs, configs, plugins.Settings.Equal) {
		return
	}
	c.sets = append(c.sets, taskSet{at: at, Configs: configs})
	for i := range configs {
		if i == len(c.tasks) {
			c.tasks = append(c.tasks, &timeline{worker: s.nextWorker()})
		}
		c.tasks[i].then(phase{at: at, state: connect.StateUnassigned})
		c.startTask(f, i, at.Add(plugins.ToTask+c.jitter("task"+strconv.Itoa(i))))
	}
	for _, extra := range c.tasks[len(configs):] {
		extra.then(phase{at: at, state: gone})
	}
}

// startTask plans a start, and the failure that follows from the config.
func (c *Connector) startTask(f plugins.Outcome, id int, at time.Time) {
	task := c.tasks[id]
	if c.target == connect.StatePaused {
		task.then(phase{at: at, state: connect.StatePaused})
		return
	}
	bad := f.Of(id)
	if bad != nil && bad.After == 0 {
		task.then(phase{at: at, state: connect.StateFailed, trace: bad.Trace})
		return
	}
	task.then(phase{at: at, state: connect.StateRunning})
	if bad != nil {
		task.then(phase{at: at.Add(bad.After), state: connect.StateFailed, trace: bad.Trace})
	}
}

// taskConfigs are the configs the connector would make for its tasks.
func (c *Connector) taskConfigs(f plugins.Outcome) []plugins.Settings {
	if f.NoTasks {
		return nil
	}
	limit, err := strconv.Atoi(strings.TrimSpace(c.Config.Text("tasks.max")))
	if err != nil || limit < 1 {
		limit = 1
	}
	if c.plugin.Tasks != nil {
		limit = min(limit, c.plugin.Tasks(c.Config))
	} else if c.plugin.Kind == connect.KindSource {
		limit = 1
	}
	var out []plugins.Settings
	for i := range limit {
		config := c.Config.Clone()
		config.Set("task.class", strings.TrimSuffix(c.plugin.Class, "Connector")+"Task")
		if limit > 1 && c.plugin.Kind == connect.KindSource {
			config.Set("task.id", strconv.Itoa(i))
		}
		out = append(out, config)
	}
	return out
}

// Change plans the effect of a new config on an existing connector.
func (s *Cluster) Change(c *Connector, now time.Time) {
	c.touch(now)
	if c.target != connect.StateRunning {
		return
	}
	c.instance.replan(now)
	s.launch(c, now)
}

// Pause plans PAUSED for everything that has not failed.
func (s *Cluster) Pause(c *Connector, now time.Time) {
	c.touch(now)
	if c.target == connect.StatePaused {
		return
	}
	from := c.target
	c.target = connect.StatePaused
	endIn(&c.instance, now, plugins.ToPause, connect.StatePaused)
	if from == connect.StateStopped {
		return
	}
	for i, task := range c.tasks {
		if task.state(now) != gone || !task.next(now).IsZero() {
			endIn(task, now, plugins.ToPause+c.jitter("pause"+strconv.Itoa(i)), connect.StatePaused)
		}
	}
}

// endIn plans a state unless the connector or task has failed by then: only a
// restart ends that.
func endIn(l *timeline, now time.Time, delay time.Duration, state connect.State) {
	at := l.replan(now).Add(delay)
	if l.state(at) != connect.StateFailed {
		l.then(phase{at: at, state: state})
	}
}

// Resume plans RUNNING again; from STOPPED with new tasks.
func (s *Cluster) Resume(c *Connector, now time.Time) {
	c.touch(now)
	from := c.target
	if from == connect.StateRunning {
		return
	}
	c.target = connect.StateRunning
	if c.instance.state(now) == connect.StateFailed {
		return
	}
	started := c.instance.replan(now)
	if from == connect.StateStopped {
		s.launch(c, started)
		return
	}
	f := s.outcomeOf(c)
	c.instance.then(phase{at: started.Add(plugins.ToPause), state: connect.StateRunning})
	for i, task := range c.tasks {
		if started := task.replan(now); task.state(started) == connect.StatePaused {
			c.startTask(f, i, started.Add(plugins.ToTask+c.jitter("resume"+strconv.Itoa(i))))
		}
	}
	s.planTasks(c, f, started.Add(plugins.ToTasks))
}

// Stop removes the task configs at once; the states of the tasks follow.
func (s *Cluster) Stop(c *Connector, now time.Time) {
	c.touch(now)
	if c.target == connect.StateStopped {
		return
	}
	c.target = connect.StateStopped
	c.sets = append(slices.DeleteFunc(c.sets, func(t taskSet) bool { return t.at.After(now) }), taskSet{at: now})
	endIn(&c.instance, now, plugins.ToPause, connect.StateStopped)
	for i, task := range c.tasks {
		started := task.replan(now)
		task.then(phase{at: started.Add(plugins.ToEnd + c.jitter("stop"+strconv.Itoa(i))), state: gone})
	}
}

// RestartInstance is a restart without options. It returns false if the start
// fails; the worker that owns the connector waits for that.
func (s *Cluster) RestartInstance(c *Connector, now time.Time) bool {
	c.touch(now)
	if c.target == connect.StateStopped {
		return true
	}
	c.instance.replan(now)
	if c.target == connect.StatePaused {
		c.instance.then(phase{at: now.Add(plugins.ToRestart), state: connect.StatePaused})
		return true
	}
	return s.launch(c, now)
}

// RestartTask restarts one task; false where there is none.
func (s *Cluster) RestartTask(c *Connector, id int, now time.Time) bool {
	if id >= len(c.Set(now).Configs) || id >= len(c.tasks) {
		return false
	}
	c.touch(now)
	task := c.tasks[id]
	task.replan(now)
	if task.state(now) == connect.StateRunning {
		task.then(phase{at: now, state: connect.StateUnassigned})
	}
	c.startTask(s.outcomeOf(c), id, now.Add(plugins.ToRestart))
	return true
}

// RestartMany is a restart with options. It returns the plan: the status with
// RESTARTING for everything that will restart.
func (s *Cluster) RestartMany(c *Connector, o connect.RestartOptions, now time.Time) (StateBody, bool) {
	plan, there := c.StateAt(now)
	if !there {
		return plan, false
	}
	c.touch(now)
	f := s.outcomeOf(c)
	concerned := func(state connect.State) bool { return !o.OnlyFailed || state == connect.StateFailed }
	if o.IncludeTasks {
		for i := range plan.Tasks {
			entry := &plan.Tasks[i]
			if !concerned(entry.State) {
				continue
			}
			task := c.tasks[entry.ID]
			task.replan(now)
			task.then(phase{at: now, state: connect.StateRestarting})
			c.startTask(f, entry.ID, now.Add(plugins.ToRestart+c.jitter(fmt.Sprint("restart", i))))
			entry.State = connect.StateRestarting
		}
	}
	if concerned(plan.Connector.State) {
		plan.Connector.State = connect.StateRestarting
		c.instance.replan(now)
		c.instance.then(phase{at: now, state: connect.StateRestarting})
		if c.target == connect.StateRunning {
			s.launch(c, now)
		} else {
			c.instance.then(phase{at: now.Add(plugins.ToRestart), state: c.target})
		}
	}
	return plan, true
}
