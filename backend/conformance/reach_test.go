package conformance

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/wayin"
	"sluiceway/backend/wire"
)

// keystorePassword is that of the certificates of build/devcluster.
const keystorePassword = "sluiceway-dev"

// reached returns the options to reach the real worker, with its login. The test is skipped
// unless all variables are set: build/devcluster prints them.
func reached(t *testing.T, needs ...string) wire.Options {
	t.Helper()
	for _, name := range append(needs, "SLUICEWAY_WORKER_URL") {
		if os.Getenv(name) == "" {
			t.Skip("no such part: " + name + " is not set")
		}
	}
	return wire.Options{
		Profile: connect.Profile{ID: "real", URL: os.Getenv("SLUICEWAY_WORKER_URL"), Login: connect.LoginBasic, Username: os.Getenv("SLUICEWAY_WORKER_USER"), TimeLimit: 30 * time.Second},
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(os.Getenv("SLUICEWAY_WORKER_PASSWORD"))},
		Log:     wire.NewCallLog(wire.CallLogOptions{}),
	}
}

func clientOf(t *testing.T, o wire.Options) *apache.Client {
	t.Helper()
	c, err := apache.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// certified adds the certificate of a person, from a keystore or a pair of PEM files.
func certified(o wire.Options, file, key string) wire.Options {
	folder := os.Getenv("SLUICEWAY_CERTIFICATES")
	o.Profile.URL = os.Getenv("SLUICEWAY_WORKER_CERTIFICATE_URL")
	o.Profile.CAFile = filepath.Join(folder, "ca.pem")
	o.Profile.Certificate = connect.Certificate{File: filepath.Join(folder, file)}
	if key != "" {
		o.Profile.Certificate.KeyFile = filepath.Join(folder, key)
	}
	o.Secrets = withSecret(o.Secrets, connect.SecretKeyStore, keystorePassword)
	return o
}

// The whole suite over a listener that demands a client certificate of a private CA, and a
// password, too.
func TestRealWithCertificate(t *testing.T) {
	o := reached(t, "SLUICEWAY_WORKER_CERTIFICATE_URL", "SLUICEWAY_CERTIFICATES")
	right := certified(o, "developer.p12", "")
	wrong := certified(o, "developer.p12", "")
	wrong.Secrets = withSecret(wrong.Secrets, connect.SecretPassword, "not the password")
	runOnReal(t, clientOf(t, right), clientOf(t, wrong))
}

// What the listener and Java itself refuse, and which forms of a certificate they accept.
func TestRealCertificates(t *testing.T) {
	o := reached(t, "SLUICEWAY_WORKER_CERTIFICATE_URL", "SLUICEWAY_CERTIFICATES")
	pair := certified(o, "developer.pem", "developer.key")
	store := certified(o, "developer.p12", "")
	store.Profile.CAFile = filepath.Join(os.Getenv("SLUICEWAY_CERTIFICATES"), "trust.p12")
	store.Secrets = withSecret(store.Secrets, connect.SecretTrustStore, keystorePassword)
	none, unknown := pair, pair
	none.Profile.Certificate = connect.Certificate{}
	unknown.Profile.CAFile = ""
	for name, tt := range map[string]struct {
		o    wire.Options
		code connect.Code
	}{
		"a pair of PEM files, CA as PEM": {pair, ""},
		"a keystore, CA as truststore":   {store, ""},
		"no certificate":                 {none, connect.CodeUntrusted},
		"an unknown CA":                  {unknown, connect.CodeUntrusted},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := clientOf(t, tt.o).Identity(connect.WithoutRetry(t.Context()))
			if connect.CodeOf(err) != tt.code {
				t.Errorf("%v, want code %q", err, tt.code)
			}
			if err != nil {
				t.Log(err)
			}
		})
	}
}

// A connector is created, paused, changed and deleted through each network: proxies with a
// login, and an SSH server, to the listener with and without certificates.
func TestRealThroughOtherNetworks(t *testing.T) {
	needs := []string{"SLUICEWAY_PROXY_HTTP", "SLUICEWAY_PROXY_SOCKS", "SLUICEWAY_PROXY_USER", "SLUICEWAY_PROXY_PASSWORD", "SLUICEWAY_SSH", "SLUICEWAY_WORKER_CERTIFICATE_URL", "SLUICEWAY_CERTIFICATES"}
	plain := reached(t, needs...)
	certificate := certified(plain, "developer.p12", "")
	for name, o := range map[string]wire.Options{
		"http proxy":                       throughProxy(plain, "SLUICEWAY_PROXY_HTTP"),
		"http proxy, with certificate":     throughProxy(certificate, "SLUICEWAY_PROXY_HTTP"),
		"socks5 proxy":                     throughProxy(plain, "SLUICEWAY_PROXY_SOCKS"),
		"socks5 proxy, with certificate":   throughProxy(certificate, "SLUICEWAY_PROXY_SOCKS"),
		"ssh -L":                           throughSSH(t, plain),
		"ssh -L, with certificate":         throughSSH(t, certificate),
		"ssh -D, as proxy of the way in":   throughDynamicSSH(t, plain),
		"http proxy, with a wrong login":   throughProxy(wrongProxyLogin(plain), "SLUICEWAY_PROXY_HTTP"),
		"http tunnel, with a wrong login":  throughProxy(wrongProxyLogin(certificate), "SLUICEWAY_PROXY_HTTP"),
		"socks5 proxy, with a wrong login": throughProxy(wrongProxyLogin(plain), "SLUICEWAY_PROXY_SOCKS"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := clientOf(t, o)
			if strings.HasSuffix(name, "a wrong login") {
				_, err := c.Identity(connect.WithoutRetry(t.Context()))
				if err == nil || !strings.Contains(err.Error(), "proxy") || strings.Contains(err.Error(), "not-the-password") {
					t.Errorf("%v", err)
				}
				return
			}
			for _, step := range apache.Probe(t.Context(), o, nil) {
				if step.State != connect.StepPassed {
					t.Errorf("%+v", step)
				}
			}
			liveAndDie(t, c)
		})
	}
}

// liveAndDie takes a connector through its life.
func liveAndDie(t *testing.T, c *apache.Client) {
	t.Helper()
	ctx := t.Context()
	name := fmt.Sprintf("reach%x-%s", time.Now().UnixNano(), strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, filepath.Base(t.Name())))
	config := fileSource(name)
	t.Cleanup(func() { _, _ = c.Delete(context.Background(), name) })
	if _, err := c.Create(ctx, name, config, ""); err != nil {
		t.Fatal(err)
	}
	config["errors.tolerance"] = "all"
	if _, err := c.PutConfig(ctx, name, config); err != nil {
		t.Error(err)
	}
	if _, err := c.Pause(ctx, name); err != nil {
		t.Error(err)
	}
	until(t, "the changed config is stored", func() bool {
		got, err := c.Connector(ctx, name)
		return err == nil && got.Config["errors.tolerance"] == "all"
	})
	if _, err := c.Delete(ctx, name); err != nil {
		t.Error(err)
	}
}

func fileSource(topic string) connect.Config {
	return connect.Config{
		connect.KeyClass: fileClasses + "FileStreamSourceConnector", "topic": topic, "tasks.max": "1",
		"file": filepath.Join(os.Getenv("SLUICEWAY_WORKER_FILES"), "orders.txt"), "key.converter": plainText, "value.converter": plainText,
	}
}

// until waits until something is true.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for !is() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatal("it never happened: " + what)
		}
	}
}

func throughProxy(o wire.Options, variable string) wire.Options {
	o.Profile.Proxy = connect.Proxy{Mode: connect.ProxyOwn, URL: os.Getenv(variable), Username: os.Getenv("SLUICEWAY_PROXY_USER")}
	if o.Secrets[connect.SecretProxy].Empty() {
		o.Secrets = withSecret(o.Secrets, connect.SecretProxy, os.Getenv("SLUICEWAY_PROXY_PASSWORD"))
	}
	return o
}

func wrongProxyLogin(o wire.Options) wire.Options {
	o.Secrets = withSecret(o.Secrets, connect.SecretProxy, "not-the-password")
	return o
}

func withSecret(secrets connect.Secrets, key connect.SecretKey, text string) connect.Secrets {
	out := maps.Clone(secrets)
	out[key] = connect.NewSecret(text)
	return out
}

// throughSSH forwards a local port to the worker's, as a person would write it.
func throughSSH(t *testing.T, o wire.Options) wire.Options {
	t.Helper()
	scheme, port, ok := strings.Cut(o.Profile.URL, "://127.0.0.1:")
	if !ok {
		t.Fatalf("the worker is at %s", o.Profile.URL)
	}
	o.Profile.URL = scheme + "://localhost:{port}"
	return withWayIn(t, o, os.Getenv("SLUICEWAY_SSH")+" -L {port}:127.0.0.1:"+port)
}

// throughDynamicSSH uses SSH itself as a SOCKS5 proxy.
func throughDynamicSSH(t *testing.T, o wire.Options) wire.Options {
	t.Helper()
	o.Profile.Proxy = connect.Proxy{Mode: connect.ProxyOwn, URL: "socks5://127.0.0.1:{port}"}
	return withWayIn(t, o, os.Getenv("SLUICEWAY_SSH")+" -D {port}")
}

func withWayIn(t *testing.T, o wire.Options, command string) wire.Options {
	t.Helper()
	o.Profile.WayIn = connect.WayIn{Command: command, Agreed: command}
	ways := wayin.New(wayin.Options{})
	t.Cleanup(ways.Close)
	o.WayIn = ways.Of(o.Profile)
	return o
}
