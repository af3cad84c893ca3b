package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
	"sluiceway/backend/worker/workertest"
)

var _ worker.Worker = (*apache.Client)(nil)

const (
	fileClasses = "org.apache.kafka.connect.file."
	plainText   = "org.apache.kafka.connect.storage.StringConverter"
)

// TestReal runs on the worker that SLUICEWAY_WORKER_URL names; "make
// conformance" and "make test" start one and set it. Its connectors read and
// write files in SLUICEWAY_WORKER_FILES, so worker and test share a machine.
func TestReal(t *testing.T) {
	address := os.Getenv("SLUICEWAY_WORKER_URL")
	if address == "" {
		t.Skip("no real worker: SLUICEWAY_WORKER_URL is not set")
	}
	profile := connect.Profile{ID: "real", URL: address, Login: connect.LoginBasic, Username: os.Getenv("SLUICEWAY_WORKER_USER"), TimeLimit: 30 * time.Second}
	runOnReal(t, client(t, profile, os.Getenv("SLUICEWAY_WORKER_PASSWORD")), client(t, profile, "not the password"))
}

// runOnReal runs the whole suite on a real worker.
func runOnReal(t *testing.T, right, wrongLogin *apache.Client) {
	t.Helper()
	files := os.Getenv("SLUICEWAY_WORKER_FILES")
	if files == "" {
		t.Fatal("SLUICEWAY_WORKER_FILES is not set")
	}
	prefix := fmt.Sprintf("cf%x", time.Now().UnixMilli())
	converters := connect.Config{"key.converter": plainText, "value.converter": plainText}
	with := func(key, text string) connect.Config {
		c := converters.Clone()
		c[key] = text
		return c
	}
	out := filepath.Join(files, prefix+".out")
	t.Cleanup(func() { _ = os.Remove(out) })
	workertest.Run(t, workertest.Target{
		Worker:     right,
		WrongLogin: wrongLogin,
		Source:     workertest.Specimen{Class: fileClasses + "FileStreamSourceConnector", Config: with("file", filepath.Join(files, "orders.txt"))},
		TopicKey:   "topic",
		SecretKey:  "database.password", // the plugin does not know it, and a worker stores it all the same
		Sink:       workertest.Specimen{Class: fileClasses + "FileStreamSinkConnector", Config: with("file", out)},
		Failing:    workertest.Specimen{Class: fileClasses + "FileStreamSinkConnector", Config: with("file", "/no/such/folder/out.txt")},
		Apache: &workertest.Apache{
			Transformation: "org.apache.kafka.connect.transforms.Cast$Value",
			JSONConverter:  "org.apache.kafka.connect.json.JsonConverter",
			Placeholder:    "${file:" + filepath.Join(files, "secrets.properties") + ":password}",
			Resolved:       "from-a-file",
			AtLeast:        atLeast,
		},
		Prefix: prefix,
	})
}

func TestRealProbe(t *testing.T) {
	address := os.Getenv("SLUICEWAY_WORKER_URL")
	if address == "" {
		t.Skip("no real worker: SLUICEWAY_WORKER_URL is not set")
	}
	profile := connect.Profile{URL: address, Login: connect.LoginBasic, Username: os.Getenv("SLUICEWAY_WORKER_USER")}
	right := connect.Secrets{connect.SecretPassword: connect.NewSecret(os.Getenv("SLUICEWAY_WORKER_PASSWORD"))}
	for _, step := range apache.Probe(t.Context(), wire.Options{Profile: profile, Secrets: right}, nil) {
		t.Logf("%s: %s, %.1f ms", step.Title, step.Fact, step.Took)
		if step.State != connect.StepPassed || step.Fact == "" {
			t.Errorf("%+v", step)
		}
	}
	profile.URL += "/no-such-base"
	steps := apache.Probe(t.Context(), wire.Options{Profile: profile, Secrets: right}, nil)
	if step := steps[len(steps)-2]; step.ID != apache.StepVersion || step.State != connect.StepFailed || step.Hint == "" {
		t.Errorf("%+v", step)
	}
}

// atLeast compares a version that a worker reports.
func atLeast(version string, major, minor int) bool {
	v, ok := apache.ParseVersion(version)
	return ok && v.AtLeast(major, minor)
}

func client(t *testing.T, profile connect.Profile, password string) *apache.Client {
	t.Helper()
	c, err := apache.New(wire.Options{
		Profile: profile,
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(password)},
		Log:     wire.NewCallLog(wire.CallLogOptions{}),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}
