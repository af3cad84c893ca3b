package editing

import (
	"fmt"
	"strconv"

	"sluiceway/backend/connect"
	"sluiceway/backend/form"
)

// CheckState is how a fact beside the diff reads.
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
	State CheckState
	Text  string
}

// facts are what else is known about the save.
func (o *opened) facts(lines []form.Line) []Fact {
	facts := []Fact{o.validFact(), o.classFact()}
	if o.peek().Profile.ReadOnly {
		facts = append(facts, Fact{CheckBad, "This profile is read-only, so nothing can be saved."})
	}
	if most, err := strconv.Atoi(o.draft.Config["tasks.max"]); err == nil && !o.review.gone && most != o.tasks {
		facts = append(facts, Fact{CheckInfo, fmt.Sprintf("Runs %s now, tasks.max is %d", plural(o.tasks, "task"), most)})
	}
	for _, l := range lines {
		if f, ok := o.shape.Field(l.Key); ok && l.Kind == form.DiffRemoved && !f.Unknown {
			facts = append(facts, Fact{CheckInfo, backToDefault(f)})
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

func (o *opened) validFact() Fact {
	st := o.situation().State()
	a := &o.asking
	switch {
	case st.Errors+st.ToFill > 0:
		return Fact{CheckBad, plural(st.Errors+st.ToFill, "problem") + " in the form"}
	case a.about == o.edits+1 && a.failure != nil:
		return Fact{CheckWarning, "The worker could not check this config"}
	case a.about == o.edits+1:
		return Fact{CheckPassed, fmt.Sprintf("Valid, checked by the worker in %d ms", a.took.Milliseconds())}
	}
	return Fact{CheckInfo, "Checked here only. The worker checks it when it is saved."}
}

func (o *opened) classFact() Fact {
	if o.review.gone || o.review.stored[connect.KeyClass] == o.draft.Config[connect.KeyClass] {
		return Fact{CheckPassed, "Same connector class"}
	}
	return Fact{CheckWarning, "Another connector class than the stored one"}
}
