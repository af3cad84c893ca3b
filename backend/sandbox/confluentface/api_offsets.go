package confluentface

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"sluiceway/backend/sandbox/plugins"
)

// entry is a partition with its offset.
type entry struct {
	Partition map[string]any `json:"partition"`
	Offset    map[string]any `json:"offset"`
}

// request is a request to alter offsets. It is PENDING, then PENDING_VALIDATION, then done.
type request struct {
	kind    string
	offsets []entry
	before  []entry
	at      time.Time
	step    time.Duration
	failure string
	applied bool
}

func (q *request) phase(now time.Time) string {
	switch passed := now.Sub(q.at); {
	case passed < q.step:
		return "PENDING"
	case passed < 2*q.step:
		return "PENDING_VALIDATION"
	case q.failure != "":
		return failed
	}
	return "APPLIED"
}

// active reports whether the connector is paused for a request.
func (q *request) active(now time.Time) bool { return q != nil && now.Sub(q.at) < 2*q.step }

// begin gives the connector its first offsets.
func (c *connector) begin(at time.Time) {
	c.marks = map[string]mark{}
	if c.kind() == "sink" {
		for topic := range strings.SplitSeq(c.config["topics"], ",") {
			c.mark(entry{map[string]any{"kafka_topic": strings.TrimSpace(topic), "kafka_partition": json.Number("0")}, map[string]any{"kafka_offset": json.Number("1")}}, at)
		}
		return
	}
	c.mark(entry{map[string]any{"server": c.name}, map[string]any{"lsn": json.Number("1")}}, at)
}

func (c *connector) mark(e entry, at time.Time) {
	key := string(plugins.ToJSON(e.Partition))
	if e.Offset == nil {
		delete(c.marks, key)
		return
	}
	for _, field := range slices.Sorted(maps.Keys(e.Offset)) {
		if number, is := e.Offset[field].(json.Number); is {
			value, _ := number.Int64()
			c.marks[key] = mark{e.Partition, field, value, at}
		}
	}
}

// finish applies a request whose time has come.
func (c *connector) finish(now time.Time) {
	q := c.request
	if q == nil || q.applied || q.active(now) || q.failure != "" {
		return
	}
	q.applied = true
	end := q.at.Add(2 * q.step)
	if q.kind == "DELETE" {
		c.marks = map[string]mark{}
	}
	for _, e := range q.offsets {
		c.mark(e, end)
	}
}

type offsetsBody struct {
	Name     string            `json:"name"`
	ID       string            `json:"id"`
	Offsets  []entry           `json:"offsets"`
	Metadata map[string]string `json:"metadata"`
}

func (c *connector) offsets(now time.Time) offsetsBody {
	c.finish(now)
	if !c.request.active(now) {
		c.settle(now)
	}
	out := offsetsBody{Name: c.name, ID: c.id, Offsets: []entry{}, Metadata: map[string]string{"observed_at": now.UTC().Format(time.RFC3339)}}
	for _, key := range slices.Sorted(maps.Keys(c.marks)) {
		m := c.marks[key]
		out.Offsets = append(out.Offsets, entry{m.partition, map[string]any{m.field: m.value}})
	}
	return out
}

func (f *Face) alter(r *http.Request, c *connector, now time.Time) reply {
	var body struct {
		Type    string  `json:"type"`
		Offsets []entry `json:"offsets"`
	}
	if refused := f.decode(r, &body); refused.status != 0 {
		return refused
	}
	switch {
	case c.custom():
		return invalid("Offsets of custom connectors cannot be altered.")
	case c.request.active(now):
		return reply{status: http.StatusConflict, body: code{http.StatusConflict, "There is a pending offset request for this connector."}}
	case body.Type != "PATCH" && body.Type != "DELETE", body.Type == "PATCH" && len(body.Offsets) == 0:
		return f.violation(http.StatusBadRequest, "a request of the type "+body.Type+" without offsets")
	}
	c.finish(now)
	q := &request{kind: body.Type, offsets: body.Offsets, before: c.offsets(now).Offsets, at: now, step: f.o.Step}
	for _, e := range body.Offsets {
		for _, of := range []map[string]any{e.Partition, e.Offset} {
			for _, name := range []string{"kafka_partition", "kafka_offset"} {
				if _, text := of[name].(string); text {
					return f.violation(http.StatusBadRequest, "an offset that is a text")
				}
			}
		}
		if topic, named := e.Partition["kafka_topic"].(string); c.kind() == "sink" && (!named || !strings.Contains(c.config["topics"], topic)) {
			q.failure = "The connector does not read the topic " + topic
		}
	}
	c.settle(now)
	c.request = q
	return reply{status: http.StatusAccepted, body: c.requested()}
}

type requestedBody struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Type    string  `json:"type"`
	Offsets []entry `json:"offsets"`
	At      string  `json:"requested_at"`
}

func (c *connector) requested() requestedBody {
	return requestedBody{c.id, c.name, c.request.kind, append([]entry{}, c.request.offsets...), c.request.at.UTC().Format("2006-01-02T15:04:05.999999999Z")}
}

func (c *connector) progress(now time.Time) reply {
	if c.request == nil {
		return fail(http.StatusNotFound, "There is no offset request for the connector %s", c.name)
	}
	c.finish(now)
	phase := c.request.phase(now)
	said := map[string]string{"phase": phase}
	out := map[string]any{"request": c.requested(), "status": said, "previous_offsets": c.request.before, "applied_at": nil}
	switch phase {
	case failed:
		said["message"] = c.request.failure
	case "APPLIED":
		out["applied_at"] = c.request.at.Add(2 * c.request.step).UTC().Format(time.RFC3339)
	}
	return ok(out)
}
