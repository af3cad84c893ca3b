package conformance

import (
	"testing"
	"time"

	"sluiceway/backend/confluent"
	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/confluentface"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker/workertest"
)

// startConfluent starts an empty face of Confluent Cloud. A request that no client may send
// fails the test.
func startConfluent(t *testing.T, o confluentface.Options) (*confluentface.Face, connect.Profile) {
	t.Helper()
	o.Key, o.Secret = "SANDBOXKEY", sandboxPassword
	o.OnViolation = func(text string) { t.Errorf("the service was sent %s", text) }
	f, err := confluentface.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, connect.Profile{ID: "cloud", Kind: confluent.ID, URL: f.URL(), Scope: confluentface.Scope, Login: connect.LoginBasic, Username: o.Key}
}

func cloud(t *testing.T, profile connect.Profile, secret string) *confluent.Client {
	t.Helper()
	c, err := confluent.New(wire.Options{
		Profile: profile, Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)}, Log: wire.NewCallLog(wire.CallLogOptions{}),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestConfluent(t *testing.T) {
	_, profile := startConfluent(t, confluentface.Options{Empty: true, Provision: 300 * time.Millisecond, Step: 100 * time.Millisecond})
	login := connect.Config{"kafka.auth.mode": "SERVICE_ACCOUNT", "kafka.service.account.id": "sa-sandbox", "tasks.max": "1"}
	sink := login.Clone()
	sink["connection.host"], sink["connection.user"], sink["connection.password"] = "db.example", "connect", "hunter2hunter2"
	failing := sink.Clone()
	failing["connection.host"] = "db.unreachable.example"
	workertest.Run(t, workertest.Target{
		Worker:     cloud(t, profile, sandboxPassword),
		WrongLogin: cloud(t, profile, "not the secret"),
		Source:     workertest.Specimen{Class: "SandboxGeneratorSource", Config: login},
		TopicKey:   "kafka.topic",
		SecretKey:  "kafka.api.secret",
		Sink:       workertest.Specimen{Class: "SandboxWarehouseSink", Config: sink},
		Failing:    workertest.Specimen{Class: "SandboxWarehouseSink", Config: failing},
		Prefix:     "cf",
	})
}
