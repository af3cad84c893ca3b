package cluster

import (
	"maps"
	"slices"
	"time"

	"sluiceway/backend/connect"
	"sluiceway/backend/sandbox/plugins"
)

// mark is a position with the offset that it had at some running time.
type mark struct {
	plugins.Position

	base  int64
	since time.Duration
	given bool // set by a request, so shown at once
}

// progress is how long the tasks of a connector ran, and the running times at
// which its offsets and topics started.
type progress struct {
	settled time.Time
	ran     time.Duration
	marks   []mark
	topics  time.Duration // the running time at which topics were reset
}

const (
	// flushEvery is how often a task commits its offsets.
	flushEvery = time.Second
	// topicEvery is how long a source runs before it writes to the next topic.
	topicEvery = 700 * time.Millisecond
)

// settle adds the running time since the last call, before the plan changes.
func (c *Connector) settle(now time.Time) {
	c.started()
	if !now.After(c.progress.settled) {
		return
	}
	for _, task := range c.tasks {
		c.progress.ran += task.running(c.progress.settled, now)
		task.forget(now)
	}
	c.instance.forget(now)
	c.progress.settled = now
}

// started gives a running connector its positions; new ones start at offset 0.
func (c *Connector) started() {
	if c.target != connect.StateRunning {
		return
	}
	for _, p := range c.positions() {
		if !slices.ContainsFunc(c.progress.marks, func(m mark) bool { return sameJSON(m.Partition, p.Partition) }) {
			c.progress.marks = append(c.progress.marks, mark{Position: p, since: c.progress.ran})
		}
	}
}

// positions are those whose offsets the connector stores.
func (c *Connector) positions() []plugins.Position {
	if !c.known {
		return nil
	}
	if c.plugin.Kind == connect.KindSource {
		if c.plugin.Partitions == nil {
			return nil
		}
		return c.plugin.Partitions(c.Config)
	}
	var out []plugins.Position
	for _, topic := range c.sinkTopics() {
		out = append(out, sinkPosition(topic, 0))
	}
	return out
}

func sinkPosition(topic string, partition int64) plugins.Position {
	return plugins.Position{
		Partition: map[string]any{"kafka_topic": topic, "kafka_partition": partition},
		Field:     "kafka_offset", Rate: 3,
	}
}

// sinkTopics are the topics a sink reads; of a pattern those that exist.
func (c *Connector) sinkTopics() []string {
	if topics := c.Config.List("topics"); len(topics) > 0 {
		return topics
	}
	var out []string
	for _, topic := range plugins.ShopTopics() {
		if plugins.MatchesWhole(c.Config.Text("topics.regex"), topic) {
			out = append(out, topic)
		}
	}
	return out
}

// ActiveTopics are those used since the last reset; a running connector uses them
// one after the other.
func (c *Connector) ActiveTopics(now time.Time) []string {
	c.settle(now)
	if !c.known {
		return []string{}
	}
	var topics []string
	switch {
	case c.plugin.Kind == connect.KindSink:
		topics = c.sinkTopics()
	case c.plugin.Topics != nil:
		topics = c.plugin.Topics(c.Config)
	}
	reached := int((c.progress.ran - c.progress.topics) / topicEvery)
	return append([]string{}, topics[:min(reached, len(topics))]...)
}

// OffsetsAt are the stored offsets.
func (c *Connector) OffsetsAt(now time.Time) []plugins.OffsetEntry {
	c.settle(now)
	out := []plugins.OffsetEntry{}
	for _, m := range c.progress.marks {
		ran := c.progress.ran - m.since
		if !m.given && ran < flushEvery {
			continue
		}
		offset := m.base + int64(m.Rate*ran.Truncate(flushEvery).Seconds())
		out = append(out, plugins.OffsetEntry{Partition: m.Partition, Offset: map[string]any{m.Field: offset}})
	}
	return out
}

// store puts an offset in place of what is known for its partition; a nil
// offset forgets it.
func (c *Connector) store(entry plugins.OffsetEntry) {
	c.progress.marks = slices.DeleteFunc(c.progress.marks, func(m mark) bool { return sameJSON(m.Partition, entry.Partition) })
	if entry.Offset == nil {
		return
	}
	for _, field := range slices.Sorted(maps.Keys(entry.Offset)) {
		if base, is := plugins.WholeNumber(entry.Offset[field]); is {
			p := plugins.Position{Partition: entry.Partition, Field: field, Rate: 3}
			c.progress.marks = append(c.progress.marks, mark{Position: p, base: base, since: c.progress.ran, given: true})
			return
		}
	}
}

// sameJSON compares a value of a request with one of ours.
func sameJSON(a, b map[string]any) bool {
	return string(plugins.ToJSON(a)) == string(plugins.ToJSON(b))
}

// Stopped reports whether nothing of the connector runs, so that its offsets may
// be changed.
func (c *Connector) Stopped(now time.Time) bool {
	return c.target == connect.StateStopped && len(c.Set(now).Configs) == 0
}

// RefusesOffset returns why an offset is refused, or nothing. The entry of a sink
// has fixed keys and is refused by the worker; that of a source is checked by its
// plugin.
func (c *Connector) RefusesOffset(entry plugins.OffsetEntry) (reason string, byPlugin bool) {
	if c.plugin.Kind == connect.KindSink {
		_, topic := entry.Partition["kafka_topic"]
		_, partition := entry.Partition["kafka_partition"]
		if !topic || !partition {
			return "The partition for a sink connector offset must contain the keys 'kafka_topic' and 'kafka_partition'", false
		}
		if _, offset := entry.Offset["kafka_offset"]; entry.Offset != nil && !offset {
			return "The offset for a sink connector should either be null or contain the key 'kafka_offset'", false
		}
		return "", false
	}
	if c.plugin.CheckOffset == nil {
		return "", false
	}
	return c.plugin.CheckOffset(entry), true
}

// ResetOffsets forgets every offset.
func (c *Connector) ResetOffsets(now time.Time) {
	c.touch(now)
	c.progress.marks = slices.Delete(c.progress.marks, 0, len(c.progress.marks))
}

// ResetTopics forgets which topics were used.
func (c *Connector) ResetTopics(now time.Time) {
	c.settle(now)
	c.progress.topics = c.progress.ran
}

// AlterOffsets stores offsets.
func (c *Connector) AlterOffsets(entries []plugins.OffsetEntry, now time.Time) {
	c.touch(now)
	for _, entry := range entries {
		c.store(entry.Sorted())
	}
}
