package wire

import (
	"crypto/x509"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/certtest"
)

func TestChainSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	now := time.Now()
	root := certtest.Authority(t, "Root")
	issuing := root.Authority("Issuing")
	ca := certtest.File(t, "ca.pem", root.PEM())
	base, err := NewBase("https://connect.internal:8443")
	if err != nil {
		t.Fatal(err)
	}
	named := certtest.Names("connect.internal")
	for name, tt := range map[string]struct {
		leaf   certtest.Identity
		ca     string
		at     time.Time
		server string
		want   []string // the problems of each certificate
		source string
	}{
		"nothing":       {issuing.Server("a", named), ca, now, "", []string{"", "", ""}, "from ca.pem"},
		"unknown":       {issuing.Server("a", named), "", now, "", []string{"", "Its issuer, Root, is not trusted by this computer."}, ""},
		"another CA":    {certtest.Authority(t, "Other").Server("a", named), ca, now, "", []string{"Its issuer, Other, is neither in the CA file nor trusted"}, ""},
		"self-signed":   {certtest.SelfSigned(t, "a", named), "", now, "", []string{"signed with its own key"}, ""},
		"expired":       {issuing.Server("a", named), ca, now.Add(1000 * 24 * time.Hour), "", []string{"It expired on", "It expired on", "It expired on"}, "from ca.pem"},
		"not yet valid": {issuing.Server("a", named), ca, now.Add(-48 * time.Hour), "", []string{"valid only from", "valid only from", "valid only from"}, "from ca.pem"},
		"wrong name":    {issuing.Server("a", certtest.Names("b", "10.0.0.7")), ca, now, "", []string{"It is not valid for connect.internal. It is valid for b, 10.0.0.7.", "", ""}, "from ca.pem"},
		"server name":   {issuing.Server("a", certtest.Names("b")), ca, now, "b", []string{"", "", ""}, "from ca.pem"},
	} {
		sent := []*x509.Certificate{tt.leaf.Certificate}
		if len(tt.leaf.Issuers) > 1 {
			sent = append(sent, tt.leaf.Issuers[0])
		}
		got := Chain(Options{Profile: connect.Profile{CAFile: tt.ca, ServerName: tt.server}}, base, sent, tt.at)
		if len(got) != len(tt.want) {
			t.Fatalf("%s: %+v", name, got)
		}
		for i, want := range tt.want {
			if problems := strings.Join(got[i].Problems, " "); !strings.Contains(problems, want) || (want == "") != (problems == "") {
				t.Errorf("%s: certificate %d: %q, want %q", name, i, problems, want)
			}
		}
		if last := got[len(got)-1]; last.Source != tt.source || got[0].SHA256 != Fingerprint(tt.leaf.Certificate) || got[0].Source != "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := Chain(Options{}, base, nil, now); len(got) != 0 || got == nil {
		t.Errorf("%+v", got)
	}
}
