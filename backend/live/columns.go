package live

import "sluiceway/backend/worker"

// ColumnID names a column of the list.
type ColumnID string

// The columns.
const (
	ColumnVerdict ColumnID = "verdict"
	ColumnName    ColumnID = "name"
	ColumnType    ColumnID = "type"
	ColumnPlugin  ColumnID = "plugin"
	ColumnTasks   ColumnID = "tasks"
	ColumnTopics  ColumnID = "topics"
	ColumnWorker  ColumnID = "worker"
	ColumnUses    ColumnID = "uses" // rules
	ColumnSince   ColumnID = "since"
)

// columnsOf returns the columns that a cluster can fill, in order. One that has not
// answered yet is assumed to have everything.
func columnsOf(features worker.Features) []ColumnID {
	tasks := !features.Known() || features.Can(worker.Tasks)
	workers := !features.Known() || features.Can(worker.Workers)
	columns := []ColumnID{ColumnVerdict, ColumnName, ColumnType, ColumnPlugin}
	if tasks {
		columns = append(columns, ColumnTasks)
	}
	columns = append(columns, ColumnTopics)
	if workers {
		columns = append(columns, ColumnWorker)
	}
	if features.Can(worker.Users) {
		columns = append(columns, ColumnUses)
	}
	return append(columns, ColumnSince)
}
