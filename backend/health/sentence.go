package health

import (
	"fmt"
	"slices"
	"strings"

	"sluiceway/backend/connect"
)

// Sentence is the verdict in words, in two parts: what is wrong, and what
// still works. "All 4 tasks failed. The connector itself is running." Where
// nothing differs one part is enough: "The connector and its 4 tasks are
// running."
func Sentence(s connect.Status) string {
	groups := byState(s.Tasks)
	state := s.Connector.State
	verdict := Of(s)
	switch {
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

// byState groups tasks: running ones first, since they are what still works,
// then the others in the order in which they are met.
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

// isOf reports whether a state is what the verdict is about.
func isOf(s connect.State, v Verdict) bool {
	switch s {
	case connect.StateFailed:
		return v == Failed || v == Degraded
	case connect.StateUnassigned:
		return v == Unassigned
	case connect.StateRestarting:
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

// meantToRest says that a task which runs under a connector in this state is
// running "still".
func meantToRest(s connect.State) bool {
	return s != connect.StateRunning && s != connect.StateRestarting && s.Known()
}

// together is for a connector whose tasks are all in its own state.
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

// itsTasks says what the tasks do under a connector that is the problem.
func itsTasks(groups []group, total int, still bool) string {
	if len(groups) == 1 {
		text := own(total) + " " + doing(groups[0], still) + "."
		return "I" + text[1:]
	}
	return fmt.Sprintf("Of its %d tasks, %s.", total, list(groups, still))
}

// someTasks is for tasks that are the problem under a connector that is not.
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
		first = fmt.Sprintf("Of %d tasks, %s: states that this version does not know.", total, list(wrong, false))
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

// is is the predicate of n things in a state.
func is(s connect.State, n int) string {
	switch s {
	case connect.StateFailed:
		return "failed"
	case connect.StateUnassigned:
		return verb(n) + " not assigned to a worker"
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
	return ", which this version does not know"
}

func verb(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// own names all tasks of a connector; one needs no number.
func own(tasks int) string {
	if tasks == 1 {
		return "its task"
	}
	return fmt.Sprintf("its %d tasks", tasks)
}
