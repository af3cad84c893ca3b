package connect_test

import (
	"testing"

	"sluiceway/backend/connect"
)

func TestReport(t *testing.T) {
	t.Parallel()
	got := connect.Report([]connect.Step{
		{Title: "Connected", State: connect.StepPassed, Fact: "port 8083", Took: 12.4},
		{
			Title: "TLS", State: connect.StepFailed, Fact: "certificate not trusted", Took: 3, Hint: "Add the CA.", Raw: "x509: unknown\nauthority",
			Facts: []connect.Fact{{Label: "Client certificate", Value: "not asked for"}},
			Chain: []connect.CertificateFact{{Subject: "connect", Issuer: "CA", Names: []string{"a", "b"}, From: 1, Until: 86_400_000, SHA256: "ab", Problems: []string{"It expired."}}},
		},
		{Title: "Version", State: connect.StepNotReached, Fact: "not reached"},
	})
	const want = `Connected: passed in 12 ms, port 8083
TLS: FAILED after 3 ms, certificate not trusted
  Add the CA.
  x509: unknown
  authority
  Client certificate: not asked for
  Certificate 1: connect, issued by CA, valid 1970-01-01 to 1970-01-02
    for a, b
    SHA-256 ab
    It expired.
Version: not reached
`
	if got != want {
		t.Errorf("%s", got)
	}
}
