package sandbox

import (
	"encoding/json"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

// position is one partition whose offset a connector keeps.
type position struct {
	partition map[string]any
	field     string  // the key of the offset that counts
	rate      float64 // how much it grows in a second of a running task
}

// mark is a position with a known offset at a point of running time.
type mark struct {
	position

	base  int64
	since time.Duration
	given bool // stored by a person, so shown at once
}

// flow is what a connector moved: how long its tasks ran, where its offsets
// and topics began to count.
type flow struct {
	settled time.Time
	ran     time.Duration
	marks   []mark
	topics  time.Duration // the running time at which topics were reset
}

const (
	// flushEvery is how long a task runs before offsets are stored first.
	flushEvery = time.Second
	// topicEvery is how long a source runs until it has written to one more topic.
	topicEvery = 700 * time.Millisecond
)

// settle adds up what ran since the last time, so that plans may change.
func (c *connector) settle(now time.Time) {
	c.begun()
	if !now.After(c.flow.settled) {
		return
	}
	for _, task := range c.tasks {
		c.flow.ran += task.running(c.flow.settled, now)
		task.forget(now)
	}
	c.instance.forget(now)
	c.flow.settled = now
}

// begun gives a running connector its positions: a new one begins at nought.
func (c *connector) begun() {
	if c.target != connect.StateRunning {
		return
	}
	for _, p := range c.positions() {
		if !slices.ContainsFunc(c.flow.marks, func(m mark) bool { return sameJSON(m.partition, p.partition) }) {
			c.flow.marks = append(c.flow.marks, mark{position: p, since: c.flow.ran})
		}
	}
}

// positions are those that the connector would keep.
func (c *connector) positions() []position {
	if !c.known {
		return nil
	}
	if c.plugin.kind == connect.KindSource {
		if c.plugin.partitions == nil {
			return nil
		}
		return c.plugin.partitions(c.config)
	}
	var out []position
	for _, topic := range c.sinkTopics() {
		out = append(out, sinkPosition(topic, 0))
	}
	return out
}

func sinkPosition(topic string, partition int64) position {
	return position{
		partition: map[string]any{"kafka_topic": topic, "kafka_partition": partition},
		field:     "kafka_offset", rate: 3,
	}
}

// sinkTopics are the topics a sink reads; of a pattern those that exist.
func (c *connector) sinkTopics() []string {
	if topics := c.config.list("topics"); len(topics) > 0 {
		return topics
	}
	var out []string
	for _, topic := range shopTopics() {
		if matchesWhole(c.config.text("topics.regex"), topic) {
			out = append(out, topic)
		}
	}
	return out
}

// activeTopics are those that were used since the last reset: a running
// connector comes by one after the other.
func (c *connector) activeTopics(now time.Time) []string {
	c.settle(now)
	if !c.known {
		return []string{}
	}
	var topics []string
	switch {
	case c.plugin.kind == connect.KindSink:
		topics = c.sinkTopics()
	case c.plugin.topics != nil:
		topics = c.plugin.topics(c.config)
	}
	reached := int((c.flow.ran - c.flow.topics) / topicEvery)
	return append([]string{}, topics[:min(reached, len(topics))]...)
}

// offsetEntry is a partition with its offset on the wire.
type offsetEntry struct {
	Partition map[string]any `json:"partition"`
	Offset    map[string]any `json:"offset"`
}

// offsetsAt are the stored offsets.
func (c *connector) offsetsAt(now time.Time) []offsetEntry {
	c.settle(now)
	out := []offsetEntry{}
	for _, m := range c.flow.marks {
		ran := c.flow.ran - m.since
		if !m.given && ran < flushEvery {
			continue
		}
		offset := m.base + int64(m.rate*ran.Truncate(flushEvery).Seconds())
		out = append(out, offsetEntry{Partition: m.partition, Offset: map[string]any{m.field: offset}})
	}
	return out
}

// store puts an offset in place of what is known for its partition; a nil
// offset forgets it.
func (c *connector) store(entry offsetEntry) {
	c.flow.marks = slices.DeleteFunc(c.flow.marks, func(m mark) bool { return sameJSON(m.partition, entry.Partition) })
	if entry.Offset == nil {
		return
	}
	for _, field := range slices.Sorted(mapKeys(entry.Offset)) {
		if base, is := wholeNumber(entry.Offset[field]); is {
			p := position{partition: entry.Partition, field: field, rate: 3}
			c.flow.marks = append(c.flow.marks, mark{position: p, base: base, since: c.flow.ran, given: true})
			return
		}
	}
}

func wholeNumber(value any) (int64, bool) {
	switch v := value.(type) {
	case json.Number:
		n, err := v.Int64()
		return n, err == nil
	case int64:
		return v, true
	}
	return 0, false
}

// sameJSON compares what came from a request with what is ours.
func sameJSON(a, b map[string]any) bool { return string(toJSON(a)) == string(toJSON(b)) }
