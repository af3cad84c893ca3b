package conformance

import (
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/msk"
	"sluiceway/backend/sandbox/mskface"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker/workertest"
)

const (
	mskKeyID  = "AKIASLUICEWAYTEST"
	mskSecret = "c4nary-of-the-simulated-region"
)

// startMSK starts a simulated region in which every step of a change takes a moment.
func startMSK(t *testing.T) *mskface.Face {
	t.Helper()
	f, err := mskface.Start(t.Context(), mskface.Options{KeyID: mskKeyID, Secret: mskSecret, Pace: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func mskClient(t *testing.T, f *mskface.Face, secret string) *msk.Client {
	t.Helper()
	c, err := msk.New(wire.Options{
		Profile: connect.Profile{ID: "msk", Kind: msk.ID, URL: f.URL(), Scope: mskface.Region, Login: connect.LoginBasic, Username: mskKeyID},
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestMSK(t *testing.T) {
	f := startMSK(t)
	workertest.Run(t, workertest.Target{
		Worker:     mskClient(t, f, mskSecret),
		WrongLogin: mskClient(t, f, "not the secret"),
		Source: workertest.Specimen{Class: sandboxClasses + "shop.ShopDatabaseSourceConnector", Config: connect.Config{
			"database.hostname": "db.lake.example", "database.user": "cdc", "database.password": "c4nary", "database.dbname": "lake", "tasks.max": "1",
		}},
		TopicKey: "topic.prefix", SecretKey: "database.password",
		Sink:   workertest.Specimen{Class: sandboxClasses + "file.FileStreamSinkConnector", Config: connect.Config{"file": "/data/out.txt"}},
		Prefix: "cf",
	})
}
