package mskface

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

const (
	testKey    = "AKIATEST"
	testSecret = "secret of the test"
)

// sender sends requests that the signer of AWS signs.
type sender struct {
	t    *testing.T
	face *Face
	key  aws.Credentials
	at   time.Time
	bare bool // without a signature
}

func newSender(t *testing.T) *sender {
	t.Helper()
	f, err := Start(t.Context(), Options{KeyID: testKey, Secret: testSecret})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return &sender{t: t, face: f, key: aws.Credentials{AccessKeyID: testKey, SecretAccessKey: testSecret}, at: time.Now()}
}

// send returns the status, the type of the error without its address, and the body.
func (s *sender) send(method, path, body string) (status int, kind, answer string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, s.face.URL()+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	hash := sha256.Sum256([]byte(body))
	if !s.bare {
		if err := v4.NewSigner().SignHTTP(context.Background(), s.key, req, hex.EncodeToString(hash[:]), "kafkaconnect", Region, s.at); err != nil {
			s.t.Fatal(err)
		}
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	kind, _, _ = strings.Cut(resp.Header.Get("X-Amzn-Errortype"), ":")
	return resp.StatusCode, kind, string(text)
}

func (s *sender) refused(what string, status int, kind, method, path, body string) {
	s.t.Helper()
	if gotStatus, gotKind, answer := s.send(method, path, body); gotStatus != status || gotKind != kind {
		s.t.Errorf("%s: %d %s %s, want %d %s", what, gotStatus, gotKind, answer, status, kind)
	}
}

func TestSignatures(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	if status, _, answer := s.send("GET", "/v1/connectors?maxResults=1&connectorNamePrefix=a%20b%2Bc", ""); status != 200 {
		t.Fatalf("%d %s", status, answer)
	}
	s.bare = true
	s.refused("no signature", 403, "MissingAuthenticationTokenException", "GET", "/v1/connectors", "")
	s.bare, s.key.AccessKeyID = false, "AKIAOTHER"
	s.refused("unknown key", 403, "UnrecognizedClientException", "GET", "/v1/connectors", "")
	s.key.AccessKeyID, s.key.SecretAccessKey = testKey, "another"
	s.refused("wrong secret", 403, "InvalidSignatureException", "GET", "/v1/connectors", "")
	s.key.SecretAccessKey, s.at = testSecret, time.Now().Add(-10*time.Minute)
	s.refused("old signature", 403, "InvalidSignatureException", "GET", "/v1/connectors", "")
	s.at = time.Now()
	s.refused("unknown route", 403, "MissingAuthenticationTokenException", "GET", "/v1/nothing", "")
}

func TestRequestsAreRefused(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	_, _, text := s.send("GET", "/v1/connectors?connectorNamePrefix=orders-source", "")
	var list struct {
		Connectors []summary `json:"connectors"`
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil || len(list.Connectors) != 1 {
		t.Fatal(text, err)
	}
	if strings.Contains(text, "onnectorConfiguration") {
		t.Error("the list has a config")
	}
	c := list.Connectors[0]
	path := "/v1/connectors/" + strings.ReplaceAll(url.PathEscape(c.ARN), ":", "%3A")
	version := "?currentVersion=" + c.Version
	const bad = "BadRequestException"
	s.refused("unknown query", 400, bad, "GET", "/v1/connectors?page=1", "")
	s.refused("page too large", 400, bad, "GET", "/v1/connectors?maxResults=101", "")
	s.refused("made-up token", 400, bad, "GET", "/v1/connectors?nextToken=x", "")
	s.refused("unknown member", 400, bad, "PUT", path+version, `{"connectorConfiguration":{},"skipIt":true}`)
	s.refused("no version", 400, bad, "PUT", path, `{"connectorConfiguration":{}}`)
	s.refused("stale version", 400, bad, "PUT", path+"?currentVersion=K0", `{"connectorConfiguration":{}}`)
	s.refused("nothing to change", 400, bad, "PUT", path+version, `{}`)
	s.refused("both halves", 400, bad, "PUT", path+version, `{"connectorConfiguration":{},"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":3}}}`)
	s.refused("equal capacity", 400, bad, "PUT", path+version, `{"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":2}}}`)
	s.refused("three MCU", 400, bad, "PUT", path+version, `{"capacity":{"provisionedCapacity":{"mcuCount":3,"workerCount":2}}}`)
	s.refused("two capacities", 400, bad, "PUT", path+version, `{"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":2},"autoScaling":{"mcuCount":1,"minWorkerCount":1,"maxWorkerCount":2,"scaleInPolicy":{"cpuUtilizationPercentage":20},"scaleOutPolicy":{"cpuUtilizationPercentage":80}}}}`)
	s.refused("value that is no text", 400, bad, "PUT", path+version, `{"connectorConfiguration":{"tasks.max":1}}`)
	s.refused("resume of a running one", 409, "ConflictException", "PUT", path+"/resume", "")
	s.refused("no such connector", 404, "NotFoundException", "GET", path+"x", "")
	s.refused("empty create", 400, bad, "POST", "/v1/connectors", `{}`)
	if status, _, answer := s.send("PUT", path+version, `{"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":3}}}`); status != 200 {
		t.Fatal(answer)
	}
	s.refused("second update", 400, bad, "PUT", path+version, `{"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":4}}}`)
}

// The region starts with an update that failed: its connector is running with its old config.
func TestAnUpdateThatFailedIsThere(t *testing.T) {
	t.Parallel()
	s := newSender(t)
	f := s.face
	var failed *change
	for _, o := range f.state.operations {
		failed = o
	}
	if failed == nil || failed.state() != "UPDATE_FAILED" {
		t.Fatalf("%+v", failed)
	}
	c, _ := f.state.find(failed.connector)
	if c.State != "RUNNING" || c.config["database.user"] == failed.targetConfig["database.user"] {
		t.Errorf("%+v", c)
	}
	status, _, answer := s.send("GET", "/v1/connectorOperations/"+strings.ReplaceAll(url.PathEscape(failed.arn), ":", "%3A"), "")
	if status != 200 || !strings.Contains(answer, `"stepState":"CANCELLED"`) || !strings.Contains(answer, "cdc_orders_ro") {
		t.Error(answer)
	}
}
