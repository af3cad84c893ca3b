package sandbox

import (
	"strings"
	"testing"
	"time"
)

func TestOffsetsGrowWhileTasksRun(t *testing.T) {
	b := empty(t)
	b.want(201, "PUT", "/connectors/s/config", config(t, sourceClass, "topic", "t", "file", "/data/in.txt"))
	read := func() string { return b.want(200, "GET", "/connectors/s/offsets", "").body }
	if got := read(); got != `{"offsets":[]}` {
		t.Errorf("at once: %s", got)
	}
	b.clock.pass(5 * time.Second)
	first := read()
	if !strings.HasPrefix(first, `{"offsets":[{"partition":{"filename":"/data/in.txt"},"offset":{"position":`) {
		t.Error(first)
	}
	b.clock.pass(5 * time.Second)
	second := read()
	if second == first {
		t.Error("nothing moved in five seconds")
	}
	b.want(202, "PUT", "/connectors/s/pause", "")
	b.clock.pass(2 * time.Second)
	paused := read()
	b.clock.pass(time.Hour)
	if got := read(); got != paused {
		t.Errorf("a paused connector moved from %s to %s", paused, got)
	}
}

func TestOffsetsSurviveADelete(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t", "file", "/data/in.txt")
	b.clock.pass(time.Minute)
	before := b.want(200, "GET", "/connectors/s/offsets", "").body
	b.want(204, "DELETE", "/connectors/s", "")
	b.want(404, "GET", "/connectors/s/offsets", "")
	b.clock.pass(time.Minute)
	b.want(201, "PUT", "/connectors/s/config", config(t, sourceClass, "topic", "t", "file", "/data/in.txt"))
	if got := b.want(200, "GET", "/connectors/s/offsets", "").body; got != before {
		t.Errorf("created again: %s, before %s", got, before)
	}
}

func TestChangeOfSourceOffsets(t *testing.T) {
	b := empty(t)
	b.create("s", sourceClass, "topic", "t", "file", "/data/in.txt")
	entry := func(partition, offset string) string {
		return `{"offsets":[{"partition":` + partition + `,"offset":` + offset + `}]}`
	}
	file := `{"filename":"/data/in.txt"}`
	b.play([]exchange{
		{"PATCH", "/connectors/s/offsets", `{"offsets":[]}`, 400, `Partitions / offsets need to be provided for an alter offsets request`, ""},
		{"PATCH", "/connectors/s/offsets", entry(file, `{"position":1}`), 400, `must be in the STOPPED state before their offsets can be modified. This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/s/stop' endpoint`, ""},
		{"DELETE", "/connectors/s/offsets", ``, 400, `must be in the STOPPED state`, ""},
		{"PUT", "/connectors/s/stop", ``, 204, ``, ""},
		{"PATCH", "/connectors/s/offsets", `{}`, 400, `Partitions / offsets need to be provided`, ""},
		{"PATCH", "/connectors/s/offsets", entry(file, `{"position":17}`), 200, `{"message":"The offsets for this connector have been altered successfully"}`, ""},
		{"GET", "/connectors/s/offsets", ``, 200, `{"offsets":[{"partition":{"filename":"/data/in.txt"},"offset":{"position":17}}]}`, ""},
		{"PATCH", "/connectors/s/offsets", entry(`{"x":"y"}`, `{"position":1}`), 500, `Partition objects should contain the key 'filename'`, ""},
		{"PATCH", "/connectors/s/offsets", entry(file, `{"position":-1}`), 500, `should be a non-negative value`, ""},
		{"PATCH", "/connectors/s/offsets", entry(file, `null`), 200, `altered successfully`, ""},
		{"GET", "/connectors/s/offsets", ``, 200, `{"offsets":[]}`, ""},
		{"DELETE", "/connectors/s/offsets", ``, 200, `{"message":"The offsets for this connector have been reset successfully"}`, ""},
	})
	b.want(202, "PUT", "/connectors/s/resume", "")
	b.clock.pass(10 * time.Second)
	if got := b.want(200, "GET", "/connectors/s/offsets", "").body; !strings.Contains(got, "position") {
		t.Errorf("resumed: %s", got)
	}
}

func TestChangeOfSinkOffsets(t *testing.T) {
	b := empty(t)
	b.create("k", sinkClass, "topics", "t")
	b.want(204, "PUT", "/connectors/k/stop", "")
	b.clock.pass(5 * time.Second)
	b.play([]exchange{
		{"PATCH", "/connectors/k/offsets", `{"offsets":[{"partition":{"filename":"x"},"offset":{"position":1}}]}`, 400, `The partition for a sink connector offset must contain the keys 'kafka_topic' and 'kafka_partition'`, ""},
		{"PATCH", "/connectors/k/offsets", `{"offsets":[{"partition":{"kafka_topic":"t","kafka_partition":0},"offset":{"x":1}}]}`, 400, `The offset for a sink connector should either be null or contain the key 'kafka_offset'`, ""},
		{"PATCH", "/connectors/k/offsets", `{"offsets":[{"partition":{"kafka_topic":"t","kafka_partition":0},"offset":{"kafka_offset":9007199254740993}}]}`, 200, `altered successfully`, ""},
		{"GET", "/connectors/k/offsets", ``, 200, `{"offsets":[{"partition":{"kafka_partition":0,"kafka_topic":"t"},"offset":{"kafka_offset":9007199254740993}}]}`, ""},
		{"DELETE", "/connectors/k/offsets", ``, 200, `reset successfully`, ""},
		{"GET", "/connectors/k/offsets", ``, 200, `{"offsets":[]}`, ""},
	})
}

func TestTopics(t *testing.T) {
	b := start(t, Options{})
	count := func(name string) int {
		return strings.Count(b.want(200, "GET", "/connectors/"+name+"/topics", "").body, `"`)/2 - 2
	}
	for name, want := range map[string]int{"shop-customers-source": 5, "shop-orders-source": 6, "shop-prices-mirror": 4, "shop-invoices-archive-sink": 1, "shop-orders-warehouse-sink": 3} {
		if got := count(name); got != want {
			t.Errorf("%s: %d topics", name, got)
		}
	}
	b.want(202, "PUT", "/connectors/shop-orders-source/topics/reset", "")
	if got := count("shop-orders-source"); got != 0 {
		t.Errorf("%d topics after a reset", got)
	}
	b.clock.pass(1500 * time.Millisecond)
	if got := count("shop-orders-source"); got != 2 {
		t.Errorf("%d topics soon after a reset", got)
	}
	b.clock.pass(time.Minute)
	if got := count("shop-orders-source"); got != 6 {
		t.Errorf("%d topics a minute after a reset", got)
	}
}
