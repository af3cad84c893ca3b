package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"sluiceway/backend/connect"
)

type offsetsBody struct {
	Offsets []offsetEntry `json:"offsets"`
}

type messageBody struct {
	Message string `json:"message"`
}

func (s *Sandbox) getOffsets(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster, found *connector, now time.Time) reply {
		return ok(offsetsBody{found.offsetsAt(now)})
	})
}

// stopped is the refusal of a change to offsets of what still runs.
func (c *connector) stopped(now time.Time) *reply {
	if c.target == connect.StateStopped && len(c.set(now).configs) == 0 {
		return nil
	}
	r := fail(http.StatusBadRequest, "Connectors must be in the STOPPED state before their offsets can be modified. "+
		"This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/%s/stop' endpoint", c.name)
	return &r
}

func (s *Sandbox) alterOffsets(c *call) reply {
	raw, refused := s.readJSON(c)
	if refused != nil {
		return *refused
	}
	var body offsetsBody
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&body); err != nil {
		return jsonFail(raw, "org.apache.kafka.connect.runtime.rest.entities.ConnectorOffsets", err)
	}
	if len(body.Offsets) == 0 {
		return fail(http.StatusBadRequest, "Partitions / offsets need to be provided for an alter offsets request")
	}
	return s.onConnector(c.args[0], notFound, func(_ *cluster, found *connector, now time.Time) reply {
		if refused := found.stopped(now); refused != nil {
			return *refused
		}
		for _, entry := range body.Offsets {
			if refused := found.refusesOffset(entry); refused != nil {
				return *refused
			}
		}
		found.touch(now)
		for _, entry := range body.Offsets {
			found.store(entry.sorted())
		}
		return ok(messageBody{"The offsets for this connector have been altered successfully"})
	})
}

// sorted brings the partition of a sink to the types that ours have.
func (e offsetEntry) sorted() offsetEntry {
	if n, is := wholeNumber(e.Partition["kafka_partition"]); is {
		e.Partition["kafka_partition"] = n
	}
	return e
}

// refusesOffset: a sink's entry has fixed keys and is refused by the worker; a
// source's is looked at by its plugin, whose complaint is a 500.
func (c *connector) refusesOffset(entry offsetEntry) *reply {
	if c.plugin.kind == connect.KindSink {
		_, topic := entry.Partition["kafka_topic"]
		_, partition := entry.Partition["kafka_partition"]
		if !topic || !partition {
			r := fail(http.StatusBadRequest, "The partition for a sink connector offset must contain the keys 'kafka_topic' and 'kafka_partition'")
			return &r
		}
		if _, offset := entry.Offset["kafka_offset"]; entry.Offset != nil && !offset {
			r := fail(http.StatusBadRequest, "The offset for a sink connector should either be null or contain the key 'kafka_offset'")
			return &r
		}
		return nil
	}
	if c.plugin.checkOffset == nil {
		return nil
	}
	if reason := c.plugin.checkOffset(entry); reason != "" {
		r := fail(http.StatusInternalServerError, "%s", reason)
		return &r
	}
	return nil
}

func (s *Sandbox) resetOffsets(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster, found *connector, now time.Time) reply {
		if refused := found.stopped(now); refused != nil {
			return *refused
		}
		found.touch(now)
		found.flow.marks = slices.Delete(found.flow.marks, 0, len(found.flow.marks))
		return ok(messageBody{"The offsets for this connector have been reset successfully"})
	})
}
