package workerfake

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// Create creates a connector, which is running at once unless state says otherwise.
func (f *Fake) Create(ctx context.Context, name string, config connect.Config, state connect.InitialState) (worker.Receipt, error) {
	if err := newName(name); err != nil {
		return worker.Receipt{}, err
	}
	return f.write(ctx, "create "+name, func() (worker.Receipt, error) {
		if _, there := f.connectors[name]; there {
			return worker.Receipt{}, &connect.Error{Code: connect.CodeExists, Text: "There is a connector “" + name + "” already.", Status: 409}
		}
		target, err := targetOf(state)
		if err == nil {
			err = f.check(name, config)
		}
		if err != nil {
			return worker.Receipt{}, err
		}
		c := f.store(name, config)
		out := f.show(name)
		f.move(name, c, target)
		return worker.Receipt{Status: http.StatusCreated, Created: true, Connector: out}, nil
	})
}

func targetOf(state connect.InitialState) (connect.State, error) {
	switch state {
	case "", connect.InitialRunning:
		return connect.StateRunning, nil
	case connect.InitialPaused:
		return connect.StatePaused, nil
	case connect.InitialStopped:
		return connect.StateStopped, nil
	}
	return "", refused("There is no such state.")
}

// PutConfig stores a config, and creates the connector if it does not exist.
func (f *Fake) PutConfig(ctx context.Context, name string, config connect.Config) (worker.Receipt, error) {
	if err := f.Traits().WriteProblem(name, true); err != nil {
		return worker.Receipt{}, err
	}
	return f.write(ctx, "put "+name, func() (worker.Receipt, error) {
		if err := f.check(name, config); err != nil {
			return worker.Receipt{}, err
		}
		old, there := f.connectors[name]
		state := connect.StateRunning
		if there && old.status.Connector.State != "" {
			state = old.status.Connector.State
		}
		c := f.store(name, config)
		if !there || !f.manual {
			f.move(name, c, state)
		}
		status := http.StatusOK
		if !there {
			status = http.StatusCreated
		}
		return worker.Receipt{Status: status, Created: !there, Connector: f.show(name)}, nil
	})
}

// Delete deletes a connector.
func (f *Fake) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	if err := f.Traits().WriteProblem(name, true); err != nil {
		return worker.Receipt{}, err
	}
	return f.act(ctx, "delete "+name, name, http.StatusNoContent, func(*connector) { delete(f.connectors, name) })
}

// Pause pauses a connector and its tasks.
func (f *Fake) Pause(ctx context.Context, name string) (worker.Receipt, error) {
	return f.act(ctx, "pause "+name, name, http.StatusAccepted, func(c *connector) { f.move(name, c, connect.StatePaused) })
}

// Resume resumes a paused or stopped connector.
func (f *Fake) Resume(ctx context.Context, name string) (worker.Receipt, error) {
	return f.act(ctx, "resume "+name, name, http.StatusAccepted, func(c *connector) { f.move(name, c, connect.StateRunning) })
}

// Stop stops a connector.
func (f *Fake) Stop(ctx context.Context, name string) (worker.Receipt, error) {
	if err := f.Traits().WriteProblem(name, true); err != nil {
		return worker.Receipt{}, err
	}
	return f.act(ctx, "stop "+name, name, http.StatusNoContent, func(c *connector) { f.move(name, c, connect.StateStopped) })
}

// Restart restarts a connector. If its class fails, it fails again.
func (f *Fake) Restart(ctx context.Context, name string, o connect.RestartOptions) (worker.Receipt, error) {
	if err := f.Traits().WriteProblem(name, true); err != nil {
		return worker.Receipt{}, err
	}
	status := http.StatusNoContent
	if o != (connect.RestartOptions{}) {
		status = http.StatusAccepted
	}
	call := fmt.Sprintf("restart %s tasks=%t failed=%t", name, o.IncludeTasks, o.OnlyFailed)
	return f.act(ctx, call, name, status, func(c *connector) { f.move(name, c, c.status.Connector.State) })
}

// RestartTask restarts one task.
func (f *Fake) RestartTask(ctx context.Context, name string, task int) (worker.Receipt, error) {
	if err := f.Traits().WriteProblem(name, true); err != nil {
		return worker.Receipt{}, err
	}
	return f.write(ctx, taskCall(name, task), func() (worker.Receipt, error) {
		c, err := f.find(name)
		if err == nil && task >= len(c.status.Tasks) {
			err = &connect.Error{Code: connect.CodeNotFound, Text: "There is no such task.", Status: 404}
		}
		if err != nil {
			return worker.Receipt{}, err
		}
		if !f.manual && !f.classes[c.config[connect.KeyClass]].Fails {
			c.status.Tasks[task].State, c.status.Tasks[task].Trace = c.status.Connector.State, ""
		}
		return worker.Receipt{Status: http.StatusNoContent}, nil
	})
}

// act makes a write to an existing connector. In manual mode only a delete has an effect.
func (f *Fake) act(ctx context.Context, call, name string, status int, change func(*connector)) (worker.Receipt, error) {
	return f.write(ctx, call, func() (worker.Receipt, error) {
		c, err := f.find(name)
		if err != nil {
			return worker.Receipt{}, err
		}
		if !f.manual || call == "delete "+name {
			change(c)
		}
		return worker.Receipt{Status: status}, nil
	})
}

// write records and makes a write, and returns the error with which its answer is lost.
func (m *memory) write(ctx context.Context, call string, do func() (worker.Receipt, error)) (worker.Receipt, error) {
	if err := m.begin(ctx, call); err != nil {
		return worker.Receipt{}, err
	}
	m.mu.Lock()
	receipt, err := do()
	m.mu.Unlock()
	if err != nil {
		return worker.Receipt{}, err
	}
	if err := m.done(ctx, call); err != nil {
		return worker.Receipt{}, err
	}
	return receipt, nil
}

// move sets the state of a connector and its tasks, which are at least one unless it is
// stopped. m.mu must be held.
func (f *Fake) move(name string, c *connector, state connect.State) {
	tasks := make([]connect.State, max(1, len(c.status.Tasks)))
	for i := range tasks {
		tasks[i] = state
		if state == connect.StateRunning && f.classes[c.config[connect.KeyClass]].Fails {
			tasks[i] = connect.StateFailed
		}
	}
	if state == connect.StateFailed {
		state = connect.StateRunning
	}
	if state == connect.StateStopped {
		tasks = nil
	}
	c.status = StatusOf(name, state, tasks...)
	c.status.Type = c.kind
	if !slices.Contains(f.lacks, worker.StatusVersion) {
		c.status.Connector.Version = "1.0"
	}
}

func taskCall(name string, task int) string { return fmt.Sprintf("restart %s/%d", name, task) }
