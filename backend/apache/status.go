package apache

import (
	"context"
	"encoding/json"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// traceLimit is how much of one trace is kept, in bytes. The root cause stands
// at the end, so the middle is what is cut.
const (
	traceLimit = 1 << 20
	traceHead  = 256 << 10
)

// mostTasks is how many tasks of a whole cluster are read, see mostEntries.
const mostTasks = 500_000

// Status is GET /connectors/{name}/status.
func (c *Client) Status(ctx context.Context, name string) (connect.Status, error) {
	status, err := fetch[connect.Status](ctx, c, aboutConnector(name, "status"))
	capTraces(&status)
	return status, err
}

// Statuses is GET /connectors?expand=status. Connectors without a status yet
// are missing: join with Names.
func (c *Client) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	out := map[string]connect.Status{}
	err := c.expand(ctx, "status", statusInto(out))
	return out, err
}

// statusInto takes one entry of the expanded list.
func statusInto(out map[string]connect.Status) func(string, *json.Decoder) error {
	tasks := 0
	return func(name string, dec *json.Decoder) error {
		var entry struct {
			Status *connect.Status `json:"status"`
		}
		if err := dec.Decode(&entry); err != nil {
			return err
		}
		if entry.Status != nil {
			if tasks += len(entry.Status.Tasks); tasks > mostTasks {
				return wire.ErrTooLarge
			}
			capTraces(entry.Status)
			out[name] = *entry.Status
		}
		return nil
	}
}

func capTraces(s *connect.Status) {
	s.Connector.Trace = capTrace(s.Connector.Trace)
	for i := range s.Tasks {
		s.Tasks[i].Trace = capTrace(s.Tasks[i].Trace)
	}
}

// capTrace copies what it keeps, so that the long text can go.
func capTrace(trace string) string {
	if len(trace) <= traceLimit {
		return trace
	}
	tail := trace[len(trace)-(traceLimit-traceHead):]
	return strings.ToValidUTF8(trace[:traceHead]+"\n… cut here …\n"+tail, "")
}
