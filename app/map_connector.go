package app

import (
	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

func outcomeOf(o worker.Outcome) WriteResult {
	return WriteResult{Name: o.Name, Landed: Landed(o.Landed), Text: o.Text, Problem: connect.ProblemOf(o.Problem)}
}
