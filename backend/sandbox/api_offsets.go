package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"sluiceway/backend/sandbox/cluster"
	"sluiceway/backend/sandbox/plugins"
)

// offsetsAPI answers for offsets and topics of a connector.
type offsetsAPI struct{ *Sandbox }

type offsetsBody struct {
	Offsets []plugins.OffsetEntry `json:"offsets"`
}

type messageBody struct {
	Message string `json:"message"`
}

func (s offsetsAPI) offsets(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		return ok(offsetsBody{found.OffsetsAt(now)})
	})
}

// notStopped is the refusal of a change to offsets of what still runs.
func notStopped(name string) reply {
	return fail(http.StatusBadRequest, "Connectors must be in the STOPPED state before their offsets can be modified. "+
		"This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/%s/stop' endpoint", name)
}

func (s offsetsAPI) alter(c *call) reply {
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
	return s.onConnector(c.args[0], notFound, func(_ *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		if !found.Stopped(now) {
			return notStopped(found.Name)
		}
		for _, entry := range body.Offsets {
			if reason, byPlugin := found.RefusesOffset(entry); reason != "" {
				status := http.StatusBadRequest
				if byPlugin {
					status = http.StatusInternalServerError
				}
				return fail(status, "%s", reason)
			}
		}
		found.AlterOffsets(body.Offsets, now)
		return ok(messageBody{"The offsets for this connector have been altered successfully"})
	})
}

func (s offsetsAPI) reset(c *call) reply {
	return s.onConnector(c.args[0], notFound, func(_ *cluster.Cluster, found *cluster.Connector, now time.Time) reply {
		if !found.Stopped(now) {
			return notStopped(found.Name)
		}
		found.ResetOffsets(now)
		return ok(messageBody{"The offsets for this connector have been reset successfully"})
	})
}

func (s offsetsAPI) topics(c *call) reply {
	type used struct {
		Topics []string `json:"topics"`
	}
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		topics := []string{}
		if found, there := state.Connectors[c.args[0]]; there {
			topics = found.ActiveTopics(now)
		}
		return ok(map[string]used{c.args[0]: {topics}})
	})
}

func (s offsetsAPI) resetTopics(c *call) reply {
	return s.locked(func(state *cluster.Cluster, now time.Time) reply {
		if found, there := state.Connectors[c.args[0]]; there {
			found.ResetTopics(now)
		}
		return done(http.StatusAccepted)
	})
}
