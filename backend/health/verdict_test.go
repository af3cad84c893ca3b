package health_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sluiceway/backend/connect"
	"sluiceway/backend/health"
)

// status parses the states of a connector and its tasks: "RUNNING: RUNNING FAILED".
func status(text string) connect.Status {
	state, tasks, _ := strings.Cut(text, ":")
	s := connect.Status{Name: "c", Connector: connect.InstanceStatus{State: connect.State(state)}}
	for i, t := range strings.Fields(tasks) {
		s.Tasks = append(s.Tasks, connect.TaskStatus{ID: i, State: connect.State(t)})
	}
	return s
}

func TestVerdictCountsAndSentence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status   string
		verdict  health.Verdict
		tasks    string
		sentence string
	}{
		// failed
		{"RUNNING: FAILED FAILED FAILED FAILED", health.Failed, "0 of 4", "All 4 tasks failed. The connector itself is running."},
		{"RUNNING: FAILED FAILED", health.Failed, "0 of 2", "Both tasks failed. The connector itself is running."},
		{"RUNNING: FAILED", health.Failed, "0 of 1", "The only task failed. The connector itself is running."},
		{"PAUSED: FAILED", health.Failed, "0 of 1", "The only task failed. The connector itself is paused."},
		{"STOPPED: FAILED FAILED FAILED", health.Failed, "0 of 3", "All 3 tasks failed. The connector itself is stopped."},
		{"UNASSIGNED: FAILED", health.Failed, "0 of 1", "The only task failed. The connector itself is not assigned to a worker."},
		{"FAILED:", health.Failed, "none", "The connector failed. It has no tasks."},
		{"FAILED: RUNNING", health.Failed, "1 of 1", "The connector itself failed. Its task is still running."},
		{"FAILED: RUNNING RUNNING RUNNING", health.Failed, "3 of 3", "The connector itself failed. Its 3 tasks are still running."},
		{"FAILED: FAILED", health.Failed, "0 of 1", "The connector and its task failed. Nothing is running."},
		{"FAILED: FAILED FAILED", health.Failed, "0 of 2", "The connector and all 2 tasks failed. Nothing is running."},
		{"FAILED: FAILED RUNNING RUNNING", health.Failed, "2 of 3", "The connector itself failed. Of its 3 tasks, 2 are still running and 1 failed."},
		{"FAILED: PAUSED UNASSIGNED", health.Failed, "0 of 2", "The connector itself failed. Of its 2 tasks, 1 is paused and 1 is not assigned to a worker."},
		// degraded
		{"RUNNING: FAILED RUNNING RUNNING RUNNING", health.Degraded, "3 of 4", "1 of 4 tasks failed. The other 3 are running."},
		{"RUNNING: FAILED FAILED RUNNING", health.Degraded, "1 of 3", "2 of 3 tasks failed. The other task is running."},
		{"RUNNING: FAILED PAUSED RUNNING RUNNING", health.Degraded, "2 of 4", "1 of 4 tasks failed. Of the other 3, 2 are running and 1 is paused."},
		{"RUNNING: FAILED PAUSED RUNNING UNASSIGNED", health.Degraded, "1 of 4", "1 of 4 tasks failed. Of the other 3, 1 is running, 1 is paused and 1 is not assigned to a worker."},
		{"PAUSED: FAILED PAUSED", health.Degraded, "0 of 2", "1 of 2 tasks failed. The other task is paused, the connector itself is paused."},
		{"STOPPED: FAILED RUNNING RUNNING", health.Degraded, "2 of 3", "1 of 3 tasks failed. The other 2 are still running, the connector itself is stopped."},
		{"UNASSIGNED: FAILED RUNNING", health.Degraded, "1 of 2", "1 of 2 tasks failed. The other task is still running, the connector itself is not assigned to a worker."},
		{"ODD: FAILED RUNNING", health.Degraded, "1 of 2", "1 of 2 tasks failed. The other task is running, the connector itself is in the state “ODD”."},
		// unassigned
		{"UNASSIGNED:", health.Unassigned, "none", "The connector is not assigned to a worker. It has no tasks."},
		{"UNASSIGNED: RUNNING", health.Unassigned, "1 of 1", "The connector itself is not assigned to a worker. Its task is still running."},
		{"UNASSIGNED: UNASSIGNED UNASSIGNED", health.Unassigned, "0 of 2", "The connector and its 2 tasks are not assigned to a worker. Nothing is running."},
		{"UNASSIGNED: UNASSIGNED", health.Unassigned, "0 of 1", "The connector and its task are not assigned to a worker. Nothing is running."},
		{"UNASSIGNED: RESTARTING", health.Unassigned, "0 of 1", "The connector itself is not assigned to a worker. Its task is restarting."},
		{"RUNNING: UNASSIGNED", health.Unassigned, "0 of 1", "The only task is not assigned to a worker. The connector itself is running."},
		{"RUNNING: UNASSIGNED RUNNING", health.Unassigned, "1 of 2", "1 of 2 tasks is not assigned to a worker. The other task is running."},
		{"PAUSED: UNASSIGNED PAUSED PAUSED", health.Unassigned, "0 of 3", "1 of 3 tasks is not assigned to a worker. The other 2 are paused, the connector itself is paused."},
		// restarting
		{"RESTARTING:", health.Restarting, "none", "The connector is restarting. It has no tasks."},
		{"RESTARTING: RUNNING RUNNING", health.Restarting, "2 of 2", "The connector itself is restarting. Its 2 tasks are running."},
		{"RESTARTING: RESTARTING", health.Restarting, "0 of 1", "The connector and its task are restarting."},
		{"RUNNING: RESTARTING RESTARTING", health.Restarting, "0 of 2", "Both tasks are restarting. The connector itself is running."},
		{"RUNNING: RESTARTING RUNNING RUNNING", health.Restarting, "2 of 3", "1 of 3 tasks is restarting. The other 2 are running."},
		{"RUNNING: RESTARTING ODD", health.Restarting, "0 of 2", "1 of 2 tasks is restarting. The other task is in the state “ODD”."},
		{"SETTLING:", health.Restarting, "none", "The connector is not ready yet. It has no tasks."},
		{"SETTLING: RUNNING", health.Restarting, "1 of 1", "The connector itself is not ready yet. Its task is running."},
		{"SETTLING: FAILED RUNNING", health.Degraded, "1 of 2", "1 of 2 tasks failed. The other task is running, the connector itself is not ready yet."},
		{"RUNNING: SETTLING RUNNING", health.Restarting, "1 of 2", "1 of 2 tasks is not ready yet. The other task is running."},
		// unknown
		{"ODD:", health.Unknown, "none", "The connector is in the state “ODD”, which Sluiceway does not know. It has no tasks."},
		{"ODD: RUNNING", health.Unknown, "1 of 1", "The connector itself is in the state “ODD”, which Sluiceway does not know. Its task is running."},
		{"ODD: ODD ODD", health.Unknown, "0 of 2", "The connector and its 2 tasks are in the state “ODD”, which Sluiceway does not know."},
		{"RUNNING: DESTROYED RUNNING", health.Unknown, "1 of 2", "1 of 2 tasks is in the state “DESTROYED”, which Sluiceway does not know. The other task is running."},
		{"RUNNING: ODD EVEN RUNNING", health.Unknown, "1 of 3", "Of 3 tasks, 1 is in the state “ODD” and 1 is in the state “EVEN”: states that Sluiceway does not know. The other task is running."},
		{":", health.Unknown, "none", "The connector is in no state, which Sluiceway does not know. It has no tasks."},
		{"running: RUNNING", health.Unknown, "1 of 1", "The connector itself is in the state “running”, which Sluiceway does not know. Its task is running."},
		// paused, stopped
		{"PAUSED: PAUSED", health.Paused, "1 paused", "The connector and its task are paused."},
		{"PAUSED: PAUSED PAUSED", health.Paused, "2 paused", "The connector and its 2 tasks are paused."},
		{"PAUSED:", health.Paused, "none", "The connector is paused. It has no tasks."},
		{"PAUSED: RUNNING PAUSED PAUSED", health.Paused, "1 of 3", "The connector itself is paused. Of its 3 tasks, 1 is still running and 2 are paused."},
		{"RUNNING: PAUSED RUNNING RUNNING", health.Paused, "2 of 3", "1 of 3 tasks is paused. The other 2 are running."},
		{"RUNNING: PAUSED", health.Paused, "1 paused", "The only task is paused. The connector itself is running."},
		{"STOPPED:", health.Stopped, "none", "The connector is stopped. It has no tasks."},
		{"STOPPED: RUNNING", health.Stopped, "1 of 1", "The connector itself is stopped. Its task is still running."},
		{"STOPPED: PAUSED", health.Stopped, "1 paused", "The connector itself is stopped. Its task is paused."},
		{"STOPPED: STOPPED", health.Stopped, "0 of 1", "The connector and its task are stopped."},
		{"RUNNING: STOPPED RUNNING", health.Stopped, "1 of 2", "1 of 2 tasks is stopped. The other task is running."},
		// no tasks, running
		{"RUNNING:", health.NoTasks, "none", "The connector has no tasks. The connector itself is running."},
		{"RUNNING: RUNNING", health.Running, "1 of 1", "The connector and its task are running."},
		{"RUNNING: RUNNING RUNNING RUNNING RUNNING", health.Running, "4 of 4", "The connector and its 4 tasks are running."},
	} {
		t.Run(c.status, func(t *testing.T) {
			t.Parallel()
			s := status(c.status)
			if got := health.Of(s); got != c.verdict {
				t.Errorf("verdict %s, want %s", got, c.verdict)
			}
			if got := health.Count(s).String(); got != c.tasks {
				t.Errorf("tasks %q, want %q", got, c.tasks)
			}
			if got := health.Sentence(s); got != c.sentence {
				t.Errorf("sentence\n got %s\nwant %s", got, c.sentence)
			}
		})
	}
}

func TestVerdictProperties(t *testing.T) {
	t.Parallel()
	state := rapid.SampledFrom([]string{"RUNNING", "FAILED", "PAUSED", "UNASSIGNED", "RESTARTING", "STOPPED", "ODD"})
	rapid.Check(t, func(t *rapid.T) {
		tasks := rapid.SliceOfN(state, 0, 6).Draw(t, "tasks")
		s := status(state.Draw(t, "connector") + ": " + strings.Join(tasks, " "))
		verdict, counts := health.Of(s), health.Count(s)
		if sum := counts.Running + counts.Failed + counts.Paused + counts.Unassigned + counts.Restarting + counts.Stopped + counts.Unknown; sum != counts.Total {
			t.Fatalf("counts %+v add up to %d", counts, sum)
		}
		if (verdict == health.Failed || verdict == health.Degraded) != (counts.Failed > 0 || s.Connector.State == "FAILED") {
			t.Fatalf("%s, but the states are %+v", verdict, s)
		}
		if verdict == health.Running && (counts.Running != counts.Total || counts.Total == 0) {
			t.Fatalf("running, but %s", counts)
		}
		slices.Reverse(s.Tasks)
		if again := health.Of(s); again != verdict {
			t.Fatalf("the order of the tasks changes %s to %s", verdict, again)
		}
		sentence := health.Sentence(s)
		if !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "  ") || strings.Contains(sentence, "..") {
			t.Fatalf("sentence %q", sentence)
		}
	})
}
