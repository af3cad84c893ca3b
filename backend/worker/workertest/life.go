package workertest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func lives() []check {
	return []check{
		{name: "pause and resume", judge: pauseAndResume, needs: []worker.Feature{worker.Pause}},
		{name: "stop and resume", judge: stopAndResume, needs: []worker.Feature{worker.Stop, worker.Pause}},
		{name: "restart", judge: restarts, needs: []worker.Feature{worker.Restart}},
		{name: "restart/stopped stays stopped", judge: restartStopped, needs: []worker.Feature{worker.Stop, worker.Restart}},
		{name: "restart/task", judge: restartTasks, needs: []worker.Feature{worker.RestartTask}},
	}
}

func (s *suite) act(t *testing.T, what string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func pauseAndResume(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "pause")
	s.act(t, "pause", s.w.pause(ctx, name))
	s.settle(t, name, "paused", func(status connect.Status) bool { return s.allIn(status, connect.StatePaused) })
	s.act(t, "pause again", s.w.pause(ctx, name))
	s.act(t, "resume", s.w.resume(ctx, name))
	s.settle(t, name, "running", s.runs)
	s.act(t, "resume again", s.w.resume(ctx, name))
}

func stopAndResume(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "stop")
	s.act(t, "stop", s.w.stop(ctx, name))
	s.settle(t, name, "stopped without tasks", func(status connect.Status) bool {
		return status.Connector.State == connect.StateStopped && len(status.Tasks) == 0
	})
	s.act(t, "stop again", s.w.stop(ctx, name))
	s.act(t, "resume", s.w.resume(ctx, name))
	s.settle(t, name, "running", s.runs)
}

func restarts(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "restart")
	s.act(t, "restart the instance", s.w.restart(ctx, name, connect.RestartOptions{}))
	s.settle(t, name, "running", s.runs)
	for _, o := range []connect.RestartOptions{{IncludeTasks: true}, {OnlyFailed: true}, {IncludeTasks: true, OnlyFailed: true}} {
		err := s.w.restart(ctx, name, o)
		if !s.can.Can(worker.RestartFailed) {
			wantCode(t, "restart with options", err, connect.CodeUnsupported)
			continue
		}
		s.act(t, "restart with options", err)
		s.settle(t, name, "running", s.runs)
	}
}

func restartStopped(t *testing.T, s *suite) {
	ctx := t.Context()
	name := s.running(t, "restart")
	s.act(t, "stop", s.w.stop(ctx, name))
	stopped := func(status connect.Status) bool {
		return status.Connector.State == connect.StateStopped && len(status.Tasks) == 0
	}
	s.settle(t, name, "stopped", stopped)
	s.act(t, "restart", s.w.restart(ctx, name, connect.RestartOptions{IncludeTasks: true}))
	s.settle(t, name, "stopped", stopped)
}

func restartTasks(t *testing.T, s *suite) {
	name := s.running(t, "task")
	s.act(t, "restart task 0", s.w.restartTask(t.Context(), name, 0))
	s.settle(t, name, "running", s.runs)
	wantCode(t, "restart task 99", s.w.restartTask(t.Context(), name, 99), connect.CodeNotFound)
}

func failures() []check {
	return []check{{name: "failure/task", judge: failedTask, needs: []worker.Feature{worker.Tasks, worker.RestartTask}}}
}

// failedNode: where tasks are nodes, the failing sink fails on all of them, with the service's
// own reason, until its cause is removed.
func failedNodes(t *testing.T, s *suite) {
	name := s.nameOf(s.Failing, "fails")
	s.create(t, name, s.sink(s.Failing, name))
	status := s.settle(t, name, "failed on its nodes", func(status connect.Status) bool { return s.allIn(status, connect.StateFailed) })
	for _, node := range status.Tasks {
		if node.Trace == "" || node.WorkerID == "" {
			t.Errorf("a node without a reason: %+v", node)
		}
	}
	listed := must[map[string]connect.Status](t, "statuses")(s.w.Statuses(t.Context()))[name]
	if !slices.Equal(listed.Tasks, status.Tasks) || listed.Connector != status.Connector {
		t.Errorf("the list shows %+v, its own status %+v", listed, status)
	}
	wantCode(t, "restart on a node", s.w.restartTask(t.Context(), name, 0), connect.CodeInvalid, connect.CodeWorker)
}

func apacheFailures() []check {
	return []check{{name: "failure/connector", judge: failedConnector}}
}

func failedTask(t *testing.T, s *suite) {
	if s.w.Traits().Tasks == worker.TasksAreNodes {
		failedNodes(t, s)
		return
	}
	ctx := t.Context()
	name := s.name("fails")
	s.create(t, name, s.sink(s.Failing, name))
	failed := func(status connect.Status) bool {
		return len(status.Tasks) == 1 && status.Tasks[0].State == connect.StateFailed
	}
	status := s.settle(t, name, "failed in its task", failed)
	trace := status.Tasks[0].Trace
	if status.Connector.State != connect.StateRunning || !strings.Contains(trace, "\nCaused by: ") || !strings.Contains(trace, "\n\tat ") {
		t.Errorf("connector %s, trace %q", status.Connector.State, trace)
	}
	listed := must[map[string]connect.Status](t, "statuses")(s.w.Statuses(ctx))
	if got := listed[name]; len(got.Tasks) != 1 || got.Tasks[0].Trace != trace {
		t.Errorf("the list shows %+v", got)
	}
	s.act(t, "restart the task", s.w.restartTask(ctx, name, 0))
	s.settle(t, name, "failed again", failed)
	if s.can.Can(worker.RestartFailed) {
		s.act(t, "restart what failed", s.w.restart(ctx, name, connect.RestartOptions{IncludeTasks: true, OnlyFailed: true}))
		s.settle(t, name, "failed again", failed)
	}
}

// An incomplete topic.creation passes validate and create, but the connector fails.
func failedConnector(t *testing.T, s *suite) {
	name := s.name("half")
	config := s.source(name)
	config["topic.creation.groups"], config["topic.creation.bulk.include"] = "bulk", "x"
	s.create(t, name, config)
	status := s.settle(t, name, "failed itself", func(status connect.Status) bool { return status.Connector.State == connect.StateFailed })
	if len(status.Tasks) != 0 || !strings.Contains(status.Connector.Trace, "ConfigException") {
		t.Errorf("%+v", status)
	}
}

// absences: a call about a missing connector returns CodeNotFound, and one that the cluster
// does not support returns CodeUnsupported.
func absences() []check {
	return []check{{name: "missing connector", judge: func(t *testing.T, s *suite) {
		name := s.name("missing")
		calls := []struct {
			feature worker.Feature
			call    func(context.Context) error
		}{
			{"", func(ctx context.Context) error { _, err := s.w.Connector(ctx, name); return err }},
			{"", func(ctx context.Context) error { _, err := s.w.Status(ctx, name); return err }},
			{worker.Delete, func(ctx context.Context) error { _, err := s.w.delete(ctx, name); return err }},
			{worker.Pause, func(ctx context.Context) error { return s.w.pause(ctx, name) }},
			{worker.Pause, func(ctx context.Context) error { return s.w.resume(ctx, name) }},
			{worker.Stop, func(ctx context.Context) error { return s.w.stop(ctx, name) }},
			{worker.Restart, func(ctx context.Context) error { return s.w.restart(ctx, name, connect.RestartOptions{}) }},
			{worker.RestartFailed, func(ctx context.Context) error {
				return s.w.restart(ctx, name, connect.RestartOptions{IncludeTasks: true})
			}},
			{worker.RestartTask, func(ctx context.Context) error { return s.w.restartTask(ctx, name, 0) }},
			{worker.Offsets, func(ctx context.Context) error { _, err := s.w.offsets(ctx, name); return err }},
			{worker.AlterOffsets, func(ctx context.Context) error { _, err := s.w.resetOffsets(ctx, name); return err }},
		}
		for i, c := range calls {
			want := connect.CodeNotFound
			if c.feature != "" && !s.can.Can(c.feature) {
				want = connect.CodeUnsupported
			}
			wantCode(t, fmt.Sprintf("call %d, %s", i, c.feature), c.call(t.Context()), want)
		}
		if topics, err := s.w.topics(t.Context(), name); s.can.Can(worker.Topics) && (err != nil || len(topics) != 0) {
			t.Errorf("an unknown connector has no topics: %q %v", topics, err)
		}
	}}}
}
