package conformance

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workerfake"
	"sluiceway/backend/worker/workertest"
)

// The clusters that services are tested with are held to the suite as far as
// their features say.
func TestFakes(t *testing.T) {
	old := workerfake.New()
	old.Lack(worker.Topics, worker.Offsets, worker.AlterOffsets, worker.Stop, worker.InitialState, worker.RestartFailed, worker.Definitions, worker.WholeDefinitions,
		worker.PluginKinds, worker.StatusVersion, worker.ValidateBare, worker.SaveRestarts)
	for name, w := range map[string]worker.Worker{"fake": workerfake.New(), "old": old, "poor": workerfake.NewPoor()} {
		t.Run(name, func(t *testing.T) {
			workertest.Run(t, workertest.Target{
				Worker: w, Source: workertest.Specimen{Class: workerfake.Source, Config: connect.Config{"tasks.max": "1"}}, TopicKey: "topic", SecretKey: "pin",
				Sink: workertest.Specimen{Class: workerfake.Sink}, Failing: workertest.Specimen{Class: workerfake.Failing}, Prefix: "f",
			})
		})
	}
}
