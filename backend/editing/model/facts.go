package model

import (
	"fmt"
	"strconv"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
	"sluiceway/backend/worker"
)

// CheckState says how good a fact beside the diff is.
type CheckState string

// The states of a check.
const (
	CheckPassed  CheckState = "passed"
	CheckInfo    CheckState = "info"
	CheckWarning CheckState = "warning"
	CheckBad     CheckState = "failed"
)

// Fact is one line beside the diff.
type Fact struct {
	State CheckState `json:"state"`
	Text  string     `json:"text"`
}

// Validated is the validation of the draft as it is now. Done is false if there
// is none.
type Validated struct {
	Done   bool
	Failed bool
	Took   time.Duration
}

// factsOf returns what else is known about a save.
func factsOf(f *Form, conn worker.Connection, validated Validated, lines []form.Line) []Fact {
	s := f.stored
	facts := []Fact{validFact(f.State(conn), validated), classFact(s, f.draft.Config)}
	if why := conn.Profile.Denies(connect.PermitEdit); why != "" {
		facts = append(facts, Fact{CheckBad, why + " Nothing can be saved."})
	}
	if most, err := strconv.Atoi(f.draft.Config["tasks.max"]); err == nil && !s.gone && most != s.tasks {
		facts = append(facts, Fact{CheckInfo, fmt.Sprintf("Runs %s now, tasks.max is %d", plural(s.tasks, "task"), most)})
	}
	for _, l := range lines {
		if field, ok := f.shape.Field(l.Key); ok && l.Kind == form.DiffRemoved && !field.Unknown {
			facts = append(facts, Fact{CheckInfo, backToDefault(field)})
		}
	}
	return facts
}

func backToDefault(f form.Field) string {
	if !f.HasDefault || f.Secret {
		return f.Key + " returns to its default"
	}
	return f.Key + " returns to its default " + strconv.Quote(f.Default)
}

func validFact(st form.State, validated Validated) Fact {
	switch {
	case st.Errors+st.ToFill > 0:
		return Fact{CheckBad, plural(st.Errors+st.ToFill, "problem") + " in the form"}
	case validated.Failed:
		return Fact{CheckWarning, "The worker could not check this config"}
	case validated.Done:
		return Fact{CheckPassed, fmt.Sprintf("Valid, checked by the worker in %d ms", validated.Took.Milliseconds())}
	}
	return Fact{CheckInfo, "Checked here only. The worker checks it when it is saved."}
}

func classFact(s *Stored, config connect.Config) Fact {
	if s.gone || s.config[connect.KeyClass] == config[connect.KeyClass] {
		return Fact{CheckPassed, "Same connector class"}
	}
	return Fact{CheckWarning, "Another connector class than the stored one"}
}
