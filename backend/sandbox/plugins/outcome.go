package plugins

import (
	"encoding/json"
	"time"
)

// Failure is how a connector or task fails.
type Failure struct {
	Trace string
	After time.Duration // 0: it fails while it starts, and never runs
}

// Outcome is what becomes of a connector with a config.
type Outcome struct {
	Instance *Failure
	Task     func(id int) *Failure
	NoTasks  bool // it runs, but never gets tasks
}

// Of is what becomes of a task; nil: it runs.
func (f Outcome) Of(task int) *Failure {
	if f.Task == nil {
		return nil
	}
	return f.Task(task)
}

// Position is one partition whose offset a connector stores.
type Position struct {
	Partition map[string]any
	Field     string  // the key of the offset that grows
	Rate      float64 // how much it grows in a second of a running task
}

// OffsetEntry is a partition with its offset on the wire.
type OffsetEntry struct {
	Partition map[string]any `json:"partition"`
	Offset    map[string]any `json:"offset"`
}

// Sorted converts the partition number of a sink to the type that ours has.
func (e OffsetEntry) Sorted() OffsetEntry {
	if n, is := WholeNumber(e.Partition["kafka_partition"]); is {
		e.Partition["kafka_partition"] = n
	}
	return e
}

// WholeNumber converts a number of a request, or one of ours.
func WholeNumber(value any) (int64, bool) {
	switch v := value.(type) {
	case json.Number:
		n, err := v.Int64()
		return n, err == nil
	case int64:
		return v, true
	}
	return 0, false
}
