package app

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"sync"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/sandbox"
	"sluiceway/backend/workbench"
)

// elsewhere is a cluster that other programs change, too, opened in an app: a sandbox
// behind a proxy in which a test can replace answers.
type elsewhere struct {
	fixtureCluster
	t      *testing.T
	app    *App
	events *recorder
	id     connect.ProfileID

	mu      sync.Mutex
	server  *httptest.Server
	answers map[string]answer // by method and path
	worker  string            // the worker of all tasks; empty: as the sandbox has it
}

type answer struct {
	status int
	body   string
}

var workerID = regexp.MustCompile(`"worker_id":\s*"[^"]*"`)

const (
	elsewhereFile  = "/data/one.txt"
	elsewhereToken = "tok-7fK2mQ9xWv4bR8sZ"
)

func openElsewhere(t *testing.T, home string, on workbench.Options, view ProfileView) *elsewhere {
	t.Helper()
	box, err := sandbox.Start(t.Context(), sandbox.Options{Seed: 7, Empty: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = box.Close() })
	e := &elsewhere{t: t, fixtureCluster: fixtureCluster{t: t, box: box}, answers: map[string]answer{}}
	target, err := url.Parse(box.URL())
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target) },
		ModifyResponse: e.replace,
		ErrorLog:       log.New(io.Discard, "", 0), // a worker that breaks off is what some tests want
	}
	e.server = httptest.NewServer(proxy)
	t.Cleanup(e.server.Close)
	e.app, e.events = openAppOn(t, home, on)
	view.Permissions = profile.AllPermissions()
	view.Name, view.URL, view.Login, view.TimeLimit = "elsewhere", e.server.URL, "none", 10_000
	view.Environment = cmp.Or(view.Environment, "dev")
	e.id = must[SaveResult](t)(e.app.Profiles.Save("", ProfileInput{View: view})).Profile.ID
	return e
}

// answer replaces what the worker answers to a call.
func (e *elsewhere) answer(call string, status int, body string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.answers[call] = answer{status, body}
}

// runOn makes all tasks run on the worker of the profile.
func (e *elsewhere) runOn(worker string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.worker = worker
}

func (e *elsewhere) replace(r *http.Response) error {
	e.mu.Lock()
	with, replaced := e.answers[r.Request.Method+" "+r.Request.URL.Path]
	worker := e.worker
	e.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	if replaced {
		r.StatusCode, body = with.status, []byte(with.body)
		r.Header.Set("Content-Type", "application/json")
	}
	if worker != "" {
		body = workerID.ReplaceAll(body, []byte(`"worker_id":"`+worker+`"`))
	}
	r.Header.Del("Content-Length")
	r.ContentLength, r.Body = int64(len(body)), io.NopCloser(bytes.NewReader(body))
	return nil
}

// put creates a connector or changes its config as another program does.
func (e *elsewhere) put(name, class string, config map[string]string) {
	e.t.Helper()
	body := map[string]string{"name": name, "connector.class": class, "tasks.max": "1"}
	maps.Copy(body, config)
	text, err := json.Marshal(body)
	if err != nil {
		e.t.Fatal(err)
	}
	e.send(http.MethodPut, "/connectors/"+name+"/config", string(text))
}

// refreshed opens the cluster and waits until its list is complete.
func (e *elsewhere) refreshed() {
	e.t.Helper()
	must[ClusterState](e.t)(e.app.Clusters.Open("", e.id))
	until(e.t, e.events, "the list is complete", func() bool {
		if err := e.app.Clusters.Refresh("", e.id); err != nil {
			e.t.Fatal(err)
		}
		state := must[ClusterState](e.t)(e.app.Clusters.State("", e.id))
		for _, row := range must[live.RowPage](e.t)(e.app.Clusters.Rows("", e.id, 0, 500)).Rows {
			if row.Running+row.Failed == 0 {
				return false
			}
		}
		return state.Phase == "ready" && state.Configs == state.Total
	})
}

func (e *elsewhere) detail(name string) ConnectorDetail {
	e.t.Helper()
	return must[ConnectorDetail](e.t)(e.app.Connectors.Detail("", e.id, name))
}
