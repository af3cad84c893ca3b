package apache

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/worker"
)

const jettyPage = `<html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404 Not Found</h2><table><tr><th>URI:</th><td>/</td></tr></table></body></html>`

// Every refusal that real workers and what stands before them were seen to
// give, and what becomes of it.
func TestRefusals(t *testing.T) {
	t.Parallel()
	status := func(ctx context.Context, c *Client) error { _, err := c.Status(ctx, "a"); return err }
	create := func(ctx context.Context, c *Client) error {
		_, err := c.Create(ctx, "a", connect.Config{"connector.class": "X", "db.password": "hunter2hunter2", "file": "${env:F}"}, "")
		return err
	}
	validate := func(ctx context.Context, c *Client) error {
		_, err := c.Validate(ctx, "X", connect.Config{"connector.class": "X"})
		return err
	}
	restart := func(ctx context.Context, c *Client) error {
		return failure(c.Restart(ctx, "a", connect.RestartOptions{}))
	}
	offsets := func(ctx context.Context, c *Client) error { _, err := c.Offsets(ctx, "a"); return err }
	topics := func(ctx context.Context, c *Client) error { _, err := c.Topics(ctx, "a"); return err }
	root := func(ctx context.Context, c *Client) error { _, err := c.Identity(ctx); return err }
	remove := func(ctx context.Context, c *Client) error { return failure(c.Delete(ctx, "a")) }
	definitions := func(ctx context.Context, c *Client) error { _, err := c.Definitions(ctx, "X", ""); return err }

	const (
		statusLine   = "GET /connectors/a/status"
		createLine   = "POST /connectors"
		validateLine = "PUT /connector-plugins/X/config/validate"
		restartLine  = "POST /connectors/a/restart"
		deleteLine   = "DELETE /connectors/a"
	)
	tests := map[string]struct {
		call   func(context.Context, *Client) error
		line   string
		reply  reply
		code   connect.Code
		text   string // part of the sentence
		worker string // part of the worker's words
		never  string
	}{
		"name taken":              {create, createLine, refusal(409, "Connector a already exists"), connect.CodeExists, "exists already", "Connector a already exists", ""},
		"rebalance on create":     {create, createLine, refusal(409, "Cannot complete request because of a conflicting operation (e.g. worker rebalance)"), connect.CodeRebalancing, "Nothing was created.", "", ""},
		"no leader":               {restart, restartLine, refusal(409, "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway."), connect.CodeRebalancing, "Nothing was restarted.", "", ""},
		"stale configuration":     {remove, deleteLine, refusal(409, "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)"), connect.CodeRebalancing, "Nothing was deleted.", "", ""},
		"another conflict":        {remove, deleteLine, refusal(409, "no"), connect.CodeWorker, "conflict", "no", ""},
		"rebalance on a read":     {status, statusLine, refusal(500, "Request cannot be completed because a rebalance is expected"), connect.CodeRebalancing, "rebalancing", "", ""},
		"invalid config":          {create, createLine, refusal(400, "Connector configuration is invalid and contains the following 1 error(s):\nNo."), connect.CodeInvalid, "Nothing was created.", "contains the following 1", ""},
		"resolved placeholder":    {create, createLine, refusal(400, "Connector configuration is invalid:\nInvalid value c4nary for configuration file: no"), connect.CodeInvalid, "", "file", "c4nary"},
		"secret in the words":     {create, createLine, refusal(400, "cannot log in with hunter2hunter2"), connect.CodeInvalid, "", "cannot log in", "hunter2"},
		"whole config in words":   {create, createLine, refusal(400, "Connector config {file=c4nary, password=x} contains no connector type"), connect.CodeInvalid, "connector.class", "{…}", "c4nary"},
		"unknown class, old":      {create, createLine, refusal(500, "Failed to find any class that implements Connector and which name matches X"), connect.CodeInvalid, "does not know the class “X”", "", ""},
		"unknown class, validate": {validate, validateLine, refusal(500, "org.apache.kafka.connect.runtime.rest.errors.BadRequestException: org.apache.kafka.connect.errors.ConnectException: Failed to find any class that implements Connector"), connect.CodeInvalid, "", "Failed to find", "Exception"},
		"validate throws":         {validate, validateLine, refusal(500, "java.util.concurrent.ExecutionException: org.x.Y$ZException: dial failed: again"), connect.CodeWorker, "The plugin failed", "dial failed: again", "Exception"},
		"missing jar":             {validate, validateLine, refusal(500, "java.util.concurrent.ExecutionException: java.lang.NoClassDefFoundError: org/bouncycastle/BouncyCastleFipsProvider"), connect.CodeWorker, "the plugin's folder lacks the jar with org.bouncycastle.BouncyCastleFipsProvider.", "NoClassDefFoundError: org/bouncycastle/BouncyCastleFipsProvider", "ExecutionException"},
		"another class":           {validate, validateLine, refusal(400, "Included connector type A does not match request type X"), connect.CodeInvalid, "refused the input", "does not match", ""},
		"no explanation":          {create, createLine, reply{status: 500, body: `{"error_code":500,"message":null}`}, connect.CodeWorker, "It is not known whether “a” was created.", "", ""},
		"template variable":       {create, createLine, refusal(500, "The template variable 'x' has no value"), connect.CodeWorker, "Check the list before you try again.", "", ""},
		"busy":                    {restart, restartLine, refusal(500, "Request timed out. The worker is currently polling the group."), connect.CodeBusy, "It is not known whether “a” was restarted.", "currently polling", ""},
		"forwarding":              {restart, restartLine, refusal(500, "IO Error trying to forward REST request: java.net.ConnectException: Connection refused"), connect.CodeWorker, "rest.advertised", "", ""},
		"login":                   {root, "GET /", reply{status: 401, body: "User cannot access the resource."}, connect.CodeUnauthorized, "the cluster's profile has none", "User cannot access", ""},
		"rights":                  {root, "GET /", refusal(403, "no"), connect.CodeForbidden, "may not", "no", ""},
		"topic tracking":          {topics, "GET /connectors/a/topics", refusal(403, "Topic tracking is disabled."), connect.CodeForbidden, "topic.tracking.enable", "", ""},
		"no such connector":       {status, statusLine, refusal(404, "No status found for connector a"), connect.CodeNotFound, "The connector “a” does not exist.", "", ""},
		"no such plugin":          {definitions, "GET /connector-plugins/X/config", refusal(404, "Unknown plugin X."), connect.CodeNotFound, "The plugin “X”", "", ""},
		"no such plugin version":  {definitions, "GET /connector-plugins/X/config", refusal(400, "Plugin X not found that matches the version range [9,9], available versions: [1]"), connect.CodeNotFound, "this version", "", ""},
		"no such route":           {offsets, "GET /connectors/a/offsets", refusal(404, "HTTP 404 Not Found"), connect.CodeUnsupported, "has no such call", "", ""},
		"no such method":          {offsets, "GET /connectors/a/offsets", refusal(405, "HTTP 405 Method Not Allowed"), connect.CodeUnsupported, "has no such call", "", ""},
		"wrong base path":         {root, "GET /", refusal(404, "HTTP 404 Not Found"), connect.CodeNotConnect, "not at this path", "", ""},
		"starting":                {root, "GET /", reply{status: 404, kind: "text/html", body: jettyPage}, connect.CodeStarting, "is starting", "", "html"},
		"missing while starting":  {status, statusLine, reply{status: 404, kind: "text/html", body: jettyPage}, connect.CodeStarting, "is starting", "", "html"},
		"another server":          {root, "GET /", reply{status: 404, kind: "text/html", body: "<html><center>nginx</center></html>"}, connect.CodeNotConnect, "not as a Kafka Connect worker", "", "nginx"},
		"another API":             {root, "GET /", reply{status: 404, body: `{"timestamp":1,"error":"Not Found"}`}, connect.CodeNotConnect, "not as a Kafka Connect worker", "", ""},
		"web page":                {root, "GET /", reply{status: 200, kind: "text/html", body: "<html>log in</html>"}, connect.CodeNotConnect, "web page", "", ""},
		"schema registry":         {root, "GET /", ok(`{}`), connect.CodeNotConnect, "not as a Kafka Connect worker", "", ""},
		"search engine":           {root, "GET /", ok(`{"version":{"number":"8"}}`), connect.CodeNotConnect, "not as a Kafka Connect worker", "", ""},
		"a list for a status":     {status, statusLine, ok(`[]`), connect.CodeNotConnect, "", "", ""},
		"gateway, write":          {restart, restartLine, reply{status: 502, kind: "text/html", body: "<html>"}, connect.CodeWorker, "It is not known whether “a” was restarted.", "", ""},
		"https port":              {root, "GET /", reply{status: 400, kind: "text/html", body: "The plain HTTP request was sent to HTTPS port"}, connect.CodeUnreachable, "https", "", ""},
		"answer to create broken": {create, createLine, reply{status: 201, body: `[`}, connect.CodeTimeout, "It is not known whether “a” was created.", "", ""},
		"answer to create odd":    {create, createLine, reply{status: 201, body: `[]`}, connect.CodeUnclear, "It is not known whether “a” was created.", "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t).on(tt.line, tt.reply)
			e := wantCode(t, tt.call(connect.WithoutRetry(t.Context()), f.client(nil)), tt.code)
			if !strings.Contains(e.Text, tt.text) || !strings.Contains(e.Worker, tt.worker) {
				t.Errorf("text %q worker %q, want %q and %q in them", e.Text, e.Worker, tt.text, tt.worker)
			}
			if tt.never != "" && strings.Contains(e.Text+e.Worker, tt.never) {
				t.Errorf("%q is in %q", tt.never, e.Text+e.Worker)
			}
			if !strings.HasSuffix(e.Text, ".") {
				t.Errorf("no sentence: %q", e.Text)
			}
		})
	}
}

func identify(t *testing.T, c *Client) {
	t.Helper()
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// An odd answer is no proof that a worker lacks what its version has: two in a
// row are, until the identity is asked for again.
func TestFeaturesLearn(t *testing.T) {
	t.Parallel()
	const offsets = "GET /connectors/a/offsets"
	odd, good := refusal(405, "HTTP 405 Method Not Allowed"), ok(`{"offsets":[]}`)
	f := newFake(t).on("GET /", ok(`{"version":"4.3.1"}`), ok(`{"version":"4.3.1"}`), ok(`{"version":"3.4.0"}`)).
		on(offsets, odd, good, odd, odd, good).
		on("GET /connectors?expand=status", ok(`null`), ok(`{}`), ok(`["a"]`), ok(`{}`))
	c := f.client(nil)
	if c.Features().Known() || c.Features().Can(worker.Pause) {
		t.Error("before anybody asked who answers, nothing is known")
	}
	identify(t, c)
	for i, want := range []connect.Code{connect.CodeUnsupported, "", connect.CodeUnsupported, connect.CodeUnsupported, connect.CodeUnsupported} {
		_, err := c.Offsets(t.Context(), "a")
		if denied := i >= 3; connect.CodeOf(err) != want || c.Features().Can(worker.Offsets) == denied {
			t.Errorf("call %d: %v, can %v", i, err, c.Features().Can(worker.Offsets))
		}
	}
	if why := c.Features().Why(worker.Offsets); why != "Reading offsets is not possible: the worker answered that it has no such call." {
		t.Error(why)
	}
	for range 2 {
		_, err := c.Statuses(t.Context())
		wantCode(t, err, connect.CodeUnsupported)
		if _, err := c.Statuses(t.Context()); err != nil {
			t.Error(err)
		}
	}
	identify(t, c)
	if _, err := c.Offsets(t.Context(), "a"); err != nil {
		t.Errorf("the identity was asked for again, so denials are forgotten: %v", err)
	}
	identify(t, c)
	wantCode(t, failure(c.Stop(t.Context(), "a")), connect.CodeUnsupported) // 3.4: not asked
}

func TestFeaturesByVersion(t *testing.T) {
	t.Parallel()
	tests := []struct {
		version string
		feature worker.Feature
		why     string
	}{
		{"4.3.1", worker.Offsets, ""},
		{"3.5.0", worker.Offsets, ""},
		{"2.8.2", worker.Offsets, "Reading offsets came with Kafka 3.5; this worker runs 2.8.2."},
		{"7.4.0-ccs", worker.Offsets, "Reading offsets came with Kafka 3.5; this worker runs 7.4.0-ccs, which is Kafka 3.4."},
		{"unknown", worker.Stop, "Stopping a connector came with Kafka 3.5; this worker reports a version that Sluiceway cannot read, so it counts as Kafka 2.8."},
		{"unknown", worker.Topics, ""},
		{"3.4.1", worker.Definitions, ""},
		{"3.4.1", worker.WholeDefinitions, "Describing all settings of a connector came with Kafka 3.5; this worker runs 3.4.1."},
		{"3.5.0", worker.WholeDefinitions, ""},
		{"4.3.1", worker.Operations, "This kind of cluster does not offer that."},
		{"2.3.0", worker.Pause, ""},
	}
	for _, tt := range tests {
		if why := featuresOf(tt.version).Why(tt.feature); why != tt.why || featuresOf(tt.version).Can(tt.feature) != (why == "") {
			t.Errorf("%s, %s: %q", tt.version, tt.feature, why)
		}
	}
}

// Before 3.5 a worker answers this for a plugin whose default is a class in its own
// folder. Later it means that the class is missing.
func TestPluginsThatOldWorkersCannotDescribe(t *testing.T) {
	t.Parallel()
	const path = "GET /connector-plugins/x.Source/config"
	for version, want := range map[string]connect.Code{"3.3.2": connect.CodeUnsupported, "3.5.0": connect.CodeWorker} {
		f := newFake(t).on("GET /", ok(`{"version":"`+version+`"}`)).
			on(path, refusal(500, "Invalid value x.Storage for configuration storage.class: Class x.Storage could not be found."), refusal(500, "Something else."))
		c := f.client(nil)
		identify(t, c)
		_, err := c.Definitions(t.Context(), "x.Source", "")
		wantCode(t, err, want)
		_, err = c.Definitions(t.Context(), "x.Source", "")
		wantCode(t, err, connect.CodeWorker)
	}
}

func TestRestartFlagsNeedAVersion(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("GET /", ok(`{"version":"2.8.2"}`))
	err := failure(f.client(nil).Restart(t.Context(), "a", connect.RestartOptions{IncludeTasks: true}))
	e := wantCode(t, err, connect.CodeUnsupported)
	if !strings.Contains(e.Text, "Nothing was restarted.") || !strings.Contains(e.Text, "3.0") {
		t.Errorf("%q", e.Text)
	}
	f.wantLines("GET /") // an old worker would have restarted something else
}

func TestWorkersBefore23(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("GET /connectors?expand=status", ok(`["a"]`))
	_, err := f.client(nil).Statuses(t.Context())
	wantCode(t, err, connect.CodeUnsupported)
}

func TestBasicLoginIsSentUnasked(t *testing.T) {
	t.Parallel()
	f := newFake(t).on("GET /", ok(`{"version":"4.3.1"}`))
	c := f.client(func(o *wire.Options) {
		o.Profile.Login, o.Profile.Username = connect.LoginBasic, "ada"
		o.Secrets = connect.Secrets{connect.SecretPassword: connect.NewSecret("pw")}
	})
	if _, err := c.Identity(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := f.seen[0].auth; got != "Basic YWRhOnB3" {
		t.Errorf("Authorization %q", got)
	}
}

func FuzzErrorBody(f *testing.F) {
	for _, seed := range []string{"", "{}", `{"error_code":409,"message":"x already exists"}`, `{"error_code":500,"message":null}`, jettyPage, "<", "a.b.CException: "} {
		f.Add(500, seed)
	}
	ks := []call{{method: http.MethodGet}, aboutConnector("a%", "status"), change("a", "restart", "restarted", http.StatusNoContent), {method: http.MethodPut, path: []string{"connector-plugins", "X", "config", "validate"}}}
	f.Fuzz(func(t *testing.T, status int, body string) {
		a := parseAnswer(status, []byte(body))
		for _, k := range ks {
			v := judge(k, a)
			if v.code == "" || v.text == "" || v.code == connect.CodeInternal {
				t.Fatalf("%d %q: %+v", status, body, v)
			}
			if !k.write() && v.say(k) != say(v.text, v.next) {
				t.Fatalf("a read speaks of changes: %q", v.say(k))
			}
			if v.code == connect.CodeRebalancing && v.done != notDone {
				t.Fatal("a rebalance did something")
			}
		}
		if classPrefix.MatchString(a.message) {
			t.Fatalf("prefix left: %q", a.message)
		}
		if len(shorten(body)) > workerLimit+8 {
			t.Fatal("too long")
		}
	})
}
