package apache

import (
	"context"
	"encoding/json"
	"strings"

	"sluiceway/backend/connect"
	"sluiceway/backend/wire"
)

// traceLimit is how much of one trace is stored, in bytes. The root cause stands
// at the end, so the middle is what is cut.
const (
	traceLimit = 1 << 20
	traceHead  = 256 << 10
)

// statusLimit is how much of the status of one connector is read, in bytes.
const statusLimit = 64 << 20

// mostTasks is how many tasks of a whole cluster are read, see mostEntries.
const mostTasks = 500_000

// tooLarge stands in place of a status that is too large to read.
const tooLarge = "Its status is too large to show."

// Status is GET /connectors/{name}/status. What is too long of a trace is cut.
func (c *Client) Status(ctx context.Context, name string) (connect.Status, error) {
	k := aboutConnector(name, "status")
	k.limit = statusLimit
	good := func(s connect.Status) bool { return s.Connector.State != "" }
	status, _, err := fetchWith(ctx, c, k, good, wire.DecodeCut)
	capTraces(&status)
	return status, err
}

// Statuses is GET /connectors?expand=status. Connectors without a status yet
// are missing: join with Names. One whose status is too large to read has a
// trace that says so and no state.
func (c *Client) Statuses(ctx context.Context) (map[string]connect.Status, error) {
	out := map[string]connect.Status{}
	skipped, err := c.expand(ctx, "status", true, statusInto(out))
	if err != nil {
		return nil, err
	}
	for _, name := range skipped {
		out[name] = connect.Status{Name: name, Connector: connect.InstanceStatus{Trace: tooLarge}}
	}
	return out, nil
}

// statusInto takes one entry of the expanded list.
func statusInto(out map[string]connect.Status) func(string, []byte) error {
	tasks := 0
	return func(name string, value []byte) error {
		var entry struct {
			Status *connect.Status `json:"status"`
		}
		if err := json.Unmarshal(value, &entry); err != nil {
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

// capTrace copies what it leaves, so that the long text can be freed.
func capTrace(trace string) string {
	if len(trace) <= traceLimit {
		return trace
	}
	tail := trace[len(trace)-(traceLimit-traceHead):]
	return strings.ToValidUTF8(trace[:traceHead]+"\n… cut here …\n"+tail, "")
}
