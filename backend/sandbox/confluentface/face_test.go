package confluentface

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// What no client may send is refused and reported.
func TestViolations(t *testing.T) {
	var said []string
	f, err := Start(t.Context(), Options{Key: "k", Secret: "s", OnViolation: func(text string) { said = append(said, text) }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	base := "/connect/v1/environments/" + Environment + "/clusters/" + Cluster
	for _, c := range []struct{ method, path, kind, body, want string }{
		{"POST", base + "/connectors", "application/json", `{"name":"a","config":{"name":"a"},"extra":1}`, "extra"},
		{"POST", base + "/connectors", "application/json", `{"name":"a","config":{"name":"a","kafka.api.key":"****************"}}`, "a mask"},
		{"POST", base + "/connectors", "text/plain", `{}`, "content type"},
		{"POST", base + "/connectors", "application/json", `{"name":"a","config":{"name":"b"}}`, "without the connector's name"},
		{"PUT", base + "/connectors/orders-source/config", "application/json", `{"name":"orders-source","config.internal.x":"1"}`, "adds itself"},
		{"PUT", base + "/connectors/orders-source/config", "application/json", `{"name":1}`, "not valid"},
		{"PUT", base + "/connectors/orders-source/pause", "application/json", `{}`, "a body for pause"},
		{"GET", base + "/connectors?expand=everything", "", "", "expand="},
		{"GET", base + "/connectors/../connectors", "", "", "relative segment"},
		{"POST", base + "/connectors/orders-warehouse-sink/offsets/request", "application/json", `{"type":"PATCH","offsets":[{"partition":{"kafka_topic":"shop.orders","kafka_partition":0},"offset":{"kafka_offset":"5"}}]}`, "a text"},
		{"GET", "/org/v2/environments?page_size=1000", "", "", "page_size"},
		{"GET", "/cmk/v2/clusters?page_size=10", "", "", "without an environment"},
	} {
		said = nil
		req, err := http.NewRequestWithContext(t.Context(), c.method, f.URL()+c.path, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		if c.kind != "" {
			req.Header.Set("Content-Type", c.kind)
		}
		req.SetBasicAuth("k", "s")
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode < 400 || !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, c.want) }) {
			t.Errorf("%s %s %s: %d, said %q", c.method, c.path, c.body, resp.StatusCode, said)
		}
	}
	said = nil
	resp, err := http.Get(f.URL() + base + "/connectors")
	if err != nil || resp.StatusCode != http.StatusUnauthorized || len(said) != 1 {
		t.Errorf("without a login: %v, said %q", err, said)
	}
	_ = resp.Body.Close()
}
