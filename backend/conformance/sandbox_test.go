package conformance

import (
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/worker/workertest"
)

const (
	sandboxClasses  = "io.sluiceway.sandbox."
	sandboxUser     = "ada"
	sandboxPassword = "sandbox-test"
)

// startSandbox starts an empty simulated cluster that asks for a login.
func startSandbox(t *testing.T) (*sandbox.Sandbox, connect.Profile) {
	t.Helper()
	s, err := sandbox.Start(t.Context(), sandbox.Options{
		Empty: true, User: sandboxUser, Password: sandboxPassword,
		Files:  map[string]map[string]string{"/etc/conformance.properties": {"password": "from-a-file"}},
		SlowBy: time.Minute,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, connect.Profile{ID: "simulated", URL: s.URL(), Login: connect.LoginBasic, Username: sandboxUser}
}

func sandboxSource() workertest.Specimen {
	return workertest.Specimen{Class: sandboxClasses + "file.FileStreamSourceConnector", Config: connect.Config{"file": "/data/orders.txt"}}
}

func TestSandbox(t *testing.T) {
	_, profile := startSandbox(t)
	workertest.Run(t, workertest.Target{
		Worker:     client(t, profile, sandboxPassword),
		WrongLogin: client(t, profile, "not the password"),
		Source:     sandboxSource(),
		TopicKey:   "topic",
		Sink:       workertest.Specimen{Class: sandboxClasses + "file.FileStreamSinkConnector", Config: connect.Config{"file": "/data/out.txt"}},
		Failing:    workertest.Specimen{Class: sandboxClasses + "file.FileStreamSinkConnector", Config: connect.Config{"file": "/no/such/folder/out.txt"}},
		Apache: &workertest.Apache{
			Transformation: sandboxClasses + "transforms.Cast$Value",
			JSONConverter:  sandboxClasses + "converters.JsonConverter",
			Placeholder:    "${file:/etc/conformance.properties:password}",
			Resolved:       "from-a-file",
			AtLeast:        atLeast,
		},
		Prefix: "cf",
	})
}
