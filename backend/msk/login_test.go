package msk

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/mskface"
	"sluiceway/backend/wire"
)

// configured writes the shared files of AWS for a test.
func configured(t *testing.T, text string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"config": text, "credentials": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", dir)
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(dir, "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(dir, "credentials"))
	for _, name := range []string{"AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_KAFKACONNECT"} {
		t.Setenv(name, "")
	}
}

const ssoProfile = `[profile lake]
region = eu-west-3
sso_session = corp
sso_account_id = 214837650911
sso_role_name = Reader
[sso-session corp]
sso_region = eu-west-3
sso_start_url = https://corp.awsapps.com/start
`

func TestRegionsBeginWithThatOfTheAWSProfile(t *testing.T) {
	configured(t, ssoProfile)
	places, err := Kind(nil).Discover(t.Context(), connect.Profile{Account: "lake", Scope: "us-east-1"}, nil)
	if err != nil || places[0].Scope != "eu-west-3" || len(places) != len(regions()) || places[0].Places == nil {
		t.Fatalf("%+v %v", places, err)
	}
	seen := map[string]bool{}
	for _, p := range places {
		if seen[p.Scope] || p.Scope == "" || p.Title == "" {
			t.Errorf("%+v", p)
		}
		seen[p.Scope] = true
	}
	_, err = Kind(nil).Discover(t.Context(), connect.Profile{Account: "nobody"}, nil)
	if e := wantCode(t, err, connect.CodeInvalid); !strings.Contains(e.Text, "no AWS profile “nobody”") {
		t.Error(e)
	}
}

func TestWhatAProfileLacksIsSaid(t *testing.T) {
	configured(t, "[profile bare]\nregion =\n")
	for name, tt := range map[string]struct {
		profile connect.Profile
		says    string
	}{
		"no region":   {connect.Profile{Account: "bare"}, "No AWS region is chosen"},
		"no profile":  {connect.Profile{Account: "nobody", Scope: "eu-west-1"}, "no AWS profile “nobody”"},
		"http":        {connect.Profile{Scope: "eu-west-1", URL: "http://proxy.example"}, "uses http"},
		"no CA file":  {connect.Profile{Scope: "eu-west-1", CAFile: "/no/such/file"}, "CA file"},
		"bad address": {connect.Profile{Scope: "eu-west-1", URL: "ftp://x"}, "cannot be used"},
	} {
		_, err := New(wire.Options{Profile: tt.profile})
		if e := wantCode(t, err, connect.CodeInvalid); !strings.Contains(e.Text, tt.says) {
			t.Errorf("%s: %s", name, e.Text)
		}
	}
}

func TestTheAddressIsThatOfTheProfileOrOfTheEnvironment(t *testing.T) {
	configured(t, "")
	host := func(p connect.Profile) string {
		t.Helper()
		c, err := New(wire.Options{Profile: p})
		if err != nil {
			t.Fatal(err)
		}
		return c.base.Host()
	}
	if got := host(connect.Profile{Scope: "eu-west-1"}); got != "kafkaconnect.eu-west-1.amazonaws.com" {
		t.Error(got)
	}
	if got := host(connect.Profile{Scope: "cn-north-1"}); got != "kafkaconnect.cn-north-1.amazonaws.com.cn" {
		t.Error(got)
	}
	t.Setenv("AWS_ENDPOINT_URL", "https://vpce.example")
	if got := host(connect.Profile{Scope: "eu-west-1"}); got != "vpce.example" {
		t.Error(got)
	}
	if got := host(connect.Profile{Scope: "eu-west-1", URL: "https://own.example"}); got != "own.example" {
		t.Error(got)
	}
	t.Setenv("AWS_ENDPOINT_URL", "http://vpce.example")
	_, err := New(wire.Options{Profile: connect.Profile{Scope: "eu-west-1"}})
	_ = wantCode(t, err, connect.CodeInvalid)
}

// An SSO login that has ended is noticed before anything is sent.
func TestAnEndedLoginNamesTheCommand(t *testing.T) {
	configured(t, ssoProfile)
	asked := 0
	log := wire.NewCallLog(wire.CallLogOptions{})
	c := serve(t, func(o *wire.Options) {
		o.Profile.Login, o.Profile.Account, o.Log = connect.LoginNone, "lake", log
	}, func(http.ResponseWriter, *http.Request) { asked++ })
	_, err := c.Names(t.Context())
	if e := wantCode(t, err, connect.CodeUnauthorized); !strings.Contains(e.Text, "“aws sso login --profile lake”") || asked > 0 || log.Page("", 0, 0).Stored > 0 {
		t.Errorf("%s; asked %d times", e.Text, asked)
	}
	c.know("a", "arn:a")
	if e := wantCode(t, pauseOne(t.Context(), c), connect.CodeUnauthorized); !strings.Contains(e.Text, "Nothing was paused.") {
		t.Error(e.Text)
	}
}

func TestNoLoginAtAll(t *testing.T) {
	configured(t, "[profile bare]\nregion = eu-west-1\n")
	c := serve(t, func(o *wire.Options) { o.Profile.Login, o.Profile.Account = connect.LoginNone, "bare" }, nil)
	_, err := c.Names(t.Context())
	if e := wantCode(t, err, connect.CodeUnauthorized); !strings.Contains(e.Text, "The AWS profile “bare” gives no login.") {
		t.Error(e.Text)
	}
}

// The environment has a login; a role that it assumes is asked for at the address that the
// environment names, and its keys are not logged.
func TestAnAssumedRole(t *testing.T) {
	configured(t, "[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = base\n[profile lake]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n")
	f, _ := region(t)
	log := wire.NewCallLog(wire.CallLogOptions{})
	sts := serveURL(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/xml")
		_, _ = w.Write([]byte(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>` + keyID +
			`</AccessKeyId><SecretAccessKey>` + secret + `</SecretAccessKey><SessionToken>c4nary-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`))
	})
	t.Setenv("AWS_ENDPOINT_URL_STS", sts)
	c := client(t, f.URL(), func(o *wire.Options) {
		o.Profile.Login, o.Profile.Account, o.Profile.Denied, o.Log = connect.LoginNone, "lake", connect.DeniedAll(), log
	})
	names, err := c.Names(t.Context())
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	calls := log.Page("", 0, 0).Calls
	if len(calls) != 2 {
		t.Fatalf("%d calls", len(calls))
	}
	for _, call := range calls {
		detail, _ := log.Detail(call.ID)
		if strings.Contains(detail.Request+detail.Answer+detail.URL, "c4nary") || strings.Contains(detail.Request+detail.Answer, keyID) {
			t.Errorf("%+v", detail)
		}
	}
}

func TestProbe(t *testing.T) {
	configured(t, "")
	f, _ := region(t)
	o := func(secret string) wire.Options {
		return wire.Options{
			Profile: connect.Profile{URL: f.URL(), Scope: mskface.Region, Login: connect.LoginBasic, Username: keyID}, Pace: still(),
			Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(secret)},
		}
	}
	seen := 0
	for _, step := range Probe(t.Context(), o(secret), func(connect.Step) { seen++ }) {
		if step.State != connect.StepPassed || step.Fact == "" {
			t.Errorf("%+v", step)
		}
	}
	if seen != 8 {
		t.Errorf("%d changes of steps", seen)
	}
	steps := Probe(t.Context(), o("wrong"), nil)
	if s := steps[2]; s.ID != StepService || s.State != connect.StepFailed || s.Fix != connect.FixLogin || s.Hint == "" || steps[3].State != connect.StepNotReached {
		t.Errorf("%+v", steps)
	}
	bad := o(secret)
	bad.Profile.Login, bad.Profile.Account = connect.LoginNone, "nobody"
	if s := Probe(t.Context(), bad, nil)[0]; s.State != connect.StepFailed || s.Hint == "" {
		t.Errorf("%+v", s)
	}
	f.Deny("ListCustomPlugins")
	if s := Probe(t.Context(), o(secret), nil)[3]; s.State != connect.StepPassed || !strings.Contains(s.Fact, "may not be listed") {
		t.Errorf("%+v", s)
	}
}
