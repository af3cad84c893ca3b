package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"sluiceway/backend/connect"
	"sluiceway/backend/live"
	"sluiceway/backend/profile"
	"sluiceway/backend/workbench"
)

// crowd is a real worker with many stopped connectors: build/tasks/bench starts
// one where BENCH_CONNECTORS says how many.
type crowd struct {
	url, user, password string
	count               int
}

// realCrowds are the sizes that BENCH_CONNECTORS names, smallest first: the
// worker is filled up from one to the next.
func realCrowds(b *testing.B) []crowd {
	b.Helper()
	var crowds []crowd
	for field := range strings.FieldsSeq(os.Getenv("BENCH_CONNECTORS")) {
		count, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		crowds = append(crowds, crowd{os.Getenv("SLUICEWAY_WORKER_URL"), os.Getenv("SLUICEWAY_WORKER_USER"), os.Getenv("SLUICEWAY_WORKER_PASSWORD"), count})
	}
	if len(crowds) == 0 || crowds[0].url == "" {
		b.Skip("no real worker: SLUICEWAY_WORKER_URL or BENCH_CONNECTORS is not set")
	}
	slices.SortFunc(crowds, func(a, b crowd) int { return a.count - b.count })
	return crowds
}

func (c crowd) do(method, path string, body any) (*http.Response, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(method, c.url+path, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.SetBasicAuth(c.user, c.password)
	return http.DefaultClient.Do(req)
}

// fill makes the connectors that are missing, with 20 settings each.
func (c crowd) fill(b *testing.B) {
	b.Helper()
	var names []string
	c.decode(b, "/connectors", &names)
	var g errgroup.Group
	g.SetLimit(8)
	for i := range c.count {
		name := fmt.Sprintf("bench-%05d", i)
		if slices.Contains(names, name) {
			continue
		}
		config := map[string]string{
			"connector.class": "org.apache.kafka.connect.mirror.MirrorHeartbeatConnector", "tasks.max": "1",
			"source.cluster.alias": "one", "target.cluster.alias": "two",
		}
		for k := range 16 {
			config[fmt.Sprintf("producer.override.setting.%02d", k)] = fmt.Sprintf("a value of usual length, number %d", k)
		}
		g.Go(func() error {
			for {
				resp, err := c.do(http.MethodPost, "/connectors", map[string]any{"name": name, "config": config, "initial_state": "STOPPED"})
				if err != nil {
					return err
				}
				text, _ := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				switch resp.StatusCode {
				case http.StatusCreated:
					return nil
				case http.StatusConflict, http.StatusInternalServerError: // a rebalance
				default:
					return fmt.Errorf("%s: %s", resp.Status, text)
				}
			}
		})
	}
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
	// A worker answers before it has read what it wrote.
	for statuses := (map[string]any{}); len(statuses) < c.count; {
		c.decode(b, "/connectors?expand=status", &statuses)
	}
}

func (c crowd) decode(b *testing.B, path string, out any) {
	b.Helper()
	resp, err := c.do(http.MethodGet, path, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		b.Fatal(err)
	}
}

// pipeline is what a person would type to see the same list.
const pipeline = `curl -sS -u "$SLUICEWAY_WORKER_USER:$SLUICEWAY_WORKER_PASSWORD" "$SLUICEWAY_WORKER_URL/connectors?expand=info&expand=status" |
jq -r 'to_entries[] | [.value.status.connector.state, .key, .value.info.type, .value.info.config["connector.class"], (.value.status.tasks | length)] | @tsv' |
column -t | sort`

// BenchmarkCrowd opens a real worker with many connectors, and beside it, in
// turns, asks for the states once, and runs the pipeline.
func BenchmarkCrowd(b *testing.B) {
	for _, c := range realCrowds(b) {
		b.Run(strconv.Itoa(c.count), c.measure)
	}
}

func (c crowd) measure(b *testing.B) {
	c.fill(b)
	all := map[string][]time.Duration{}
	took := func(what string, begin time.Time) { all[what] = append(all[what], time.Since(begin)) }
	c.turn(b, took) // the worker and its compiler warm up
	clear(all)
	for b.Loop() {
		c.turn(b, took)
	}
	for what, times := range all {
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, what)
	}
}

// turn measures each way once.
func (c crowd) turn(b *testing.B, took func(string, time.Time)) {
	b.Helper()
	begin := time.Now()
	out, err := exec.Command("bash", "-o", "pipefail", "-c", pipeline).Output()
	if lines := bytes.Count(out, []byte("\n")); err != nil || lines != c.count {
		b.Fatal(lines, err)
	}
	took("ms-pipeline", begin)

	begin = time.Now()
	var statuses map[string]struct{ Status connect.Status }
	c.decode(b, "/connectors?expand=status", &statuses)
	took("ms-request", begin)

	c.open(b, took)
}

// open opens the cluster in a new app and waits for its states and configs, as if
// a person had clicked it.
func (c crowd) open(b *testing.B, took func(string, time.Time)) {
	b.Helper()
	a, events := openAppOn(b, b.TempDir(), workbench.Options{Keyring: newSlowKeyring()})
	defer a.shutdown(b.Context())
	view := profile.View{Permissions: profile.AllPermissions(), Name: "crowd", URL: c.url, Environment: "dev", Login: "basic", Username: c.user, TimeLimit: 60_000}
	saved := must[SaveResult](b)(a.Profiles.Save("", ProfileInput{View: view, Entered: connect.Secrets{connect.SecretPassword: connect.NewSecret(c.password)}}))
	id := saved.Profile.ID

	begin := time.Now()
	must[ClusterState](b)(a.Clusters.Open("", id))
	until(b, events, "states", func() bool {
		state := must[ClusterState](b)(a.Clusters.State("", id))
		return state.Phase == "ready" && state.Total == c.count
	})
	took("ms-states", begin)
	names := make([]string, 0, 24)
	for _, row := range must[live.RowPage](b)(a.Clusters.Rows("", id, 0, 24)).Rows {
		names = append(names, row.Name)
	}
	if err := a.Clusters.Wanted("", id, names); err != nil {
		b.Fatal(err)
	}
	until(b, events, "configs", func() bool { return must[ClusterState](b)(a.Clusters.State("", id)).Configs == c.count })
	took("ms-configs", begin)
}
