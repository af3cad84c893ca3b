package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sluiceway/backend/connect"
)

// The pace of the simulated workers, close to that of an idle real one.
const (
	toStatus  = 200 * time.Millisecond // from a write to the first status
	toStart   = 500 * time.Millisecond // from a write to a connector that runs
	toTasks   = 900 * time.Millisecond // from a write to task configs
	toTask    = 300 * time.Millisecond // from a task config to a task that runs
	toPause   = 150 * time.Millisecond
	toEnd     = 600 * time.Millisecond // from stop to tasks without a status
	toRestart = 500 * time.Millisecond
	toForget  = 600 * time.Millisecond // from delete to no status
)

// failure is how a connector or task ends.
type failure struct {
	trace string
	after time.Duration // 0 fails in its start, without ever running
}

// fate is what becomes of a connector under a config.
type fate struct {
	instance *failure
	task     func(id int) *failure
	noTasks  bool // runs, but never comes to have tasks
}

func (f fate) of(task int) *failure {
	if f.task == nil {
		return nil
	}
	return f.task(task)
}

// begin plans a connector that was created in a state.
func (s *cluster) begin(c *connector, now time.Time) {
	c.touch(now)
	switch c.target {
	case connect.StatePaused, connect.StateStopped:
		c.instance.then(phase{at: now.Add(toStatus), state: c.target})
	default:
		c.instance.then(phase{at: now.Add(toStatus), state: connect.StateUnassigned})
		s.launch(c, now)
	}
}

// launch plans the start of the instance and then of its tasks.
func (s *cluster) launch(c *connector, now time.Time) bool {
	f := s.fateOf(c)
	if f.instance != nil && f.instance.after == 0 {
		c.instance.then(phase{at: now.Add(toStart), state: connect.StateFailed, trace: f.instance.trace, unloaded: true})
		return false
	}
	c.instance.then(phase{at: now.Add(toStart), state: connect.StateRunning})
	if f.instance != nil {
		c.instance.then(phase{at: now.Add(toStart + f.instance.after), state: connect.StateFailed, trace: f.instance.trace})
	}
	s.planTasks(c, f, now.Add(toTasks))
	return true
}

// planTasks makes the task configs of the current config and starts what
// changed. Tasks whose configs stay the same are left alone.
func (s *cluster) planTasks(c *connector, f fate, at time.Time) {
	configs := c.taskConfigs(f)
	if slices.EqualFunc(c.set(at).configs, configs, settings.equal) {
		return
	}
	c.sets = append(c.sets, taskSet{at: at, configs: configs})
	for i := range configs {
		if i == len(c.tasks) {
			c.tasks = append(c.tasks, &life{worker: s.nextWorker()})
		}
		c.tasks[i].then(phase{at: at, state: connect.StateUnassigned})
		c.startTask(f, i, at.Add(toTask+c.jitter("task"+strconv.Itoa(i))))
	}
	for _, extra := range c.tasks[len(configs):] {
		extra.then(phase{at: at, state: gone})
	}
}

// startTask plans a start, and the failure that follows from the config.
func (c *connector) startTask(f fate, id int, at time.Time) {
	task := c.tasks[id]
	if c.target == connect.StatePaused {
		task.then(phase{at: at, state: connect.StatePaused})
		return
	}
	bad := f.of(id)
	if bad != nil && bad.after == 0 {
		task.then(phase{at: at, state: connect.StateFailed, trace: bad.trace})
		return
	}
	task.then(phase{at: at, state: connect.StateRunning})
	if bad != nil {
		task.then(phase{at: at.Add(bad.after), state: connect.StateFailed, trace: bad.trace})
	}
}

// taskConfigs are the configs the connector would make for its tasks.
func (c *connector) taskConfigs(f fate) []settings {
	if f.noTasks {
		return nil
	}
	limit, err := strconv.Atoi(strings.TrimSpace(c.config.text("tasks.max")))
	if err != nil || limit < 1 {
		limit = 1
	}
	if c.plugin.tasks != nil {
		limit = min(limit, c.plugin.tasks(c.config))
	} else if c.plugin.kind == connect.KindSource {
		limit = 1
	}
	var out []settings
	for i := range limit {
		config := c.config.clone()
		config.set("task.class", strings.TrimSuffix(c.plugin.class, "Connector")+"Task")
		if limit > 1 && c.plugin.kind == connect.KindSource {
			config.set("task.id", strconv.Itoa(i))
		}
		out = append(out, config)
	}
	return out
}

// change plans what a new config does to a connector that is there.
func (s *cluster) change(c *connector, now time.Time) {
	c.touch(now)
	if c.target != connect.StateRunning {
		return
	}
	c.instance.replan(now)
	s.launch(c, now)
}

// pause plans PAUSED for everything that has not failed.
func (s *cluster) pause(c *connector, now time.Time) {
	c.touch(now)
	if c.target == connect.StatePaused {
		return
	}
	from := c.target
	c.target = connect.StatePaused
	halt(&c.instance, now, toPause, connect.StatePaused)
	if from == connect.StateStopped {
		return
	}
	for i, task := range c.tasks {
		if task.state(now) != gone || !task.next(now).IsZero() {
			halt(task, now, toPause+c.jitter("pause"+strconv.Itoa(i)), connect.StatePaused)
		}
	}
}

// halt plans a state unless the life has failed by then: failed is failed
// until it is restarted.
func halt(l *life, now time.Time, delay time.Duration, state connect.State) {
	at := l.replan(now).Add(delay)
	if l.state(at) != connect.StateFailed {
		l.then(phase{at: at, state: state})
	}
}

// resume plans RUNNING again; from STOPPED with new tasks.
func (s *cluster) resume(c *connector, now time.Time) {
	c.touch(now)
	from := c.target
	if from == connect.StateRunning {
		return
	}
	c.target = connect.StateRunning
	if c.instance.state(now) == connect.StateFailed {
		return
	}
	begun := c.instance.replan(now)
	if from == connect.StateStopped {
		s.launch(c, begun)
		return
	}
	f := s.fateOf(c)
	c.instance.then(phase{at: begun.Add(toPause), state: connect.StateRunning})
	for i, task := range c.tasks {
		if begun := task.replan(now); task.state(begun) == connect.StatePaused {
			c.startTask(f, i, begun.Add(toTask+c.jitter("resume"+strconv.Itoa(i))))
		}
	}
	s.planTasks(c, f, begun.Add(toTasks))
}

// stop takes the task configs away at once; the states of the tasks follow.
func (s *cluster) stop(c *connector, now time.Time) {
	c.touch(now)
	if c.target == connect.StateStopped {
		return
	}
	c.target = connect.StateStopped
	c.sets = append(slices.DeleteFunc(c.sets, func(t taskSet) bool { return t.at.After(now) }), taskSet{at: now})
	halt(&c.instance, now, toPause, connect.StateStopped)
	for i, task := range c.tasks {
		begun := task.replan(now)
		task.then(phase{at: begun.Add(toEnd + c.jitter("stop"+strconv.Itoa(i))), state: gone})
	}
}

// restartInstance is a restart without options. It answers false where the
// start fails, as the worker that owns the connector waits for it.
func (s *cluster) restartInstance(c *connector, now time.Time) bool {
	c.touch(now)
	if c.target == connect.StateStopped {
		return true
	}
	c.instance.replan(now)
	if c.target == connect.StatePaused {
		c.instance.then(phase{at: now.Add(toRestart), state: connect.StatePaused})
		return true
	}
	return s.launch(c, now)
}

// restartTask restarts one task; false where there is none.
func (s *cluster) restartTask(c *connector, id int, now time.Time) bool {
	if id >= len(c.set(now).configs) || id >= len(c.tasks) {
		return false
	}
	c.touch(now)
	task := c.tasks[id]
	task.replan(now)
	if task.state(now) == connect.StateRunning {
		task.then(phase{at: now, state: connect.StateUnassigned})
	}
	c.startTask(s.fateOf(c), id, now.Add(toRestart))
	return true
}

// restartMany is a restart with options. It answers with the plan: the status
// in which everything concerned reads RESTARTING.
func (s *cluster) restartMany(c *connector, o connect.RestartOptions, now time.Time) (stateBody, bool) {
	plan, there := c.stateAt(now)
	if !there {
		return plan, false
	}
	c.touch(now)
	f := s.fateOf(c)
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
			c.startTask(f, entry.ID, now.Add(toRestart+c.jitter(fmt.Sprint("restart", i))))
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
			c.instance.then(phase{at: now.Add(toRestart), state: c.target})
		}
	}
	return plan, true
}
