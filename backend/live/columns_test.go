package live

import (
	"slices"
	"testing"

	"sluiceway/backend/worker"
)

func TestColumnsAreThoseThatAClusterCanFill(t *testing.T) {
	all := []ColumnID{ColumnVerdict, ColumnName, ColumnType, ColumnPlugin, ColumnTasks, ColumnTopics, ColumnWorker, ColumnSince}
	if got := columnsOf(worker.Unknown()); !slices.Equal(got, all) {
		t.Errorf("before an answer: %v", got)
	}
	if got := columnsOf(worker.NewFeatures([]worker.Feature{worker.Tasks, worker.Workers}, nil)); !slices.Equal(got, all) {
		t.Errorf("with tasks and workers: %v", got)
	}
	unnamed := slices.DeleteFunc(slices.Clone(all), func(c ColumnID) bool { return c == ColumnWorker })
	if got := columnsOf(worker.NewFeatures([]worker.Feature{worker.Tasks}, nil)); !slices.Equal(got, unnamed) {
		t.Errorf("with tasks whose workers are not named: %v", got)
	}
	want := []ColumnID{ColumnVerdict, ColumnName, ColumnType, ColumnPlugin, ColumnTopics, ColumnSince}
	if got := columnsOf(worker.NewFeatures(nil, nil)); !slices.Equal(got, want) {
		t.Errorf("without tasks: %v", got)
	}
}
