package apache

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
	"sluiceway/backend/wire/jsonstream"
)

// BenchmarkStatuses reads the expanded list of 1,000 connectors over loopback.
func BenchmarkStatuses(b *testing.B) {
	text := thousandStatuses()
	c, err := New(wire.Options{Profile: serveText(b, text), Log: wire.NewCallLog(wire.CallLogOptions{})})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if got, err := c.Statuses(b.Context()); err != nil || len(got) != 1000 {
			b.Fatal(len(got), err)
		}
	}
}

// BenchmarkDecodeStatuses is the part of it that is not the network's.
func BenchmarkDecodeStatuses(b *testing.B) {
	text := thousandStatuses()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		got := map[string]connect.Status{}
		if _, err := jsonstream.DecodeMap(strings.NewReader(text), jsonstream.ListLimit, true, statusInto(got)); err != nil || len(got) != 1000 {
			b.Fatal(len(got), err)
		}
	}
}

func thousandStatuses() string {
	var body strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&body, `,"connector-%04d":{"status":{"name":"connector-%04d","connector":{"state":"RUNNING","worker_id":"127.0.0.1:8083","version":"4.3.1"},"tasks":[{"id":0,"state":"RUNNING","worker_id":"127.0.0.1:8083","version":"4.3.1"}],"type":"sink"}}`, i, i)
	}
	return "{" + body.String()[1:] + "}"
}

func serveText(b *testing.B, text string) connect.Profile {
	b.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }))
	b.Cleanup(srv.Close)
	return connect.Profile{URL: srv.URL}
}

// BenchmarkDecodeInfos reads the configs of 5,000 connectors, 20 settings each.
func BenchmarkDecodeInfos(b *testing.B) {
	text := manyInfos()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		got := map[string]connect.Connector{}
		if _, err := jsonstream.DecodeMap(strings.NewReader(text), jsonstream.ListLimit, false, infoInto(got)); err != nil || len(got) != 5000 {
			b.Fatal(len(got), err)
		}
	}
}

func manyInfos() string {
	var body strings.Builder
	for i := range 5000 {
		name := fmt.Sprintf("connector-%04d", i)
		fmt.Fprintf(&body, `,"%s":{"info":{"name":"%s","config":{"name":"%s"`, name, name, name)
		for k := range 19 {
			fmt.Fprintf(&body, `,"producer.override.setting.%02d":"a value of usual length, number %d"`, k, k)
		}
		body.WriteString(`},"tasks":[{"connector":"` + name + `","task":0}],"type":"sink"}}`)
	}
	return "{" + body.String()[1:] + "}"
}
