package health

import (
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Sentence describes the health of a connector. It says first what is wrong and then what
// still works: "All 4 tasks failed. The connector itself is running." If all states are
// equal, it is shorter: "The connector and its 4 tasks are running."
func Sentence(s connect.Status) string {
	groups := byState(s.Tasks)
	state := s.Connector.State
	verdict := Of(s)
	switch {
	case verdict == Waiting:
		return "It waits for " + s.Parent + ", which is not running."
	case len(groups) == 1 && groups[0].state == state:
		return together(state, len(s.Tasks))
	case verdict == NoTasks:
		return "The connector has no tasks. The connector itself is running."
	case len(groups) == 0:
		return "The connector " + is(state, 1) + unfamiliar(state) + ". It has no tasks."
	case isOf(state, verdict):
		return "The connector itself " + is(state, 1) + unfamiliar(state) + ". " + itsTasks(groups, len(s.Tasks), meantToRest(state))
	}
	return someTasks(groups, len(s.Tasks), verdict, state)
}

type group struct {
	state connect.State
	count int
}

// byState groups tasks by state: running ones first, then the others in order of
// occurrence.
func byState(tasks []connect.TaskStatus) []group {
	var out []group
	for _, t := range tasks {
		i := slices.IndexFunc(out, func(g group) bool { return g.state == t.State })
		if i < 0 {
			out = append(out, group{state: t.State})
			i = len(out) - 1
		}
		out[i].count++
	}
	slices.SortStableFunc(out, func(a, b group) int {
		switch {
		case a.state == connect.StateRunning:
			return -1
		case b.state == connect.StateRunning:
			return 1
		}
		return 0
	})
	return out
}

// isOf reports whether a state is a reason for the verdict.
func isOf(s connect.State, v Verdict) bool {
	switch s {
	case connect.StateFailed:
		return v == Failed || v == Degraded
	case connect.StateUnassigned:
		return v == Unassigned
	case connect.StateRestarting, connect.StateSettling:
		return v == Restarting
	case connect.StatePaused:
		return v == Paused
	case connect.StateStopped:
		return v == Stopped
	case connect.StateRunning:
		return v == Running
	}
	return v == Unknown
}

// meantToRest reports whether the tasks of a connector in this state should not be
// running, so that one which is running is "still running".
func meantToRest(s connect.State) bool {
	return s != connect.StateRunning && s != connect.StateRestarting && s != connect.StateSettling && s.Known()
}

// together describes a connector whose tasks are all in the same state as itself.
func together(s connect.State, tasks int) string {
	if s == connect.StateFailed && tasks > 1 {
		return fmt.Sprintf("The connector and all %d tasks failed. Nothing is running.", tasks)
	}
	text := fmt.Sprintf("The connector and %s %s%s.", own(tasks), is(s, 2), unfamiliar(s))
	if s == connect.StateFailed || s == connect.StateUnassigned {
		text += " Nothing is running."
	}
	return text
}

// itsTasks describes the tasks if the connector itself is the problem.
func itsTasks(groups []group, total int, still bool) string {
	if len(groups) == 1 {
		text := own(total) + " " + doing(groups[0], still) + "."
		return "I" + text[1:]
	}
	return fmt.Sprintf("Of its %d tasks, %s.", total, list(groups, still))
}

// someTasks describes a connector of which only tasks are the problem.
func someTasks(groups []group, total int, v Verdict, state connect.State) string {
	var wrong, rest []group
	count := 0
	for _, g := range groups {
		if isOf(g.state, v) {
			wrong = append(wrong, g)
			count += g.count
		} else {
			rest = append(rest, g)
		}
	}
	first := subject(count, total) + " " + is(wrong[0].state, count) + unfamiliar(wrong[0].state) + "."
	if len(wrong) > 1 {
		first = fmt.Sprintf("Of %d tasks, %s: states that Sluiceway does not know.", total, list(wrong, false))
	}
	itself := "the connector itself " + is(state, 1)
	switch others := total - count; {
	case others == 0:
		return first + " T" + itself[1:] + "."
	case others == 1:
		first += " The other task " + doing(rest[0], meantToRest(state))
	case len(rest) == 1:
		first += fmt.Sprintf(" The other %d %s", others, doing(rest[0], meantToRest(state)))
	default:
		first += fmt.Sprintf(" Of the other %d, %s", others, list(rest, meantToRest(state)))
	}
	if state != connect.StateRunning {
		first += ", " + itself
	}
	return first + "."
}

func subject(count, total int) string {
	switch {
	case total == 1:
		return "The only task"
	case count == total && total == 2:
		return "Both tasks"
	case count == total:
		return fmt.Sprintf("All %d tasks", total)
	}
	return fmt.Sprintf("%d of %d tasks", count, total)
}

func list(groups []group, still bool) string {
	parts := make([]string, len(groups))
	for i, g := range groups {
		parts[i] = fmt.Sprintf("%d %s", g.count, doing(g, still))
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

func doing(g group, still bool) string {
	if still && g.state == connect.StateRunning {
		return verb(g.count) + " still running"
	}
	return is(g.state, g.count)
}

// is returns the predicate for n things in a state.
func is(s connect.State, n int) string {
	switch s {
	case connect.StateFailed:
		return "failed"
	case connect.StateUnassigned:
		return verb(n) + " not assigned to a worker"
	case connect.StateSettling:
		return verb(n) + " not ready yet"
	case connect.StateRunning, connect.StatePaused, connect.StateStopped, connect.StateRestarting:
		return verb(n) + " " + strings.ToLower(string(s))
	}
	if s == "" {
		return verb(n) + " in no state"
	}
	return verb(n) + " in the state “" + string(s) + "”"
}

func unfamiliar(s connect.State) string {
	if s.Known() {
		return ""
	}
	return ", which Sluiceway does not know"
}

func verb(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// own returns the subject for all tasks of a connector.
func own(tasks int) string {
	if tasks == 1 {
		return "its task"
	}
	return fmt.Sprintf("its %d tasks", tasks)
}
