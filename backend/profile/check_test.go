package profile_test

import (
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
)

// kinds are a worker with an address, and a managed service that has a usual one.
func kinds() worker.Kinds {
	return worker.Kinds{
		{ProfileKind: worker.ProfileKind{
			ID: "plain", Title: "Plain Connect", Fields: []worker.ProfileField{worker.FieldURL},
			Logins: []connect.Login{connect.LoginNone, connect.LoginBasic, connect.LoginBearer, connect.LoginOAuth},
		}},
		{ProfileKind: worker.ProfileKind{
			ID: "managed", Title: "The service", Fields: []worker.ProfileField{worker.FieldEndpoint, worker.FieldScope},
			Logins: []connect.Login{connect.LoginBasic, connect.LoginSession},
		}},
	}
}

func TestAProblemNamesItsField(t *testing.T) {
	oauth := func(change func(*profile.OAuth)) func(*profile.Input) {
		return func(in *profile.Input) {
			in.Login = connect.LoginOAuth
			in.OAuth = profile.OAuth{TokenURL: "https://login.example/token?tenant=a", ClientID: "orders"}
			change(&in.OAuth)
		}
	}
	header := func(name, value string) func(*profile.Input) {
		return func(in *profile.Input) {
			in.Headers = []connect.Header{{Name: "X-Fine", Value: "1"}, {Name: name, Value: value}}
		}
	}
	proxy := func(url string) func(*profile.Input) {
		return func(in *profile.Input) { in.Proxy = profile.Proxy{Mode: connect.ProxyOwn, URL: url} }
	}
	wayIn := func(command string) func(*profile.Input) {
		return func(in *profile.Input) { in.WayIn.Command = command }
	}
	tests := map[string]struct {
		change func(*profile.Input)
		field  string // empty: it is accepted
	}{
		"name":                    {func(in *profile.Input) { in.Name = "" }, "name"},
		"name taken":              {func(in *profile.Input) { in.Name = "taken" }, "name"},
		"environment":             {func(in *profile.Input) { in.Environment = "" }, "environment"},
		"url":                     {func(in *profile.Input) { in.URL = "ftp://x" }, "url"},
		"further worker":          {func(in *profile.Input) { in.MoreURLs = []string{"two:8083", " ", "http://h:x"} }, "moreUrls.1"},
		"login in further worker": {func(in *profile.Input) { in.MoreURLs = []string{"http://ada:pw@two"} }, "moreUrls.0"},
		"admin":                   {func(in *profile.Input) { in.AdminURL = "ftp://x" }, "adminUrl"},
		"port without a way in":   {func(in *profile.Input) { in.URL = "http://localhost:{port}" }, "url"},
		"proxy port without one":  {proxy("socks5://localhost:{port}"), "proxy.url"},
		"port of a way in": {func(in *profile.Input) {
			in.URL, in.WayIn.Command = "http://localhost:{port}", "ssh -N -L {port}:connect:8083 bastion"
		}, ""},
		"unknown login": {func(in *profile.Input) { in.Login = "kerberos" }, "login"},
		"no user":       {func(in *profile.Input) { in.Username = "" }, "username"},
		"long password": {func(in *profile.Input) {
			in.Entered[connect.SecretPassword] = connect.NewSecret(strings.Repeat("x", 2001))
		}, "secrets.password"},
		"oauth":                 {oauth(func(*profile.OAuth) {}), ""},
		"no token address":      {oauth(func(o *profile.OAuth) { o.TokenURL = " " }), "oauth.tokenUrl"},
		"token address, ftp":    {oauth(func(o *profile.OAuth) { o.TokenURL = "ftp://x" }), "oauth.tokenUrl"},
		"token address, login":  {oauth(func(o *profile.OAuth) { o.TokenURL = "https://a:b@x" }), "oauth.tokenUrl"},
		"no client":             {oauth(func(o *profile.OAuth) { o.ClientID = "" }), "oauth.clientId"},
		"scope with a space":    {oauth(func(o *profile.OAuth) { o.Scopes = []string{"read", "a b"} }), "oauth.scopes.1"},
		"parameter without one": {oauth(func(o *profile.OAuth) { o.Params = []connect.Param{{Value: "x"}} }), "oauth.params.0.name"},
		"header":                {header("X-Team", "orders"), ""},
		"header with a space":   {header("X Team", "orders"), "headers.1.name"},
		"header without a name": {header(" ", "orders"), "headers.1.name"},
		"header over two lines": {header("X-Team", "a\r\nHost: b"), "headers.1.value"},
		"Host":                  {header("host", "x"), "headers.1.name"},
		"Content-Length":        {header("Content-Length", "1"), "headers.1.name"},
		"Authorization":         {header("authorization", "x"), "headers.1.name"},
		"Authorization without a login": {func(in *profile.Input) {
			in.Login, in.Headers = connect.LoginNone, []connect.Header{{Name: "Authorization", Secret: true}}
		}, ""},
		"header twice": {header("x-fine", "2"), "headers.1.name"},
		"secret header, lines": {func(in *profile.Input) {
			in.Headers = []connect.Header{{Name: "X-Key", Secret: true}}
			in.Entered[xKey] = connect.NewSecret("a\nb")
		}, "secrets." + string(xKey)},
		"proxy":                {proxy("socks5://proxy:1080"), ""},
		"proxy without a port": {proxy("http://proxy"), "proxy.url"},
		"proxy, ftp":           {proxy("ftp://proxy:1"), "proxy.url"},
		"proxy with a login":   {proxy("http://a:b@proxy:1"), "proxy.url"},
		"proxy with a path":    {proxy("http://proxy:1/x"), "proxy.url"},
		"no proxy address":     {proxy(""), "proxy.url"},
		"unknown proxy":        {func(in *profile.Input) { in.Proxy.Mode = "pac" }, "proxy.mode"},
		"pin":                  {func(in *profile.Input) { in.Pin = strings.Repeat("AB:", 31) + "CD" }, ""},
		"short pin":            {func(in *profile.Input) { in.Pin = "abcd" }, "pin"},
		"pin, no digits":       {func(in *profile.Input) { in.Pin = strings.Repeat("x", 64) }, "pin"},
		"server name":          {func(in *profile.Input) { in.ServerName = "https://x" }, "serverName"},
		"key without one":      {func(in *profile.Input) { in.Certificate.KeyFile = "/key" }, "certificate.file"},
		"way in":               {wayIn("kubectl port-forward 'svc/connect' {port}:8083"), ""},
		"way in without port":  {wayIn("ssh bastion"), "wayIn.command"},
		"way in, pipe":         {wayIn("ssh {port} | tee x"), "wayIn.command"},
		"way in, expansion":    {wayIn("ssh -L {port}:$HOST:1 b"), "wayIn.command"},
		"way in, substitution": {wayIn("ssh -L {port}:$(x):1 b"), "wayIn.command"},
		"way in, redirection":  {wayIn("ssh {port} > x"), "wayIn.command"},
		"way in, two lines":    {wayIn("ssh {port} 'a\nb'"), "wayIn.command"},
		"way in, limit":        {func(in *profile.Input) { in.WayIn.Command, in.WayIn.Limit = "ssh {port}", 1 }, "wayIn.limit"},
		"offset topic":         {func(in *profile.Input) { in.OffsetTopic = "a\nb" }, "offsetTopic"},
		"managed":              {func(in *profile.Input) { in.Kind, in.URL, in.Scope = "managed", "", " env-1/lkc-2 " }, ""},
		"managed, http":        {func(in *profile.Input) { in.Kind, in.URL = "managed", "http://api.example" }, "url"},
		"managed, loopback":    {func(in *profile.Input) { in.Kind, in.URL = "managed", "http://127.0.0.1:8083" }, ""},
		"managed, other login": {func(in *profile.Input) { in.Kind, in.Login = "managed", connect.LoginBearer }, "login"},
		"session":              {func(in *profile.Input) { in.Kind, in.Login, in.Username = "managed", connect.LoginSession, "a:b" }, ""},
		"session, no user":     {func(in *profile.Input) { in.Kind, in.Login, in.Username = "managed", connect.LoginSession, "" }, "username"},
		"scope":                {func(in *profile.Input) { in.Kind, in.Scope = "managed", "a\nb" }, "scope"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			b := newFullBench()
			b.Kinds = kinds()
			b.save(t, input("taken"))
			in := withPassword(input("new"), "pw")
			test.change(&in)
			saved, err := b.Save(t.Context(), in)
			if problem := connect.ProblemOf(err); problem.Field != test.field || (err == nil) != (test.field == "") {
				t.Errorf("the problem is at %q, want %q: %v", problem.Field, test.field, err)
			}
			if err == nil && strings.TrimSpace(in.Scope) != saved.Profile.Scope {
				t.Errorf("the scope is %q", saved.Profile.Scope)
			}
		})
	}
}

func TestNothingIsStoredThatTheFormDoesNotShow(t *testing.T) {
	b := newFullBench()
	saved := b.save(t, full())
	edit := profile.Input{View: saved.Profile}
	edit.Login, edit.Proxy.Mode = connect.LoginNone, connect.ProxyNone
	p := b.stored(t, b.save(t, edit).Profile.ID)
	if p.OAuth.ClientID != "" || p.Proxy.URL != "" || p.Proxy.Username != "" || len(p.SecretEntries) != 3 {
		t.Errorf("%+v", p)
	}
}

func TestAnUnknownKindIsRefused(t *testing.T) {
	b := newBench()
	b.Kinds = kinds()
	in := input("a")
	in.Kind = "new"
	_, err := b.Save(t.Context(), in)
	wantCode(t, err, connect.CodeUnsupported)
}
