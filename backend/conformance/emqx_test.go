package conformance

import (
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/emqx"
	"sluiceway/backend/sandbox/emqxface"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workertest"
)

const emqxPassword = "face-test"

// startEMQX starts a simulated EMQX cluster.
func startEMQX(t *testing.T, o emqxface.Options) *emqxface.Face {
	t.Helper()
	o.Key, o.Secret, o.User, o.Password = "key", emqxPassword, "ada", emqxPassword
	face, err := emqxface.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = face.Close() })
	return face
}

func emqxClient(t *testing.T, face *emqxface.Face, login connect.Login, password string) worker.Worker {
	t.Helper()
	user := map[connect.Login]string{connect.LoginBasic: "key", connect.LoginSession: "ada"}[login]
	c, err := emqx.New(wire.Options{
		Profile: connect.Profile{ID: "emqx", URL: face.URL(), Login: login, Username: user},
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(password)}, Log: wire.NewCallLog(wire.CallLogOptions{}),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// EMQX, with both of its logins, is held to the suite as far as its features say.
func TestEMQX(t *testing.T) {
	face := startEMQX(t, emqxface.Options{Empty: true})
	for _, login := range []connect.Login{connect.LoginBasic, connect.LoginSession} {
		t.Run(string(login), func(t *testing.T) {
			workertest.Run(t, workertest.Target{
				Worker: emqxClient(t, face, login, emqxPassword), WrongLogin: emqxClient(t, face, login, "wrong"),
				Source:   workertest.Specimen{Class: "source/mqtt", Config: connect.Config{"connector": "line2_broker"}},
				TopicKey: "parameters.topic",
				Sink:     workertest.Specimen{Class: "action/mysql", Config: connect.Config{"connector": "store"}},
				Failing:  workertest.Specimen{Class: "connector/mysql", Config: connect.Config{"server": "mysql.store.down:3306", "database": "store"}},
				Parts:    2,
				Strict: &workertest.Strict{
					Text: "description", Number: "enable", Other: "parameters.qos", Value: "2", Paused: connect.Config{"enable": "false"},
				},
				Prefix: "cf-" + string(login),
			})
		})
	}
}
