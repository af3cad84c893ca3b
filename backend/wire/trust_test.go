package wire

import (
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire/certtest"
)

// tlsServer answers with the name of the client.
func tlsServer(t *testing.T, identity certtest.Identity, change func(*tls.Config)) *httptest.Server {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if len(req.TLS.PeerCertificates) > 0 {
			_, _ = io.WriteString(w, req.TLS.PeerCertificates[0].Subject.CommonName)
		}
	}))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{identity.TLS()}}
	if change != nil {
		change(srv.TLS)
	}
	srv.StartTLS()
	t.Cleanup(srv.Close)
	return srv
}

func TestTheServerIsTrustedByEveryKindOfFile(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	srv := tlsServer(t, root.Authority("Issuing").Server("connect"), nil)
	for name, file := range map[string][]byte{"ca.pem": root.PEM(), "ca.cer": root.Certificate.Raw, "trust.p12": root.PKCS12Trust(), "trust.jks": root.JKSTrust()} {
		o := Options{Profile: connect.Profile{URL: srv.URL, CAFile: certtest.File(t, name, file)}, Secrets: connect.Secrets{connect.SecretTrustStore: connect.NewSecret(certtest.Password)}}
		client, base := clientFor(t, o)
		if got := call(t, client, base, http.MethodGet, ""); got.status != http.StatusOK {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestAFileThatCannotBeUsedIsRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	me := root.Client("anna")
	for name, tt := range map[string]struct {
		profile connect.Profile
		text    string
	}{
		"no CA":       {connect.Profile{CAFile: "/none"}, "CA file does not exist. Nothing was sent."},
		"a device":    {connect.Profile{CAFile: "/dev/zero"}, "CA file is not a regular file."},
		"no such":     {connect.Profile{CAFile: certtest.File(t, "x", []byte("x"))}, "CA file is neither PEM nor PKCS12 nor JKS."},
		"trust store": {connect.Profile{CAFile: certtest.File(t, "x", root.JKSTrust())}, "CA file needs a password. Nothing was sent. Enter its password"},
		"only a key":  {connect.Profile{CAFile: certtest.File(t, "x", me.KeyPEM(false))}, "CA file contains no certificate."},
		"no key":      {connect.Profile{Certificate: connect.Certificate{File: certtest.File(t, "x", me.PEM())}}, "client certificate contains no private key."},
		"wrong key":   {connect.Profile{Certificate: connect.Certificate{File: certtest.File(t, "x", me.PEM()), KeyFile: certtest.File(t, "y", root.Client("otto").KeyPEM(false))}}, "does not belong to the certificate."},
		"no key file": {connect.Profile{Certificate: connect.Certificate{File: certtest.File(t, "x", me.PEM()), KeyFile: "/none"}}, "private key does not exist."},
	} {
		tt.profile.URL = "https://127.0.0.1:1"
		base, err := NewBase(tt.profile.URL)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewClient(Options{Profile: tt.profile}, base, Dialect{}); connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), tt.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheClientCertificateIsShown(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	me := root.Authority("Issuing").Client("anna")
	srv := tlsServer(t, root.Server("connect"), func(c *tls.Config) { c.ClientAuth, c.ClientCAs = tls.RequireAndVerifyClientCert, root.Pool() })
	ca := certtest.File(t, "ca.pem", root.PEM())
	for name, files := range map[string]connect.Certificate{
		"pair":     {File: certtest.File(t, "me.pem", me.PEM()), KeyFile: certtest.File(t, "me.key", me.KeyPEM(true))},
		"one file": {File: certtest.File(t, "me.pem", slices.Concat(me.PEM(), me.KeyPEM(false)))},
		"PKCS12":   {File: certtest.File(t, "me.p12", me.PKCS12())},
		"JKS":      {File: certtest.File(t, "me.jks", me.JKS())},
	} {
		o := Options{
			Profile: connect.Profile{URL: srv.URL, CAFile: ca, Certificate: files, Login: connect.LoginBasic, Username: "ada"},
			Secrets: connect.Secrets{connect.SecretKeyStore: connect.NewSecret(certtest.Password), connect.SecretPassword: connect.NewSecret("pw")},
		}
		client, base := clientFor(t, o)
		if got := call(t, client, base, http.MethodGet, ""); got.body != "anna" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestWhyACertificateIsNotAccepted(t *testing.T) {
	t.Parallel()
	now := time.Now()
	root, strangers := certtest.Authority(t, "Root"), certtest.Authority(t, "Strangers CA")
	ca := certtest.File(t, "ca.pem", root.PEM())
	mutual := func(version uint16) func(*tls.Config) {
		return func(c *tls.Config) {
			c.ClientAuth, c.ClientCAs, c.MaxVersion = tls.RequireAndVerifyClientCert, root.Pool(), version
		}
	}
	own := func(i certtest.Identity) connect.Certificate {
		return connect.Certificate{File: certtest.File(t, "me.p12", i.PKCS12())}
	}
	expired := certtest.Between(now.Add(-48*time.Hour), now.Add(-24*time.Hour))
	good := root.Server("connect")
	for name, tt := range map[string]struct {
		server  certtest.Identity
		change  func(*tls.Config)
		profile connect.Profile
		short   string
		text    string
		fix     connect.StepFix
	}{
		"unknown CA":       {strangers.Server("connect"), nil, connect.Profile{}, "certificate not trusted", "authority that this computer does not trust", connect.FixAddCA},
		"self-signed":      {certtest.SelfSigned(t, "connect"), nil, connect.Profile{}, "self-signed certificate", "its own key", connect.FixPin},
		"wrong name":       {root.Server("connect", certtest.Names("connect.internal", "10.0.0.7")), nil, connect.Profile{}, "certificate for another name", "not valid for 127.0.0.1. It is valid for connect.internal, 10.0.0.7.", connect.FixSkipVerify},
		"wrong name given": {good, nil, connect.Profile{ServerName: "other"}, "certificate for another name", "not valid for other", connect.FixSkipVerify},
		"expired":          {root.Server("connect", expired), nil, connect.Profile{}, "certificate expired", "The certificate of connect expired on ", connect.FixPin},
		"not yet valid":    {root.Server("connect", certtest.Between(now.Add(time.Hour), now.Add(2*time.Hour))), nil, connect.Profile{}, "certificate not yet valid", "valid only from", connect.FixPin},
		"needed":           {good, mutual(tls.VersionTLS13), connect.Profile{}, "client certificate needed", "needs a client certificate", ""},
		"needed, TLS 1.2":  {good, mutual(tls.VersionTLS12), connect.Profile{}, "client certificate needed", "needs a client certificate", ""},
		"refused":          {good, mutual(tls.VersionTLS13), connect.Profile{Certificate: own(strangers.Client("otto"))}, "client certificate refused", "refused the client certificate of otto", ""},
		"refused, 1.2":     {good, mutual(tls.VersionTLS12), connect.Profile{Certificate: own(strangers.Client("otto"))}, "client certificate refused", "refused the client certificate of otto", ""},
		"own expired":      {good, mutual(tls.VersionTLS13), connect.Profile{Certificate: own(root.Client("anna", expired))}, "client certificate expired", "anna, which expired on", ""},
		"another pin":      {good, nil, connect.Profile{Pin: strings.Repeat("0", 64)}, "another certificate", "that of connect", connect.FixPin},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := tlsServer(t, tt.server, tt.change)
			tt.profile.URL, tt.profile.CAFile = srv.URL, ca
			client, base := clientFor(t, Options{Profile: tt.profile, Secrets: connect.Secrets{connect.SecretKeyStore: connect.NewSecret(certtest.Password)}})
			for _, method := range []string{http.MethodGet, http.MethodPut} {
				got := call(t, client, base, method, "", "connectors")
				if got.Code != connect.CodeUntrusted || got.Short != tt.short || !strings.Contains(got.Text, tt.text) || got.Fix != tt.fix || got.Sent || got.Next == "" {
					t.Errorf("%s: %+v", method, got)
				}
			}
		})
	}
}

func TestAServerNameAndAPinAreEnough(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	named := tlsServer(t, root.Server("connect", certtest.Names("connect.internal")), nil)
	client, base := clientFor(t, Options{Profile: connect.Profile{URL: named.URL, CAFile: certtest.File(t, "ca.pem", root.PEM()), ServerName: "connect.internal"}})
	if got := call(t, client, base, http.MethodGet, ""); got.status != http.StatusOK {
		t.Errorf("%+v", got)
	}
	expired := certtest.SelfSigned(t, "connect", certtest.Names("x"), certtest.Between(time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)))
	srv := tlsServer(t, expired, nil)
	for _, pin := range []string{Fingerprint(expired.Certificate), strings.ToUpper(Fingerprint(expired.Certificate))} {
		client, base := clientFor(t, Options{Profile: connect.Profile{URL: srv.URL, Pin: pin}})
		if got := call(t, client, base, http.MethodGet, ""); got.status != http.StatusOK {
			t.Errorf("%+v", got)
		}
	}
}

func TestChangedFilesAreReadAgain(t *testing.T) {
	t.Parallel()
	root := certtest.Authority(t, "Root")
	srv := tlsServer(t, root.Server("connect"), func(c *tls.Config) { c.ClientAuth, c.ClientCAs = tls.RequireAndVerifyClientCert, root.Pool() })
	me := certtest.File(t, "me.pem", slices.Concat(root.Client("anna").PEM(), nil))
	key := certtest.File(t, "me.key", nil)
	ca := certtest.File(t, "ca.pem", root.PEM())
	later := time.Now()
	write := func(i certtest.Identity) {
		later = later.Add(time.Second)
		for path, text := range map[string][]byte{me: i.PEM(), key: i.KeyPEM(false)} {
			if err := os.WriteFile(path, text, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(path, later, later); err != nil {
				t.Fatal(err)
			}
		}
	}
	write(root.Client("anna"))
	client, base := clientFor(t, Options{Profile: connect.Profile{URL: srv.URL, CAFile: ca, Certificate: connect.Certificate{File: me, KeyFile: key}}})
	for _, name := range []string{"anna", "bert"} {
		write(root.Client(name))
		if got := call(t, client, base, http.MethodGet, ""); got.body != name {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Do(req); connect.CodeOf(err) != connect.CodeInvalid || !strings.Contains(err.Error(), "Nothing was sent.") {
		t.Errorf("%v", err)
	}
}
