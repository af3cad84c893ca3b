package plugins

import "time"

// The pace of the simulated workers, close to that of an idle real one.
const (
	ToStatus  = 200 * time.Millisecond // from a write to the first status
	ToStart   = 500 * time.Millisecond // from a write to a connector that runs
	ToTasks   = 900 * time.Millisecond // from a write to task configs
	ToTask    = 300 * time.Millisecond // from a task config to a task that runs
	ToPause   = 150 * time.Millisecond
	ToEnd     = 600 * time.Millisecond // from stop to tasks without a status
	ToRestart = 500 * time.Millisecond
	ToForget  = 600 * time.Millisecond // from delete to no status
)
