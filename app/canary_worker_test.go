package app

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/wire"
)

// echoMode says what an echo repeats.
type echoMode string

const (
	echoNothing  echoMode = ""
	echoFindings echoMode = "findings"                   // validate: at every key all values, resolved
	echoThrows   echoMode = "throws"                     // validate and writes: 500 with a text of all values
	echoInvalid  echoMode = "invalid"                    // writes: 400 with one line per key
	echoNoType   echoMode = "contains no connector type" // writes: 400 with the printed config
	echoTraces   echoMode = "traces"                     // status: failed with traces that name values
)

// echo is a sandbox with a login, behind a proxy that repeats the secrets it gets
// wherever real workers have been found to.
type echo struct {
	*httptest.Server

	mu       sync.Mutex
	mode     echoMode
	requests strings.Builder
	answers  strings.Builder
	loggedIn bool
	lines    []string // of the requests, as they came over the wire
	bodies   [][]byte
}

func startEcho(t *testing.T) *echo {
	t.Helper()
	box, err := sandbox.Start(t.Context(), sandbox.Options{
		Seed: 1, User: canaryUser, Password: canaryLogin, Empty: true,
		Files: map[string]map[string]string{canaryFile: {"user": "canary-Resolved-9f0a", "host": "canary-Host-1b2c"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close() })
	target, err := url.Parse(box.URL())
	if err != nil {
		t.Fatal(err)
	}
	e := &echo{}
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: e.repeat,
		ErrorHandler:   func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }, // who asked has gone
	}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // who asked has gone
		}
		e.hear(r, body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if status, text := e.refuses(r); status != 0 {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = w.Write(e.say(map[string]any{"error_code": status, "message": text}))
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(e.Close)
	return e
}

func (e *echo) speak(mode echoMode) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.mode = mode
}

func (e *echo) hear(r *http.Request, body []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.requests.Write(body)
	e.lines = append(e.lines, r.Method+" "+r.RequestURI)
	e.bodies = append(e.bodies, body)
	_, password, _ := r.BasicAuth()
	e.loggedIn = e.loggedIn || password == canaryLogin
}

func (e *echo) took() string { e.mu.Lock(); defer e.mu.Unlock(); return e.requests.String() }
func (e *echo) gave() string { e.mu.Lock(); defer e.mu.Unlock(); return e.answers.String() }

func (e *echo) knewTheLogin() bool { e.mu.Lock(); defer e.mu.Unlock(); return e.loggedIn }

// writes are the requests that could change something, with their bodies.
func (e *echo) writes() (lines []string, bodies [][]byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, line := range e.lines {
		if !strings.HasPrefix(line, "GET ") && !strings.HasSuffix(line, "/validate") {
			lines, bodies = append(lines, line), append(bodies, e.bodies[i])
		}
	}
	return lines, bodies
}

func (e *echo) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.lines, e.bodies = nil, nil
}

func (e *echo) says() echoMode { e.mu.Lock(); defer e.mu.Unlock(); return e.mode }

func (e *echo) say(v any) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if enc.Encode(v) != nil {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers.Write(out.Bytes())
	return out.Bytes()
}

// refuses answers instead of the sandbox.
func (e *echo) refuses(r *http.Request) (int, string) {
	write := r.Method == http.MethodPost && r.URL.Path == "/connectors" || r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/config")
	switch mode := e.says(); {
	case strings.HasSuffix(r.URL.Path, "/restart"):
		return http.StatusInternalServerError, "The connector does not start: " + allInProse()
	case write && mode == echoInvalid:
		return http.StatusBadRequest, allInvalid()
	case write && mode == echoNoType:
		return http.StatusBadRequest, "Connector config " + printedMap() + " contains no connector type"
	case mode == echoThrows && (write || strings.HasSuffix(r.URL.Path, "/validate")):
		return http.StatusInternalServerError, "org.apache.kafka.connect.errors.ConnectException: " + allInvalid()
	}
	return 0, ""
}

func allInvalid() string {
	var out strings.Builder
	out.WriteString("Connector configuration is invalid and contains the following error(s):\n")
	for _, c := range canaries() {
		out.WriteString("Invalid value " + c.resolved + " for configuration " + c.key + ": cannot be used\n")
	}
	return out.String()
}

// allInProse repeats all values of the config, without its keys.
func allInProse() string {
	var out strings.Builder
	for _, c := range canaries() {
		if c.value == c.resolved {
			out.WriteString("cannot log in with " + c.part + "\n")
		}
	}
	return out.String()
}

func printedMap() string {
	var entries []string
	for _, c := range canaries() {
		entries = append(entries, c.key+"="+c.resolved)
	}
	slices.Sort(entries)
	return "{" + strings.Join(entries, ", ") + ", topics=orders}"
}

// repeat adds secrets to an answer of the sandbox.
func (e *echo) repeat(resp *http.Response) error {
	path, mode := resp.Request.URL.Path, e.says()
	findings := mode == echoFindings && strings.HasSuffix(path, "/validate")
	traces := mode == echoTraces && (strings.HasSuffix(path, "/status") || resp.Request.URL.Query().Get("expand") == "status")
	if !findings && !traces || resp.StatusCode != http.StatusOK {
		return nil
	}
	var body map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return err
	}
	switch {
	case findings:
		repeatFindings(body)
	case strings.HasSuffix(path, "/status"):
		addTraces(body)
	default:
		for _, entry := range body {
			addTraces(inside(entry, "status"))
		}
	}
	text := e.say(body)
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
	resp.Header.Del("Content-Length")
	return nil
}

func inside(v any, key string) map[string]any {
	outer, _ := v.(map[string]any)
	inner, _ := outer[key].(map[string]any)
	return inner
}

// repeatFindings adds to every key errors about its own value, and errors and
// recommended values that hold those of all others.
func repeatFindings(body map[string]any) {
	configs, _ := body["configs"].([]any)
	for _, one := range configs {
		value := inside(one, "value")
		if value == nil {
			continue
		}
		var errs, recommended []any
		for _, c := range canaries() {
			if c.key == value["name"] {
				errs = append(errs, "Invalid value "+c.resolved+" for configuration "+c.key+": no", "and "+c.part+" again")
			}
			errs = append(errs, "does not go with "+c.part)
			recommended = append(recommended, c.resolved, "not "+c.part)
		}
		value["errors"], value["recommended_values"] = errs, recommended
	}
	body["error_count"] = len(configs)
}

func addTraces(status map[string]any) {
	trace := "io.example.EchoException: it failed\n\tat io.example.Echo.run(Echo.java:12)\nCaused by: io.example.EchoException: " +
		strings.TrimSpace(strings.ReplaceAll(allInProse(), "\n", " ")) + "\n" + allInvalid() + "\tat io.example.Echo.login(Echo.java:42)\n"
	if connector := inside(status, "connector"); connector != nil {
		connector["state"], connector["trace"] = "FAILED", trace
	}
	tasks, _ := status["tasks"].([]any)
	for _, t := range tasks {
		if task, ok := t.(map[string]any); ok {
			task["state"], task["trace"] = "FAILED", trace
		}
	}
}

// someoneElse is another program that uses the same worker.
func (e *echo) someoneElse(t *testing.T) *apache.Client {
	t.Helper()
	client, err := apache.New(wire.Options{
		Profile: connect.Profile{ID: "other", URL: e.URL, Login: connect.LoginBasic, Username: canaryUser},
		Secrets: connect.Secrets{connect.SecretPassword: connect.NewSecret(canaryLogin)},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// opened saves a profile of the worker, opens it, and waits for its list.
func (e *echo) opened(t *testing.T, a *App, events *recorder, view ProfileView) connect.ProfileID {
	t.Helper()
	view.Permissions = profile.AllPermissions()
	view.Name, view.URL, view.Environment, view.Login, view.Username, view.TimeLimit = "echo", e.URL, "dev", "basic", canaryUser, 10_000
	saved := must[SaveResult](t)(a.Profiles.Save("", ProfileInput{View: view, Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret(canaryLogin)}}))
	id := saved.Profile.ID
	must[ClusterState](t)(a.Clusters.Open("", id))
	until(t, events, "the list is complete", func() bool {
		if err := a.Clusters.Refresh("", id); err != nil {
			t.Fatal(err)
		}
		state := must[ClusterState](t)(a.Clusters.State("", id))
		return state.Phase == "ready" && state.Configs == state.Total
	})
	return id
}

// raw posts a request that our client would not send.
func (e *echo) raw(t *testing.T, path string, body any) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, e.URL+path, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth(canaryUser, canaryLogin)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if answer, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusCreated && !bytes.Contains(answer, []byte("template variable")) { // created all the same
		t.Fatalf("%d %s", resp.StatusCode, answer)
	}
}
